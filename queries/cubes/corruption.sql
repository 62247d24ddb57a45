/*+++
schema = 1
id = "corruption"
version = "1.0.0"
title.nl = "Corruptie, acht kwartalen samen"
title.en = "Corruption, eight quarters together"
description.nl = "Betrokkenen en zaken waarin corruptie speelde. Er is alleen een totaal over acht kwartalen."
description.en = "Persons and cases with a corruption issue, only as a total over eight quarters."
indicators = ["I-56"]
audience = ["analyst", "leadership"]
linked = false
window_quarters = 8
base = 3
minimum_roster = 25
+++*/
SELECT
    counted_in AS month,
    count(DISTINCT person_key) AS persons,
    count(*) AS cases
FROM involvements
WHERE counted AND corruption
GROUP BY counted_in
