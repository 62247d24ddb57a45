/*+++
schema = 1
id = "lead-time-within-norm"
version = "1.0.0"
status = "established"
indicators = ["I-3"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_route_lead", "norms"]
title.nl = "Binnen de norm voor doorlooptijd"
title.en = "Within the lead-time norm"
description.nl = "Aandeel zaken in klassen die geheel binnen de norm vallen. Zonder norm is de lijst leeg."
description.en = "Share of cases in bands that lie wholly within the norm. Without a norm the list is empty."
reading.nl = "Geen norm vastgesteld betekent: geen oordeel."
reading.en = "No adopted norm means: no verdict."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Er zijn normen voor {route:last}."
answer.en = "There are norms for {route:last}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "route"
type = "text"
role = "dimension"
codelist = "routes"
label.nl = "Onderzoekssoort"
label.en = "Route"

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
kind = "dot"
x = "route"
y = "share"
low = "share_low"
high = "share_high"
alt.nl = "Binnen de norm voor doorlooptijd. Alle cijfers staan in de tabel."
alt.en = "Within the lead-time norm. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "whole bands only"
params = { since = "2024-01" }
given.norms = [
  { route = "line", valid_from = "2020-01-01", days = 100 },
]
given.cube_unit_route_lead = [
  { month = "2024-01-01", route = "line", lead = "d31_90", cases = 30 },
  { month = "2024-01-01", route = "line", lead = "d91_180", cases = 60 },
]
expect = [
  { route = "line", cases = 30, total = 90, share = 33.333333333, share_low = 17.647058824, share_high = 53.846153846 },
]
+++*/
WITH bands AS (
  SELECT * FROM (VALUES
    ('d0_30', 0, 31), ('d31_90', 31, 91), ('d91_180', 91, 181),
    ('d181_365', 181, 366), ('d366_730', 366, 731), ('d731_up', 731, NULL)
  ) AS band(lead, lower, upper)
),
counted AS (
  SELECT
    closed.route,
    sum(CASE WHEN bands.upper - 1 <= norms.days THEN closed.cases ELSE 0 END) AS cases,
    sum(closed.cases) AS total,
    count(DISTINCT closed.month) AS months
  FROM cube_unit_route_lead AS closed
  JOIN bands ON bands.lead = closed.lead
  JOIN norms
    ON norms.route = closed.route
    AND closed.month >= norms.valid_from
    AND (norms.valid_to IS NULL OR closed.month <= norms.valid_to)
  WHERE closed.month >= $since
  GROUP BY closed.route
)
SELECT
  route,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, months, 6) AS share_low,
  share_high(cases, total, 3, months, 6) AS share_high
FROM counted
ORDER BY route
