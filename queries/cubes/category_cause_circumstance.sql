/*+++
schema = 1
id = "category_cause_circumstance"
version = "1.0.0"
title.nl = "Oorzaken en omstandigheden per categorie"
title.en = "Causes and circumstances by category"
description.nl = "De eerstgenoemde oorzaak en omstandigheid van elke zaak. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "The cause and the circumstance named first in each case; at most two cases per person and month."
indicators = []
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
name = "cause"
codelist = "causes"
label.nl = "Oorzaak"
label.en = "Cause"

[[dimension]]
name = "circumstance"
codelist = "circumstances"
label.nl = "Omstandigheid"
label.en = "Circumstance"
+++*/
SELECT
    counted_in AS month,
    category,
    CASE WHEN cause_1 = 'none' THEN 'unknown' ELSE cause_1 END AS cause,
    CASE WHEN circumstance_1 = 'none' THEN 'unknown' ELSE circumstance_1 END AS circumstance,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY 1, 2, 3, 4
