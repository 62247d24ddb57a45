/*+++
schema = 1
id = "referred-back-by-requester"
version = "1.0.0"
status = "established"
indicators = ["I-8"]
audience = ["analyst", "leadership"]
tables = ["cube_triage_requester"]
title.nl = "Teruggelegd, per opdrachtgever"
title.en = "Referred back, by requester"
description.nl = "Welk deel van de zaken is teruggelegd, per niveau van de opdrachtgever."
description.en = "Share referred back by level of the requester."
reading.nl = "Een hoger aandeel zegt niet waardoor het komt. Kleine aantallen gaan vanzelf op en neer."
reading.en = "A higher share does not say why. Small numbers go up and down by themselves."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "Het hoogst bij {requester:argmax(share)}."
answer.en = "Highest for {requester:argmax(share)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "requester"
type = "text"
role = "dimension"
codelist = "requester"
label.nl = "Opdrachtgever"
label.en = "Requester"

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
x = "requester"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Teruggelegd, per opdrachtgever. Alle cijfers staan in de tabel."
alt.en = "Referred back, by requester. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-01" }
given.cube_triage_requester = [
  { month = "2024-01-01", quarter = "2024-Q1", requester = "team_chief", triage = "referred_back", cases = 30 },
  { month = "2024-01-01", quarter = "2024-Q1", requester = "team_chief", triage = "accepted", cases = 60 },
  { month = "2023-12-01", quarter = "2023-Q4", requester = "team_chief", triage = "referred_back", cases = 99 },
]
expect = [
  { requester = "team_chief", cases = 30, total = 90, share = 33.333333333, share_low = 22.448979592, share_high = 46.341463415 },
]
+++*/
WITH counted AS (
  SELECT
    requester,
    sum(CASE WHEN triage = 'referred_back' THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    count(DISTINCT month) AS periods
  FROM cube_triage_requester
  WHERE
    month >= $since
    AND triage <> 'unknown'
  GROUP BY requester
)
SELECT
  requester,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 4) AS share_low,
  share_high(cases, total, 3, periods, 4) AS share_high
FROM counted
ORDER BY requester
