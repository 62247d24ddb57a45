/*+++
schema = 1
id = "quarter-established"
version = "1.0.0"
status = "established"
indicators = ["I-61"]
audience = ["leadership", "analyst"]
tables = ["quarter_unit_category_finding"]
title.nl = "Vastgestelde zaken"
title.en = "Cases established"
description.nl = "In welk deel van de gesloten zaken een schending is vastgesteld."
description.en = "Share of closed cases with an established violation."
reading.nl = "Niet vastgesteld is niet hetzelfde als onterecht gemeld."
reading.en = "Not established is not the same as wrongly reported."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "In {quarter:last} is {share:last} vastgesteld."
answer.en = "In {quarter:last}, {share:last} was established."

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
alt.nl = "Vastgestelde zaken. Alle cijfers staan in de tabel."
alt.en = "Cases established. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-Q1" }
given.quarter_unit_category_finding = [
  { quarter = "2024-Q1", finding = "established", cases = 30 },
  { quarter = "2024-Q1", finding = "refuted", cases = 60 },
  { quarter = "2024-Q2", finding = "refuted", cases = 45 },
  { quarter = "2023-Q4", finding = "established", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 17.647058824, share_high = 53.846153846 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 36.363636364 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    1 AS periods
  FROM quarter_unit_category_finding
  WHERE
    quarter >= $since
    AND finding <> 'unknown'
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
