//! How the words of a column become values: by a code list, a format of dates, words for yes and no.

use toml::Spanned;
use vik_domain::{Field, Kind};

use super::{Decode, Planner};
use crate::codes::CodeTable;
use crate::date::DateFormat;
use crate::mapping::FieldKeys;
use crate::problem::nearest_or_all;
use crate::words::kind_words;

impl Planner<'_> {
    pub(super) fn decode(
        &mut self,
        name: &Spanned<String>,
        field: &Field,
        keys: &FieldKeys,
    ) -> Decode {
        let coded = matches!(field.kind, Kind::Code | Kind::Codes);
        let strays = [
            ("format", keys.format.is_some() && field.kind != Kind::Date),
            ("true", keys.yes.is_some() && field.kind != Kind::Bool),
            ("false", keys.no.is_some() && field.kind != Kind::Bool),
            (
                "separator",
                keys.separator.is_some() && field.kind != Kind::Codes,
            ),
            ("translate", !keys.translate.is_empty() && !coded),
            (
                "translate_default",
                keys.translate_default.is_some() && !coded,
            ),
            ("take", keys.take.is_some() && !coded),
            ("prefix", keys.prefix.is_some() && !coded),
        ];
        for (key, _) in strays.iter().filter(|(_, stray)| *stray) {
            let message = format!(
                "`{key}` means nothing for `{}`, which is {}",
                field.name,
                kind_words(field.kind)
            );
            self.problems
                .add(name.span(), message, Some(format!("remove `{key}`")));
        }
        match field.kind {
            Kind::Id | Kind::Text => Decode::Text,
            Kind::Date => Decode::Date(self.date_format(keys)),
            Kind::Int => {
                let (least, most) = match field.name.as_str() {
                    "severity" => (0, 9),
                    "quality_score" => (0, 100),
                    _ => (0, 1_000_000),
                };
                Decode::Int { least, most }
            }
            Kind::Bool => {
                let words = |given: &Option<Spanned<Vec<String>>>, usual: &[&str]| -> Vec<String> {
                    given.as_ref().map_or_else(
                        || usual.iter().map(|word| (*word).to_owned()).collect(),
                        |words| {
                            words
                                .get_ref()
                                .iter()
                                .map(|word| word.to_lowercase())
                                .collect()
                        },
                    )
                };
                Decode::Bool {
                    yes: words(&keys.yes, &["true", "1", "ja", "j", "yes", "y", "waar"]),
                    no: words(&keys.no, &["false", "0", "nee", "n", "no", "onwaar"]),
                }
            }
            Kind::Code | Kind::Codes => {
                for target in keys.translate.values().chain(&keys.translate_default) {
                    self.known_code(field, target);
                }
                let list = field.codelist.as_deref().and_then(|id| {
                    self.setting
                        .codelists
                        .list_for(self.setting.organisation, id)
                });
                let Some(list) = list else {
                    let message = format!(
                        "code list `{}` of field `{}` is not there",
                        self.setting
                            .organisation
                            .codelist(field.codelist.as_deref().unwrap_or("")),
                        field.name
                    );
                    self.problems.add(
                        name.span(),
                        message,
                        Some("add it to the folder `codelists`".to_owned()),
                    );
                    return Decode::Text;
                };
                let separator = (field.kind == Kind::Codes).then(|| {
                    keys.separator
                        .as_ref()
                        .map_or_else(|| ";".to_owned(), |text| text.get_ref().clone())
                });
                if let (Some(given), true) = (&keys.separator, separator.as_deref() == Some("")) {
                    self.problems.add(
                        given.span(),
                        "the separator is empty".to_owned(),
                        Some("use \";\" or \",\"".to_owned()),
                    );
                }
                Decode::Codes {
                    table: CodeTable::new(list, keys),
                    separator,
                }
            }
        }
    }

    fn date_format(&mut self, keys: &FieldKeys) -> DateFormat {
        let Some(pattern) = &keys.format else {
            return DateFormat::Iso;
        };
        DateFormat::parse(pattern.get_ref()).unwrap_or_else(|| {
            let hint = "use %d for the day, %m for the month and %Y for the year, such as \"%d-%m-%Y\"; a time is %H:%M:%S".to_owned();
            self.problems.add(pattern.span(), "this date format does not say which day it is".to_owned(), Some(hint));
            DateFormat::Iso
        })
    }

    pub(super) fn known_code(&mut self, field: &Field, code: &Spanned<String>) -> String {
        let list = field.codelist.as_deref().and_then(|id| {
            self.setting
                .codelists
                .list_for(self.setting.organisation, id)
        });
        if let Some(list) = list.filter(|list| !list.contains(code.get_ref(), None)) {
            let hint = nearest_or_all(
                code.get_ref(),
                list.codes.iter().map(|code| code.code.as_str()),
            );
            self.problems.add(
                code.span(),
                format!("`{}` is not a code of list `{}`", code.get_ref(), list.id),
                Some(hint),
            );
        }
        code.get_ref().clone()
    }
}
