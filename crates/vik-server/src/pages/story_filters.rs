//! The filters above the list of stories.

use std::collections::BTreeSet;

use vik_published::{PublishedStory, Reference};
use vik_story::Audience;

use crate::filters::Choice;
use crate::library::{Length, Library, Selection, role_name};
use crate::pages::stories::audience;
use crate::visit::Visit;
use crate::{format, labels};

/// One filter.
pub struct FilterView {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What may be chosen.
    pub choices: Vec<Choice>,
}

/// The filters; of codes only those that some story has, so that no choice finds nothing by itself.
pub fn filters(
    library: &Library,
    selection: &Selection,
    visit: &Visit,
    reference: &Reference,
) -> Vec<FilterView> {
    let language = visit.language;
    let t = |nl, en| crate::language::pick(language, nl, en);
    let chosen = |name: &str| visit.fields.get(name).map(str::to_owned);
    let choices = |name: &str, all: Vec<(String, String)>| -> Vec<Choice> {
        let asked = chosen(name);
        let choice = |(value, label): (String, String)| Choice {
            chosen: asked.as_deref() == Some(value.as_str()),
            value,
            label,
        };
        all.into_iter().map(choice).collect()
    };
    let coded = |list: &str, codes: fn(&PublishedStory) -> &[String]| -> Vec<(String, String)> {
        let codes: BTreeSet<&String> = library.standing().flat_map(codes).collect();
        let mut all: Vec<(String, String)> = codes
            .into_iter()
            .map(|code| (code.clone(), labels::label(reference, list, code, language)))
            .collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    };
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        let pair = |(value, label): &(&str, &str)| ((*value).to_owned(), (*label).to_owned());
        all.iter().map(pair).collect()
    };
    let functions: BTreeSet<&str> = library
        .standing()
        .flat_map(|story| &story.story.facets.roles)
        .map(|role| role.function.trim())
        .filter(|function| !function.is_empty())
        .collect();
    let functions = functions.into_iter().map(|f| (f.to_owned(), role_name(f)));
    let standing = library.standing().map(|story| &story.released);
    let months: BTreeSet<&String> = standing
        .chain(library.withdrawn().map(|story| &story.month))
        .collect();
    let months = months.into_iter().rev();
    let months = months.map(|iso| (iso.clone(), format::month(iso, language)));
    let audiences = [
        Audience::Staff,
        Audience::Supervisors,
        Audience::Vik,
        Audience::Policy,
    ]
    .map(|each| (each.field().to_owned(), audience(each, language).to_owned()));
    let lengths = [
        (Length::Short.code(), t("tot 5 minuten", "up to 5 minutes")),
        (
            Length::Middle.code(),
            t("6 tot 10 minuten", "6 to 10 minutes"),
        ),
        (
            Length::Long.code(),
            t("meer dan 10 minuten", "over 10 minutes"),
        ),
    ];
    let mut orders = vec![
        ("nieuwste", t("nieuwste eerst", "newest first")),
        ("kortste", t("kortste eerst", "shortest first")),
    ];
    if !selection.words.trim().is_empty() {
        orders.insert(0, ("beste", t("beste treffer eerst", "best match first")));
    }
    let dilemmas = [
        ("ja", t("met dilemma", "with a dilemma")),
        ("nee", t("zonder dilemma", "without a dilemma")),
    ];
    let themes = coded("themes", |story| &story.story.themes);
    let values = coded("values", |story| &story.story.values);
    [
        ("thema", t("Thema", "Theme"), themes),
        ("waarde", t("Kernwaarde", "Core value"), values),
        ("publiek", t("Geschikt voor", "Suited to"), audiences.into()),
        (
            "functie",
            t("Functie in het verhaal", "Function in the story"),
            functions.collect(),
        ),
        ("dilemma", t("Dilemma", "Dilemma"), pairs(&dilemmas)),
        ("lezen", t("Leestijd", "Reading time"), pairs(&lengths)),
        ("sinds", t("Nieuw sinds", "New since"), months.collect()),
        ("volgorde", t("Volgorde", "Order"), pairs(&orders)),
    ]
    .into_iter()
    .map(|(name, label, all)| FilterView {
        name,
        label,
        choices: choices(name, all),
    })
    .collect()
}
