/*+++
schema = 1
id = "implausible-lead-time"
version = "1.0.0"
status = "established"
indicators = ["I-3", "I-14"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["cube_unit_route_lead"]
title.nl = "Doorlooptijden die niet kunnen kloppen"
title.en = "Lead times that can hardly be right"
description.nl = "Per kwartaal het aandeel zaken zonder doorlooptijd, en het aandeel dat langer dan twee jaar duurde. De marge komt van de afronding."
description.en = "By quarter the share of cases without a lead time, and the share that took longer than two years. The margin comes from rounding."
reading.nl = "Lang kan waar zijn, bijvoorbeeld bij een strafzaak: kijk het na voordat u het een fout noemt. Een doorlooptijd onder nul komt niet voor. Bij het inlezen weigeren we een zaak die sluit voordat zij begint, of die een datum in de toekomst heeft."
reading.en = "Long can be true, for instance with a criminal case: look before you call it an error. A lead time below nought does not occur: intake refuses a case that closes before it opens, or with a date in the future."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Het hoogste aandeel is {share:max}."
answer.en = "The highest share is {share:max}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[parameter]]
name = "units"
type = "list<text>"
default = []
codelist = "units"
label.nl = "Eenheden (leeg = alle)"
label.en = "Units (empty = all)"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "kind"
type = "text"
role = "dimension"
words.unknown = { nl = "geen doorlooptijd", en = "no lead time" }
words.long = { nl = "langer dan twee jaar", en = "longer than two years" }
label.nl = "Wat"
label.en = "What"

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
label.nl = "Ondergrens"
label.en = "Lower bound"

[[column]]
name = "share_high"
type = "float"
role = "high"
unit = "%"
decimals = 1
label.nl = "Bovengrens"
label.en = "Upper bound"

[chart]
kind = "line"
x = "quarter"
y = "share"
series = "kind"
low = "share_low"
high = "share_high"
alt.nl = "Doorlooptijden die niet kunnen kloppen. Alle cijfers staan in de tabel."
alt.en = "Lead times that can hardly be right. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "both kinds, beside all cases"
params = { since = "2024-01", units = ["AMS"] }
given.cube_unit_route_lead = [
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", route = "line", lead = "d0_30", cases = 48 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "AMS", route = "line", lead = "unknown", cases = 12 },
  { month = "2024-01-01", quarter = "2024-Q1", unit = "DH", route = "line", lead = "unknown", cases = 99 },
]
expect = [
  { quarter = "2024-Q1", kind = "long", cases = 0, total = 60, share = 0.0, share_low = 0.0, share_high = 3.448275862 },
  { quarter = "2024-Q1", kind = "unknown", cases = 12, total = 60, share = 20.0, share_low = 16.129032258, share_high = 24.137931034 },
]
+++*/
WITH counted AS (
  SELECT
    quarter,
    sum(CASE WHEN lead = 'd731_up' THEN cases ELSE 0 END) AS long,
    sum(CASE WHEN lead = 'unknown' THEN cases ELSE 0 END) AS unknown,
    sum(cases) AS total,
    count(DISTINCT month) AS months
  FROM cube_unit_route_lead
  WHERE month >= $since
    AND (coalesce(cardinality($units), 0) = 0 OR array_has($units, unit))
  GROUP BY quarter
),
kinds AS (
  SELECT quarter, 1 AS place, 'long' AS kind, long AS cases, total, months FROM counted
  UNION ALL
  SELECT quarter, 2 AS place, 'unknown' AS kind, unknown AS cases, total, months FROM counted
)
SELECT
  quarter,
  kind,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, months, greatest(coalesce(cardinality($units), 0), 1)) AS share_low,
  share_high(cases, total, 3, months, greatest(coalesce(cardinality($units), 0), 1)) AS share_high
FROM kinds
WHERE total > 0
ORDER BY quarter, place
