/*+++
schema = 1
id = "quarter-categories"
version = "1.0.0"
status = "established"
indicators = ["I-61"]
audience = ["leadership", "analyst"]
tables = ["quarter_unit_category_finding"]
title.nl = "Waar gaan de zaken over?"
title.en = "What are the cases about?"
description.nl = "Gesloten zaken per categorie en kwartaal."
description.en = "Closed cases by category and quarter."
reading.nl = "Gemeld is nog niet vastgesteld."
reading.en = "Reported is not yet established."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "De grootste categorie: {category:argmax(cases)}."
answer.en = "The largest category: {category:argmax(cases)}."

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
name = "category"
type = "text"
role = "dimension"
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

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
series = "category"
series_max = 7
alt.nl = "Waar gaan de zaken over? Alle cijfers staan in de tabel."
alt.en = "What are the cases about? All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-Q1" }
given.quarter_unit_category_finding = [
  { quarter = "2024-Q1", category = "INF", cases = 15 },
  { quarter = "2024-Q1", category = "PRI", cases = 45 },
]
expect = [
  { quarter = "2024-Q1", category = "INF", cases = 15, total = 60, share = 25.0, share_low = 17.1875, share_high = 33.928571429 },
  { quarter = "2024-Q1", category = "PRI", cases = 45, total = 60, share = 75.0, share_low = 64.0625, share_high = 87.5 },
]
+++*/
WITH counted AS (
  SELECT quarter, category, sum(cases) AS cases, 1 AS periods
  FROM quarter_unit_category_finding
  WHERE quarter >= $since
    AND TRUE
  GROUP BY quarter, category
),
whole AS (
  SELECT quarter, category, cases, periods, sum(cases) OVER (PARTITION BY quarter) AS total
  FROM counted
)
SELECT
  quarter,
  category,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 5, periods, 1) AS share_low,
  share_high(cases, total, 5, periods, 1) AS share_high
FROM whole
ORDER BY quarter, category
