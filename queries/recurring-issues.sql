/*+++
schema = 1
id = "recurring-issues"
version = "2.0.0"
status = "established"
indicators = ["I-38"]
audience = ["analyst", "leadership"]
tables = ["recurring_issues"]
title.nl = "Kwesties die terugkeren"
title.en = "Issues that come back"
description.nl = "Dezelfde kwestie in een eenheid, in minstens twee van de vier kwartalen, vaker dan daar te verwachten is. Bij drie eenheden of meer speelt het breder."
description.en = "The same issue in at least two of four quarters in a unit, more often than is to be expected there. In three units or more it is wider."
reading.nl = "Vaker dan verwacht is nog geen oorzaak. Een eenheid die beter meldt, komt ook vaker terug. Naar schatting is hoogstens een vijfde van deze kwesties toeval."
reading.en = "More often than expected is not a cause. A unit that reports better comes back more often too. An estimated fifth at most of these issues is chance."
counting.nl = "Wat te verwachten is, rekenen we zo uit. Welk deel van de categorie was deze kwestie in de jaren ervoor, in alle eenheden? Dat deel nemen we van de zaken die de eenheid dit jaar in die categorie heeft. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort. Met die onzekerheid is gerekend."
counting.en = "Expected is the share of the issue in its category in the years before, in all units, applied to the unit's cases of that category this year. Counts are rounded: 0, 3, 6, 9 and so on. That uncertainty is accounted for."
answer.nl = "Het sterkst keert terug: {issue:argmax(probability)} in {unit:argmax(probability)}."
answer.en = "Most strongly recurrent: {issue:argmax(probability)} in {unit:argmax(probability)}."

[[parameter]]
name = "quarter"
type = "quarter"
default = "quarter:0"
label.nl = "Jaar tot en met kwartaal"
label.en = "Year up to and including quarter"

[[column]]
name = "issue"
type = "text"
role = "dimension"
codelist = "issues"
label.nl = "Kwestie"
label.en = "Issue"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "units"
type = "int"
role = "measure"
label.nl = "Eenheden samen"
label.en = "Units together"

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
alt.nl = "Kwesties die terugkeren, per eenheid. Alle cijfers staan in de tabel."
alt.en = "Issues that come back, by unit. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "only the year that was asked for, several units first"
params = { quarter = "2024-Q4" }
given.recurring_issues = [
  { month = "2024-12-01", quarter = "2024-Q4", issue = "INF-LEK", unit = "AMS", units = 1, quarter_1 = 3, quarter_2 = 0, quarter_3 = 6, quarter_4 = 3, cases = 12, expected = 3.5, probability = 0.97 },
  { month = "2024-12-01", quarter = "2024-Q4", issue = "MID-WAP", unit = "DH", units = 3, quarter_1 = 3, quarter_2 = 3, quarter_3 = 0, quarter_4 = 3, cases = 9, expected = 2.0, probability = 0.9 },
  { month = "2024-09-01", quarter = "2024-Q3", issue = "MID-WAP", unit = "DH", units = 3, quarter_1 = 3, quarter_2 = 3, quarter_3 = 0, quarter_4 = 3, cases = 9, expected = 2.0, probability = 0.9 },
]
expect = [
  { issue = "MID-WAP", unit = "DH", units = 3, quarter_1 = 3, quarter_2 = 3, quarter_3 = 0, quarter_4 = 3, cases = 9, expected = 2.0, probability = 90.0 },
  { issue = "INF-LEK", unit = "AMS", units = 1, quarter_1 = 3, quarter_2 = 0, quarter_3 = 6, quarter_4 = 3, cases = 12, expected = 3.5, probability = 97.0 },
]
+++*/
SELECT
  issue,
  unit,
  units,
  quarter_1,
  quarter_2,
  quarter_3,
  quarter_4,
  cases,
  expected,
  100 * probability AS probability
FROM recurring_issues
WHERE quarter = $quarter
ORDER BY units DESC, issue, probability DESC, unit
