/*+++
schema = 1
id = "code-drift"
version = "1.0.0"
status = "established"
indicators = ["I-14", "I-40"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["cube_category_circumstance", "cube_category_reporter", "cube_category_source_finding", "cube_issue_cause", "cube_route_disposition", "cube_route_handling", "cube_unit_category_finding", "cube_unit_category_route"]
title.nl = "Worden codes anders gebruikt dan voorheen?"
title.en = "Are codes used otherwise than before?"
description.nl = "Per kenmerk: hoe anders is de verdeling dan in de periode ervoor, die even lang was? Het cijfer is het deel van de zaken dat een andere code zou moeten krijgen om gelijk uit te komen."
description.en = "By attribute: what percentage of cases would need another code to make the mix equal to that of the period before, of the same length."
reading.nl = "Een andere verdeling kan een echte verandering zijn, een andere manier van coderen, of een breuk in de registratie. De toets houdt rekening met het aantal kenmerken (Benjamini-Hochberg). Door het afronden vallen kleine verschillen iets te snel op. Daarom telt een verschil pas vanaf 5 %."
reading.en = "Another mix can be a real change, another way of coding, or a break in registration. The test allows for the number of attributes (Benjamini-Hochberg); rounding makes small differences stand out a little too fast, so only a difference of 5 % or more counts."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "De grootste verschuiving: {field:argmax(moved)} ({moved:max})."
answer.en = "The largest shift: {field:argmax(moved)} ({moved:max})."

[[parameter]]
name = "new_from"
type = "month"
default = "month:-11"
label.nl = "Nieuwe periode vanaf"
label.en = "New period from"

[[column]]
name = "field"
type = "text"
role = "dimension"
words.category = { nl = "categorie", en = "category" }
words.finding = { nl = "bevinding", en = "finding" }
words.route = { nl = "onderzoekssoort", en = "route" }
words.disposition = { nl = "afdoening", en = "disposition" }
words.reporter = { nl = "soort melder", en = "kind of reporter" }
words.source = { nl = "informatiebron", en = "information source" }
words.circumstance = { nl = "omstandigheid", en = "circumstance" }
words.cause = { nl = "oorzaak", en = "cause" }
words.handled_by = { nl = "behandelaar", en = "handler" }
words.complexity = { nl = "complexiteit", en = "complexity" }
label.nl = "Kenmerk"
label.en = "Attribute"

[[column]]
name = "before"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken ervoor"
label.en = "Cases before"

[[column]]
name = "after"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken in de nieuwe periode"
label.en = "Cases in the new period"

[[column]]
name = "moved"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Verschoven"
label.en = "Shifted"

[[column]]
name = "q_value"
type = "float"
role = "measure"
decimals = 3
label.nl = "Kans op zoiets door toeval, voor alle kenmerken samen (ten minste 0,001)"
label.en = "Chance of such a thing, for all attributes together (at least 0.001)"

[[column]]
name = "verdict"
type = "text"
role = "note"
words.drift = { nl = "uitzoeken", en = "find out why" }
words.small = { nl = "klein verschil", en = "small difference" }
words.same = { nl = "niets", en = "nothing" }
label.nl = "Wat te doen"
label.en = "What to do"

[chart]
kind = "bar"
x = "field"
y = "moved"
alt.nl = "Worden codes anders gebruikt dan voorheen. Alle cijfers staan in de tabel."
alt.en = "Are codes used otherwise than before. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "a shift of one in three stands out, none does not"
params = { new_from = "2024-02" }
given.cube_route_handling = [
  { month = "2023-12-01", route = "line", handled_by = "central", complexity = "simple", cases = 999 },
  { month = "2024-01-01", route = "line", handled_by = "central", complexity = "simple", cases = 300 },
  { month = "2024-01-01", route = "line", handled_by = "local", complexity = "complex", cases = 150 },
  { month = "2024-02-01", route = "line", handled_by = "central", complexity = "complex", cases = 300 },
  { month = "2024-02-01", route = "line", handled_by = "local", complexity = "simple", cases = 150 },
]
expect = [
  { field = "complexity", before = 450, after = 450, moved = 33.333333333, q_value = 0.001, verdict = "drift" },
  { field = "handled_by", before = 450, after = 450, moved = 0.0, q_value = 1.0, verdict = "same" },
]
+++*/
WITH coded AS (
  SELECT 'category' AS field, month, category AS code, cases FROM cube_unit_category_finding
  UNION ALL
  SELECT 'finding' AS field, month, finding AS code, cases FROM cube_unit_category_finding
  UNION ALL
  SELECT 'route' AS field, month, route AS code, cases FROM cube_unit_category_route
  UNION ALL
  SELECT 'disposition' AS field, month, disposition AS code, cases FROM cube_route_disposition
  UNION ALL
  SELECT 'reporter' AS field, month, reporter AS code, cases FROM cube_category_reporter
  UNION ALL
  SELECT 'source' AS field, month, source AS code, cases FROM cube_category_source_finding
  UNION ALL
  SELECT 'circumstance' AS field, month, circumstance AS code, cases FROM cube_category_circumstance
  UNION ALL
  SELECT 'cause' AS field, month, cause AS code, cases FROM cube_issue_cause
  UNION ALL
  SELECT 'handled_by' AS field, month, handled_by AS code, cases FROM cube_route_handling
  UNION ALL
  SELECT 'complexity' AS field, month, complexity AS code, cases FROM cube_route_handling
),
span AS (
  SELECT count(DISTINCT month) AS months FROM coded WHERE month >= $new_from
),
summed AS (
  SELECT
    field,
    code,
    sum(CASE WHEN month < $new_from THEN cases ELSE 0 END) AS before,
    sum(CASE WHEN month >= $new_from THEN cases ELSE 0 END) AS after
  FROM coded
  CROSS JOIN span
  WHERE (date_part('year', month) * 12 + date_part('month', month)) >= (date_part('year', $new_from) * 12 + date_part('month', $new_from)) - span.months
  GROUP BY field, code
),
compared AS (
  SELECT
    field,
    sum(before) AS before,
    sum(after) AS after,
    100 * total_variation(before, after) AS moved,
    same_mix(before, after)['p_value'] AS p_value
  FROM summed
  GROUP BY field
),
judged AS (
  SELECT field, before, after, moved, bh_adjust(p_value) OVER () AS q_value
  FROM compared
  WHERE moved IS NOT NULL
)
SELECT
  field,
  before,
  after,
  moved,
  CASE WHEN q_value < 0.001 THEN 0.001 ELSE q_value END AS q_value,
  CASE
    WHEN q_value >= 0.05 OR q_value IS NULL THEN 'same'
    WHEN moved < 5 THEN 'small'
    ELSE 'drift'
  END AS verdict
FROM judged
ORDER BY moved DESC, field
