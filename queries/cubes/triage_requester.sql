/*+++
schema = 1
id = "triage_requester"
version = "1.0.0"
title.nl = "Weging per aanvrager"
title.en = "Triage by requester"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-8", "I-14"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "triage"
codelist = "triage"
label.nl = "Weging"
label.en = "Triage"

[[dimension]]
name = "requester"
codelist = "requester_levels"
label.nl = "Aanvrager"
label.en = "Requester"
+++*/
SELECT
    counted_in AS month,
    triage,
    requester,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, triage, requester
