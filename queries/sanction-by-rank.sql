/*+++
schema = 1
id = "sanction-by-rank"
version = "1.0.0"
status = "established"
indicators = ["I-58"]
audience = ["analyst", "leadership"]
tables = ["cube_category_sanction_rank"]
title.nl = "Sancties per functieniveau"
title.en = "Sanctions by rank band"
description.nl = "Welke sancties er zijn per functieniveau."
description.en = "How sanctions are divided by rank band."
reading.nl = "Ernst en soort zaak verschillen per niveau."
reading.en = "Severity and kind of case differ by level."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het grootste aandeel: {sanction_band:argmax(share)} bij {rank_band:argmax(share)}."
answer.en = "The largest share: {sanction_band:argmax(share)} for {rank_band:argmax(share)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "rank_band"
type = "text"
role = "dimension"
codelist = "rank_band"
label.nl = "Functieniveau"
label.en = "Rank band"

[[column]]
name = "sanction_band"
type = "text"
role = "dimension"
codelist = "sanction_band"
label.nl = "Sanctie"
label.en = "Sanction"

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
kind = "heatmap"
x = "sanction_band"
y = "share"
series = "rank_band"
alt.nl = "Sancties per functieniveau. Alle cijfers staan in de tabel."
alt.en = "Sanctions by rank band. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-01" }
given.cube_category_sanction_rank = [
  { month = "2024-01-01", quarter = "2024-Q1", rank_band = "operational", sanction_band = "none", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", rank_band = "operational", sanction_band = "reprimand", cases = 45 },
]
expect = [
  { rank_band = "operational", sanction_band = "none", cases = 15, total = 60, share = 25.0, share_low = 4.166666667, share_high = 56.25 },
  { rank_band = "operational", sanction_band = "reprimand", cases = 45, total = 60, share = 75.0, share_low = 45.833333333, share_high = 100.0 },
]
+++*/
WITH counted AS (
  SELECT rank_band, sanction_band, sum(cases) AS cases, count(DISTINCT month) AS periods
  FROM cube_category_sanction_rank
  WHERE month >= $since
    AND sanction_band <> 'unknown'
  GROUP BY rank_band, sanction_band
),
whole AS (
  SELECT rank_band, sanction_band, cases, periods, sum(cases) OVER (PARTITION BY rank_band) AS total
  FROM counted
)
SELECT
  rank_band,
  sanction_band,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 6) AS share_low,
  share_high(cases, total, 3, periods, 6) AS share_high
FROM whole
ORDER BY rank_band, sanction_band
