/*+++
schema = 1
id = "route_transition"
version = "1.0.0"
title.nl = "Wisseling van onderzoekssoort"
title.en = "Change of route"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-7", "I-14"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "route_initial"
codelist = "routes"
label.nl = "Onderzoekssoort bij de start"
label.en = "Route at the start"

[[dimension]]
name = "route"
codelist = "routes"
label.nl = "Onderzoekssoort"
label.en = "Route"
+++*/
SELECT
    counted_in AS month,
    route_initial,
    route,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, route_initial, route
