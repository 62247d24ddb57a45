/*+++
schema = 1
id = "measure-effect"
version = "1.0.0"
status = "established"
indicators = ["I-40"]
audience = ["analyst", "leadership"]
tables = ["cube_unit_category_finding", "unit_fte", "breaks"]
title.nl = "Hoe groot is het verschil, en hoe zeker?"
title.en = "How large is the difference, and how sure?"
description.nl = "Het cijfer na het begin, gedeeld door dat ervoor: 1 is geen verschil. Drie manieren om te kijken, met elk haar marge."
description.en = "The figure after the start divided by that before: 1 is no difference. Three ways to look, each with its margin."
reading.nl = "De eerste regel kijkt alleen naar de eenheden met de maatregel. De tweede trekt eraf wat bij de andere eenheden ook veranderde; die past het best als er weinig zaken zijn. De derde rekent met trend en seizoen en vraagt minstens twaalf maanden aan elke kant en vijf zaken per maand. Lag de eenheid vooraf hoog? Dan komt een deel van een daling vanzelf. Kijk naar de tweede regel, en vergelijk met eenheden die even hoog lagen."
reading.en = "The first row looks at the units with the measure only. The second takes off what changed in the other units too; it fits best with few cases. The third allows for trend and season and needs at least twelve months on either side and five cases a month. When the unit was high before, part of a fall comes by itself: then look at the second row, and compare with units that were as high."
counting.nl = "Elke betrokkene met een gesloten zaak telt één keer per zaak, in de maand waarin de zaak meetelt. Aantallen zijn afgerond op drietallen."
counting.en = "Each person concerned counts once per closed case, in the month in which the case counts. Counts are rounded to multiples of three."
answer.nl = "Alleen na gedeeld door voor: {ratio:first}. Met alles wat hier te verrekenen valt: {ratio:last}."
answer.en = "After over before, no more: {ratio:first}. With all that can be allowed for here: {ratio:last}."

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
name = "way"
type = "text"
role = "dimension"
words.alone = { nl = "alleen waar de maatregel gold", en = "only where the measure was taken" }
words.beside = { nl = "naast de andere eenheden", en = "beside the other units" }
words.model = { nl = "trend en seizoen verrekend", en = "trend and season allowed for" }
label.nl = "Manier van kijken"
label.en = "Way of looking"

[[column]]
name = "before_cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken ervoor"
label.en = "Cases before"

[[column]]
name = "after_cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken erna"
label.en = "Cases after"

[[column]]
name = "ratio"
type = "float"
role = "measure"
decimals = 2
low = "low"
high = "high"
label.nl = "Na gedeeld door voor"
label.en = "After over before"

[[column]]
name = "low"
type = "float"
role = "low"
decimals = 2
label.nl = "Ondergrens"
label.en = "Lower bound"

[[column]]
name = "high"
type = "float"
role = "high"
decimals = 2
label.nl = "Bovengrens"
label.en = "Upper bound"

[[column]]
name = "p_value"
type = "float"
role = "measure"
decimals = 3
label.nl = "Kans op zo’n verschil door toeval (ten minste 0,001)"
label.en = "Chance of such a difference (at least 0.001)"

[[column]]
name = "warning"
type = "text"
role = "note"
words.high_before = { nl = "lag vooraf hoog: een daling komt deels vanzelf", en = "was high before: part of a fall comes by itself" }
words.few = { nl = "weinig zaken: de regel met trend en seizoen telt niet", en = "few cases: the row with trend and season does not count" }
words.everywhere = { nl = "gold overal: er is niets om naast te leggen", en = "taken everywhere: there is nothing to compare with" }
words.broken = { nl = "een breuk in deze periode: het verschil kan daarvan komen", en = "a break in this period: the difference may come from it" }
words.none = { nl = "—", en = "—" }
label.nl = "Let op"
label.en = "Mind"

[chart]
kind = "table"
alt.nl = "Hoe groot is het verschil, en hoe zeker. Alle cijfers staan in de tabel."
alt.en = "How large is the difference, and how sure. All figures are in the table."

[limits]
timeout_ms = 15000
max_rows = 5000

[[test]]
name = "three ways, and a warning for who was high"
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
  { way = "alone", before_cases = 54, after_cases = 9, ratio = 0.166666667, low = 0.072343689, high = 0.340377375, p_value = 0.001, warning = "high_before" },
  { way = "beside", before_cases = 54, after_cases = 9, ratio = 0.166666667, low = 0.050134521, high = 0.55203782, p_value = 0.001352018, warning = "none" },
  { way = "model", before_cases = 54, after_cases = 9, warning = "high_before" },
]

[[test]]
name = "everywhere leaves nobody to compare with, and a break is told"
params = { helped = [], categories = ["INF"], measure = "2024-01" }
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
given.breaks = [{ kind = "registration", unit = "DH", month = "2023-12-01", text_nl = "nieuw formulier", text_en = "new form" }]
expect = [
  { way = "alone", before_cases = 66, after_cases = 21, ratio = 0.318181818, low = 0.184902878, high = 0.526722751, p_value = 0.001, warning = "broken" },
  { way = "beside", before_cases = 66, after_cases = 21, warning = "everywhere" },
  { way = "model", before_cases = 66, after_cases = 21, warning = "broken" },
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
effects AS (
  SELECT
    exact_change(cases, years, after) FILTER (WHERE helped) AS alone,
    exact_change_beside(cases, years, after, helped) AS beside,
    segmented(month, cases, years, after) FILTER (WHERE helped) AS model
  FROM monthly
),
disturbed AS (
  SELECT count(*) > 0 AS broken
  FROM breaks
  WHERE kind <> 'campaign'
    AND month > CAST($measure - INTERVAL '36 months' AS DATE)
    AND month < CAST($measure + INTERVAL '24 months' AS DATE)
    AND (unit = '*' OR coalesce(cardinality($helped), 0) = 0 OR array_has($helped, unit))
),
ways AS (
  SELECT 1 AS place, 'alone' AS way, alone['ratio'] AS ratio, alone['low'] AS low, alone['high'] AS high, alone['p_value'] AS p_value FROM effects
  UNION ALL
  SELECT 2 AS place, 'beside' AS way, beside['ratio'] AS ratio, beside['low'] AS low, beside['high'] AS high, beside['p_value'] AS p_value FROM effects
  UNION ALL
  SELECT 3 AS place, 'model' AS way, model['level'] AS ratio, model['level_low'] AS low, model['level_high'] AS high, NULL AS p_value FROM effects
)
SELECT
  way,
  before_cases,
  after_cases,
  CASE WHEN way = 'model' AND few THEN NULL ELSE ratio END AS ratio,
  CASE WHEN way = 'model' AND few THEN NULL ELSE low END AS low,
  CASE WHEN way = 'model' AND few THEN NULL ELSE high END AS high,
  CASE WHEN p_value < 0.001 THEN 0.001 ELSE p_value END AS p_value,
  CASE
    WHEN way = 'beside' AND other_before_years = 0 THEN 'everywhere'
    WHEN way = 'model' AND few THEN 'few'
    WHEN way <> 'beside' AND rate_ratio_low(before_cases, before_years, other_before, other_before_years) > 1 THEN 'high_before'
    WHEN broken THEN 'broken'
    ELSE 'none'
  END AS warning
FROM ways
CROSS JOIN sums
CROSS JOIN disturbed
WHERE before_cases + after_cases > 0
ORDER BY place
