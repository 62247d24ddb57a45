/*+++
schema = 1
id = "categories-in-time"
version = "1.0.0"
status = "established"
indicators = ["I-40", "I-61"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte", "breaks"]
title.nl = "Elke soort schending naast haar eigen verleden"
title.en = "Each kind of violation beside its own past"
description.nl = "Alle gesloten zaken van het korps per 1.000 fte per jaar, per kwartaal en categorie."
description.en = "All closed cases of the force per 1,000 FTE per year, by quarter and category."
reading.nl = "De band is wat bij toeval past in de eigen reeks; na een breuk begint die opnieuw. Een stap buiten de band is een vraag, geen oordeel. Vergelijk vormen, niet de hoogte van eenheden."
reading.en = "The band is what fits chance in the own series; after a break it starts anew. A step outside the band is a question, not a verdict. Compare shapes, not the height of units."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Het hoogste kwartaalcijfer is {rate:max} per 1.000 fte per jaar."
answer.en = "The highest quarterly figure is {rate:max} per 1,000 FTE per year."

[[parameter]]
name = "from_quarter"
type = "quarter"
default = "quarter:-15"
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
name = "rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 1
low = "low"
high = "high"
label.nl = "Per 1.000 fte per jaar"
label.en = "Per 1,000 FTE per year"

[[column]]
name = "low"
type = "float"
role = "low"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Verwacht, laag"
label.en = "Expected, low"

[[column]]
name = "high"
type = "float"
role = "high"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Verwacht, hoog"
label.en = "Expected, high"

[chart]
kind = "multiples"
x = "quarter"
y = "rate"
series = "category"
low = "low"
high = "high"
scale = "own"
alt.nl = "Elke soort schending naast haar eigen verleden. Alle cijfers staan in de tabel."
alt.en = "Each kind of violation beside its own past. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "each against its own past"
params = { from_quarter = "2024-Q1" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 9 },
  { month = "2024-04-01", quarter = "2024-Q2", unit = "AMS", category = "INF", finding = "established", cases = 9 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-04-01", fte = 1200.0 },
]
expect = [
  { quarter = "2024-Q1", category = "INF", cases = 9, rate = 90.0, low = 20.0, high = 190.0 },
  { quarter = "2024-Q2", category = "INF", cases = 9, rate = 90.0, low = 20.0, high = 190.0 },
]
+++*/
WITH staff AS (
  SELECT month, sum(fte) / 12000 AS fte_years FROM unit_fte GROUP BY month
),
monthly AS (
  SELECT counted.category, counted.quarter, counted.month, sum(counted.cases) AS cases, max(staff.fte_years) AS fte_years
  FROM cube_unit_category_finding AS counted
  JOIN staff ON staff.month = counted.month
  WHERE counted.quarter >= $from_quarter
  GROUP BY counted.category, counted.quarter, counted.month
),
marked AS (
  SELECT monthly.category, monthly.quarter, monthly.month, cases, fte_years, count(breaks.month) > 0 AS broken
  FROM monthly
  LEFT JOIN breaks
    ON breaks.month = monthly.month AND breaks.unit = '*' AND breaks.kind <> 'campaign'
  GROUP BY monthly.category, monthly.quarter, monthly.month, cases, fte_years
),
quarterly AS (
  SELECT category, quarter, sum(cases) AS cases, sum(fte_years) AS fte_years, bool_or(broken) AS broken
  FROM marked
  GROUP BY category, quarter
),
charted AS (
  SELECT category, quarter, cases, u_chart(cases, fte_years, broken) OVER (PARTITION BY category ORDER BY quarter) AS chart
  FROM quarterly
)
SELECT
  quarter,
  category,
  cases,
  chart['value'] AS rate,
  chart['lower'] AS low,
  chart['upper'] AS high
FROM charted
ORDER BY category, quarter
