/*+++
schema = 1
id = "recurring-issues"
version = "1.0.0"
status = "established"
indicators = ["I-38"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_issue"]
title.nl = "Terugkerende kwesties per eenheid"
title.en = "Recurring issues by unit"
description.nl = "Kwesties die in een eenheid in de laatste vier kwartalen vaak genoeg en in minstens twee kwartalen voorkomen."
description.en = "Issues that occurred often enough in a unit in the last four quarters, and in at least two of them."
reading.nl = "Alleen herhaling, geen toets op toeval. Kleine aantallen door afronding kunnen net boven de drempel vallen."
reading.en = "Recurrence only, no test for chance. Small counts can pass the threshold through rounding."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Het vaakst keert terug: {issue:argmax(cases)} in {unit:argmax(cases)}."
answer.en = "Most recurrent: {issue:argmax(cases)} in {unit:argmax(cases)}."

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-7"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

[[parameter]]
name = "threshold"
type = "int"
default = 12
label.nl = "Minstens zoveel zaken in vier kwartalen"
label.en = "At least this many cases in four quarters"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "issue"
type = "text"
role = "dimension"
codelist = "issues"
label.nl = "Kwestie"
label.en = "Issue"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "quarters_seen"
type = "int"
role = "measure"
unit = "kwartalen"
label.nl = "Kwartalen met zaken"
label.en = "Quarters with cases"

[chart]
kind = "table"
alt.nl = "Terugkerende kwesties per eenheid. Alle cijfers staan in de tabel."
alt.en = "Recurring issues by unit. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "enough cases in two quarters"
params = { since = "2024-Q1", threshold = 6 }
given.cube_unit_issue = [
  { month = "2023-12-01", quarter = "2023-Q4", unit = "AMS", issue = "INF-LEK", cases = 3 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", issue = "INF-LEK", cases = 3 },
  { month = "2023-12-01", quarter = "2023-Q4", unit = "DH", issue = "INF-LEK", cases = 0 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", issue = "INF-LEK", cases = 9 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "LB", issue = "INF-LEK", cases = 3 },
]
expect = [
  { quarter = "2024-Q1", unit = "AMS", issue = "INF-LEK", cases = 6, quarters_seen = 2 },
]
+++*/
WITH quarterly AS (
  SELECT quarter, unit, issue, sum(cases) AS cases
  FROM cube_unit_issue
  GROUP BY quarter, unit, issue
),
rolling AS (
  SELECT
    quarter,
    unit,
    issue,
    sum(cases) OVER four AS cases,
    sum(CASE WHEN cases > 0 THEN 1 ELSE 0 END) OVER four AS quarters_seen
  FROM quarterly
  WINDOW four AS (PARTITION BY unit, issue ORDER BY quarter ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
)
SELECT quarter, unit, issue, cases, quarters_seen
FROM rolling
WHERE quarter = (SELECT max(quarter) FROM quarterly)
  AND quarter >= $since
  AND cases >= $threshold
  AND quarters_seen >= 2
ORDER BY quarter, cases DESC, unit, issue
