/*+++
schema = 1
id = "route-uniformity"
version = "1.0.0"
status = "established"
indicators = ["I-1"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_route"]
title.nl = "Kiest elke eenheid dezelfde onderzoekssoort?"
title.en = "Does every unit choose the same route?"
description.nl = "Kiest een eenheid bij dezelfde soort zaken hetzelfde onderzoek als het hele korps? Honderd betekent: gelijk."
description.en = "Does a unit choose the same routes as the whole force, for the same mix of categories? One hundred means: the same."
reading.nl = "Afwijken kan terecht zijn. Eenheden met minder dan dertig zaken staan er niet bij. De index houdt geen rekening met afronden."
reading.en = "To differ can be right. Units with under thirty cases are left out. The index has no margin for rounding."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "De hoogste overeenkomst is {uniformity:max}."
answer.en = "The highest likeness is {uniformity:max}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "uniformity"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Overeenkomst"
label.en = "Likeness"

[chart]
kind = "dot"
x = "unit"
y = "uniformity"
alt.nl = "Kiest elke eenheid dezelfde onderzoekssoort? Alle cijfers staan in de tabel."
alt.en = "Does every unit choose the same route? All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "half apart"
params = { since = "2024-01" }
given.cube_unit_category_route = [
  { month = "2024-01-01", unit = "AMS", category = "INF", route = "line", cases = 30 },
  { month = "2024-01-01", unit = "AMS", category = "INF", route = "disciplinary", cases = 0 },
  { month = "2024-01-01", unit = "DH", category = "INF", route = "line", cases = 0 },
  { month = "2024-01-01", unit = "DH", category = "INF", route = "disciplinary", cases = 30 },
  { month = "2024-01-01", unit = "LB", category = "INF", route = "line", cases = 3 },
]
expect = [
  { unit = "AMS", cases = 30, uniformity = 52.380952381 },
  { unit = "DH", cases = 30, uniformity = 47.619047619 },
]
+++*/
WITH observed AS (
  SELECT unit, category, route, sum(cases) AS cases
  FROM cube_unit_category_route
  WHERE month >= $since
    AND route <> 'unknown'
  GROUP BY unit, category, route
),
force AS (
  SELECT
    category,
    route,
    sum(cases) * 1.0 / nullif(sum(sum(cases)) OVER (PARTITION BY category), 0) AS chance
  FROM observed
  GROUP BY category, route
),
load AS (
  SELECT unit, category, sum(cases) AS cases
  FROM observed
  GROUP BY unit, category
),
expected AS (
  SELECT load.unit, force.route, sum(load.cases * force.chance) AS cases
  FROM load
  JOIN force ON force.category = load.category
  GROUP BY load.unit, force.route
),
chosen AS (
  SELECT unit, route, sum(cases) AS cases
  FROM observed
  GROUP BY unit, route
)
SELECT
  expected.unit,
  sum(coalesce(chosen.cases, 0)) AS cases,
  100 * (1 - total_variation(coalesce(chosen.cases, 0), expected.cases)) AS uniformity
FROM expected
LEFT JOIN chosen ON chosen.unit = expected.unit AND chosen.route = expected.route
GROUP BY expected.unit
HAVING sum(coalesce(chosen.cases, 0)) >= 30
ORDER BY expected.unit
