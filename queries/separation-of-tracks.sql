/*+++
schema = 1
id = "separation-of-tracks"
version = "1.0.0"
status = "established"
indicators = ["I-18"]
audience = ["analyst", "leadership"]
tables = ["cube_concurrency"]
title.nl = "Scheiding van sporen geschonden"
title.en = "Breaches of separation"
description.nl = "In welk deel van de zaken met twee sporen dezelfde onderzoeker aan beide werkte. Het doel is nul."
description.en = "Share of two-track cases in which one investigator worked on both. The target is zero."
reading.nl = "Een afgerond aantal van nul is nul. Een drie betekent dat er minstens één was."
reading.en = "A rounded zero is zero. A three means that there was at least one."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In {quarter:last}: {cases:last} zaken met een schending."
answer.en = "In {quarter:last}: {cases:last} cases with a breach."

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
alt.nl = "Scheiding van sporen geschonden. Alle cijfers staan in de tabel."
alt.en = "Breaches of separation. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_concurrency = [
  { month = "2024-01-01", quarter = "2024-Q1", concurrency = "both", separation = "breach", cases = 30 },
  { month = "2024-02-01", quarter = "2024-Q1", concurrency = "both", separation = "ok", cases = 60 },
  { month = "2024-04-01", quarter = "2024-Q2", concurrency = "both", separation = "ok", cases = 45 },
  { month = "2023-12-01", quarter = "2023-Q4", concurrency = "both", separation = "breach", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 22.448979592, share_high = 46.341463415 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 9.756097561 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN separation = 'breach' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_concurrency
  WHERE
    month >= $since
    AND concurrency = 'both' AND separation IN ('ok', 'breach')
  GROUP BY quarter
)
SELECT
  quarter,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 2) AS share_low,
  share_high(cases, total, 3, periods, 2) AS share_high
FROM counted
ORDER BY quarter
