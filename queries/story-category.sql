/*+++
schema = 1
id = "story-category"
version = "1.0.0"
status = "established"
indicators = ["I-61"]
audience = ["leadership", "analyst", "trainer", "facilitator"]
tables = ["quarter_unit_category_finding"]
title.nl = "Zaken van deze soort, per kwartaal"
title.en = "Cases of this kind, by quarter"
description.nl = "Gesloten zaken van één categorie in de hele organisatie, per kwartaal."
description.en = "Closed cases of one category in the whole organisation, by quarter."
reading.nl = "Meer gesloten zaken betekent niet vanzelf meer schendingen. Misschien is er vaker gemeld of sneller afgerond. Gemeld is nog niet vastgesteld."
reading.en = "More closed cases does not by itself mean more violations: reports may be more frequent or work faster. Reported is not yet established."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "{category:last}: {cases:last} gesloten zaken in {quarter:last}."
answer.en = "{category:last}: {cases:last} closed cases in {quarter:last}."

[[parameter]]
name = "category"
type = "text"
default = ""
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-11"
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

[chart]
kind = "line"
x = "quarter"
y = "cases"
alt.nl = "Gesloten zaken van één categorie per kwartaal; de laatste waarde is {cases:last}. Alle cijfers staan in de tabel."
alt.en = "Closed cases of one category by quarter; the last value is {cases:last}. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 200

[[test]]
name = "one category, summed over units and findings"
params = { category = "INF", since = "2024-Q1" }
given.quarter_unit_category_finding = [
  { quarter = "2023-Q4", unit = "AMS", category = "INF", finding = "established", cases = 25 },
  { quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 15 },
  { quarter = "2024-Q1", unit = "DHG", category = "INF", finding = "refuted", cases = 5 },
  { quarter = "2024-Q1", unit = "AMS", category = "PRI", finding = "established", cases = 45 },
]
expect = [
  { quarter = "2024-Q1", category = "INF", cases = 20 },
]
+++*/
SELECT quarter, category, sum(cases) AS cases
FROM quarter_unit_category_finding
WHERE category = $category AND quarter >= $since
GROUP BY quarter, category
ORDER BY quarter
