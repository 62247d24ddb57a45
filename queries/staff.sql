/*+++
schema = 1
id = "staff"
version = "1.0.0"
status = "established"
indicators = ["I-29"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["calendar", "unit_fte"]
title.nl = "Personeel per eenheid"
title.en = "Staff by unit"
description.nl = "Gemiddeld aantal fte per eenheid en kwartaal. Door dit getal delen we bij cijfers per fte."
description.en = "Mean FTE by unit and quarter: the denominator of the figures per FTE."
reading.nl = "Fte telt voltijdsbanen, geen mensen."
reading.en = "FTE counts full-time jobs, not people."
counting.nl = "Dit zijn vastgelegde gegevens. Er wordt niets geteld of afgerond."
counting.en = "These are recorded facts. Nothing is counted or rounded."
answer.nl = "De grootste eenheid: {unit:argmax(fte)}."
answer.en = "The largest unit: {unit:argmax(fte)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "quarter"
type = "text"
role = "time"
grain = "quarter"
label.nl = "Kwartaal"
label.en = "Quarter"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "fte"
type = "float"
role = "measure"
unit = "fte"
decimals = 0
label.nl = "Fte"
label.en = "FTE"

[chart]
kind = "table"
alt.nl = "Personeel per eenheid. Alle cijfers staan in de tabel."
alt.en = "Staff by unit. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "mean of the months"
params = { since = "2024-01" }
given.calendar = [
  { month = "2024-01-01", quarter = "2024-Q1" },
  { month = "2024-02-01", quarter = "2024-Q1" },
]
given.unit_fte = [
  { unit = "AMS", month = "2024-01-01", fte = 5000.0 },
  { unit = "AMS", month = "2024-02-01", fte = 5200.0 },
]
expect = [
  { quarter = "2024-Q1", unit = "AMS", fte = 5100.0 },
]
+++*/
SELECT calendar.quarter, unit_fte.unit, avg(unit_fte.fte) AS fte
FROM unit_fte
JOIN calendar ON calendar.month = unit_fte.month
WHERE unit_fte.month >= $since
GROUP BY calendar.quarter, unit_fte.unit
ORDER BY calendar.quarter, unit_fte.unit
