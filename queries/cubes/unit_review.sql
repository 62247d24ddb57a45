/*+++
schema = 1
id = "unit_review"
version = "1.0.0"
title.nl = "Tussentijdse toets per eenheid"
title.en = "Review by unit"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-4", "I-14"]
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
name = "review"
codelist = "review"
label.nl = "Tussentijdse toets"
label.en = "Review"
+++*/
SELECT
    counted_in AS month,
    unit,
    review,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, review
