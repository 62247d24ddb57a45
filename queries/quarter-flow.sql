/*+++
schema = 1
id = "quarter-flow"
version = "2.0.0"
status = "established"
indicators = ["I-61"]
audience = ["leadership", "analyst"]
tables = ["quarter_category_sanction_rank", "quarter_unit_category_finding"]
title.nl = "Van gesloten zaak tot sanctie"
title.en = "From closed case to sanction"
description.nl = "Per kwartaal: gesloten zaken, vastgestelde zaken en zaken met een sanctie."
description.en = "By quarter: cases closed, established and sanctioned."
reading.nl = "Meer zaken kan betekenen dat melden veiliger is."
reading.en = "More cases can mean that reporting is safer."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "In {quarter:last} eindigden {cases:last} zaken met een sanctie."
answer.en = "In {quarter:last}, {cases:last} cases ended with a sanction."

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-7"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "step"
type = "text"
role = "dimension"
codelist = "steps"
label.nl = "Stap"
label.en = "Step"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[chart]
kind = "line"
x = "quarter"
y = "cases"
series = "step"
alt.nl = "Van gesloten zaak tot sanctie. Alle cijfers staan in de tabel."
alt.en = "From closed case to sanction. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "three steps"
params = { since = "2024-Q1" }
given.quarter_unit_category_finding = [
  { quarter = "2024-Q1", finding = "established", cases = 40 },
  { quarter = "2024-Q1", finding = "refuted", cases = 60 },
]
given.quarter_category_sanction_rank = [
  { quarter = "2024-Q1", sanction_band = "none", cases = 80 },
  { quarter = "2024-Q1", sanction_band = "dismissal", cases = 5 },
  { quarter = "2024-Q1", sanction_band = "financial", cases = 15 },
]
expect = [
  { quarter = "2024-Q1", step = "closed", cases = 100 },
  { quarter = "2024-Q1", step = "established", cases = 40 },
  { quarter = "2024-Q1", step = "sanctioned", cases = 20 },
]
+++*/
WITH steps AS (
  SELECT quarter, 1 AS place, 'closed' AS step, sum(cases) AS cases
  FROM quarter_unit_category_finding
  WHERE quarter >= $since
  GROUP BY quarter
  UNION ALL
  SELECT quarter, 2 AS place, 'established' AS step, sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) AS cases
  FROM quarter_unit_category_finding
  WHERE quarter >= $since
  GROUP BY quarter
  UNION ALL
  SELECT quarter, 3 AS place, 'sanctioned' AS step, sum(CASE WHEN sanction_band NOT IN ('none', 'unknown') THEN cases ELSE 0 END) AS cases
  FROM quarter_category_sanction_rank
  WHERE quarter >= $since
  GROUP BY quarter
)
SELECT
  quarter,
  step,
  cases
FROM steps
ORDER BY quarter, place
