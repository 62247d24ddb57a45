/*+++
schema = 1
id = "corruption"
version = "1.0.0"
status = "established"
indicators = ["I-56"]
audience = ["analyst", "leadership"]
tables = ["cube_corruption"]
title.nl = "Corruptie, over acht kwartalen"
title.en = "Corruption, over eight quarters"
description.nl = "Zaken met corruptie in het hele korps, steeds over acht kwartalen. Nooit per eenheid."
description.en = "Corruption cases in the whole force, always over eight quarters. Never by unit."
reading.nl = "De marge laat zien wat toeval kan zijn. Twee punten naast elkaar delen zeven kwartalen."
reading.en = "The interval shows what may be chance. Two neighbouring points share seven quarters."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In de acht kwartalen tot en met {quarter:last}: ongeveer {cases:last} zaken."
answer.en = "In the eight quarters up to {quarter:last}: about {cases:last} cases."

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
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
low = "low"
high = "high"
label.nl = "Zaken in acht kwartalen"
label.en = "Cases in eight quarters"

[[column]]
name = "low"
type = "float"
role = "low"
decimals = 1
label.nl = "Ondergrens"
label.en = "Lower bound"

[[column]]
name = "high"
type = "float"
role = "high"
decimals = 1
label.nl = "Bovengrens"
label.en = "Upper bound"

[chart]
kind = "line"
x = "quarter"
y = "cases"
low = "low"
high = "high"
alt.nl = "Corruptie, over acht kwartalen. Alle cijfers staan in de tabel."
alt.en = "Corruption, over eight quarters. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "exact interval"
params = { since = "2024-Q1" }
given.cube_corruption = [
  { month = "2024-03-01", quarter = "2024-Q1", cases = 12 },
  { month = "2023-12-01", quarter = "2023-Q4", cases = 9 },
]
expect = [
  { quarter = "2024-Q1", cases = 12, low = 6.200575109, high = 20.961585048 },
]
+++*/
SELECT
  quarter,
  sum(cases) AS cases,
  poisson_low(sum(cases)) AS low,
  poisson_high(sum(cases)) AS high
FROM cube_corruption
WHERE quarter >= $since
GROUP BY quarter
ORDER BY quarter
