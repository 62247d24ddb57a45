/*+++
schema = 1
id = "issue_cause"
version = "2.1.0"
title.nl = "Oorzaken per kwestie"
title.en = "Causes by issue"
description.nl = "De eerstgenoemde oorzaak van elke zaak. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "The cause named first in each case; at most two cases per person and month."
indicators = []
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "issue"
codelist = "issues"
parent = "category"
label.nl = "Kwestie"
label.en = "Issue"

[[dimension]]
name = "cause"
codelist = "causes"
label.nl = "Oorzaak"
label.en = "Cause"
+++*/
SELECT
    counted_in AS month,
    issue,
    CASE WHEN cause_1 = 'none' THEN 'unknown' ELSE cause_1 END AS cause,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY 1, 2, 3
