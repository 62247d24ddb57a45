/*+++
schema = 1
id = "units-in-time-established"
version = "1.0.0"
status = "established"
indicators = ["I-29", "I-41"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte", "breaks"]
title.nl = "Elke eenheid naast haar eigen verleden: vastgesteld"
title.en = "Each unit beside its own past: established"
description.nl = "Vastgestelde zaken per 1.000 fte per jaar, per kwartaal, met de band die bij de eigen reeks past."
description.en = "Established cases per 1,000 FTE per year, by quarter, with the band that fits the own series."
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
series = "unit"
low = "low"
high = "high"
alt.nl = "Elke eenheid naast haar eigen verleden: vastgesteld. Alle cijfers staan in de tabel."
alt.en = "Each unit beside its own past: established. All figures are in the table."

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
  { quarter = "2024-Q1", unit = "AMS", cases = 9, rate = 90.0, low = 20.0, high = 190.0 },
  { quarter = "2024-Q2", unit = "AMS", cases = 9, rate = 90.0, low = 20.0, high = 190.0 },
]

[[test]]
name = "a break of one unit starts only its own series anew"
params = { from_quarter = "2024-Q1" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 3 },
  { month = "2024-04-01", quarter = "2024-Q2", unit = "AMS", category = "INF", finding = "established", cases = 9 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-04-01", fte = 1200.0 },
]
given.breaks = [
  { kind = "registration", unit = "AMS", month = "2024-04-01", text_nl = "nieuw formulier", text_en = "new form" },
  { kind = "registration", unit = "DH", month = "2024-01-01", text_nl = "nieuw formulier", text_en = "new form" },
]
expect = [
  { quarter = "2024-Q1", unit = "AMS", cases = 3, rate = 30.0, low = 0.0, high = 90.0 },
  { quarter = "2024-Q2", unit = "AMS", cases = 9, rate = 90.0, low = 20.0, high = 190.0 },
]
+++*/
WITH monthly AS (
  SELECT counted.unit, counted.quarter, counted.month, sum(counted.cases) AS cases, max(unit_fte.fte) / 12000 AS fte_years
  FROM cube_unit_category_finding AS counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  WHERE counted.quarter >= $from_quarter
    AND counted.finding = 'established'
  GROUP BY counted.unit, counted.quarter, counted.month
),
marked AS (
  SELECT monthly.unit, monthly.quarter, monthly.month, cases, fte_years, count(breaks.month) > 0 AS broken
  FROM monthly
  LEFT JOIN breaks
    ON breaks.month = monthly.month AND breaks.unit IN ('*', monthly.unit) AND breaks.kind <> 'campaign'
  GROUP BY monthly.unit, monthly.quarter, monthly.month, cases, fte_years
),
quarterly AS (
  SELECT unit, quarter, sum(cases) AS cases, sum(fte_years) AS fte_years, bool_or(broken) AS broken
  FROM marked
  GROUP BY unit, quarter
),
charted AS (
  SELECT unit, quarter, cases, u_chart(cases, fte_years, broken) OVER (PARTITION BY unit ORDER BY quarter) AS chart
  FROM quarterly
)
SELECT
  quarter,
  unit,
  cases,
  chart['value'] AS rate,
  chart['lower'] AS low,
  chart['upper'] AS high
FROM charted
ORDER BY unit, quarter
