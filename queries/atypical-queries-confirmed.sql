/*+++
schema = 1
id = "atypical-queries-confirmed"
version = "1.0.0"
status = "established"
indicators = ["I-53"]
audience = ["analyst", "leadership"]
tables = ["cube_category_source_finding"]
title.nl = "Informatiezaken vastgesteld, per bron"
title.en = "Information cases established, by source"
description.nl = "Aandeel vastgestelde informatiezaken per bron."
description.en = "Share of information cases established, by source."
reading.nl = "Een hoger aandeel zegt niet waardoor het komt. Kleine aantallen gaan vanzelf op en neer."
reading.en = "A higher share does not say why. Small numbers go up and down by themselves."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het hoogst bij {source:argmax(share)}."
answer.en = "Highest for {source:argmax(share)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "source"
type = "text"
role = "dimension"
codelist = "information_sources"
label.nl = "Bron"
label.en = "Source"

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
kind = "dot"
x = "source"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Informatiezaken vastgesteld, per bron. Alle cijfers staan in de tabel."
alt.en = "Information cases established, by source. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_category_source_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", source = "report", category = "INF", finding = "established", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", source = "report", category = "INF", finding = "refuted", cases = 60 },
  { month = "2023-12-01", quarter = "2023-Q4", source = "report", category = "INF", finding = "established", cases = 99 },
]
expect = [
  { source = "report", cases = 30, total = 90, share = 33.333333333, share_low = 25.0, share_high = 42.857142857 },
]
+++*/
WITH counted AS (
  SELECT
    source,
    sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_category_source_finding
  WHERE
    month >= $since
    AND category = 'INF' AND source <> 'unknown' AND finding <> 'unknown'
  GROUP BY source
)
SELECT
  source,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 3) AS share_low,
  share_high(cases, total, 3, periods, 3) AS share_high
FROM counted
ORDER BY source
