/*+++
schema = 1
id = "category_circumstance"
version = "2.0.0"
title.nl = "Omstandigheden per categorie"
title.en = "Circumstances by category"
description.nl = "De eerstgenoemde omstandigheid van elke zaak. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "The circumstance named first in each case; at most two cases per person and month."
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
name = "circumstance"
codelist = "circumstances"
label.nl = "Omstandigheid"
label.en = "Circumstance"
+++*/
SELECT
    counted_in AS month,
    category,
    CASE WHEN circumstance_1 = 'none' THEN 'unknown' ELSE circumstance_1 END AS circumstance,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY 1, 2, 3
