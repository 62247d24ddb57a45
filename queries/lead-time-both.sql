/*+++
schema = 1
id = "lead-time-both"
version = "1.0.0"
status = "established"
indicators = ["I-3"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_route_lead"]
title.nl = "Hoe lang duren zaken, als lopende zaken meetellen?"
title.en = "How long do cases take when open cases count too?"
description.nl = "Zaken die in het jaar tot de peildatum zijn geregistreerd. Doorgetrokken lijn: alle zaken (Kaplan-Meier). Onderbroken lijn: alleen de zaken die op de peildatum gesloten waren."
description.en = "Cases registered in the year up to the reference date. Solid line: all cases (Kaplan-Meier). Broken line: only cases that were closed at the reference date."
reading.nl = "De twee lijnen verschillen omdat snelle zaken het eerst sluiten. Wie alleen naar gesloten zaken kijkt, ziet de langzame nog niet en rekent zich rijk. Alle zaken in dit bestand zijn gesloten. Welke zaken op de peildatum nog liepen, blijkt uit wat daarna is gesloten. Daarom moet de peildatum 24 maanden terug liggen. Zaken die toen liepen en nu nóg lopen, ontbreken. Dat zijn er dan weinig. Binnen een klasse zijn zaken gelijkmatig over de dagen verdeeld, en als sluitdag geldt het midden van de maand."
reading.en = "The two lines differ because fast cases close first. Who looks at closed cases only does not see the slow ones yet and counts himself rich. All cases in these data are closed. Which cases were still open at the reference date shows from what was closed after it. So the reference date must lie 24 months back: cases that were open then and still are, are missing, and by then those are few. Within a band cases are spread evenly over its days, and the closing day is taken as the middle of the month."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Binnen {norm:first} dagen was {share_at:first} van de zaken klaar (peildatum eind {reference:first}). Wie alleen gesloten zaken telt, komt op {closed_at:first}."
answer.en = "Within {norm:first} days {share_at:first} of the cases were finished (reference date: end of {reference:first}). Counting closed cases only gives {closed_at:first}."

[[parameter]]
name = "reference"
type = "month"
default = "month:-24"
label.nl = "Peildatum (einde van de maand)"
label.en = "Reference date (end of the month)"

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
name = "days"
type = "int"
role = "dimension"
unit = "dagen"
label.nl = "dagen"
label.en = "days"

[[column]]
name = "share"
type = "float"
role = "measure"
unit = "%"
decimals = 1
low = "low"
high = "high"
label.nl = "Klaar, alle zaken"
label.en = "Finished, all cases"

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
name = "closed"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Klaar, alleen gesloten zaken"
label.en = "Finished, closed cases only"

[[column]]
name = "norm"
type = "int"
role = "exposure"
unit = "dagen"
words.norm = { nl = "binnen", en = "within" }
label.nl = "Gekozen aantal dagen"
label.en = "Chosen number of days"

[[column]]
name = "share_at"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Alle zaken, bij dat aantal"
label.en = "All cases, at that number"

[[column]]
name = "closed_at"
type = "float"
role = "measure"
unit = "%"
decimals = 1
label.nl = "Gesloten zaken, bij dat aantal"
label.en = "Closed cases, at that number"

[[column]]
name = "reference"
type = "date"
role = "time"
grain = "month"
label.nl = "Peildatum (einde van)"
label.en = "Reference date (end of)"

[chart]
kind = "survival"
x = "days"
y = "share"
low = "low"
high = "high"
closed = "closed"
norm = "norm"
alt.nl = "Hoe lang duren zaken, als lopende zaken meetellen. Alle cijfers staan in de tabel."
alt.en = "How long do cases take when open cases count too. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "who was open at the reference date counts"
params = { reference = "2022-12", days = 100, units = ["AMS"] }
given.cube_unit_route_lead = [
  { month = "2022-06-01", unit = "AMS", route = "line", lead = "d0_30", cases = 60 },
  { month = "2022-11-01", unit = "AMS", route = "line", lead = "d31_90", cases = 30 },
  { month = "2023-06-01", unit = "AMS", route = "line", lead = "d181_365", cases = 60 },
  { month = "2022-06-01", unit = "DH", route = "line", lead = "d0_30", cases = 99 },
  { month = "2024-12-01", unit = "AMS", route = "line", lead = "unknown", cases = 3 },
]
expect = [
  { days = 5, share = 13.333333333, low = 8.815751154, high = 19.899708611, closed = 22.222222222, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 15, share = 26.666666667, low = 20.325671113, high = 34.515443391, closed = 44.444444444, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 25, share = 40.769230769, low = 33.306507565, high = 49.194187942, closed = 66.666666667, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 36, share = 44.294871795, low = 36.664960392, high = 52.741728878, closed = 72.222222222, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 46, share = 48.110291535, low = 40.30177272, high = 56.583236176, closed = 77.777777778, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 56, share = 51.925711275, low = 43.990865758, high = 60.364760161, closed = 83.333333333, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 66, share = 56.142754146, low = 48.060744622, high = 64.549507476, closed = 88.888888889, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 76, share = 60.359797016, low = 52.20381504, high = 68.646651163, closed = 94.444444444, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 86, share = 65.193968112, low = 56.923901035, high = 73.353608566, closed = 100.0, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 100, share = 65.193968112, low = 56.923901035, high = 73.353608566, closed = 100.0, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
]

[[test]]
name = "a month too recent becomes the last that is far enough back"
params = { reference = "2024-11", days = 100, units = ["AMS"] }
given.cube_unit_route_lead = [
  { month = "2022-06-01", unit = "AMS", route = "line", lead = "d0_30", cases = 60 },
  { month = "2022-11-01", unit = "AMS", route = "line", lead = "d31_90", cases = 30 },
  { month = "2023-06-01", unit = "AMS", route = "line", lead = "d181_365", cases = 60 },
  { month = "2022-06-01", unit = "DH", route = "line", lead = "d0_30", cases = 99 },
  { month = "2024-12-01", unit = "AMS", route = "line", lead = "unknown", cases = 3 },
]
expect = [
  { days = 5, share = 13.333333333, low = 8.815751154, high = 19.899708611, closed = 22.222222222, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 15, share = 26.666666667, low = 20.325671113, high = 34.515443391, closed = 44.444444444, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 25, share = 40.769230769, low = 33.306507565, high = 49.194187942, closed = 66.666666667, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 36, share = 44.294871795, low = 36.664960392, high = 52.741728878, closed = 72.222222222, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 46, share = 48.110291535, low = 40.30177272, high = 56.583236176, closed = 77.777777778, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 56, share = 51.925711275, low = 43.990865758, high = 60.364760161, closed = 83.333333333, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 66, share = 56.142754146, low = 48.060744622, high = 64.549507476, closed = 88.888888889, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 76, share = 60.359797016, low = 52.20381504, high = 68.646651163, closed = 94.444444444, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 86, share = 65.193968112, low = 56.923901035, high = 73.353608566, closed = 100.0, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
  { days = 100, share = 65.193968112, low = 56.923901035, high = 73.353608566, closed = 100.0, norm = 100, share_at = 65.193968112, closed_at = 100.0, reference = "2022-12-01" },
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
asked AS (
  SELECT least($reference, CAST(max(month) - INTERVAL '24 months' AS DATE)) AS month
  FROM cube_unit_route_lead
),
cohort AS (
  SELECT
    spread.month <= asked.month AS closed,
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
steps AS (
  SELECT days, closed, sum(cases) AS cases FROM cohort GROUP BY days, closed
  UNION ALL
  -- The number of days that was asked for has a row of its own, which stands for no case.
  SELECT CAST($days AS INT) AS days, true AS closed, 0.0 AS cases
),
curve AS (
  SELECT days, closed, cases, lead_time_curve(days, closed, cases) OVER () AS within
  FROM steps
),
told AS (
  SELECT
    days,
    max(within['share']) AS share,
    max(within['low']) AS low,
    max(within['high']) AS high,
    max(within['closed_only']) AS closed
  FROM curve
  WHERE closed AND days <= greatest(730, $days)
  GROUP BY days
)
SELECT
  told.days,
  100 * told.share AS share,
  100 * told.low AS low,
  100 * told.high AS high,
  100 * told.closed AS closed,
  CAST($days AS BIGINT) AS norm,
  100 * chosen.share AS share_at,
  100 * chosen.closed AS closed_at,
  asked.month AS reference
FROM told
CROSS JOIN asked
JOIN told AS chosen ON chosen.days = CAST($days AS INT)
WHERE told.share IS NOT NULL
ORDER BY told.days
