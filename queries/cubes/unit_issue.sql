/*+++
schema = 1
id = "unit_issue"
version = "1.1.0"
title.nl = "Kwesties per eenheid"
title.en = "Issues by unit"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-38", "I-39"]
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
name = "issue"
codelist = "issues"
parent = "category"
label.nl = "Kwestie"
label.en = "Issue"
+++*/
SELECT
    counted_in AS month,
    unit,
    issue,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, issue
