/*+++
schema = 1
id = "second_chance"
version = "1.0.0"
title.nl = "Tweede kans"
title.en = "Second chance"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-59"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "stayed"
codelist = "stayed"
label.nl = "In dienst gebleven"
label.en = "Stayed"

[[dimension]]
name = "repeat_24m"
codelist = "repeat_24m"
label.nl = "Eerdere vastgestelde zaak binnen 24 maanden"
label.en = "Earlier established case within 24 months"
+++*/
SELECT
    counted_in AS month,
    stayed,
    repeat_24m,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, stayed, repeat_24m
