/*+++
schema = 1
id = "category_reporter"
version = "1.0.0"
title.nl = "Melder per categorie"
title.en = "Reporter by category"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-14", "I-44"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "category"
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

[[dimension]]
name = "reporter"
codelist = "reporter_types"
label.nl = "Melder"
label.en = "Reporter"
+++*/
SELECT
    counted_in AS month,
    category,
    reporter,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, category, reporter
