/*+++
schema = 1
id = "route_handling"
version = "1.1.0"
title.nl = "Behandeling per onderzoekssoort"
title.en = "Handling by route"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-27"]
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
name = "handled_by"
codelist = "handlers"
label.nl = "Behandeld door"
label.en = "Handled by"

[[dimension]]
name = "complexity"
codelist = "complexities"
label.nl = "Complexiteit"
label.en = "Complexity"

[[margin]]
dims = ["handled_by", "complexity"]
+++*/
SELECT
    counted_in AS month,
    route,
    handled_by,
    complexity,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, route, handled_by, complexity
