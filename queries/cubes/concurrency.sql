/*+++
schema = 1
id = "concurrency"
version = "1.1.0"
title.nl = "Samenloop, schorsing en scheiding van sporen"
title.en = "Concurrency, suspension and separation of tracks"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-18", "I-19"]
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
name = "concurrency"
codelist = "concurrency"
label.nl = "Samenloop"
label.en = "Concurrency"

[[dimension]]
name = "suspension"
codelist = "suspension"
label.nl = "Buitenfunctiestelling of schorsing"
label.en = "Suspension"

[[dimension]]
name = "separation"
codelist = "separation"
label.nl = "Scheiding van sporen"
label.en = "Separation of tracks"

[[margin]]
dims = ["concurrency", "separation"]
+++*/
SELECT
    counted_in AS month,
    route,
    concurrency,
    suspension,
    separation,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, route, concurrency, suspension, separation
