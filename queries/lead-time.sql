/*+++
schema = 1
id = "lead-time"
version = "1.0.0"
status = "established"
indicators = ["I-3"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_route_lead"]
title.nl = "Doorlooptijd per onderzoekssoort"
title.en = "Lead time by route"
description.nl = "Hoe lang het duurt van signaal tot afsluiting: de geschatte mediaan, en de klasse waarin die ligt. De mediaan is de middelste zaak."
description.en = "How long it takes from signal to closing: the estimated median, and the band that holds it. The median is the middle case."
reading.nl = "Alleen gesloten zaken tellen. Zaken die al lang lopen, staan er nog niet bij. Er is geen norm vastgesteld."
reading.en = "Only closed cases count. Cases that have been open for long are not in yet. No norm has been adopted."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "De langste mediaan hoort bij {route:argmax(median_days)}: {median_days:max} dagen."
answer.en = "The longest median belongs to {route:argmax(median_days)}: {median_days:max} days."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[parameter]]
name = "units"
type = "list<text>"
default = []
codelist = "units"
label.nl = "Eenheden (leeg = alle)"
label.en = "Units (empty = all)"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "route"
type = "text"
role = "dimension"
codelist = "routes"
label.nl = "Onderzoekssoort"
label.en = "Route"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "median_days"
type = "float"
role = "measure"
unit = "dagen"
decimals = 0
low = "median_low"
high = "median_high"
label.nl = "Mediaan in dagen"
label.en = "Median in days"

[[column]]
name = "median_low"
type = "float"
role = "low"
unit = "dagen"
decimals = 0
label.nl = "Mediaan, ondergrens"
label.en = "Median, lower bound"

[[column]]
name = "median_high"
type = "float"
role = "high"
unit = "dagen"
decimals = 0
label.nl = "Mediaan, bovengrens"
label.en = "Median, upper bound"

[chart]
kind = "line"
x = "quarter"
y = "median_days"
series = "route"
low = "median_low"
high = "median_high"
series_max = 6
alt.nl = "Doorlooptijd per onderzoekssoort. Alle cijfers staan in de tabel."
alt.en = "Lead time by route. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "interpolated"
params = { since = "2024-01", units = ["AMS"] }
given.cube_unit_route_lead = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", route = "line", lead = "d0_30", cases = 9 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", route = "line", lead = "d31_90", cases = 12 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", route = "line", lead = "d91_180", cases = 3 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", route = "line", lead = "d731_up", cases = 99 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", route = "line", lead = "unknown", cases = 30 },
]
expect = [
  { quarter = "2024-Q1", route = "line", cases = 24, median_days = 46.0, median_low = 31.0, median_high = 91.0 },
]
+++*/
WITH bands AS (
  SELECT * FROM (VALUES
    ('d0_30', 0, 31), ('d31_90', 31, 91), ('d91_180', 91, 181),
    ('d181_365', 181, 366), ('d366_730', 366, 731), ('d731_up', 731, NULL)
  ) AS band(lead, lower, upper)
)
SELECT
  closed.quarter,
  closed.route,
  sum(closed.cases) AS cases,
  band_median(bands.lower, bands.upper, closed.cases) AS median_days,
  band_median_low(bands.lower, bands.upper, closed.cases) AS median_low,
  band_median_high(bands.lower, bands.upper, closed.cases) AS median_high
FROM cube_unit_route_lead AS closed
JOIN bands ON bands.lead = closed.lead
WHERE closed.month >= $since
  AND (coalesce(cardinality($units), 0) = 0 OR array_has($units, closed.unit))
GROUP BY closed.quarter, closed.route
HAVING sum(closed.cases) > 0
ORDER BY closed.quarter, closed.route
