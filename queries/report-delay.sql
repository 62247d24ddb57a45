/*+++
schema = 1
id = "report-delay"
version = "1.0.0"
status = "established"
indicators = ["I-44"]
audience = ["analyst", "leadership"]
tables = ["cube_reporter_delay"]
title.nl = "Tijd tot de melding, per melder"
title.en = "Time until the report, by reporter"
description.nl = "Hoe lang na het voorval werd gemeld."
description.en = "How long after the event the report came."
reading.nl = "Een hoger aandeel zegt niet waardoor het komt. Kleine aantallen gaan vanzelf op en neer."
reading.en = "A higher share does not say why. Small numbers go up and down by themselves."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het grootste aandeel: {report_delay:argmax(share)}."
answer.en = "The largest share: {report_delay:argmax(share)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "reporter"
type = "text"
role = "dimension"
codelist = "reporter_types"
label.nl = "Melder"
label.en = "Reporter"

[[column]]
name = "report_delay"
type = "text"
role = "dimension"
codelist = "report_delay"
label.nl = "Tijd tot melding"
label.en = "Time until report"

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
x = "report_delay"
y = "share"
series = "reporter"
alt.nl = "Tijd tot de melding, per melder. Alle cijfers staan in de tabel."
alt.en = "Time until the report, by reporter. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-01" }
given.cube_reporter_delay = [
  { month = "2024-01-01", quarter = "2024-Q1", reporter = "colleague", report_delay = "d0_7", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", reporter = "colleague", report_delay = "d8_30", cases = 45 },
]
expect = [
  { reporter = "colleague", report_delay = "d0_7", cases = 15, total = 60, share = 25.0, share_low = 20.967741935, share_high = 29.310344828 },
  { reporter = "colleague", report_delay = "d8_30", cases = 45, total = 60, share = 75.0, share_low = 69.35483871, share_high = 81.034482759 },
]
+++*/
WITH counted AS (
  SELECT reporter, report_delay, sum(cases) AS cases, count(DISTINCT month) AS periods
  FROM cube_reporter_delay
  WHERE month >= $since
    AND report_delay <> 'unknown'
  GROUP BY reporter, report_delay
),
whole AS (
  SELECT reporter, report_delay, cases, periods, sum(cases) OVER (PARTITION BY reporter) AS total
  FROM counted
)
SELECT
  reporter,
  report_delay,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 1) AS share_low,
  share_high(cases, total, 3, periods, 1) AS share_high
FROM whole
ORDER BY reporter, report_delay
