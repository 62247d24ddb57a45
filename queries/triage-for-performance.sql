/*+++
schema = 1
id = "triage-for-performance"
version = "1.0.0"
status = "established"
indicators = ["I-11"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_triage"]
title.nl = "Onderzoek om functioneren"
title.en = "Inquiry because of performance"
description.nl = "In welk deel van de zaken functioneren de reden was, dus hoe iemand het werk doet. Per eenheid. VIK is daar niet voor bedoeld."
description.en = "Share of cases with performance as the reason, by unit. Integrity inquiries are not meant for that."
reading.nl = "Dit is de reden die de eenheid heeft vastgelegd. Eenheden doen dat verschillend."
reading.en = "This is the reason that the unit registered. Units do that differently."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het hoogst in {unit:argmax(share)}: {share:max}."
answer.en = "Highest in {unit:argmax(share)}: {share:max}."

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
name = "total"
type = "int"
role = "exposure"
unit = "zaken"
label.nl = "Alle zaken"
label.en = "All cases"

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
alt.nl = "Onderzoek om functioneren. Alle cijfers staan in de tabel."
alt.en = "Inquiry because of performance. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_unit_triage = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", triage = "accepted_performance", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", triage = "accepted", cases = 60 },
  { month = "2023-12-01", quarter = "2023-Q4", unit = "AMS", triage = "accepted_performance", cases = 99 },
]
expect = [
  { unit = "AMS", cases = 30, total = 90, share = 33.333333333, share_low = 22.448979592, share_high = 46.341463415 },
]
+++*/
WITH counted AS (
  SELECT
    unit,
    sum(CASE WHEN triage = 'accepted_performance' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_unit_triage
  WHERE
    month >= $since
    AND triage <> 'unknown'
  GROUP BY unit
)
SELECT
  unit,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 4) AS share_low,
  share_high(cases, total, 3, periods, 4) AS share_high
FROM counted
ORDER BY unit
