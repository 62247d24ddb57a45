/*+++
schema = 1
id = "signal-grid"
version = "1.0.0"
status = "established"
indicators = ["I-38", "I-39"]
audience = ["analyst", "leadership"]
tables = ["signal_series", "recurring_issues", "issues", "cube_unit_category_finding"]
title.nl = "Waar wijkt het af?"
title.en = "Where does it differ?"
description.nl = "Per eenheid en categorie: is het hoger of lager dan het eigen verleden doet verwachten? Keert een kwestie terug? Waar gaat het heen, over een jaar?"
description.en = "By unit and category: is it higher or lower than its own past predicts? Does an issue come back? Where is it going, over a year?"
reading.nl = "Dit is geen ranglijst. Een grijs vak heeft te weinig zaken om iets over te zeggen, of wacht na een breuk op meer maanden. Geen signaal betekent daar niets."
reading.en = "This is not a ranking. A grey cell has too few cases to say anything, or waits for more months after a break. No signal means nothing there."
counting.nl = "Hoger is een signaal van de gekozen maand. Lager is minder dan 97 van de 100 keer te verwachten is. Grijs: zelfs bij drie keer zo veel zaken is de kans dat het opvalt minder dan 50 %. De pijl vergelijkt twaalf maanden met de twaalf ervoor. Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort."
counting.en = "Higher is a signal of the chosen month; lower is less than 97 in 100 times is expected. Grey: even with three times as many cases, the chance that it stands out is below 50 %. The arrow compares twelve months with the twelve before. Counts are rounded: 0, 3, 6, 9 and so on."
answer.nl = "De meeste zaken in het venster: {cases:max}, bij {unit:argmax(cases)}."
answer.en = "Most cases in the window: {cases:max}, in {unit:argmax(cases)}."

[[parameter]]
name = "month"
type = "month"
default = "month:0"
label.nl = "Maand"
label.en = "Month"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "category"
type = "text"
role = "dimension"
codelist = "categories"
label.nl = "Categorie"
label.en = "Category"

[[column]]
name = "variation"
type = "text"
role = "dimension"
label.nl = "Afwijking"
label.en = "Variation"

[[column]]
name = "trend"
type = "text"
role = "dimension"
label.nl = "Richting"
label.en = "Direction"

[[column]]
name = "cases"
type = "int"
role = "measure"
unit = "zaken"
label.nl = "Zaken"
label.en = "Cases"

[[column]]
name = "expected"
type = "float"
role = "exposure"
unit = "zaken"
decimals = 1
label.nl = "Verwacht"
label.en = "Expected"

[chart]
kind = "icons"
x = "category"
series = "unit"
y = "cases"
variation = "variation"
trend = "trend"
alt.nl = "Per eenheid en categorie of het afwijkt. Alle cijfers staan in de tabel."
alt.en = "By unit and category whether it differs. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "higher, recurring, lower and too few"
params = { month = "2024-12" }
given.signal_series = [
  { month = "2024-12-01", unit = "AMS", category = "INF", state = "signal", cases = 12, expected = 4.0, low = 1.0, high = 9.0 },
  { month = "2024-12-01", unit = "AMS", category = "MID", state = "ordinary", cases = 3, expected = 4.0, low = 1.0, high = 9.0 },
  { month = "2024-12-01", unit = "AMS", category = "OMG", state = "ordinary", cases = 0, expected = 9.0, low = 3.0, high = 16.0 },
  { month = "2024-12-01", unit = "AMS", category = "KLK", state = "too_few", cases = 0, expected = 0.2, low = 0.0, high = 1.0 },
  { month = "2024-12-01", unit = "AMS", state = "ordinary", cases = 30, expected = 29.0, low = 20.0, high = 40.0 },
  { month = "2024-11-01", unit = "AMS", category = "INF", state = "ordinary", cases = 3, expected = 4.0, low = 1.0, high = 9.0 },
]
given.recurring_issues = [
  { month = "2024-12-01", quarter = "2024-Q4", issue = "MID-WAP", unit = "AMS", units = 1 },
]
given.issues = [{ issue = "MID-WAP", category = "MID" }]
given.cube_unit_category_finding = [
  { month = "2024-06-01", unit = "AMS", category = "INF", finding = "established", cases = 90 },
  { month = "2023-06-01", unit = "AMS", category = "INF", finding = "established", cases = 30 },
]
expect = [
  { unit = "AMS", category = "INF", variation = "higher", trend = "up", cases = 12, expected = 4.0 },
  { unit = "AMS", category = "KLK", variation = "null", trend = "null", cases = 0, expected = 0.2 },
  { unit = "AMS", category = "MID", variation = "recurring", cases = 3, expected = 4.0 },
  { unit = "AMS", category = "OMG", variation = "lower", cases = 0, expected = 9.0 },
]
+++*/
WITH years AS (
  SELECT
    unit,
    category,
    sum(CASE WHEN month > $month - INTERVAL '12 months' THEN cases ELSE 0 END) AS now,
    sum(CASE WHEN month <= $month - INTERVAL '12 months' THEN cases ELSE 0 END) AS before
  FROM cube_unit_category_finding
  WHERE month <= $month AND month > $month - INTERVAL '24 months'
  GROUP BY unit, category
),
back AS (
  SELECT r.unit, i.category
  FROM recurring_issues AS r
  JOIN issues AS i ON i.issue = r.issue
  WHERE r.month > $month - INTERVAL '3 months' AND r.month <= $month
  GROUP BY r.unit, i.category
)
SELECT
  s.unit,
  s.category,
  CASE
    WHEN s.state = 'signal' THEN 'higher'
    WHEN back.unit IS NOT NULL THEN 'recurring'
    WHEN s.state IN ('too_few', 'waiting') THEN NULL
    WHEN s.cases < s.low THEN 'lower'
    ELSE 'ordinary'
  END AS variation,
  CASE
    WHEN s.state IN ('too_few', 'waiting') THEN NULL
    WHEN rate_ratio_low(years.now, 1, years.before, 1) > 1 THEN 'up'
    WHEN rate_ratio_high(years.now, 1, years.before, 1) < 1 THEN 'down'
    WHEN years.unit IS NOT NULL THEN 'level'
  END AS trend,
  s.cases,
  s.expected
FROM signal_series AS s
LEFT JOIN years ON years.unit = s.unit AND years.category = s.category
LEFT JOIN back ON back.unit = s.unit AND back.category = s.category
WHERE s.month = $month AND s.unit IS NOT NULL AND s.category IS NOT NULL
ORDER BY s.unit, s.category
