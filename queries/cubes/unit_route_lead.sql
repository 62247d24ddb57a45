/*+++
schema = 1
id = "unit_route_lead"
version = "1.1.0"
title.nl = "Doorlooptijd per eenheid en onderzoekssoort"
title.en = "Lead time by unit and route"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-3", "I-14"]
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
name = "route"
codelist = "routes"
label.nl = "Onderzoekssoort"
label.en = "Route"

[[dimension]]
name = "lead"
codelist = "lead"
label.nl = "Doorlooptijd"
label.en = "Lead time"

[[margin]]
dims = ["route", "lead"]
+++*/
SELECT
    counted_in AS month,
    unit,
    route,
    lead,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, unit, route, lead
