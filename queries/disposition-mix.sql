/*+++
schema = 1
id = "disposition-mix"
version = "1.0.0"
status = "established"
indicators = ["I-60"]
audience = ["analyst", "leadership"]
tables = ["cube_route_disposition"]
title.nl = "Hoe zaken eindigen"
title.en = "How cases end"
description.nl = "Zaken per afdoening."
description.en = "Cases by disposition."
reading.nl = "De afdoening hangt af van de onderzoekssoort en de ernst."
reading.en = "The disposition depends on route and severity."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het vaakst: {disposition:argmax(cases)}."
answer.en = "Most often: {disposition:argmax(cases)}."

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
name = "disposition"
type = "text"
role = "dimension"
codelist = "dispositions"
label.nl = "Afdoening"
label.en = "Disposition"

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
kind = "stacked"
x = "quarter"
y = "cases"
series = "disposition"
series_max = 7
alt.nl = "Hoe zaken eindigen. Alle cijfers staan in de tabel."
alt.en = "How cases end. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-01" }
given.cube_route_disposition = [
  { month = "2024-01-01", quarter = "2024-Q1", disposition = "dismissal", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", disposition = "line_measure", cases = 45 },
]
expect = [
  { quarter = "2024-Q1", disposition = "dismissal", cases = 15, total = 60, share = 25.0, share_low = 20.967741935, share_high = 29.310344828 },
  { quarter = "2024-Q1", disposition = "line_measure", cases = 45, total = 60, share = 75.0, share_low = 69.35483871, share_high = 81.034482759 },
]
+++*/
WITH counted AS (
  SELECT quarter, disposition, sum(cases) AS cases, count(DISTINCT month) AS periods
  FROM cube_route_disposition
  WHERE month >= $since
    AND TRUE
  GROUP BY quarter, disposition
),
whole AS (
  SELECT quarter, disposition, cases, periods, sum(cases) OVER (PARTITION BY quarter) AS total
  FROM counted
)
SELECT
  quarter,
  disposition,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 1) AS share_low,
  share_high(cases, total, 3, periods, 1) AS share_high
FROM whole
ORDER BY quarter, disposition
