/*+++
schema = 1
id = "quarter-half-year"
version = "1.0.0"
status = "established"
indicators = ["I-3"]
audience = ["leadership", "analyst"]
tables = ["quarter_unit_route_lead"]
title.nl = "Gesloten binnen een half jaar"
title.en = "Closed within half a year"
description.nl = "Welk deel van de zaken binnen 180 dagen na het signaal is gesloten."
description.en = "Share of cases closed within 180 days of the signal."
reading.nl = "180 dagen is een punt om mee te vergelijken, geen norm."
reading.en = "180 days is a point of comparison, not a norm."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Aantallen per kwartaal zijn afgerond: 0, 5, 10, 15 enzovoort."
counting.en = "Each person concerned counts once per closed case. Quarterly counts are rounded: 0, 5, 10, 15 and so on."
answer.nl = "In {quarter:last} was dit {share:last}."
answer.en = "In {quarter:last} this was {share:last}."

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
kind = "line"
x = "quarter"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Gesloten binnen een half jaar. Alle cijfers staan in de tabel."
alt.en = "Closed within half a year. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "part of the whole"
params = { since = "2024-Q1" }
given.quarter_unit_route_lead = [
  { quarter = "2024-Q1", lead = "d0_30", cases = 30 },
  { quarter = "2024-Q1", lead = "d366_730", cases = 60 },
  { quarter = "2024-Q2", lead = "d366_730", cases = 45 },
  { quarter = "2023-Q4", lead = "d0_30", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", cases = 30, total = 90, share = 33.333333333, share_low = 5.263157895, share_high = 81.818181818 },
  { quarter = "2024-Q2", cases = 0, total = 45, share = 0.0, share_low = 0.0, share_high = 100.0 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN lead IN ('d0_30', 'd31_90', 'd91_180') THEN cases ELSE 0 END) AS cases,
    sum(cases) AS total,
    1 AS periods
  FROM quarter_unit_route_lead
  WHERE
    quarter >= $since
    AND lead <> 'unknown'
  GROUP BY quarter
)
SELECT
  quarter,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 5, periods, 6) AS share_low,
  share_high(cases, total, 5, periods, 6) AS share_high
FROM counted
ORDER BY quarter
