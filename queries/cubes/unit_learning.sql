/*+++
schema = 1
id = "unit_learning"
version = "1.0.0"
title.nl = "Lering per eenheid"
title.en = "Learning by unit"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-14", "I-35"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "unit"
codelist = "units"
parent = "unit_group"
label.nl = "Eenheid"
label.en = "Unit"

[[dimension]]
name = "learning"
codelist = "learning"
label.nl = "Lering"
label.en = "Learning"
+++*/
SELECT
    counted_in AS month,
    unit,
    learning,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, learning
