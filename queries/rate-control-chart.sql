/*+++
schema = 1
id = "rate-control-chart"
version = "1.0.0"
status = "concept"
indicators = ["I-40"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte", "breaks"]
title.nl = "Wijkt een maand af van de eigen reeks?"
title.en = "Does a month differ from its own series?"
description.nl = "Gesloten zaken per 1.000 fte per jaar, per eenheid en maand. De grenzen laten zien wat toeval kan zijn. Na een breuk beginnen de grenzen opnieuw."
description.en = "Closed cases per 1,000 FTE per year, by unit and month, with the limits that belong to chance. After a break the limits start anew."
reading.nl = "Buiten de grenzen is geen oordeel: kijk eerst of de registratie veranderde. Door het afronden gaan losse maanden iets meer op en neer dan de grenzen aannemen."
reading.en = "Outside the limits is not a verdict: look first whether registration changed. Through rounding, single months go up and down a little more than the limits assume."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het hoogste maandcijfer is {rate:max} per 1.000 fte per jaar."
answer.en = "The highest monthly figure is {rate:max} per 1,000 FTE per year."

[[parameter]]
name = "since"
type = "month"
default = "month:-35"
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
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "month"
type = "date"
role = "time"
grain = "month"
label.nl = "Maand"
label.en = "Month"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Per 1.000 fte per jaar"
label.en = "Per 1,000 FTE per year"

[[column]]
name = "centre"
type = "float"
role = "limit"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Gemiddelde van de reeks"
label.en = "Mean of the series"

[[column]]
name = "limit_low"
type = "float"
role = "limit"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Grens, laag"
label.en = "Limit, low"

[[column]]
name = "limit_high"
type = "float"
role = "limit"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Grens, hoog"
label.en = "Limit, high"

[[column]]
name = "outside"
type = "bool"
role = "dimension"
label.nl = "Buiten de grenzen"
label.en = "Outside the limits"

[chart]
kind = "table"
alt.nl = "Per eenheid en maand het cijfer, de grenzen en of het erbuiten ligt."
alt.en = "By unit and month the figure, the limits and whether it lies outside."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "one month far above the others lies outside"
params = { since = "2024-01", units = ["AMS"] }
given.cube_unit_category_finding = [
  { month = "2024-01-01", unit = "AMS", category = "INF", finding = "established", cases = 3 },
  { month = "2024-02-01", unit = "AMS", category = "INF", finding = "established", cases = 0 },
  { month = "2024-03-01", unit = "AMS", category = "INF", finding = "established", cases = 3 },
  { month = "2024-04-01", unit = "AMS", category = "INF", finding = "established", cases = 18 },
  { month = "2024-04-01", unit = "DH", category = "INF", finding = "established", cases = 99 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-02-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-03-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-04-01", fte = 1200.0 },
  { unit = "DH", month = "2024-04-01", fte = 1200.0 },
]
expect = [
  { unit = "AMS", month = "2024-01-01", cases = 3, rate = 30.0, centre = 60.0, limit_low = 0.0, limit_high = 150.0, outside = false },
  { unit = "AMS", month = "2024-02-01", cases = 0, rate = 0.0, centre = 60.0, limit_low = 0.0, limit_high = 150.0, outside = false },
  { unit = "AMS", month = "2024-03-01", cases = 3, rate = 30.0, centre = 60.0, limit_low = 0.0, limit_high = 150.0, outside = false },
  { unit = "AMS", month = "2024-04-01", cases = 18, rate = 180.0, centre = 60.0, limit_low = 0.0, limit_high = 150.0, outside = true },
]

[[test]]
name = "a break of all units starts new limits, a campaign does not"
params = { since = "2024-01", units = [] }
given.cube_unit_category_finding = [
  { month = "2024-01-01", unit = "AMS", category = "INF", finding = "established", cases = 3 },
  { month = "2024-02-01", unit = "AMS", category = "INF", finding = "established", cases = 9 },
  { month = "2024-03-01", unit = "AMS", category = "INF", finding = "established", cases = 9 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-02-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-03-01", fte = 1200.0 },
]
given.breaks = [
  { kind = "registration", unit = "*", month = "2024-02-01", text_nl = "nieuw formulier", text_en = "new form" },
  { kind = "campaign", unit = "AMS", month = "2024-03-01", text_nl = "week van de integriteit", text_en = "integrity week" },
]
expect = [
  { unit = "AMS", month = "2024-01-01", cases = 3, rate = 30.0, centre = 30.0, limit_low = 0.0, limit_high = 90.0, outside = false },
  { unit = "AMS", month = "2024-02-01", cases = 9, rate = 90.0, centre = 90.0, limit_low = 20.0, limit_high = 190.0, outside = false },
  { unit = "AMS", month = "2024-03-01", cases = 9, rate = 90.0, centre = 90.0, limit_low = 20.0, limit_high = 190.0, outside = false },
]
+++*/
WITH monthly AS (
  SELECT counted.unit, counted.month, sum(counted.cases) AS cases, max(unit_fte.fte) / 12000 AS fte_years
  FROM cube_unit_category_finding AS counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  WHERE counted.month >= $since
    AND (coalesce(cardinality($units), 0) = 0 OR array_has($units, counted.unit))
  GROUP BY counted.unit, counted.month
),
marked AS (
  SELECT monthly.unit, monthly.month, cases, fte_years, count(breaks.month) > 0 AS broken
  FROM monthly
  LEFT JOIN breaks
    ON breaks.month = monthly.month AND breaks.unit IN ('*', monthly.unit) AND breaks.kind <> 'campaign'
  GROUP BY monthly.unit, monthly.month, cases, fte_years
),
charted AS (
  SELECT unit, month, cases, u_chart(cases, fte_years, broken) OVER (PARTITION BY unit ORDER BY month) AS chart
  FROM marked
)
SELECT
  unit,
  month,
  cases,
  chart['value'] AS rate,
  chart['centre'] AS centre,
  chart['lower'] AS limit_low,
  chart['upper'] AS limit_high,
  chart['signal'] AS outside
FROM charted
ORDER BY unit, month
