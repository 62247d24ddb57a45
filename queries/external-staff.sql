/*+++
schema = 1
id = "external-staff"
version = "1.0.0"
status = "established"
indicators = ["I-55"]
audience = ["analyst", "leadership"]
tables = ["cube_staff_vulnerability"]
title.nl = "Zaken over externen"
title.en = "Cases about external staff"
description.nl = "Welk deel van de zaken over ingehuurde medewerkers gaat."
description.en = "Which share of cases is about hired staff."
reading.nl = "Een hoger aandeel zegt niet waardoor het komt. Kleine aantallen gaan vanzelf op en neer."
reading.en = "A higher share does not say why. Small numbers go up and down by themselves."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In {quarter:last} was dit {share:last}."
answer.en = "In {quarter:last} this was {share:last}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

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
kind = "line"
x = "quarter"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Zaken over externen. Alle cijfers staan in de tabel."
alt.en = "Cases about external staff. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_staff_vulnerability = [
  { month = "2024-01-01", quarter = "2024-Q1", staff_type = "external", cases = 30 },
  { month = "2024-02-01", quarter = "2024-Q1", staff_type = "officer", cases = 60 },
  { month = "2024-04-01", quarter = "2024-Q2", staff_type = "officer", cases = 45 },
  { month = "2023-12-01", quarter = "2023-Q4", staff_type = "external", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 13.20754717, share_high = 62.162162162 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 21.621621622 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN staff_type = 'external' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_staff_vulnerability
  WHERE
    month >= $since
    AND staff_type <> 'unknown'
  GROUP BY quarter
)
SELECT
  quarter,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 4) AS share_low,
  share_high(cases, total, 3, periods, 4) AS share_high
FROM counted
ORDER BY quarter
