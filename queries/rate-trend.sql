/*+++
schema = 1
id = "rate-trend"
version = "1.0.0"
status = "established"
indicators = ["I-40"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte"]
title.nl = "Zaken per 1.000 fte, met verandering"
title.en = "Cases per 1,000 FTE, with change"
description.nl = "Gesloten zaken per 1.000 fte per jaar, en hoe dat verschilt van hetzelfde kwartaal een jaar eerder. De marge is exact."
description.en = "Closed cases per 1,000 FTE per year, and how that differs from the same quarter a year before. The interval is exact."
reading.nl = "De marge laat zien wat toeval kan zijn. Met afronden is niet gerekend. Een nieuwe registratie of reorganisatie kan de reeks breken."
reading.en = "The interval shows what may be chance. It does not allow for rounding. New registration or reorganisation can break the series."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In {quarter:last}: {rate:last} per 1.000 fte."
answer.en = "In {quarter:last}: {rate:last} per 1,000 FTE."

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-7"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

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
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "fte_years"
type = "float"
role = "exposure"
unit = "fte-jaren"
decimals = 0
label.nl = "Fte-jaren"
label.en = "FTE years"

[[column]]
name = "rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 2
low = "rate_low"
high = "rate_high"
label.nl = "Per 1.000 fte per jaar"
label.en = "Per 1,000 FTE per year"

[[column]]
name = "rate_low"
type = "float"
role = "low"
unit = "per 1.000 fte"
decimals = 2
label.nl = "Per 1.000 fte, ondergrens"
label.en = "Per 1,000 FTE, lower bound"

[[column]]
name = "rate_high"
type = "float"
role = "high"
unit = "per 1.000 fte"
decimals = 2
label.nl = "Per 1.000 fte, bovengrens"
label.en = "Per 1,000 FTE, upper bound"

[[column]]
name = "ratio"
type = "float"
role = "measure"
decimals = 2
low = "ratio_low"
high = "ratio_high"
label.nl = "Verhouding tot een jaar eerder"
label.en = "Ratio to a year before"

[[column]]
name = "ratio_low"
type = "float"
role = "low"
decimals = 2
label.nl = "Verhouding, ondergrens"
label.en = "Ratio, lower bound"

[[column]]
name = "ratio_high"
type = "float"
role = "high"
decimals = 2
label.nl = "Verhouding, bovengrens"
label.en = "Ratio, upper bound"

[chart]
kind = "line"
x = "quarter"
y = "rate"
low = "rate_low"
high = "rate_high"
alt.nl = "Zaken per 1.000 fte, met verandering. Alle cijfers staan in de tabel."
alt.en = "Cases per 1,000 FTE, with change. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "exact Poisson interval"
params = { since = "2024-Q1", units = [] }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 9 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 6000.0 },
]
expect = [
  { quarter = "2024-Q1", cases = 9, fte_years = 500.0, rate = 18.0, rate_low = 8.230746195, rate_high = 34.169606903 },
]

[[test]]
name = "the same rate a year later"
params = { since = "2024-Q1", units = ["AMS"] }
given.cube_unit_category_finding = [
  { month = "2023-01-01", quarter = "2023-Q1", unit = "AMS", category = "INF", finding = "established", cases = 9 },
  { month = "2023-04-01", quarter = "2023-Q2", unit = "AMS", category = "INF", finding = "established", cases = 9 },
  { month = "2023-07-01", quarter = "2023-Q3", unit = "AMS", category = "INF", finding = "established", cases = 9 },
  { month = "2023-10-01", quarter = "2023-Q4", unit = "AMS", category = "INF", finding = "established", cases = 9 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 0 },
]
given.unit_fte = [
  { unit = "AMS", month = "2023-01-01", fte = 6000.0 },
  { unit = "AMS", month = "2023-04-01", fte = 6000.0 },
  { unit = "AMS", month = "2023-07-01", fte = 6000.0 },
  { unit = "AMS", month = "2023-10-01", fte = 6000.0 },
  { unit = "AMS", month = "2024-01-01", fte = 6000.0 },
]
expect = [
  { quarter = "2024-Q1", cases = 0, fte_years = 500.0, rate = 0.0, rate_low = 0.0, rate_high = 7.377758908, ratio = 0.0, ratio_low = 0.0, ratio_high = 0.50663019 },
]
+++*/
WITH counted AS (
  SELECT quarter, month, unit, sum(cases) AS cases
  FROM cube_unit_category_finding
  WHERE coalesce(cardinality($units), 0) = 0 OR array_has($units, unit)
  GROUP BY quarter, month, unit
),
quarterly AS (
  SELECT
    counted.quarter,
    sum(counted.cases) AS cases,
    sum(unit_fte.fte) / 12 AS fte_years
  FROM counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  GROUP BY counted.quarter
),
compared AS (
  SELECT
    quarter,
    cases,
    fte_years,
    lag(cases, 4) OVER (ORDER BY quarter) AS cases_before,
    lag(fte_years, 4) OVER (ORDER BY quarter) AS fte_before
  FROM quarterly
)
SELECT
  quarter,
  cases,
  fte_years,
  rate(cases, fte_years, 1000) AS rate,
  rate(poisson_low(cases), fte_years, 1000) AS rate_low,
  rate(poisson_high(cases), fte_years, 1000) AS rate_high,
  rate_ratio(cases, fte_years, cases_before, fte_before) AS ratio,
  rate_ratio_low(cases, fte_years, cases_before, fte_before) AS ratio_low,
  rate_ratio_high(cases, fte_years, cases_before, fte_before) AS ratio_high
FROM compared
WHERE quarter >= $since
ORDER BY quarter
