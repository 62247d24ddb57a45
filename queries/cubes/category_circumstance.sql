/*+++
schema = 1
id = "category_circumstance"
version = "1.0.0"
title.nl = "Omstandigheden per categorie"
title.en = "Circumstances by category"
description.nl = "Vermeldingen: hoogstens twee per betrokkene en maand, uit diens eerste zaak."
description.en = "Mentions: at most two per person and month, from that person's first case."
indicators = []
audience = ["analyst", "leadership"]
linked = false
base = 3
minimum_roster = 25

[[dimension]]
name = "category"
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

[[dimension]]
name = "circumstance"
codelist = "circumstances"
label.nl = "Omstandigheid"
label.en = "Circumstance"
+++*/
SELECT
    counted_in AS month,
    category,
    circumstance,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM (
    SELECT counted_in, category, circumstance_1 AS circumstance, person_key
    FROM   involvements
    WHERE  first_of_person AND circumstance_1 <> 'none'
    UNION ALL
    SELECT counted_in, category, circumstance_2 AS circumstance, person_key
    FROM   involvements
    WHERE  first_of_person AND circumstance_2 <> 'none'
) AS mentions
GROUP BY counted_in, category, circumstance
