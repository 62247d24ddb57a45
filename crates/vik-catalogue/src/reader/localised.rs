//! Texts in both languages, and words for codes.

use std::collections::BTreeMap;

use super::Reader;
use crate::words::Localised;

impl Reader<'_> {
    /// A text in Dutch and English; both must be there.
    pub(crate) fn localised(&self, key: &'static str) -> Localised {
        if self.value(key).is_none() {
            self.missing(
                key,
                Some(&format!("write `{key}.nl = \"…\"` and `{key}.en = \"…\"`")),
            );
        }
        self.optional_localised(key).unwrap_or_default()
    }

    pub(crate) fn optional_localised(&self, key: &'static str) -> Option<Localised> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, &format!("two texts, `{key}.nl` and `{key}.en`"));
            return None;
        };
        let reader = Reader::new(self.findings, table, value.span().start);
        let mut texts = Localised::default();
        for (language, text) in [("nl", &mut texts.nl), ("en", &mut texts.en)] {
            if reader.value(language).is_none() {
                reader.missing(
                    &format!("{key}.{language}"),
                    Some("every text is written in Dutch and in English"),
                );
            }
            *text = reader.optional(language).unwrap_or_default().value;
        }
        reader.finish();
        Some(texts)
    }

    /// Words by code: `words.none = { nl = "…", en = "…" }`.
    pub(crate) fn words(&self, key: &'static str) -> BTreeMap<String, Localised> {
        let Some(reader) = self.table(key) else {
            return BTreeMap::new();
        };
        let mut words = BTreeMap::new();
        for (code, value) in reader.table.iter() {
            let Some(table) = value.get_ref().as_table() else {
                self.wrong(code.get_ref(), value, "two texts, `nl` and `en`");
                continue;
            };
            let texts = Reader::new(self.findings, table, value.span().start);
            let word = Localised {
                nl: texts.text("nl").value,
                en: texts.text("en").value,
            };
            texts.finish();
            words.insert(code.get_ref().to_string(), word);
        }
        words
    }
}
