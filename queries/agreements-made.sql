/*+++
schema = 1
id = "agreements-made"
version = "1.0.0"
status = "established"
indicators = ["I-57"]
audience = ["analyst", "leadership"]
tables = ["unit_facts"]
title.nl = "Eenheden met een afspraak over een veilig team"
title.en = "Units with an agreement on a safe team"
description.nl = "Van welk deel van de eenheden bekend is dat de afspraak is gemaakt."
description.en = "For which share of units it is known that the agreement was made."
reading.nl = "Een afspraak is een begin. Het team is er nog niet veilig door."
reading.en = "An agreement is a start. It does not yet make the team safe."
counting.nl = "Eén regel per eenheid en kwartaal. Deze cijfers zijn niet afgerond: ze gaan niet over personen."
counting.en = "One row per unit and quarter. These figures are not rounded: they are not about people."
answer.nl = "In {quarter:last}: {share:last}."
answer.en = "In {quarter:last}: {share:last}."

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
name = "made"
type = "int"
role = "measure"
unit = "eenheden"
label.nl = "Afspraak gemaakt"
label.en = "Agreement made"

[[column]]
name = "units"
type = "int"
role = "exposure"
unit = "eenheden"
label.nl = "Eenheden"
label.en = "Units"

[[column]]
name = "share"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Aandeel"
label.en = "Share"

[chart]
kind = "line"
x = "quarter"
y = "share"
alt.nl = "Eenheden met een afspraak over een veilig team. Alle cijfers staan in de tabel."
alt.en = "Units with an agreement on a safe team. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "half of the units"
params = { from_quarter = "2024-Q1" }
given.unit_facts = [
  { unit = "AMS", quarter = "2024-Q1", fact = "agreement_made", value = 1.0 },
  { unit = "DH", quarter = "2024-Q1", fact = "agreement_made", value = 0.0 },
]
expect = [
  { quarter = "2024-Q1", made = 1, units = 2, share = 50.0 },
]
+++*/
SELECT
  quarter,
  sum(CASE WHEN value = 1 THEN 1 ELSE 0 END) AS made,
  count(*) AS units,
  share(sum(CASE WHEN value = 1 THEN 1 ELSE 0 END), count(*)) AS share
FROM unit_facts
WHERE quarter >= $from_quarter
  AND fact = 'agreement_made'
GROUP BY quarter
ORDER BY quarter
