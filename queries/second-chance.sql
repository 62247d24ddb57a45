/*+++
schema = 1
id = "second-chance"
version = "1.0.0"
status = "established"
indicators = ["I-59"]
audience = ["analyst", "leadership"]
tables = ["cube_second_chance"]
title.nl = "Tweede kans"
title.en = "Second chance"
description.nl = "Sommige medewerkers blijven na een vastgestelde schending. Welk deel van hen had in 24 maanden geen nieuwe vastgestelde zaak?"
description.en = "Some people stay after an established violation. Which share of them had no new established case in 24 months?"
reading.nl = "Twee jaar zonder nieuwe zaak bewijst niet dat er niets gebeurde."
reading.en = "Two years without a new case does not prove that nothing happened."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "In {quarter:last} ging het bij {share:last} goed."
answer.en = "In {quarter:last}, {share:last} went well."

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
name = "stayed_cases"
type = "int"
role = "exposure"
unit = "zaken"
label.nl = "Gebleven"
label.en = "Stayed"

[[column]]
name = "repeats"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Opnieuw vastgesteld"
label.en = "Established again"

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
alt.nl = "Tweede kans. Alle cijfers staan in de tabel."
alt.en = "Second chance. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "one minus repeats"
params = { since = "2024-01" }
given.cube_second_chance = [
  { month = "2024-01-01", quarter = "2024-Q1", stayed = "yes", repeat_24m = "yes", cases = 12 },
  { month = "2024-01-01", quarter = "2024-Q1", stayed = "yes", repeat_24m = "no", cases = 48 },
  { month = "2024-01-01", quarter = "2024-Q1", stayed = "no", repeat_24m = "yes", cases = 30 },
]
expect = [
  { quarter = "2024-Q1", stayed_cases = 60, repeats = 12, share = 80.0, share_low = 75.862068966, share_high = 83.870967742 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(cases) AS stayed_cases,
    sum(CASE WHEN repeat_24m = 'yes' THEN cases ELSE 0 END) AS repeats,
    count(DISTINCT month) AS months
  FROM cube_second_chance
  WHERE month >= $since
    AND stayed = 'yes'
  GROUP BY quarter
)
SELECT
  quarter,
  stayed_cases,
  repeats,
  100 - share(repeats, stayed_cases) AS share,
  100 - share_high(repeats, stayed_cases, 3, months) AS share_low,
  100 - share_low(repeats, stayed_cases, 3, months) AS share_high
FROM counted
ORDER BY quarter
