/*+++
schema = 1
id = "reported-and-established"
version = "1.0.0"
status = "established"
indicators = ["I-29", "I-41"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte"]
title.nl = "Gemeld en vastgesteld per eenheid"
title.en = "Reported and established by unit"
description.nl = "Alle gesloten zaken en vastgestelde zaken, per 1.000 fte per jaar. De marge omvat toeval en afronding."
description.en = "All closed cases and established cases, per 1,000 FTE per year. The margin covers chance and rounding."
reading.nl = "Een hoog cijfer van gemelde zaken is niet slecht: het kan betekenen dat melden gewoon is. Pas naast de vastgestelde zaken zegt het iets. De volgorde is die van de codelijst."
reading.en = "A high figure of reported cases is not bad: it can mean that reporting is normal. It speaks only beside the established cases. The order is that of the code list."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Per 1.000 fte per jaar liggen de cijfers tussen 0 en {rate:max}."
answer.en = "Per 1,000 FTE per year the figures lie between 0 and {rate:max}."

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
name = "kind"
type = "text"
role = "dimension"
words.reported = { nl = "gemeld", en = "reported" }
words.established = { nl = "vastgesteld", en = "established" }
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Aantal"
label.en = "Number"

[[column]]
name = "rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 1
low = "rate_low"
high = "rate_high"
label.nl = "Per 1.000 fte per jaar"
label.en = "Per 1,000 FTE per year"

[[column]]
name = "rate_low"
type = "float"
role = "low"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Ondergrens"
label.en = "Lower bound"

[[column]]
name = "rate_high"
type = "float"
role = "high"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Bovengrens"
label.en = "Upper bound"

[chart]
kind = "dot"
x = "unit"
y = "rate"
series = "kind"
low = "rate_low"
high = "rate_high"
alt.nl = "Gemeld en vastgesteld per eenheid. Alle cijfers staan in de tabel."
alt.en = "Reported and established by unit. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "both, one under the other"
params = { since = "2024-01" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", unit = "AMS", category = "INF", finding = "established", cases = 12 },
  { month = "2024-01-01", unit = "AMS", category = "INF", finding = "refuted", cases = 48 },
]
given.unit_fte = [{ unit = "AMS", month = "2024-01-01", fte = 6000.0 }]
expect = [
  { unit = "AMS", kind = "reported", cases = 60, rate = 120.0, rate_low = 88.08366336, rate_high = 158.962403751 },
  { unit = "AMS", kind = "established", cases = 12, rate = 24.0, rate_low = 9.590777392, rate_high = 46.979242244 },
]
+++*/
WITH counted AS (
  SELECT
    unit,
    month,
    sum(cases) AS reported,
    sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) AS established
  FROM cube_unit_category_finding
  WHERE month >= $since
  GROUP BY unit, month
),
exposed AS (
  SELECT
    counted.unit,
    sum(counted.reported) AS reported,
    sum(counted.established) AS established,
    sum(unit_fte.fte) / 12 AS fte_years,
    count(*) AS months
  FROM counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  GROUP BY counted.unit
),
beside AS (
  SELECT unit, 1 AS place, 'reported' AS kind, reported AS cases, fte_years, months FROM exposed
  UNION ALL
  SELECT unit, 2 AS place, 'established' AS kind, established AS cases, fte_years, months FROM exposed
)
SELECT
  unit,
  kind,
  cases,
  rate(cases, fte_years, 1000) AS rate,
  rate(poisson_low(round_low(cases, months, 3)), fte_years, 1000) AS rate_low,
  rate(poisson_high(round_high(cases, months, 3)), fte_years, 1000) AS rate_high
FROM beside
WHERE fte_years > 0
ORDER BY unit, place
