/*+++
schema = 1
id = "completeness-by-unit"
version = "1.0.0"
status = "established"
indicators = ["I-14"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["cube_unit_care", "cube_unit_category_finding", "cube_unit_category_route", "cube_unit_feedback", "cube_unit_learning", "cube_unit_review", "cube_unit_route_lead", "cube_unit_triage"]
title.nl = "Welk kenmerk ontbreekt waar?"
title.en = "Which attribute is missing where?"
description.nl = "Aandeel zaken waarvan een kenmerk onbekend is, per eenheid."
description.en = "Share of cases in which an attribute is unknown, by unit."
reading.nl = "Ingevuld is nog niet juist ingevuld. Door de afronding op drietallen wijken kleine aandelen licht af."
reading.en = "Filled in is not yet filled in correctly. Rounding to multiples of three shifts small shares a little."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Het vaakst onbekend: {field:argmax(share)} bij {unit:argmax(share)} ({share:max})."
answer.en = "Most often unknown: {field:argmax(share)} at {unit:argmax(share)} ({share:max})."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "field"
type = "text"
role = "dimension"
words.route = { nl = "onderzoekssoort", en = "route" }
words.triage = { nl = "triage", en = "triage" }
words.finding = { nl = "bevinding", en = "finding" }
words.lead = { nl = "doorlooptijd", en = "lead time" }
words.learning = { nl = "geleerd", en = "learning" }
words.review = { nl = "tussentijdse toets", en = "review" }
words.care = { nl = "zorg", en = "care" }
words.feedback = { nl = "terugkoppeling", en = "feedback" }
label.nl = "Kenmerk"
label.en = "Attribute"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

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
decimals = 0
label.nl = "Aandeel onbekend"
label.en = "Share unknown"

[chart]
kind = "heatmap"
x = "field"
y = "share"
series = "unit"
alt.nl = "Welk kenmerk ontbreekt waar. Alle cijfers staan in de tabel."
alt.en = "Which attribute is missing where. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "one in five unknown"
params = { since = "2024-01" }
given.cube_unit_care = [
  { month = "2024-01-01", unit = "AMS", care = "unknown", cases = 12 },
  { month = "2024-01-01", unit = "AMS", care = "later", cases = 48 },
]
expect = [{ field = "care", unit = "AMS", cases = 12, total = 60, share = 20.0 }]
+++*/
WITH coded AS (
  SELECT 'route' AS field, month, unit, route AS code, cases FROM cube_unit_category_route
  UNION ALL
  SELECT 'triage' AS field, month, unit, triage AS code, cases FROM cube_unit_triage
  UNION ALL
  SELECT 'finding' AS field, month, unit, finding AS code, cases FROM cube_unit_category_finding
  UNION ALL
  SELECT 'lead' AS field, month, unit, lead AS code, cases FROM cube_unit_route_lead
  UNION ALL
  SELECT 'learning' AS field, month, unit, learning AS code, cases FROM cube_unit_learning
  UNION ALL
  SELECT 'review' AS field, month, unit, review AS code, cases FROM cube_unit_review
  UNION ALL
  SELECT 'care' AS field, month, unit, care AS code, cases FROM cube_unit_care
  UNION ALL
  SELECT 'feedback' AS field, month, unit, feedback AS code, cases FROM cube_unit_feedback
)
SELECT
  field,
  unit,
  sum(CASE WHEN code = 'unknown' THEN cases ELSE 0 END) AS cases,
  sum(cases) AS total,
  share(sum(CASE WHEN code = 'unknown' THEN cases ELSE 0 END), sum(cases)) AS share
FROM coded
WHERE month >= $since
GROUP BY field, unit
HAVING sum(cases) > 0
ORDER BY field, unit
