/*+++
schema = 1
id = "report-categories"
version = "1.0.0"
status = "established"
indicators = ["I-61"]
audience = ["leadership", "analyst"]
tables = ["quarter_unit_category_finding"]
title.nl = "Gemeld en vastgesteld per categorie"
title.en = "Reported and established by category"
description.nl = "Gesloten zaken per categorie en kwartaal, en bij hoeveel daarvan iets is vastgesteld."
description.en = "Closed cases by category and quarter, and in how many of them something was established."
reading.nl = "Meer gesloten zaken betekent niet vanzelf meer schendingen: er kan ook vaker zijn gemeld."
reading.en = "More closed cases does not by itself mean more violations: reports may be more frequent."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak. Aantallen zijn per kwartaal afgerond op vijftallen."
counting.en = "Each person concerned counts once per closed case. Counts are rounded per quarter to multiples of five."
answer.nl = "De meeste gesloten zaken: {category:argmax(cases)}."
answer.en = "Most closed cases: {category:argmax(cases)}."

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
label.nl = "Gesloten zaken"
label.en = "Closed cases"

[[column]]
name = "established"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Vastgesteld"
label.en = "Established"

[chart]
kind = "table"
alt.nl = "Gemeld en vastgesteld per categorie. Alle cijfers staan in de tabel."
alt.en = "Reported and established by category. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "both beside each other"
params = { since = "2024-Q1" }
given.quarter_unit_category_finding = [
  { quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 10 },
  { quarter = "2024-Q1", unit = "DH", category = "INF", finding = "refuted", cases = 15 },
  { quarter = "2023-Q4", unit = "DH", category = "INF", finding = "refuted", cases = 99 },
]
expect = [{ quarter = "2024-Q1", category = "INF", cases = 25, established = 10 }]
+++*/
SELECT
  quarter,
  category,
  sum(cases) AS cases,
  sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) AS established
FROM quarter_unit_category_finding
WHERE quarter >= $since
GROUP BY quarter, category
ORDER BY quarter, category
