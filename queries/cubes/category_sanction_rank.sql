/*+++
schema = 1
id = "category_sanction_rank"
version = "1.1.0"
title.nl = "Maatregel per categorie en rangklasse"
title.en = "Sanction by category and rank band"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-58", "I-61"]
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
name = "sanction_band"
codelist = "sanction_band"
label.nl = "Soort maatregel"
label.en = "Sanction band"

[[dimension]]
name = "rank_band"
codelist = "rank_band"
label.nl = "Rangklasse"
label.en = "Rank band"

[[margin]]
dims = ["sanction_band", "rank_band"]
+++*/
SELECT
    counted_in AS month,
    category,
    sanction_band,
    rank_band,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, category, sanction_band, rank_band
