/*+++
schema = 1
id = "registration-check"
version = "1.1.0"
status = "established"
indicators = ["I-41"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte"]
title.nl = "Gemeld en vastgesteld naast elkaar"
title.en = "Reported and established side by side"
description.nl = "Per eenheid: alle gesloten zaken en vastgestelde zaken per 1.000 fte per jaar, en het aandeel vastgesteld."
description.en = "By unit: all closed cases and established cases per 1,000 FTE per year, and the share established."
reading.nl = "Veel zaken en weinig vastgesteld? Vaak legt de eenheid dan gewoon meer vast."
reading.en = "Many cases and few established? Often the unit then simply registers more."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het hoogste aandeel vastgesteld: {unit:argmax(share)}."
answer.en = "The highest share established: {unit:argmax(share)}."

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
name = "established"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Vastgesteld"
label.en = "Established"

[[column]]
name = "fte_years"
type = "float"
role = "exposure"
unit = "fte-jaren"
decimals = 0
label.nl = "Fte-jaren"
label.en = "FTE years"

[[column]]
name = "reported_rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 2
label.nl = "Gemeld per 1.000 fte"
label.en = "Reported per 1,000 FTE"

[[column]]
name = "established_rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 2
label.nl = "Vastgesteld per 1.000 fte"
label.en = "Established per 1,000 FTE"

[[column]]
name = "share"
type = "float"
role = "measure"
unit = "%"
decimals = 1
low = "share_low"
high = "share_high"
label.nl = "Aandeel"
label.en = "Share"

[[column]]
name = "share_low"
type = "float"
role = "low"
unit = "%"
decimals = 1
label.nl = "Aandeel, ondergrens"
label.en = "Share, lower bound"

[[column]]
name = "share_high"
type = "float"
role = "high"
unit = "%"
decimals = 1
label.nl = "Aandeel, bovengrens"
label.en = "Share, upper bound"

[chart]
kind = "dot"
x = "unit"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Gemeld en vastgesteld naast elkaar. Alle cijfers staan in de tabel."
alt.en = "Reported and established side by side. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "both rates"
params = { since = "2024-01" }
given.cube_unit_category_finding = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "established", cases = 120 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", category = "INF", finding = "refuted", cases = 480 },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 6000.0 },
]
expect = [
  { unit = "AMS", cases = 600, established = 120, fte_years = 500.0, reported_rate = 1200.0, established_rate = 240.0, share = 20.0, share_low = 15.384615385, share_high = 25.0 },
]
+++*/
WITH counted AS (
  SELECT
    unit,
    month,
    sum(cases) AS cases,
    sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) AS established
  FROM cube_unit_category_finding
  WHERE month >= $since
  GROUP BY unit, month
),
exposed AS (
  SELECT
    counted.unit,
    sum(counted.cases) AS cases,
    sum(counted.established) AS established,
    sum(unit_fte.fte) / 12 AS fte_years,
    count(*) AS months
  FROM counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  GROUP BY counted.unit
)
SELECT
  unit,
  cases,
  established,
  fte_years,
  rate(cases, fte_years, 1000) AS reported_rate,
  rate(established, fte_years, 1000) AS established_rate,
  share(established, cases) AS share,
  share_low(established, cases, 3, greatest(months, 4), 3) AS share_low,
  share_high(established, cases, 3, greatest(months, 4), 3) AS share_high
FROM exposed
ORDER BY unit
