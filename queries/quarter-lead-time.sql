/*+++
schema = 1
id = "quarter-lead-time"
version = "1.0.0"
status = "established"
indicators = ["I-3"]
audience = ["leadership", "analyst"]
tables = ["quarter_unit_route_lead"]
title.nl = "Hoe lang duurt een zaak?"
title.en = "How long does a case take?"
description.nl = "Gesloten zaken per klasse van doorlooptijd."
description.en = "Closed cases by lead-time band."
reading.nl = "Alleen gesloten zaken tellen. Er is geen norm vastgesteld."
reading.en = "Only closed cases count. No norm has been adopted."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "De meeste zaken vallen in {lead:argmax(cases)}."
answer.en = "Most cases fall in {lead:argmax(cases)}."

[[parameter]]
name = "since"
type = "quarter"
default = "quarter:-7"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "lead"
type = "text"
role = "dimension"
codelist = "lead"
label.nl = "Doorlooptijd"
label.en = "Lead time"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "total"
type = "int"
role = "exposure"
unit = "zaken"
label.nl = "Alle zaken"
label.en = "All cases"

[[column]]
name = "share"
type = "float"
role = "measure"
unit = "%"
decimals = 1
low = "share_low"
high = "share_high"
label.nl = "Aandeel"
label.en = "Share"

[[column]]
name = "share_low"
type = "float"
role = "low"
unit = "%"
decimals = 1
label.nl = "Aandeel, ondergrens"
label.en = "Share, lower bound"

[[column]]
name = "share_high"
type = "float"
role = "high"
unit = "%"
decimals = 1
label.nl = "Aandeel, bovengrens"
label.en = "Share, upper bound"

[chart]
kind = "stacked"
x = "quarter"
y = "cases"
series = "lead"
series_max = 7
alt.nl = "Hoe lang duurt een zaak? Alle cijfers staan in de tabel."
alt.en = "How long does a case take? All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-Q1" }
given.quarter_unit_route_lead = [
  { quarter = "2024-Q1", lead = "d0_30", cases = 15 },
  { quarter = "2024-Q1", lead = "d31_90", cases = 45 },
]
expect = [
  { quarter = "2024-Q1", lead = "d0_30", cases = 15, total = 60, share = 25.0, share_low = 17.1875, share_high = 33.928571429 },
  { quarter = "2024-Q1", lead = "d31_90", cases = 45, total = 60, share = 75.0, share_low = 64.0625, share_high = 87.5 },
]
+++*/
WITH counted AS (
  SELECT quarter, lead, sum(cases) AS cases, 1 AS periods
  FROM quarter_unit_route_lead
  WHERE quarter >= $since
    AND lead <> 'unknown'
  GROUP BY quarter, lead
),
whole AS (
  SELECT quarter, lead, cases, periods, sum(cases) OVER (PARTITION BY quarter) AS total
  FROM counted
)
SELECT
  quarter,
  lead,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 5, periods, 1) AS share_low,
  share_high(cases, total, 5, periods, 1) AS share_high
FROM whole
ORDER BY quarter, lead
