/*+++
schema = 1
id = "observed-and-expected"
version = "1.0.0"
status = "established"
indicators = ["I-39"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_issue", "unit_fte"]
title.nl = "Wijkt een eenheid af van wat te verwachten is?"
title.en = "Does a unit differ from what is expected?"
description.nl = "Gesloten zaken per eenheid naast het aantal bij de gemiddelde cijfers van het korps. Buiten de grenzen is meer dan toeval."
description.en = "Closed cases by unit beside the number at the average rates of the force. Outside the limits is more than chance."
reading.nl = "Geen ranglijst. Taak en meldbereidheid verschillen per eenheid."
reading.en = "Not a ranking. Tasks and willingness to report differ by unit."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "De grootste verhouding is {ratio:max}."
answer.en = "The largest ratio is {ratio:max}."

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
name = "expected"
type = "float"
role = "exposure"
unit = "zaken"
decimals = 1
label.nl = "Verwacht"
label.en = "Expected"

[[column]]
name = "ratio"
type = "float"
role = "measure"
decimals = 2
low = "ratio_low"
high = "ratio_high"
label.nl = "Waargenomen gedeeld door verwacht"
label.en = "Observed over expected"

[[column]]
name = "ratio_low"
type = "float"
role = "low"
decimals = 2
label.nl = "Ondergrens door afronding"
label.en = "Lower bound from rounding"

[[column]]
name = "ratio_high"
type = "float"
role = "high"
decimals = 2
label.nl = "Bovengrens door afronding"
label.en = "Upper bound from rounding"

[[column]]
name = "limit_low_95"
type = "float"
role = "limit"
decimals = 2
label.nl = "95 %-grens, laag"
label.en = "95 % limit, low"

[[column]]
name = "limit_high_95"
type = "float"
role = "limit"
decimals = 2
label.nl = "95 %-grens, hoog"
label.en = "95 % limit, high"

[[column]]
name = "limit_low_998"
type = "float"
role = "limit"
decimals = 2
label.nl = "99,8 %-grens, laag"
label.en = "99.8 % limit, low"

[[column]]
name = "limit_high_998"
type = "float"
role = "limit"
decimals = 2
label.nl = "99,8 %-grens, hoog"
label.en = "99.8 % limit, high"

[chart]
kind = "funnel"
x = "expected"
y = "ratio"
series = "unit"
alt.nl = "Wijkt een eenheid af van wat te verwachten is?. Alle cijfers staan in de tabel."
alt.en = "Does a unit differ from what is expected?. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "expected follows staff"
params = { since = "2024-01" }
given.cube_unit_issue = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", issue = "INF-LEK", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", category = "INF", issue = "INF-LEK", cases = 30 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 1000.0 },
  { unit = "DH", month = "2024-01-01", fte = 3000.0 },
]
expect = [
  { unit = "AMS", cases = 30, expected = 15.0, ratio = 2.0, ratio_low = 1.866666667, ratio_high = 2.133333333, limit_low_95 = 0.490659325, limit_high_95 = 1.505544363, limit_low_998 = 0.271603804, limit_high_998 = 1.855807616 },
  { unit = "DH", cases = 30, expected = 45.0, ratio = 0.666666667, ratio_low = 0.622222222, ratio_high = 0.711111111, limit_low_95 = 0.707330764, limit_high_95 = 1.291376863, limit_low_998 = 0.560625832, limit_high_998 = 1.480823979 },
]
+++*/
WITH counted AS (
  SELECT unit, category, month, sum(cases) AS cases
  FROM cube_unit_issue
  WHERE month >= $since
  GROUP BY unit, category, month
),
exposed AS (
  SELECT
    counted.unit,
    counted.category,
    sum(counted.cases) AS cases,
    sum(unit_fte.fte) AS fte_months,
    count(*) AS months
  FROM counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  GROUP BY counted.unit, counted.category
),
force AS (
  SELECT category, sum(cases) / nullif(sum(fte_months), 0) AS chance
  FROM exposed
  GROUP BY category
),
compared AS (
  SELECT
    exposed.unit,
    sum(exposed.cases) AS cases,
    sum(exposed.fte_months * force.chance) AS expected,
    max(exposed.months) AS months
  FROM exposed
  JOIN force ON force.category = exposed.category
  GROUP BY exposed.unit
)
SELECT
  unit,
  cases,
  expected,
  cases / expected AS ratio,
  round_low(cases, months, 3) / expected AS ratio_low,
  round_high(cases, months, 3) / expected AS ratio_high,
  funnel_low(expected, 0.05) / expected AS limit_low_95,
  funnel_high(expected, 0.05) / expected AS limit_high_95,
  funnel_low(expected, 0.002) / expected AS limit_low_998,
  funnel_high(expected, 0.002) / expected AS limit_high_998
FROM compared
WHERE expected > 0
ORDER BY unit
