/*+++
schema = 1
id = "quarter-learning"
version = "1.0.0"
status = "established"
indicators = ["I-35"]
audience = ["leadership", "analyst"]
tables = ["quarter_unit_learning"]
title.nl = "Zaken met een leerpunt"
title.en = "Cases with a lesson"
description.nl = "Welk deel van de gesloten zaken een leerpunt heeft."
description.en = "Share of closed cases with a lesson."
reading.nl = "Een leerpunt is nog geen verandering."
reading.en = "A lesson is not yet a change."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "In {quarter:last} had {share:last} een leerpunt."
answer.en = "In {quarter:last}, {share:last} had a lesson."

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-7"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

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
params = { since = "2024-Q1" }
given.quarter_unit_learning = [
  { quarter = "2024-Q1", learning = "individual", cases = 30 },
  { quarter = "2024-Q1", learning = "none", cases = 60 },
  { quarter = "2024-Q2", learning = "none", cases = 45 },
  { quarter = "2023-Q4", learning = "individual", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 17.647058824, share_high = 53.846153846 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 36.363636364 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN learning IN ('individual', 'organisation') THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    1 AS periods
  FROM quarter_unit_learning
  WHERE
    quarter >= $since
    AND learning <> 'unknown'
  GROUP BY quarter
)
SELECT
  quarter,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 5, periods, 3) AS share_low,
  share_high(cases, total, 5, periods, 3) AS share_high
FROM counted
ORDER BY quarter
