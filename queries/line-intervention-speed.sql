/*+++
schema = 1
id = "line-intervention-speed"
version = "1.0.0"
status = "established"
indicators = ["I-10"]
audience = ["analyst", "leadership"]
tables = ["cube_line_intervention"]
title.nl = "Snel ingrijpen in de lijn"
title.en = "Fast line intervention"
description.nl = "Welk deel van de ingrepen binnen zeven dagen na het signaal was, per soort."
description.en = "Which share of interventions came within seven days of the signal, by kind."
reading.nl = "Een hoger aandeel zegt niet waardoor het komt. Kleine aantallen gaan vanzelf op en neer."
reading.en = "A higher share does not say why. Small numbers go up and down by themselves."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het vaakst snel: {line_intervention:argmax(share)}."
answer.en = "Most often fast: {line_intervention:argmax(share)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "line_intervention"
type = "text"
role = "dimension"
codelist = "line_interventions"
label.nl = "Ingreep in de lijn"
label.en = "Line intervention"

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
x = "line_intervention"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Snel ingrijpen in de lijn. Alle cijfers staan in de tabel."
alt.en = "Fast line intervention. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_line_intervention = [
  { month = "2024-01-01", quarter = "2024-Q1", line_intervention = "talk", intervention_delay = "d0_7", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", line_intervention = "talk", intervention_delay = "d8_30", cases = 60 },
  { month = "2023-12-01", quarter = "2023-Q4", line_intervention = "talk", intervention_delay = "d0_7", cases = 99 },
]
expect = [
  { line_intervention = "talk", cases = 30, total = 90, share = 33.333333333, share_low = 25.0, share_high = 42.857142857 },
]
+++*/
WITH counted AS (
  SELECT
    line_intervention,
    sum(CASE WHEN intervention_delay = 'd0_7' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_line_intervention
  WHERE
    month >= $since
    AND line_intervention <> 'unknown' AND intervention_delay IN ('d0_7', 'd8_30', 'd31_up')
  GROUP BY line_intervention
)
SELECT
  line_intervention,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 3) AS share_low,
  share_high(cases, total, 3, periods, 3) AS share_high
FROM counted
ORDER BY line_intervention
