/*+++
schema = 1
id = "completeness"
version = "1.0.0"
status = "established"
indicators = ["I-14"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["cube_category_reporter", "cube_route_disposition", "cube_route_transition", "cube_staff_vulnerability", "cube_triage_requester", "cube_unit_care", "cube_unit_category_finding", "cube_unit_feedback", "cube_unit_learning", "cube_unit_review", "cube_unit_route_lead"]
title.nl = "Hoe volledig zijn de gegevens?"
title.en = "How complete are the data?"
description.nl = "Van welk deel van de zaken een kenmerk niet bekend is."
description.en = "For which share of cases an attribute is not known."
reading.nl = "Wat is ingevuld, hoeft nog niet te kloppen."
reading.en = "What is filled in need not be right."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het vaakst onbekend: {dimension:argmax(share)} ({share:max})."
answer.en = "Most often unknown: {dimension:argmax(share)} ({share:max})."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "dimension"
type = "text"
role = "dimension"
words.care = { nl = "zorg", en = "care" }
words.disposition = { nl = "afdoening", en = "disposition" }
words.feedback = { nl = "terugkoppeling", en = "feedback" }
words.finding = { nl = "bevinding", en = "finding" }
words.lead = { nl = "doorlooptijd", en = "lead time" }
words.learning = { nl = "geleerd", en = "learning" }
words.reporter = { nl = "soort melder", en = "kind of reporter" }
words.review = { nl = "tussentijdse toets", en = "review" }
words.route = { nl = "onderzoekssoort", en = "route" }
words.triage = { nl = "triage", en = "triage" }
words.vulnerability = { nl = "kwetsbaarheid", en = "vulnerability" }
label.nl = "Kenmerk"
label.en = "Attribute"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Onbekend"
label.en = "Unknown"

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
kind = "bar"
x = "dimension"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Hoe volledig zijn de gegevens? Alle cijfers staan in de tabel."
alt.en = "How complete are the data? All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "one in five unknown"
params = { since = "2024-01" }
given.cube_unit_care = [
  { month = "2024-01-01", quarter = "2024-Q1", care = "unknown", cases = 12 },
  { month = "2024-01-01", quarter = "2024-Q1", care = "later", cases = 48 },
]
expect = [
  { dimension = "care", cases = 12, total = 60, share = 20.0, share_low = 16.129032258, share_high = 24.137931034 },
]
+++*/
WITH coded AS (
  SELECT 'route' AS dimension, month, route AS code, cases FROM cube_route_transition
  UNION ALL
  SELECT 'triage' AS dimension, month, triage AS code, cases FROM cube_triage_requester
  UNION ALL
  SELECT 'finding' AS dimension, month, finding AS code, cases FROM cube_unit_category_finding
  UNION ALL
  SELECT 'lead' AS dimension, month, lead AS code, cases FROM cube_unit_route_lead
  UNION ALL
  SELECT 'learning' AS dimension, month, learning AS code, cases FROM cube_unit_learning
  UNION ALL
  SELECT 'review' AS dimension, month, review AS code, cases FROM cube_unit_review
  UNION ALL
  SELECT 'care' AS dimension, month, care AS code, cases FROM cube_unit_care
  UNION ALL
  SELECT 'feedback' AS dimension, month, feedback AS code, cases FROM cube_unit_feedback
  UNION ALL
  SELECT 'reporter' AS dimension, month, reporter AS code, cases FROM cube_category_reporter
  UNION ALL
  SELECT 'disposition' AS dimension, month, disposition AS code, cases FROM cube_route_disposition
  UNION ALL
  SELECT 'vulnerability' AS dimension, month, vulnerability AS code, cases FROM cube_staff_vulnerability
),
counted AS (
  SELECT
    dimension,
    sum(CASE WHEN code = 'unknown' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS months
  FROM coded
  WHERE month >= $since
  GROUP BY dimension
)
SELECT
  dimension,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, months) AS share_low,
  share_high(cases, total, 3, months) AS share_high
FROM counted
ORDER BY dimension
