/*+++
schema = 1
id = "route_disposition"
version = "1.0.0"
title.nl = "Afdoening per onderzoekssoort"
title.en = "Disposition by route"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-9", "I-14", "I-60"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "route"
codelist = "routes"
label.nl = "Onderzoekssoort"
label.en = "Route"

[[dimension]]
name = "disposition"
codelist = "dispositions"
label.nl = "Afdoening"
label.en = "Disposition"
+++*/
SELECT
    counted_in AS month,
    route,
    disposition,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, route, disposition
