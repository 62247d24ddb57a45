/*+++
schema = 1
id = "recurring-across-units"
version = "1.0.0"
status = "established"
indicators = ["I-38"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_issue"]
title.nl = "Kwesties in meerdere eenheden tegelijk"
title.en = "Issues in several units at once"
description.nl = "Kwesties die in vier kwartalen in minstens drie eenheden voorkomen."
description.en = "Issues that occur in at least three units within four quarters."
reading.nl = "Dit toont alleen herhaling. Of het toeval is, is niet getoetst. Kleine aantallen door afronding kunnen net boven de drempel vallen."
reading.en = "This shows recurrence only. Whether it is chance was not tested. Small counts can pass the threshold through rounding."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In de meeste eenheden: {issue:argmax(units_seen)}."
answer.en = "In most units: {issue:argmax(units_seen)}."

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-7"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

[[parameter]]
name = "threshold"
type = "int"
default = 3
label.nl = "Zaken per eenheid in vier kwartalen"
label.en = "Cases per unit in four quarters"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "issue"
type = "text"
role = "dimension"
codelist = "issues"
label.nl = "Kwestie"
label.en = "Issue"

[[column]]
name = "units_seen"
type = "int"
role = "measure"
unit = "eenheden"
label.nl = "Eenheden"
label.en = "Units"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[chart]
kind = "heatmap"
x = "quarter"
y = "units_seen"
series = "issue"
alt.nl = "Kwesties in meerdere eenheden tegelijk. Alle cijfers staan in de tabel."
alt.en = "Issues in several units at once. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "three units"
params = { since = "2024-Q1", threshold = 3 }
given.cube_unit_issue = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", issue = "INF-LEK", cases = 3 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", issue = "INF-LEK", cases = 6 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "LB", issue = "INF-LEK", cases = 3 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", issue = "PRI-OVG", cases = 9 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", issue = "PRI-OVG", cases = 3 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "LB", issue = "PRI-OVG", cases = 0 },
]
expect = [
  { quarter = "2024-Q1", issue = "INF-LEK", units_seen = 3, cases = 12 },
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
SELECT quarter, issue, count(*) AS units_seen, sum(cases) AS cases
FROM rolling
WHERE quarter >= $since
  AND cases >= $threshold
GROUP BY quarter, issue
HAVING count(*) >= 3
ORDER BY quarter, issue
