/*+++
schema = 1
id = "returning-combinations"
version = "1.0.0"
status = "concept"
indicators = ["I-38"]
audience = ["analyst", "leadership"]
tables = ["returning_combinations"]
title.nl = "Oorzaak en omstandigheid die terugkeren"
title.en = "Cause and circumstance that come back"
description.nl = "Een categorie met steeds dezelfde oorzaak en omstandigheid. Dat gebeurde in minstens twee van de vier kwartalen, vaker dan in de jaren ervoor."
description.en = "A category with the same cause and circumstance again, in at least two of four quarters, more often than in the years before."
reading.nl = "Dit gaat over alle eenheden samen. Per eenheid zijn de aantallen te klein om te tonen. Naar schatting is hoogstens een vijfde van deze rijen toeval."
reading.en = "This is about all units together. By unit the counts are too small to show. An estimated fifth at most of these rows is chance."
counting.nl = "Per zaak tellen de oorzaak en de omstandigheid die als eerste zijn genoemd. Verwacht is het deel dat zij in de jaren ervoor van de categorie waren. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort. Met die onzekerheid is gerekend."
counting.en = "For a case, the cause and the circumstance named first count. Expected is their share of the category in the years before. Counts are rounded: 0, 3, 6, 9 and so on. That uncertainty is accounted for."
answer.nl = "Het sterkst keert terug: {category:argmax(probability)} met {cause:argmax(probability)}."
answer.en = "Most strongly recurrent: {category:argmax(probability)} with {cause:argmax(probability)}."

[[parameter]]
name = "quarter"
type = "quarter"
default = "quarter:0"
label.nl = "Jaar tot en met kwartaal"
label.en = "Year up to and including quarter"

[[column]]
name = "category"
type = "text"
role = "dimension"
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

[[column]]
name = "cause"
type = "text"
role = "dimension"
codelist = "causes"
label.nl = "Oorzaak"
label.en = "Cause"

[[column]]
name = "circumstance"
type = "text"
role = "dimension"
codelist = "circumstances"
label.nl = "Omstandigheid"
label.en = "Circumstance"

[[column]]
name = "quarter_1"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Eerste kwartaal"
label.en = "First quarter"

[[column]]
name = "quarter_2"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Tweede kwartaal"
label.en = "Second quarter"

[[column]]
name = "quarter_3"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Derde kwartaal"
label.en = "Third quarter"

[[column]]
name = "quarter_4"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Vierde kwartaal"
label.en = "Fourth quarter"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "expected"
type = "float"
role = "exposure"
unit = "zaken"
decimals = 1
label.nl = "Verwacht"
label.en = "Expected"

[[column]]
name = "probability"
type = "float"
role = "measure"
unit = "%"
decimals = 0
label.nl = "Kans dat het ruim anderhalf keer zo vaak is"
label.en = "Probability of more than one and a half times as often"

[chart]
kind = "table"
alt.nl = "Oorzaken en omstandigheden die terugkeren, per categorie. Alle cijfers staan in de tabel."
alt.en = "Causes and circumstances that come back, by category. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "only the year that was asked for, the likeliest first"
params = { quarter = "2024-Q4" }
given.returning_combinations = [
  { month = "2024-12-01", quarter = "2024-Q4", category = "INF", cause = "unclear_rule", circumstance = "night", quarter_1 = 0, quarter_2 = 3, quarter_3 = 3, quarter_4 = 0, cases = 6, expected = 1.5, probability = 0.8 },
  { month = "2024-12-01", quarter = "2024-Q4", category = "MID", cause = "training_gap", circumstance = "new_team", quarter_1 = 3, quarter_2 = 6, quarter_3 = 3, quarter_4 = 6, cases = 18, expected = 4.0, probability = 0.99 },
  { month = "2024-09-01", quarter = "2024-Q3", category = "MID", cause = "training_gap", circumstance = "new_team", quarter_1 = 0, quarter_2 = 3, quarter_3 = 6, quarter_4 = 3, cases = 12, expected = 4.0, probability = 0.9 },
]
expect = [
  { category = "MID", cause = "training_gap", circumstance = "new_team", quarter_1 = 3, quarter_2 = 6, quarter_3 = 3, quarter_4 = 6, cases = 18, expected = 4.0, probability = 99.0 },
  { category = "INF", cause = "unclear_rule", circumstance = "night", quarter_1 = 0, quarter_2 = 3, quarter_3 = 3, quarter_4 = 0, cases = 6, expected = 1.5, probability = 80.0 },
]
+++*/
SELECT
  category,
  cause,
  circumstance,
  quarter_1,
  quarter_2,
  quarter_3,
  quarter_4,
  cases,
  expected,
  100 * probability AS probability
FROM returning_combinations
WHERE quarter = $quarter
ORDER BY probability DESC, category, cause, circumstance
