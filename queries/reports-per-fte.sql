/*+++
schema = 1
id = "reports-per-fte"
version = "1.0.0"
status = "established"
indicators = ["I-29"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte"]
title.nl = "Meldklimaat per eenheid"
title.en = "Reporting climate by unit"
description.nl = "Gesloten zaken per 100 fte per jaar. De marge komt van de afronding."
description.en = "Closed cases per 100 FTE per year. The margin comes from rounding."
reading.nl = "Meer zaken is niet slechter: het kan betekenen dat melden gewoon is."
reading.en = "More cases is not worse: it can mean that reporting is normal."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Van {rate:first} in de eerste regel tot ten hoogste {rate:max} per 100 fte."
answer.en = "From {rate:first} in the first row to at most {rate:max} per 100 FTE."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

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
unit = "per 100 fte"
decimals = 2
low = "rate_low"
high = "rate_high"
label.nl = "Per 100 fte per jaar"
label.en = "Per 100 FTE per year"

[[column]]
name = "rate_low"
type = "float"
role = "low"
unit = "per 100 fte"
decimals = 2
label.nl = "Ondergrens"
label.en = "Lower bound"

[[column]]
name = "rate_high"
type = "float"
role = "high"
unit = "per 100 fte"
decimals = 2
label.nl = "Bovengrens"
label.en = "Upper bound"

[chart]
kind = "dot"
x = "unit"
y = "rate"
low = "rate_low"
high = "rate_high"
alt.nl = "Meldklimaat per eenheid. Alle cijfers staan in de tabel."
alt.en = "Reporting climate by unit. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "a month is a twelfth of a year"
params = { since = "2024-01" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 12 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "GEW", finding = "refuted", cases = 18 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 6000.0 },
]
expect = [
  { unit = "AMS", cases = 30, fte_years = 500.0, rate = 6.0, rate_low = 5.6, rate_high = 6.4 },
]
+++*/
WITH counted AS (
  SELECT unit, month, sum(cases) AS cases
  FROM cube_unit_category_finding
  WHERE month >= $since
  GROUP BY unit, month
),
exposed AS (
  SELECT
    counted.unit,
    sum(counted.cases) AS cases,
    sum(unit_fte.fte) / 12 AS fte_years,
    count(*) AS months
  FROM counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  GROUP BY counted.unit
)
SELECT
  unit,
  cases,
  fte_years,
  rate(cases, fte_years, 100) AS rate,
  rate(round_low(cases, months, 3), fte_years, 100) AS rate_low,
  rate(round_high(cases, months, 3), fte_years, 100) AS rate_high
FROM exposed
WHERE fte_years > 0
ORDER BY unit
