/*+++
schema = 1
id = "completeness-control"
version = "1.0.0"
status = "established"
indicators = ["I-14"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["cube_unit_care", "cube_unit_category_finding", "cube_unit_category_route", "cube_unit_feedback", "cube_unit_learning", "cube_unit_review", "cube_unit_route_lead", "cube_unit_triage", "breaks"]
title.nl = "Wordt er vollediger ingevuld?"
title.en = "Are records filled in more fully?"
description.nl = "Per maand het aandeel onbekend over acht kenmerken samen."
description.en = "By month the share unknown over eight attributes together."
reading.nl = "Punten binnen de grenzen wisselen door toeval: zoek daar geen oorzaak achter. De grenzen rekenen met extra spreiding tussen maanden, ook die van de afronding. Na een breuk in de registratie beginnen ze opnieuw. Kenmerken van één zaak ontbreken vaak samen; ook dat zit in de extra spreiding."
reading.en = "Points inside the limits differ by chance: do not look for a cause. The limits allow for extra spread between months, that of rounding too. After a break in registration they start anew. Attributes of one case are often missing together; that too is in the extra spread."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "In {month:last} was {share:last} onbekend; het midden van de reeks is {centre:last}."
answer.en = "In {month:last} {share:last} were unknown; the centre of the series is {centre:last}."

[[parameter]]
name = "since"
type = "month"
default = "month:-35"
label.nl = "Vanaf"
label.en = "From"

[[parameter]]
name = "units"
type = "list<text>"
default = []
codelist = "units"
label.nl = "Eenheden (leeg = alle)"
label.en = "Units (empty = all)"

[[column]]
name = "month"
type = "date"
role = "time"
grain = "month"
label.nl = "Maand"
label.en = "Month"

[[column]]
name = "part"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Onbekend"
label.en = "Unknown"

[[column]]
name = "whole"
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
label.nl = "Aandeel"
label.en = "Share"

[[column]]
name = "centre"
type = "float"
role = "limit"
unit = "%"
decimals = 1
label.nl = "Midden van de reeks"
label.en = "Centre of the series"

[[column]]
name = "lower"
type = "float"
role = "limit"
unit = "%"
decimals = 1
label.nl = "Grens, laag"
label.en = "Limit, low"

[[column]]
name = "upper"
type = "float"
role = "limit"
unit = "%"
decimals = 1
label.nl = "Grens, hoog"
label.en = "Limit, high"

[[column]]
name = "segment"
type = "text"
role = "note"
words.start = { nl = "begin van de reeks", en = "start of the series" }
words.registration = { nl = "nieuwe registratie", en = "new registration" }
words.reorganisation = { nl = "reorganisatie", en = "reorganisation" }
words.taxonomy = { nl = "nieuwe indeling", en = "new classification" }
label.nl = "Grenzen gelden vanaf"
label.en = "Limits hold from"

[[column]]
name = "signal"
type = "text"
role = "note"
words.outside = { nl = "buiten de grenzen", en = "outside the limits" }
words.run = { nl = "reeks aan één kant", en = "run on one side" }
words.trend = { nl = "trend", en = "trend" }
words.two_of_three = { nl = "twee van drie bij de grens", en = "two of three near a limit" }
label.nl = "Signaal"
label.en = "Signal"

[chart]
kind = "control"
x = "month"
y = "share"
centre = "centre"
lower = "lower"
upper = "upper"
segment = "segment"
signal = "signal"
alt.nl = "Wordt er vollediger ingevuld. Alle cijfers staan in de tabel."
alt.en = "Are records filled in more fully. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "a break of the chosen unit starts new limits"
params = { since = "2024-01", units = ["AMS"] }
given.cube_unit_care = [
  { month = "2024-01-01", unit = "AMS", care = "unknown", cases = 30 },
  { month = "2024-01-01", unit = "AMS", care = "later", cases = 30 },
  { month = "2024-02-01", unit = "AMS", care = "unknown", cases = 30 },
  { month = "2024-02-01", unit = "AMS", care = "later", cases = 30 },
  { month = "2024-03-01", unit = "AMS", care = "unknown", cases = 30 },
  { month = "2024-03-01", unit = "AMS", care = "later", cases = 30 },
  { month = "2024-01-01", unit = "DH", care = "unknown", cases = 99 },
]
given.breaks = [
  { kind = "registration", unit = "AMS", month = "2024-03-01", text_nl = "nieuw formulier", text_en = "new form" },
  { kind = "campaign", unit = "*", month = "2024-02-01", text_nl = "campagne", text_en = "campaign" },
]
expect = [
  { month = "2024-01-01", part = 30, whole = 60, share = 50.0, centre = 50.0, lower = 50.0, upper = 50.0, segment = "start" },
  { month = "2024-02-01", part = 30, whole = 60, share = 50.0, centre = 50.0, lower = 50.0, upper = 50.0, segment = "start" },
  { month = "2024-03-01", part = 30, whole = 60, share = 50.0, centre = 50.0, lower = 30.635083269, upper = 69.364916731, segment = "registration" },
]
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
),
counted AS (
  SELECT month, sum(CASE WHEN code = 'unknown' THEN cases ELSE 0 END) AS part, sum(cases) AS whole
  FROM coded
  WHERE month >= $since
    AND (coalesce(cardinality($units), 0) = 0 OR array_has($units, unit))
  GROUP BY month
),
marked AS (
  SELECT counted.month, part, whole, max(breaks.kind) AS kind
  FROM counted
  LEFT JOIN breaks
    ON breaks.month = counted.month
    AND (breaks.unit = '*' OR (cardinality($units) = 1 AND array_has($units, breaks.unit)))
    AND breaks.kind <> 'campaign'
  WHERE whole > 0
  GROUP BY counted.month, part, whole
),
charted AS (
  SELECT
    month,
    part,
    whole,
    count(kind) OVER (ORDER BY month) AS stretch,
    kind,
    p_chart(part, whole, 'prime', kind IS NOT NULL) OVER (ORDER BY month) AS chart
  FROM marked
)
SELECT
  month,
  part,
  whole,
  100 * chart['value'] AS share,
  100 * chart['centre'] AS centre,
  100 * chart['lower'] AS lower,
  100 * chart['upper'] AS upper,
  coalesce(max(kind) OVER (PARTITION BY stretch), 'start') AS segment,
  chart['special'] AS signal
FROM charted
ORDER BY month
