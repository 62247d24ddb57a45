/*+++
schema = 1
id = "breaks"
version = "1.0.0"
status = "established"
indicators = ["I-40"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["breaks"]
title.nl = "Breuken in de reeksen"
title.en = "Breaks in the series"
description.nl = "Vanaf deze momenten zijn cijfers niet zomaar te vergelijken met die van daarvoor."
description.en = "From these moments on, figures cannot simply be compared with those before."
reading.nl = "Een breuk zegt niet hoe groot het effect is."
reading.en = "A break does not say how large its effect is."
counting.nl = "Dit zijn vastgelegde gegevens. Er wordt niets geteld of afgerond."
counting.en = "These are recorded facts. Nothing is counted or rounded."
answer.nl = "De laatste breuk: {text_nl:last}."
answer.en = "The latest break: {text_en:last}."

[[column]]
name = "month"
type = "date"
role = "time"
grain = "month"
label.nl = "Maand"
label.en = "Month"

[[column]]
name = "kind"
type = "text"
role = "dimension"
words.campaign = { nl = "campagne", en = "campaign" }
words.registration = { nl = "manier van registreren", en = "way of registering" }
words.reorganisation = { nl = "reorganisatie", en = "reorganisation" }
words.taxonomy = { nl = "nieuwe indeling", en = "new classification" }
label.nl = "Soort"
label.en = "Kind"

[[column]]
name = "unit"
type = "text"
role = "dimension"
codelist = "units"
words."*" = { nl = "alle eenheden", en = "all units" }
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "text_nl"
type = "text"
role = "dimension"
label.nl = "Wat er veranderde"
label.en = "What changed (Dutch)"

[[column]]
name = "text_en"
type = "text"
role = "dimension"
label.nl = "Wat er veranderde (Engels)"
label.en = "What changed"

[chart]
kind = "table"
alt.nl = "Breuken in de reeksen. Alle cijfers staan in de tabel."
alt.en = "Breaks in the series. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "oldest first"
params = {}
given.breaks = [
  { month = "2024-01-01", kind = "reorganisation", unit = "LE", text_nl = "b", text_en = "b" },
  { month = "2022-01-01", kind = "registration", unit = "*", text_nl = "a", text_en = "a" },
]
expect = [
  { month = "2022-01-01", kind = "registration", unit = "*", text_nl = "a", text_en = "a" },
  { month = "2024-01-01", kind = "reorganisation", unit = "LE", text_nl = "b", text_en = "b" },
]
+++*/
SELECT month, kind, unit, text_nl, text_en
FROM breaks
ORDER BY month, kind, unit
