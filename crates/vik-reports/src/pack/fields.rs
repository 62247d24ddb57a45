//! A pack as the names that a template can ask for.

use std::collections::BTreeSet;

use vik_domain::Language;
use vik_story::Story;

use super::fill::{Fields, Value};
use super::model::Item;
use super::opc::MARK;
use super::ready::{OnShelf, Ready};
use crate::page::description;

/// Every name that a template may use. A name without a value here (a story without a dilemma) is empty.
pub(super) const NAMES: [&str; 43] = [
    "afloop",
    "beslismoment",
    "bron",
    "delen",
    "dilemma",
    "doelen",
    "doelgroep",
    "ertegen",
    "ervoor",
    "figuren",
    "figuur",
    "figuur_alt",
    "kort",
    "leeshulp",
    "lessen",
    "lessen_boven",
    "lessen_samen",
    "letter",
    "maand",
    "minuten",
    "naam",
    "nummer",
    "oefeningen",
    "onderdelen",
    "opties",
    "organisatie",
    "regel",
    "situatie",
    "stappen",
    "tekst",
    "tijd",
    "titel",
    "totaal",
    "van",
    "verhalen",
    "versie",
    "vragen",
    "vragen_leiding",
    "vragen_vik",
    "wat",
    "wat_als",
    "wie",
    "lesmap",
];

/// The names as a set.
pub(super) fn known() -> BTreeSet<&'static str> {
    NAMES.into()
}

impl Ready<'_> {
    /// The whole pack. `figuur` of a figure is its place behind a mark.
    pub(super) fn fields(&self) -> Fields {
        let pack = self.pack;
        let mut programme = Vec::new();
        let (mut figures, mut exercises, mut at) = (Vec::new(), Vec::new(), 0_u32);
        for item in &pack.items {
            let until = at.saturating_add(item.minutes());
            programme.push(Fields::from([
                ("wat", text(self.item_name(item))),
                ("minuten", text(item.minutes().to_string())),
                ("tijd", text(format!("{at}–{until}"))),
            ]));
            at = until;
            match item {
                Item::Figure { figure, minutes } => figures.push(Fields::from([
                    ("titel", text(&figure.spec.title)),
                    ("figuur", text(format!("{MARK}{}", figures.len()))),
                    (
                        "figuur_alt",
                        text(description(&figure.spec, &figure.data, "")),
                    ),
                    ("bron", text(&figure.source)),
                    ("leeshulp", text(&figure.reading)),
                    ("minuten", text(minutes.to_string())),
                ])),
                Item::Exercise {
                    title,
                    steps,
                    minutes,
                } => exercises.push(Fields::from([
                    ("titel", text(title)),
                    ("minuten", text(minutes.to_string())),
                    ("stappen", lines(steps)),
                ])),
                _ => {}
            }
        }
        let stories = self.told().map(|(found, minutes)| story(found, minutes));
        Fields::from([
            ("lesmap", text(&pack.title)),
            ("titel", text(&pack.title)),
            ("doelgroep", text(&pack.audience)),
            ("organisatie", text(&pack.organisation)),
            ("maand", text(pack.dated.in_words(Language::Dutch))),
            ("totaal", text(pack.minutes.to_string())),
            ("doelen", lines(&pack.aims)),
            ("onderdelen", Value::List(programme)),
            ("verhalen", Value::List(stories.collect())),
            ("figuren", Value::List(figures)),
            ("oefeningen", Value::List(exercises)),
        ])
    }

    /// The stories that are read, in order, with their minutes.
    pub(super) fn told(&self) -> impl Iterator<Item = (OnShelf<'_>, u32)> {
        self.pack.items.iter().filter_map(|item| match item {
            Item::Story { story, minutes } => {
                Some((*self.stories.get(story.name.as_str())?, *minutes))
            }
            _ => None,
        })
    }

    /// What an item is called in the programme.
    pub(super) fn item_name(&self, item: &Item) -> String {
        let title = |name: &str| match self.stories.get(name) {
            Some(found) => found.story.title.clone(),
            None => name.to_owned(),
        };
        match item {
            Item::Story { story, .. } => format!("Verhaal: {}", title(&story.name)),
            Item::Cards { stories, .. } => {
                let titles: Vec<String> = stories.iter().map(|each| title(&each.name)).collect();
                format!("Dilemmakaarten: {}", titles.join("; "))
            }
            Item::Figure { figure, .. } => format!("Figuur: {}", figure.spec.title),
            Item::Exercise { title, .. } => format!("Oefening: {title}"),
            Item::Pause { .. } => "Pauze".to_owned(),
        }
    }
}

fn story(found: OnShelf, minutes: u32) -> Fields {
    let told = found.story;
    let mut fields = Fields::from([
        ("naam", text(&found.edition.story)),
        ("versie", text(found.edition.version.to_string())),
        ("titel", text(&told.title)),
        ("minuten", text(minutes.to_string())),
        ("situatie", text(&told.situation)),
        ("kort", text(first_sentence(&told.situation))),
        ("delen", Value::List(parts(told))),
        ("afloop", text(&told.outcome.text)),
        ("vragen", lines(&told.questions.staff)),
        ("vragen_leiding", lines(&told.questions.supervisors)),
        ("vragen_vik", lines(&told.questions.vik)),
        (
            "lessen",
            lines(&lessons(told, &[PERSON, TEAM, LEADER, FORCE])),
        ),
        ("lessen_samen", lines(&lessons(told, &[PERSON, TEAM]))),
        ("lessen_boven", lines(&lessons(told, &[LEADER, FORCE]))),
    ]);
    if let Some(dilemma) = &told.dilemma {
        let options = dilemma.options.iter().zip('A'..);
        let options = options.map(|(option, letter)| {
            Fields::from([
                ("letter", text(letter.to_string())),
                ("tekst", text(&option.text)),
                ("ervoor", text(&option.pro)),
                ("ertegen", text(&option.con)),
            ])
        });
        fields.insert("dilemma", text(&dilemma.situation));
        fields.insert("opties", Value::List(options.collect()));
        fields.insert("wat_als", lines(&dilemma.what_if));
        fields.insert("regel", text(&dilemma.rule));
    }
    fields
}

fn parts(story: &Story) -> Vec<Fields> {
    let parts = (1..).zip(&story.parts);
    parts
        .map(|(number, part): (u32, _)| {
            let (who, question) = match &part.decision {
                Some(decision) => (decision.who.as_str(), decision.question.as_str()),
                None => ("", ""),
            };
            Fields::from([
                ("nummer", text(number.to_string())),
                ("tekst", text(&part.text)),
                ("kort", text(first_sentence(&part.text))),
                ("wie", text(who)),
                ("beslismoment", text(question)),
                ("vragen", lines(&part.questions)),
            ])
        })
        .collect()
}

const PERSON: &str = "Voor mij";
const TEAM: &str = "Voor het team";
const LEADER: &str = "Voor wie leidinggeeft";
const FORCE: &str = "Voor het korps";

/// The lessons for these; who a lesson is for stands before it.
fn lessons(story: &Story, wanted: &[&str]) -> Vec<String> {
    let lessons = &story.lessons;
    [
        (PERSON, &lessons.person),
        (TEAM, &lessons.team),
        (LEADER, &lessons.leader),
        (FORCE, &lessons.force),
    ]
    .into_iter()
    .filter(|(who, _)| wanted.contains(who))
    .flat_map(|(who, all)| all.iter().map(move |lesson| format!("{who}: {lesson}")))
    .collect()
}

/// Up to the first end of a sentence: what fits on a slide.
fn first_sentence(text: &str) -> String {
    let text = text.trim();
    let end = text.find(". ").or_else(|| text.find('\n'));
    text.get(..end.map_or(text.len(), |end| end + 1))
        .unwrap_or(text)
        .trim()
        .to_owned()
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into().trim().to_owned())
}

/// A list whose items have a `tekst`.
fn lines(texts: &[String]) -> Value {
    let items = texts.iter().filter(|each| !each.trim().is_empty());
    Value::List(
        items
            .map(|each| Fields::from([("tekst", text(each))]))
            .collect(),
    )
}
