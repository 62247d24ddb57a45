/*+++
schema = 1
id = "climate-and-reports"
version = "1.0.0"
status = "established"
indicators = ["I-57"]
audience = ["analyst", "leadership"]
tables = ["unit_facts", "units"]
title.nl = "Werkklimaat en afspraken"
title.en = "Working climate and agreements"
description.nl = "Klimaatscore van een eenheid en of er een afspraak over een veilig team is, per kwartaal."
description.en = "Climate score of a unit and whether an agreement on a safe team was made, by quarter."
reading.nl = "Een score is geen oordeel over personen. Samenhang is nog geen oorzaak."
reading.en = "A score is no verdict on people. A link is not a cause."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "De hoogste klimaatscore: {unit:argmax(climate_score)}."
answer.en = "The highest climate score: {unit:argmax(climate_score)}."

[[parameter]]
name = "from_quarter"
type = "quarter"
default = "quarter:-7"
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
name = "climate_score"
type = "float"
role = "measure"
decimals = 1
label.nl = "Klimaatscore"
label.en = "Climate score"

[[column]]
name = "agreement_made"
type = "bool"
role = "dimension"
label.nl = "Afspraak gemaakt"
label.en = "Agreement made"

[chart]
kind = "line"
x = "quarter"
y = "climate_score"
series = "unit"
series_max = 7
alt.nl = "Werkklimaat en afspraken. Alle cijfers staan in de tabel."
alt.en = "Working climate and agreements. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "one row for each unit"
params = { from_quarter = "2024-Q1" }
given.units = [
  { unit = "AMS" },
]
given.unit_facts = [
  { unit = "AMS", quarter = "2024-Q1", fact = "climate_score", value = 7.2 },
  { unit = "AMS", quarter = "2024-Q1", fact = "agreement_made", value = 1.0 },
  { unit = "AMS", quarter = "2024-Q1", fact = "registration_regime", value = 2.0 },
]
expect = [
  { quarter = "2024-Q1", unit = "AMS", climate_score = 7.2, agreement_made = true },
]
+++*/
SELECT
  facts.quarter,
  facts.unit,
  max(CASE WHEN facts.fact = 'climate_score' THEN facts.value END) AS climate_score,
  max(CASE WHEN facts.fact = 'agreement_made' THEN facts.value END) = 1 AS agreement_made
FROM unit_facts AS facts
JOIN units ON units.unit = facts.unit
WHERE facts.quarter >= $from_quarter
  AND facts.fact IN ('climate_score', 'agreement_made')
GROUP BY facts.quarter, facts.unit
ORDER BY facts.quarter, facts.unit
