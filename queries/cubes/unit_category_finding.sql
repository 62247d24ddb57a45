/*+++
schema = 1
id = "unit_category_finding"
version = "1.1.0"
title.nl = "Bevindingen per eenheid en categorie"
title.en = "Findings by unit and category"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-14", "I-29", "I-40", "I-41", "I-60", "I-61"]
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
name = "category"
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

[[dimension]]
name = "finding"
codelist = "findings"
label.nl = "Bevinding"
label.en = "Finding"
+++*/
SELECT
    counted_in AS month,
    unit,
    category,
    finding,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, category, finding
