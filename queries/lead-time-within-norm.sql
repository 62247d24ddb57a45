/*+++
schema = 1
id = "lead-time-within-norm"
version = "1.1.0"
status = "established"
indicators = ["I-3"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_route_lead", "norms"]
title.nl = "Binnen de norm voor doorlooptijd"
title.en = "Within the lead-time norm"
description.nl = "Aandeel gesloten zaken in klassen die geheel binnen de norm vallen. Waar geen norm is vastgesteld, staat dat er."
description.en = "Share of closed cases in bands that lie wholly within the norm. Where no norm has been adopted, it says so."
reading.nl = "Zonder norm geen oordeel. Dit zijn alleen gesloten zaken: de figuur met lopende zaken erbij staat hierboven."
reading.en = "No norm, no verdict. These are closed cases only: the figure with open cases is above."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Voor {routes:first} van de {of:first} onderzoekssoorten is een norm vastgesteld."
answer.en = "A norm has been adopted for {routes:first} of the {of:first} routes."

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
name = "verdict"
type = "text"
role = "note"
words.adopted = { nl = "norm vastgesteld", en = "norm adopted" }
words.none = { nl = "geen norm vastgesteld", en = "no norm adopted" }
label.nl = "Is er een norm?"
label.en = "Is there a norm?"

[[column]]
name = "norm"
type = "int"
role = "exposure"
unit = "dagen"
label.nl = "Norm"
label.en = "Norm"

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

[[column]]
name = "routes"
type = "int"
role = "measure"
label.nl = "Soorten met een norm"
label.en = "Routes with a norm"

[[column]]
name = "of"
type = "int"
role = "measure"
label.nl = "Soorten"
label.en = "Routes"

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
  { month = "2024-01-01", route = "criminal", lead = "d91_180", cases = 60 },
]
expect = [
  { route = "criminal", total = 60, verdict = "none", routes = 1, of = 2 },
  { route = "line", cases = 30, total = 90, share = 33.333333333, share_low = 17.647058824, share_high = 53.846153846, norm = 100, verdict = "adopted", routes = 1, of = 2 },
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
    norms.days AS norm,
    sum(CASE WHEN bands.upper - 1 <= norms.days THEN closed.cases ELSE 0 END) AS cases,
    sum(closed.cases) AS total,
    count(DISTINCT closed.month) AS months
  FROM cube_unit_route_lead AS closed
  JOIN bands ON bands.lead = closed.lead
  LEFT JOIN norms
    ON norms.route = closed.route
    AND closed.month >= norms.valid_from
    AND (norms.valid_to IS NULL OR closed.month <= norms.valid_to)
  WHERE closed.month >= $since
  GROUP BY closed.route, norms.days
)
SELECT
  route,
  CASE WHEN norm IS NULL THEN 'none' ELSE 'adopted' END AS verdict,
  norm,
  CASE WHEN norm IS NULL THEN NULL ELSE cases END AS cases,
  total,
  CASE WHEN norm IS NULL THEN NULL ELSE share(cases, total) END AS share,
  CASE WHEN norm IS NULL THEN NULL ELSE share_low(cases, total, 3, months, 6) END AS share_low,
  CASE WHEN norm IS NULL THEN NULL ELSE share_high(cases, total, 3, months, 6) END AS share_high,
  count(norm) OVER () AS routes,
  count(*) OVER () AS of
FROM counted
WHERE total > 0
ORDER BY route, norm
