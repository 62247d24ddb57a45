/*+++
schema = 1
id = "category_source_finding"
version = "1.1.0"
title.nl = "Bevinding per informatiebron"
title.en = "Finding by information source"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-53"]
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
name = "source"
codelist = "information_sources"
label.nl = "Informatiebron"
label.en = "Information source"

[[dimension]]
name = "finding"
codelist = "findings"
label.nl = "Bevinding"
label.en = "Finding"

[[margin]]
dims = ["category", "source"]
+++*/
SELECT
    counted_in AS month,
    category,
    source,
    finding,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, category, source, finding
