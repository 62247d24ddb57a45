/*+++
schema = 1
id = "category_cause"
version = "1.0.0"
title.nl = "Oorzaken per categorie"
title.en = "Causes by category"
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
name = "cause"
codelist = "causes"
label.nl = "Oorzaak"
label.en = "Cause"
+++*/
SELECT
    counted_in AS month,
    category,
    cause,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM (
    SELECT counted_in, category, cause_1 AS cause, person_key
    FROM   involvements
    WHERE  first_of_person AND cause_1 <> 'none'
    UNION ALL
    SELECT counted_in, category, cause_2 AS cause, person_key
    FROM   involvements
    WHERE  first_of_person AND cause_2 <> 'none'
) AS mentions
GROUP BY counted_in, category, cause
