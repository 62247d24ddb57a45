/*+++
schema = 1
id = "route-transition"
version = "1.0.0"
status = "established"
indicators = ["I-7"]
audience = ["analyst", "leadership"]
tables = ["cube_route_transition"]
title.nl = "Van eerste naar laatste onderzoekssoort"
title.en = "From first to final route"
description.nl = "Met welk soort onderzoek zaken beginnen, en met welk soort zij eindigen."
description.en = "Which share of the cases that start on a route end on which."
reading.nl = "Een wissel kan juist zorgvuldig zijn."
reading.en = "A change of route can be careful work."
counting.nl = "Elke betrokkene telt één keer per gesloten zaak. Dat gebeurt in de maand waarin de zaak meetelt. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "De sterkste overgang eindigt in {route:argmax(share)}."
answer.en = "The strongest transition ends in {route:argmax(share)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "route_initial"
type = "text"
role = "dimension"
codelist = "routes"
label.nl = "Eerste onderzoekssoort"
label.en = "Initial route"

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
kind = "heatmap"
x = "route"
y = "share"
series = "route_initial"
alt.nl = "Van eerste naar laatste onderzoekssoort. Alle cijfers staan in de tabel."
alt.en = "From first to final route. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "shares of one period"
params = { since = "2024-01" }
given.cube_route_transition = [
  { month = "2024-01-01", quarter = "2024-Q1", route_initial = "exploratory", route = "disciplinary", cases = 15 },
  { month = "2024-01-01", quarter = "2024-Q1", route_initial = "exploratory", route = "line", cases = 45 },
]
expect = [
  { route_initial = "exploratory", route = "disciplinary", cases = 15, total = 60, share = 25.0, share_low = 20.967741935, share_high = 29.310344828 },
  { route_initial = "exploratory", route = "line", cases = 45, total = 60, share = 75.0, share_low = 69.35483871, share_high = 81.034482759 },
]
+++*/
WITH counted AS (
  SELECT route_initial, route, sum(cases) AS cases, count(DISTINCT month) AS periods
  FROM cube_route_transition
  WHERE month >= $since
    AND TRUE
  GROUP BY route_initial, route
),
whole AS (
  SELECT route_initial, route, cases, periods, sum(cases) OVER (PARTITION BY route_initial) AS total
  FROM counted
)
SELECT
  route_initial,
  route,
  cases,
  total,
  share(cases, total) AS share,
  share_low(cases, total, 3, periods, 1) AS share_low,
  share_high(cases, total, 3, periods, 1) AS share_high
FROM whole
ORDER BY route_initial, route
