/*+++
schema = 1
id = "combinations"
version = "1.0.0"
status = "concept"
indicators = ["I-38"]
audience = ["analyst", "leadership"]
tables = ["combinations", "codes"]
title.nl = "Wat opvallend vaak samengaat"
title.en = "What goes together remarkably often"
description.nl = "Kwesties met een oorzaak, en categorieën met een omstandigheid. Zij gingen dit jaar ruim anderhalf keer zo vaak samen als in de jaren ervoor."
description.en = "Issues with a cause, and categories with a circumstance. This year they went together more than one and a half times as often as in the years before."
reading.nl = "Samengaan is nog geen oorzaak. Vult men een formulier anders in? Dan ziet u hetzelfde beeld. Naar schatting is hoogstens een vijfde van deze combinaties toeval."
reading.en = "Going together is not yet a cause. Are forms filled in differently? Then you see the same picture. An estimated fifth at most of these combinations is chance."
counting.nl = "Wat te verwachten is, volgt uit twee dingen. Hoe vaak kwam de kwestie of categorie dit jaar voor? En welke oorzaken of omstandigheden hoorden er in de jaren ervoor bij? Per zaak telt wat als eerste is genoemd. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort. Met die onzekerheid is gerekend."
counting.en = "What is expected follows from two things. How often did the issue or category occur this year? And which causes or circumstances went with it in the years before? For a case, what is named first counts. Counts are rounded: 0, 3, 6, 9 and so on. That uncertainty is accounted for."
answer.nl = "Het sterkst gaan samen: {first:argmax(probability)} en {second:argmax(probability)}."
answer.en = "Most strongly together: {first:argmax(probability)} and {second:argmax(probability)}."

[[parameter]]
name = "quarter"
type = "quarter"
default = "quarter:0"
label.nl = "Jaar tot en met kwartaal"
label.en = "Year up to and including quarter"

[[column]]
name = "first"
type = "text"
role = "dimension"
label.nl = "Kwestie of categorie"
label.en = "Issue or category"

[[column]]
name = "second"
type = "text"
role = "dimension"
label.nl = "Oorzaak of omstandigheid"
label.en = "Cause or circumstance"

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
name = "ratio"
type = "float"
role = "measure"
decimals = 1
label.nl = "Verhouding, voorzichtig geschat"
label.en = "Ratio, cautiously estimated"

[[column]]
name = "probability"
type = "float"
role = "measure"
unit = "%"
decimals = 0
label.nl = "Kans op ruim anderhalf keer zo vaak"
label.en = "Probability of more than one and a half times"

[chart]
kind = "table"
alt.nl = "Combinaties die opvallend vaak samengaan. Alle cijfers staan in de tabel."
alt.en = "Combinations that go together remarkably often. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "words for codes, the likeliest first"
params = { quarter = "2024-Q4" }
given.combinations = [
  { month = "2024-12-01", quarter = "2024-Q4", table_name = "cube_issue_cause", first = "MID-WAP", second = "training_gap", cases = 9, expected = 1.0, ratio = 4.0, probability = 0.9 },
  { month = "2024-12-01", quarter = "2024-Q4", table_name = "cube_category_circumstance", first = "MID", second = "new_team", cases = 30, expected = 13.0, ratio = 2.1, probability = 0.95 },
  { month = "2024-09-01", quarter = "2024-Q3", table_name = "cube_issue_cause", first = "MID-WAP", second = "training_gap", cases = 9, expected = 1.0, ratio = 4.0, probability = 0.9 },
]
given.codes = [
  { list = "issues", code = "MID-WAP", name_nl = "Wapen", name_en = "Weapon" },
  { list = "causes", code = "training_gap", name_nl = "Training ontbrak", name_en = "Gap in training" },
  { list = "categories", code = "MID", name_nl = "Middelen", name_en = "Means" },
]
expect = [
  { first = "Middelen", second = "new_team", cases = 30, expected = 13.0, ratio = 2.1, probability = 95.0 },
  { first = "Wapen", second = "Training ontbrak", cases = 9, expected = 1.0, ratio = 4.0, probability = 90.0 },
]
+++*/
WITH told AS (
  SELECT
    first,
    second,
    cases,
    expected,
    ratio,
    probability,
    CASE table_name WHEN 'cube_issue_cause' THEN 'issues' ELSE 'categories' END AS first_list,
    CASE table_name WHEN 'cube_issue_cause' THEN 'causes' ELSE 'circumstances' END AS second_list
  FROM combinations
  WHERE quarter = $quarter
)
SELECT
  coalesce(f.name_nl, told.first) AS first,
  coalesce(s.name_nl, told.second) AS second,
  told.cases,
  told.expected,
  told.ratio,
  100 * told.probability AS probability
FROM told
LEFT JOIN codes AS f ON f.list = told.first_list AND f.code = told.first
LEFT JOIN codes AS s ON s.list = told.second_list AND s.code = told.second
ORDER BY probability DESC, first, second
