/*+++
schema = 1
id = "unverified-codes"
version = "1.0.0"
status = "established"
indicators = ["I-14"]
audience = ["analyst", "leadership", "data_steward"]
tables = ["codes"]
title.nl = "Codes die nog niet zijn gecontroleerd"
title.en = "Codes not yet verified"
description.nl = "Codes waarvan de bron niet is gelezen."
description.en = "Codes whose source has not been read."
reading.nl = "Niet gecontroleerd is niet hetzelfde als onjuist."
reading.en = "Not verified is not the same as wrong."
counting.nl = "Dit zijn vastgelegde gegevens. Er wordt niets geteld of afgerond."
counting.en = "These are recorded facts. Nothing is counted or rounded."
answer.nl = "Het laatst genoemd: {code:last}."
answer.en = "Last in the list: {code:last}."

[[column]]
name = "list"
type = "text"
role = "dimension"
label.nl = "Codelijst"
label.en = "Code list"

[[column]]
name = "code"
type = "text"
role = "dimension"
label.nl = "Code"
label.en = "Code"

[[column]]
name = "name_nl"
type = "text"
role = "dimension"
label.nl = "Nederlands"
label.en = "Dutch"

[[column]]
name = "name_en"
type = "text"
role = "dimension"
label.nl = "Engels"
label.en = "English"

[chart]
kind = "table"
alt.nl = "Codes die nog niet zijn gecontroleerd. Alle cijfers staan in de tabel."
alt.en = "Codes not yet verified. All figures are in the table."

[limits]
timeout_ms = 5000
max_rows = 5000

[[test]]
name = "only the unverified"
params = {}
given.codes = [
  { list = "sanctions", code = "fine", name_nl = "geldboete", name_en = "fine", verified = false },
  { list = "sanctions", code = "reprimand", verified = true },
]
expect = [
  { list = "sanctions", code = "fine", name_nl = "geldboete", name_en = "fine" },
]
+++*/
SELECT list, code, name_nl, name_en
FROM codes
WHERE NOT verified
ORDER BY list, code
