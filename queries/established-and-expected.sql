/*+++
schema = 1
id = "established-and-expected"
version = "1.0.0"
status = "established"
indicators = ["I-39", "I-41"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte"]
title.nl = "En als alleen vastgestelde zaken tellen?"
title.en = "And when only established cases count?"
description.nl = "Vastgestelde zaken per eenheid, gedeeld door het aantal dat past bij personeel en soorten zaken van het hele korps."
description.en = "Established cases by unit, divided by the number that fits its staff and the kinds of cases of the whole force."
reading.nl = "Geen ranglijst. Taak, meldbereidheid en manier van registreren verschillen per eenheid. De marge van de verhouding omvat toeval en afronding. De ruime grens rekent ook met blijvende verschillen tussen eenheden: wie daarbuiten ligt, wijkt ook van die gewone verschillen af. Ligt een eenheid alleen bij alle zaken buiten de grens, dan wordt er waarschijnlijk ruimer gemeld of geregistreerd."
reading.en = "Not a ranking. Tasks, willingness to report and ways of registering differ by unit. The margin of the ratio covers chance and rounding. The wide limit also allows for lasting differences between units: who lies outside it differs even from those. A unit that lies outside for all cases only probably reports or registers more broadly."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "De verhouding loopt tot {ratio:max}; 1 is precies wat te verwachten is."
answer.en = "The ratio runs up to {ratio:max}; 1 is exactly what is expected."

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
label.nl = "Waargenomen"
label.en = "Observed"

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
decimals = 2
low = "ratio_low"
high = "ratio_high"
label.nl = "Waargenomen gedeeld door verwacht"
label.en = "Observed over expected"

[[column]]
name = "ratio_low"
type = "float"
role = "low"
decimals = 2
label.nl = "Ondergrens van de verhouding"
label.en = "Lower bound of the ratio"

[[column]]
name = "ratio_high"
type = "float"
role = "high"
decimals = 2
label.nl = "Bovengrens van de verhouding"
label.en = "Upper bound of the ratio"

[[column]]
name = "limit_low_95"
type = "float"
role = "limit"
decimals = 2
label.nl = "95 %-grens, laag"
label.en = "95 % limit, low"

[[column]]
name = "limit_high_95"
type = "float"
role = "limit"
decimals = 2
label.nl = "95 %-grens, hoog"
label.en = "95 % limit, high"

[[column]]
name = "limit_low_998"
type = "float"
role = "limit"
decimals = 2
label.nl = "99,8 %-grens, laag"
label.en = "99.8 % limit, low"

[[column]]
name = "limit_high_998"
type = "float"
role = "limit"
decimals = 2
label.nl = "99,8 %-grens, hoog"
label.en = "99.8 % limit, high"

[[column]]
name = "limit_low_od"
type = "float"
role = "limit"
decimals = 2
label.nl = "Ruime 99,8 %-grens, laag"
label.en = "Wide 99.8 % limit, low"

[[column]]
name = "limit_high_od"
type = "float"
role = "limit"
decimals = 2
label.nl = "Ruime 99,8 %-grens, hoog"
label.en = "Wide 99.8 % limit, high"

[chart]
kind = "funnel"
x = "expected"
y = "ratio"
series = "unit"
alt.nl = "En als alleen vastgestelde zaken tellen. Alle cijfers staan in de tabel."
alt.en = "And when only established cases count. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "only established cases count"
params = { since = "2024-01" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "refuted", cases = 60 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", category = "INF", finding = "established", cases = 30 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 1000.0 },
  { unit = "DH", month = "2024-01-01", fte = 3000.0 },
]
expect = [
  { unit = "AMS", cases = 30, expected = 15.0, ratio = 2.0, ratio_low = 1.240386444, ratio_high = 3.011630139, limit_low_95 = 0.490659325, limit_high_95 = 1.505544363, limit_low_998 = 0.271603804, limit_high_998 = 1.855807616, limit_low_od = 0.02143844, limit_high_od = 2.974142916 },
  { unit = "DH", cases = 30, expected = 45.0, ratio = 0.666666667, ratio_low = 0.413462148, ratio_high = 1.003876713, limit_low_95 = 0.707330764, limit_high_95 = 1.291376863, limit_low_998 = 0.560625832, limit_high_998 = 1.480823979, limit_low_od = 0.102096037, limit_high_od = 2.855752279 },
]
+++*/
WITH counted AS (
  SELECT unit, category, month, sum(cases) AS cases
  FROM cube_unit_category_finding
  WHERE month >= $since
    AND finding = 'established'
  GROUP BY unit, category, month
),
exposed AS (
  SELECT
    counted.unit,
    counted.category,
    sum(counted.cases) AS cases,
    sum(unit_fte.fte) AS fte_months,
    count(*) AS months
  FROM counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  GROUP BY counted.unit, counted.category
),
force AS (
  SELECT category, sum(cases) / nullif(sum(fte_months), 0) AS chance
  FROM exposed
  GROUP BY category
),
compared AS (
  SELECT
    exposed.unit,
    sum(exposed.cases) AS cases,
    sum(exposed.fte_months * force.chance) AS expected,
    max(exposed.months) AS months
  FROM exposed
  JOIN force ON force.category = exposed.category
  GROUP BY exposed.unit
),
limited AS (
  SELECT unit, cases, expected, months, funnel(cases, expected) OVER () AS wide
  FROM compared
  WHERE expected > 0
)
SELECT
  unit,
  cases,
  expected,
  cases / expected AS ratio,
  smr_low(round_low(cases, months, 3), expected) AS ratio_low,
  smr_high(round_high(cases, months, 3), expected) AS ratio_high,
  funnel_low(expected, 0.05) / expected AS limit_low_95,
  funnel_high(expected, 0.05) / expected AS limit_high_95,
  funnel_low(expected, 0.002) / expected AS limit_low_998,
  funnel_high(expected, 0.002) / expected AS limit_high_998,
  wide['lower'] / expected AS limit_low_od,
  wide['upper'] / expected AS limit_high_od
FROM limited
ORDER BY unit
