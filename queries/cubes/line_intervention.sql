/*+++
schema = 1
id = "line_intervention"
version = "1.0.0"
title.nl = "Lijninterventies"
title.en = "Line interventions"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-10"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "line_intervention"
codelist = "line_interventions"
label.nl = "Lijninterventie"
label.en = "Line intervention"

[[dimension]]
name = "intervention_delay"
codelist = "intervention_delay"
label.nl = "Tijd tot de interventie"
label.en = "Delay before the intervention"
+++*/
SELECT
    counted_in AS month,
    line_intervention,
    intervention_delay,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, line_intervention, intervention_delay
