/*+++
schema = 1
id = "unit_category_route"
version = "1.1.0"
title.nl = "Onderzoekssoort per eenheid en categorie"
title.en = "Route by unit and category"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-1", "I-7"]
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
name = "route"
codelist = "routes"
label.nl = "Onderzoekssoort"
label.en = "Route"
+++*/
SELECT
    counted_in AS month,
    unit,
    category,
    route,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, category, route
