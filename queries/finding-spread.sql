/*+++
schema = 1
id = "finding-spread"
version = "1.0.0"
status = "established"
indicators = ["I-60"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding"]
title.nl = "Verschilt de bevinding per eenheid?"
title.en = "Does the finding differ by unit?"
description.nl = "Hoe sterk eenheid en bevinding samenhangen, per categorie met minstens vijftig zaken."
description.en = "How strongly unit and finding go together, by category with at least fifty cases."
reading.nl = "Samenhang zegt niet welke eenheid het goed doet. De maat houdt geen rekening met afronden."
reading.en = "Going together does not say which unit is right. The measure does not allow for rounding."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het sterkst bij {category:argmax(cramers_v)}."
answer.en = "Strongest for {category:argmax(cramers_v)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

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
name = "cramers_v"
type = "float"
role = "measure"
decimals = 2
label.nl = "Verband (0 tot 1)"
label.en = "Link (0 to 1)"

[chart]
kind = "bar"
x = "category"
y = "cramers_v"
alt.nl = "Verschilt de bevinding per eenheid? Alle cijfers staan in de tabel."
alt.en = "Does the finding differ by unit? All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "from none to complete"
params = { since = "2024-01" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", category = "FIN", unit = "AMS", finding = "established", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", category = "FIN", unit = "DH", finding = "refuted", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", category = "INF", unit = "AMS", finding = "established", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", category = "INF", unit = "AMS", finding = "refuted", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", category = "INF", unit = "DH", finding = "established", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", category = "INF", unit = "DH", finding = "refuted", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", category = "PRI", unit = "AMS", finding = "refuted", cases = 3 },
]
expect = [
  { category = "FIN", cases = 60, cramers_v = 1.0 },
  { category = "INF", cases = 60, cramers_v = 0.0 },
]
+++*/
SELECT
  category,
  sum(cases) AS cases,
  cramers_v(unit, finding, cases) AS cramers_v
FROM cube_unit_category_finding
WHERE month >= $since
  AND finding <> 'unknown'
GROUP BY category
HAVING sum(cases) >= 50
ORDER BY category
