/*+++
schema = 1
id = "anonymous-reports"
version = "1.0.0"
status = "established"
indicators = ["I-44"]
audience = ["analyst", "leadership"]
tables = ["cube_category_reporter"]
title.nl = "Anonieme meldingen"
title.en = "Anonymous reports"
description.nl = "Welk deel van de zaken anoniem is gemeld."
description.en = "Which share of cases was reported anonymously."
reading.nl = "Een anonieme melding kan net zo goed kloppen als een andere."
reading.en = "An anonymous report can be just as true as any other."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In {quarter:last} was {share:last} anoniem."
answer.en = "In {quarter:last}, {share:last} was anonymous."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

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
alt.nl = "Anonieme meldingen. Alle cijfers staan in de tabel."
alt.en = "Anonymous reports. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_category_reporter = [
  { month = "2024-01-01", quarter = "2024-Q1", reporter = "anonymous", cases = 30 },
  { month = "2024-02-01", quarter = "2024-Q1", reporter = "colleague", cases = 60 },
  { month = "2024-04-01", quarter = "2024-Q2", reporter = "colleague", cases = 45 },
  { month = "2023-12-01", quarter = "2023-Q4", reporter = "anonymous", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 5.263157895, share_high = 81.818181818 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 36.363636364 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN reporter = 'anonymous' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_category_reporter
  WHERE
    month >= $since
    AND reporter <> 'unknown'
  GROUP BY quarter
)
SELECT
  quarter,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 6) AS share_low,
  share_high(cases, total, 3, periods, 6) AS share_high
FROM counted
ORDER BY quarter
