/*+++
schema = 1
id = "reporter_delay"
version = "1.0.0"
title.nl = "Tijd tot melding per soort melder"
title.en = "Delay before the report by reporter"
description.nl = "Betrokkenen en hun gesloten zaken. Per betrokkene tellen hoogstens twee zaken in een maand."
description.en = "Persons and their closed cases, at most two cases per person and month."
indicators = ["I-44"]
audience = ["analyst", "leadership"]
linked = true
base = 3
minimum_roster = 25

[[dimension]]
name = "reporter"
codelist = "reporter_types"
label.nl = "Melder"
label.en = "Reporter"

[[dimension]]
name = "report_delay"
codelist = "report_delay"
label.nl = "Tijd tot melding"
label.en = "Delay before the report"
+++*/
SELECT
    counted_in AS month,
    reporter,
    report_delay,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted
GROUP BY counted_in, reporter, report_delay
