/*+++
schema = 1
id = "learning-coverage"
version = "1.0.0"
status = "established"
indicators = ["I-35"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_learning"]
title.nl = "Zaken met een leerpunt"
title.en = "Cases with a lesson"
description.nl = "Welk deel van de gesloten zaken minstens één leerpunt heeft."
description.en = "Which share of closed cases has at least one lesson."
reading.nl = "Een leerpunt is nog geen verandering."
reading.en = "A lesson is not yet a change."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In {quarter:last} had {share:last} een leerpunt."
answer.en = "In {quarter:last}, {share:last} had a lesson."

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
kind = "line"
x = "quarter"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Zaken met een leerpunt. Alle cijfers staan in de tabel."
alt.en = "Cases with a lesson. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01", units = [] }
given.cube_unit_learning = [
  { month = "2024-01-01", quarter = "2024-Q1", learning = "individual", cases = 30 },
  { month = "2024-02-01", quarter = "2024-Q1", learning = "none", cases = 60 },
  { month = "2024-04-01", quarter = "2024-Q2", learning = "none", cases = 45 },
  { month = "2023-12-01", quarter = "2023-Q4", learning = "individual", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 17.647058824, share_high = 53.846153846 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 15.384615385 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN learning IN ('individual', 'organisation') THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_unit_learning
  WHERE
    month >= $since
    AND learning <> 'unknown'
    AND (coalesce(cardinality($units), 0) = 0 OR array_has($units, unit))
  GROUP BY quarter
)
SELECT
  quarter,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 3 * greatest(coalesce(cardinality($units), 0), 1)) AS share_low,
  share_high(cases, total, 3, periods, 3 * greatest(coalesce(cardinality($units), 0), 1)) AS share_high
FROM counted
ORDER BY quarter
