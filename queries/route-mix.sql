/*+++
schema = 1
id = "route-mix"
version = "1.0.0"
status = "established"
indicators = ["I-7"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_route"]
title.nl = "Zaken naar onderzoekssoort"
title.en = "Cases by route"
description.nl = "Hoeveel zaken elke onderzoekssoort kreeg."
description.en = "How many cases took each route."
reading.nl = "De soort zegt niet hoe ernstig de zaak was."
reading.en = "The route does not say how serious the case was."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "De meeste zaken: {route:argmax(cases)}."
answer.en = "Most cases: {route:argmax(cases)}."

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
name = "total"
type = "int"
role = "exposure"
unit = "zaken"
label.nl = "Alle zaken"
label.en = "All cases"

[[column]]
name = "share"
type = "float"
role = "measure"
unit = "%"
decimals = 1
low = "share_low"
high = "share_high"
label.nl = "Aandeel"
label.en = "Share"

[[column]]
name = "share_low"
type = "float"
role = "low"
unit = "%"
decimals = 1
label.nl = "Aandeel, ondergrens"
label.en = "Share, lower bound"

[[column]]
name = "share_high"
type = "float"
role = "high"
unit = "%"
decimals = 1
label.nl = "Aandeel, bovengrens"
label.en = "Share, upper bound"

[chart]
kind = "stacked"
x = "quarter"
y = "cases"
series = "route"
series_max = 7
alt.nl = "Zaken naar onderzoekssoort. Alle cijfers staan in de tabel."
alt.en = "Cases by route. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-01", units = [] }
given.cube_unit_category_route = [
  { month = "2024-01-01", quarter = "2024-Q1", route = "disciplinary", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", route = "line", cases = 45 },
]
expect = [
  { quarter = "2024-Q1", route = "disciplinary", cases = 15, total = 60, share = 25.0, share_low = 20.967741935, share_high = 29.310344828 },
  { quarter = "2024-Q1", route = "line", cases = 45, total = 60, share = 75.0, share_low = 69.35483871, share_high = 81.034482759 },
]
+++*/
WITH counted AS (
  SELECT quarter, route, sum(cases) AS cases, count(DISTINCT month) AS periods
  FROM cube_unit_category_route
  WHERE month >= $since
    AND TRUE
    AND (coalesce(cardinality($units), 0) = 0 OR array_has($units, unit))
  GROUP BY quarter, route
),
whole AS (
  SELECT quarter, route, cases, periods, sum(cases) OVER (PARTITION BY quarter) AS total
  FROM counted
)
SELECT
  quarter,
  route,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, greatest(coalesce(cardinality($units), 0), 1)) AS share_low,
  share_high(cases, total, 3, periods, greatest(coalesce(cardinality($units), 0), 1)) AS share_high
FROM whole
ORDER BY quarter, route
