/*+++
schema = 1
id = "unit_triage"
version = "1.0.0"
title.nl = "Weging per eenheid"
title.en = "Triage by unit"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-8", "I-11"]
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
name = "triage"
codelist = "triage"
label.nl = "Weging"
label.en = "Triage"
+++*/
SELECT
    counted_in AS month,
    unit,
    triage,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, triage
