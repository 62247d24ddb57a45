/*+++
schema = 1
id = "measure-before-after"
version = "1.0.0"
status = "established"
indicators = ["I-40"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte"]
title.nl = "Hielp de maatregel?"
title.en = "Did the measure help?"
description.nl = "Zaken per 1.000 fte per jaar, tot drie jaar voor en twee jaar na het begin. De stippellijn is wat zonder maatregel te verwachten was. Dat volgt uit trend en seizoen. Bij weinig zaken volgt het uit het niveau ervoor en de verandering van de andere eenheden."
description.en = "Cases per 1,000 FTE per year, up to three years before and two years after the start. The dotted line is what was to be expected without the measure: from trend and season, or with few cases from the level before and the change of the other units."
reading.nl = "Een verschil is nog geen gevolg: er kan meer zijn veranderd. Een campagne kan het aantal meldingen juist verhogen, omdat mensen het herkennen. Is een eenheid gekozen omdat die hoog lag, dan komt een deel van de daling vanzelf (regressie naar het gemiddelde). De band zegt hoe zeker de stippellijn is, niet hoe ver losse maanden ervan af liggen."
reading.en = "A difference is not yet an effect: more may have changed. A campaign can raise the number of reports, because people recognise it. When a unit was picked because it was high, part of the fall comes by itself (regression to the mean). The band tells how sure the dotted line is, not how far single months lie from it."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Na het begin kwamen er {after_cases:first} zaken; zonder maatregel was {expected_cases:first} te verwachten."
answer.en = "After the start there were {after_cases:first} cases; without the measure {expected_cases:first} were to be expected."

[[parameter]]
name = "helped"
type = "list<text>"
default = []
codelist = "units"
label.nl = "Waar de maatregel gold (leeg = alle eenheden)"
label.en = "Where the measure was taken (empty = all units)"

[[parameter]]
name = "categories"
type = "list<text>"
default = []
codelist = "categories"
label.nl = "Soort schending (leeg = alle)"
label.en = "Kind of violation (empty = all)"

[[parameter]]
name = "measure"
type = "month"
default = "break:campaign"
label.nl = "Eerste maand van de maatregel"
label.en = "First month of the measure"

[[column]]
name = "month"
type = "date"
role = "time"
grain = "month"
label.nl = "Maand"
label.en = "Month"

[[column]]
name = "group"
type = "text"
role = "dimension"
words.helped = { nl = "met maatregel", en = "with the measure" }
words.others = { nl = "overige eenheden", en = "other units" }
label.nl = "Wie"
label.en = "Who"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "rate"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Per 1.000 fte per jaar"
label.en = "Per 1,000 FTE per year"

[[column]]
name = "without"
type = "float"
role = "measure"
unit = "per 1.000 fte"
decimals = 1
low = "low"
high = "high"
label.nl = "Verwacht zonder maatregel"
label.en = "Expected without the measure"

[[column]]
name = "low"
type = "float"
role = "low"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Ondergrens van de verwachting"
label.en = "Lower bound of the expectation"

[[column]]
name = "high"
type = "float"
role = "high"
unit = "per 1.000 fte"
decimals = 1
label.nl = "Bovengrens van de verwachting"
label.en = "Upper bound of the expectation"

[[column]]
name = "event"
type = "text"
role = "note"
words.measure = { nl = "begin van de maatregel", en = "start of the measure" }
label.nl = "Begin"
label.en = "Start"

[[column]]
name = "after_cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken na het begin"
label.en = "Cases after the start"

[[column]]
name = "expected_cases"
type = "float"
role = "measure"
unit = "zaken"
decimals = 0
label.nl = "Verwacht zonder maatregel, in zaken"
label.en = "Expected without the measure, in cases"

[chart]
kind = "intervention"
x = "month"
y = "rate"
series = "group"
low = "low"
high = "high"
counterfactual = "without"
event = "event"
alt.nl = "Hielp de maatregel. Alle cijfers staan in de tabel."
alt.en = "Did the measure help. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "in a short series the others tell what would have been"
params = { helped = ["AMS"], categories = ["INF"], measure = "2024-01" }
given.cube_unit_category_finding = [
  { month = "2023-11-01", unit = "AMS", category = "INF", finding = "established", cases = 30 },
  { month = "2023-12-01", unit = "AMS", category = "INF", finding = "established", cases = 24 },
  { month = "2024-01-01", unit = "AMS", category = "INF", finding = "established", cases = 3 },
  { month = "2024-02-01", unit = "AMS", category = "INF", finding = "established", cases = 6 },
  { month = "2023-11-01", unit = "DH", category = "INF", finding = "established", cases = 6 },
  { month = "2023-12-01", unit = "DH", category = "INF", finding = "established", cases = 6 },
  { month = "2024-01-01", unit = "DH", category = "INF", finding = "established", cases = 6 },
  { month = "2024-02-01", unit = "DH", category = "INF", finding = "established", cases = 6 },
  { month = "2024-02-01", unit = "DH", category = "GEW", finding = "established", cases = 99 },
]
given.unit_fte = [
  { unit = "AMS", month = "2023-11-01", fte = 1200.0 },
  { unit = "AMS", month = "2023-12-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-01-01", fte = 1200.0 },
  { unit = "AMS", month = "2024-02-01", fte = 1200.0 },
  { unit = "DH", month = "2023-11-01", fte = 1200.0 },
  { unit = "DH", month = "2023-12-01", fte = 1200.0 },
  { unit = "DH", month = "2024-01-01", fte = 1200.0 },
  { unit = "DH", month = "2024-02-01", fte = 1200.0 },
]
expect = [
  { month = "2023-11-01", group = "helped", cases = 30, rate = 300.0, after_cases = 9, expected_cases = 54.0 },
  { month = "2023-12-01", group = "helped", cases = 24, rate = 240.0, after_cases = 9, expected_cases = 54.0 },
  { month = "2024-01-01", group = "helped", cases = 3, rate = 30.0, without = 270.0, low = 202.832309863, high = 352.291431969, event = "measure", after_cases = 9, expected_cases = 54.0 },
  { month = "2024-02-01", group = "helped", cases = 6, rate = 60.0, without = 270.0, low = 202.832309863, high = 352.291431969, after_cases = 9, expected_cases = 54.0 },
  { month = "2023-11-01", group = "others", cases = 6, rate = 60.0, after_cases = 9, expected_cases = 54.0 },
  { month = "2023-12-01", group = "others", cases = 6, rate = 60.0, after_cases = 9, expected_cases = 54.0 },
  { month = "2024-01-01", group = "others", cases = 6, rate = 60.0, after_cases = 9, expected_cases = 54.0 },
  { month = "2024-02-01", group = "others", cases = 6, rate = 60.0, after_cases = 9, expected_cases = 54.0 },
]
+++*/
WITH by_unit AS (
  SELECT counted.unit, counted.month, sum(counted.cases) AS cases, max(unit_fte.fte) / 12000 AS years
  FROM cube_unit_category_finding AS counted
  JOIN unit_fte ON unit_fte.unit = counted.unit AND unit_fte.month = counted.month
  WHERE counted.month >= CAST($measure - INTERVAL '36 months' AS DATE)
    AND counted.month < CAST($measure + INTERVAL '24 months' AS DATE)
    AND (coalesce(cardinality($categories), 0) = 0 OR array_has($categories, counted.category))
  GROUP BY counted.unit, counted.month
),
monthly AS (
  SELECT
    coalesce(cardinality($helped), 0) = 0 OR array_has($helped, unit) AS helped,
    month,
    month >= $measure AS after,
    sum(cases) AS cases,
    sum(years) AS years
  FROM by_unit
  GROUP BY 1, 2, 3
),
sums AS (
  SELECT
    sum(CASE WHEN helped AND NOT after THEN cases ELSE 0 END) AS before_cases,
    sum(CASE WHEN helped AND NOT after THEN years ELSE 0 END) AS before_years,
    sum(CASE WHEN helped AND after THEN cases ELSE 0 END) AS after_cases,
    sum(CASE WHEN helped AND after THEN years ELSE 0 END) AS after_years,
    sum(CASE WHEN NOT helped AND NOT after THEN cases ELSE 0 END) AS other_before,
    sum(CASE WHEN NOT helped AND NOT after THEN years ELSE 0 END) AS other_before_years,
    sum(CASE WHEN NOT helped AND after THEN cases ELSE 0 END) AS other_after,
    sum(CASE WHEN NOT helped AND after THEN years ELSE 0 END) AS other_after_years,
    -- Below five cases a month a regression has nothing to hold on to.
    sum(CASE WHEN helped AND NOT after THEN cases ELSE 0 END)
      < 5 * sum(CASE WHEN helped AND NOT after THEN 1 ELSE 0 END) AS few
  FROM monthly
),
modelled AS (
  SELECT helped, month, after, cases, years, counterfactual(cases, years, after) OVER (PARTITION BY helped ORDER BY month) AS without
  FROM monthly
),
expected AS (
  SELECT
    helped,
    month,
    after,
    cases,
    years,
    few OR without['expected'] IS NULL AS by_level,
    before_cases,
    before_years,
    coalesce((other_after / other_after_years) / nullif(other_before / other_before_years, 0), 1) AS change,
    after_cases,
    without
  FROM modelled
  CROSS JOIN sums
),
told AS (
  SELECT
    helped,
    month,
    cases,
    years,
    after_cases,
    CASE
      WHEN NOT (helped AND after) THEN NULL
      WHEN by_level THEN years * change * before_cases / before_years
      ELSE without['expected']
    END AS without,
    CASE
      WHEN NOT (helped AND after) THEN NULL
      WHEN by_level THEN years * change * poisson_low(before_cases) / before_years
      ELSE without['low']
    END AS low,
    CASE
      WHEN NOT (helped AND after) THEN NULL
      WHEN by_level THEN years * change * poisson_high(before_cases) / before_years
      ELSE without['high']
    END AS high,
    helped AND month = $measure AS starts
  FROM expected
)
SELECT
  month,
  CASE WHEN helped THEN 'helped' ELSE 'others' END AS "group",
  cases,
  cases / years AS rate,
  without / years AS without,
  low / years AS low,
  high / years AS high,
  CASE WHEN starts THEN 'measure' END AS event,
  after_cases,
  sum(without) OVER () AS expected_cases
FROM told
WHERE years > 0
ORDER BY helped DESC, month
