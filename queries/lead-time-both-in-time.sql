/*+++
schema = 1
id = "lead-time-both-in-time"
version = "1.0.0"
status = "established"
indicators = ["I-3"]
audience = ["analyst", "leadership"]
tables = ["calendar", "cube_unit_route_lead"]
title.nl = "Beide cijfers door de tijd"
title.en = "Both figures over time"
description.nl = "Per kwartaal: het aandeel van de zaken uit het jaar daarvoor dat binnen het gekozen aantal dagen klaar was. Drie keer gemeten: alleen gesloten zaken, alle zaken (Kaplan-Meier), en zoals het nu, achteraf, is gebleken."
description.en = "By quarter: the share of the cases of the year before that was finished within the chosen number of days. Measured three times: closed cases only, all cases (Kaplan-Meier), and as it has turned out by now."
reading.nl = "Voor de laatste 24 maanden is het te vroeg voor het cijfer van alle zaken. Zaken die toen liepen en nu nog lopen, staan nog niet in de gegevens. Het cijfer van alleen gesloten zaken bestaat dan wel, maar is te gunstig. Alle zaken in dit bestand zijn gesloten. Welke zaken op de peildatum nog liepen, blijkt uit wat daarna is gesloten. Daarom moet de peildatum 24 maanden terug liggen. Zaken die toen liepen en nu nóg lopen, ontbreken. Dat zijn er dan weinig. Binnen een klasse zijn zaken gelijkmatig over de dagen verdeeld, en als sluitdag geldt het midden van de maand."
reading.en = "For the last 24 months it is too early for the figure of all cases: who was open then and still is, is not in the data yet. The figure of closed cases only does exist, but flatters. All cases in these data are closed. Which cases were still open at the reference date shows from what was closed after it. So the reference date must lie 24 months back: cases that were open then and still are, are missing, and by then those are few. Within a band cases are spread evenly over its days, and the closing day is taken as the middle of the month."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Het laatste kwartaal waarover alle zaken iets zeggen, geeft {estimate:last}; alleen gesloten zaken gaven toen {flattering:last}."
answer.en = "The last quarter for which all cases speak gives {estimate:last}; closed cases alone gave {flattering:last} then."

[[parameter]]
name = "from_quarter"
type = "quarter"
default = "quarter:-19"
label.nl = "Vanaf kwartaal"
label.en = "From quarter"

[[parameter]]
name = "days"
type = "int"
default = 90
label.nl = "Aantal dagen"
label.en = "Number of days"

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
words.closed = { nl = "alleen gesloten zaken", en = "closed cases only" }
words.all = { nl = "alle zaken (Kaplan-Meier)", en = "all cases (Kaplan-Meier)" }
words.later = { nl = "zoals het bleek", en = "as it turned out" }
label.nl = "Gemeten over"
label.en = "Measured over"

[[column]]
name = "share"
type = "float"
role = "measure"
unit = "%"
decimals = 1
low = "low"
high = "high"
label.nl = "Klaar binnen het aantal dagen"
label.en = "Finished within the days"

[[column]]
name = "low"
type = "float"
role = "low"
unit = "%"
decimals = 1
label.nl = "Ondergrens"
label.en = "Lower bound"

[[column]]
name = "high"
type = "float"
role = "high"
unit = "%"
decimals = 1
label.nl = "Bovengrens"
label.en = "Upper bound"

[[column]]
name = "state"
type = "text"
role = "note"
words.too_early = { nl = "te vroeg", en = "too early" }
words.known = { nl = "ja", en = "yes" }
words.flatters = { nl = "ja, maar te gunstig", en = "yes, but flatters" }
label.nl = "Te zeggen?"
label.en = "Can it be said?"

[[column]]
name = "estimate"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Laatste, alle zaken"
label.en = "Last, all cases"

[[column]]
name = "flattering"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Laatste, alleen gesloten"
label.en = "Last, closed only"

[chart]
kind = "line"
x = "quarter"
y = "share"
series = "kind"
low = "low"
high = "high"
alt.nl = "Beide cijfers door de tijd. Alle cijfers staan in de tabel."
alt.en = "Both figures over time. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "both ways, and too early where it is"
params = { from_quarter = "2022-Q4", days = 100, units = ["AMS"] }
given.calendar = [
  { month = "2022-12-01", quarter = "2022-Q4" },
  { month = "2023-03-01", quarter = "2023-Q1" },
]
given.cube_unit_route_lead = [
  { month = "2021-12-01", unit = "AMS", route = "line", lead = "unknown", cases = 3 },
  { month = "2022-06-01", unit = "AMS", route = "line", lead = "d0_30", cases = 60 },
  { month = "2022-11-01", unit = "AMS", route = "line", lead = "d31_90", cases = 30 },
  { month = "2023-06-01", unit = "AMS", route = "line", lead = "d181_365", cases = 60 },
  { month = "2022-06-01", unit = "DH", route = "line", lead = "d0_30", cases = 99 },
  { month = "2024-12-01", unit = "AMS", route = "line", lead = "unknown", cases = 3 },
]
expect = [
  { quarter = "2022-Q4", kind = "closed", share = 100.0, state = "flatters", estimate = 65.193968112, flattering = 100.0 },
  { quarter = "2022-Q4", kind = "all", share = 65.193968112, low = 56.923901035, high = 73.353608566, state = "known", estimate = 65.193968112, flattering = 100.0 },
  { quarter = "2022-Q4", kind = "later", share = 60.0, state = "known", estimate = 65.193968112, flattering = 100.0 },
  { quarter = "2023-Q1", kind = "closed", share = 100.0, state = "flatters" },
  { quarter = "2023-Q1", kind = "all", state = "too_early" },
  { quarter = "2023-Q1", kind = "later", state = "too_early" },
]
+++*/
WITH bands AS (
  SELECT * FROM (VALUES
    ('d0_30', 0, 31, 3), ('d31_90', 31, 60, 6), ('d91_180', 91, 90, 9),
    ('d181_365', 181, 185, 10), ('d366_730', 366, 365, 12), ('d731_up', 731, 365, 12)
  ) AS band(lead, lower, width, parts)
),
places AS (
  SELECT bands.lead, parts, CAST(lower + width * (2 * k + 1) / (2 * parts) AS INT) AS days
  FROM bands
  JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)) AS part(k) ON k < parts
),
counted AS (
  SELECT month, lead, sum(cases) AS cases
  FROM cube_unit_route_lead
  WHERE coalesce(cardinality($units), 0) = 0 OR array_has($units, unit)
  GROUP BY month, lead
),
spread AS (
  SELECT
    counted.month,
    days,
    CAST(counted.month AS INT) + 15 - days AS registered,
    CAST(cases AS DOUBLE) / parts AS cases
  FROM counted
  JOIN places ON places.lead = counted.lead
  WHERE cases > 0
),
reach AS (
  SELECT min(month) AS first, max(month) AS last FROM cube_unit_route_lead
),
asked AS (
  SELECT
    quarter,
    max(calendar.month) AS month,
    max(calendar.month) > max(reach.last) - INTERVAL '24 months' AS early
  FROM calendar
  CROSS JOIN reach
  WHERE quarter >= $from_quarter
  GROUP BY quarter
  -- A year of registrations must lie within the published months.
  HAVING max(calendar.month) >= max(reach.first) + INTERVAL '12 months'
),
cohort AS (
  SELECT
    quarter,
    early,
    spread.month <= asked.month AS closed,
    days AS whole,
    CASE
      WHEN spread.month <= asked.month THEN days
      ELSE CAST(CAST(asked.month + INTERVAL '1 month' AS DATE) AS INT) - registered
    END AS days,
    cases
  FROM spread
  CROSS JOIN asked
  WHERE registered >= CAST(CAST(asked.month - INTERVAL '11 months' AS DATE) AS INT)
    AND registered < CAST(CAST(asked.month + INTERVAL '1 month' AS DATE) AS INT)
),
later AS (
  SELECT quarter, early, sum(CASE WHEN whole <= $days THEN cases ELSE 0 END) / sum(cases) AS share
  FROM cohort
  GROUP BY quarter, early
),
steps AS (
  SELECT quarter, days, closed, sum(cases) AS cases FROM cohort GROUP BY quarter, days, closed
  UNION ALL
  -- The number of days that was asked for has a row of its own, which stands for no case.
  SELECT quarter, CAST($days AS INT) AS days, true AS closed, 0.0 AS cases FROM later
),
curve AS (
  SELECT quarter, days, cases, closed, lead_time_curve(days, closed, cases) OVER (PARTITION BY quarter) AS within
  FROM steps
),
told AS (
  SELECT
    quarter,
    max(within['share']) AS share,
    max(within['low']) AS low,
    max(within['high']) AS high,
    max(within['closed_only']) AS closed
  FROM curve
  WHERE closed AND days = CAST($days AS INT)
  GROUP BY quarter
),
lines AS (
  SELECT quarter, 1 AS place, 'closed' AS kind, closed AS share, CAST(NULL AS DOUBLE) AS low, CAST(NULL AS DOUBLE) AS high, 'flatters' AS state FROM told
  UNION ALL
  SELECT
    told.quarter,
    2 AS place,
    'all' AS kind,
    CASE WHEN early THEN NULL ELSE told.share END AS share,
    CASE WHEN early THEN NULL ELSE low END AS low,
    CASE WHEN early THEN NULL ELSE high END AS high,
    CASE WHEN early THEN 'too_early' ELSE 'known' END AS state
  FROM told
  JOIN later ON later.quarter = told.quarter
  UNION ALL
  SELECT
    quarter,
    3 AS place,
    'later' AS kind,
    CASE WHEN early THEN NULL ELSE share END AS share,
    CAST(NULL AS DOUBLE) AS low,
    CAST(NULL AS DOUBLE) AS high,
    CASE WHEN early THEN 'too_early' ELSE 'known' END AS state
  FROM later
),
latest AS (
  SELECT max(quarter) AS quarter FROM lines WHERE kind = 'all' AND share IS NOT NULL
)
SELECT
  lines.quarter,
  kind,
  100 * lines.share AS share,
  100 * lines.low AS low,
  100 * lines.high AS high,
  state,
  100 * told.share AS estimate,
  100 * told.closed AS flattering
FROM lines
LEFT JOIN latest ON latest.quarter = lines.quarter
LEFT JOIN told ON told.quarter = latest.quarter
ORDER BY lines.quarter, place
