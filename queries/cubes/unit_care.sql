/*+++
schema = 1
id = "unit_care"
version = "1.0.0"
title.nl = "Nazorg per eenheid"
title.en = "Care by unit"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-14", "I-24"]
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
name = "care"
codelist = "care"
label.nl = "Nazorg"
label.en = "Care"
+++*/
SELECT
    counted_in AS month,
    unit,
    care,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, care
