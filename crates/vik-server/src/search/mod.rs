//! One box over everything a reader may open: words, figures and the codes in them, stories, signals,
//! reports, instruments and pages.
//!
//! It uses the index of the story library over the texts that the pages show. What a role may not open
//! is not in its index, so a search never tells that it exists.

mod figures;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use vik_catalogue::Language;
use vik_domain::{Glossary, Indicators, Text};
use vik_learning::toolkit::Toolkit;
use vik_published::OpenSide;
use vik_reports::report::{Period, Report};
use vik_signals::budget::USUAL;
use vik_signals::episode::episodes;

use crate::access::{PLACES, Place};
use crate::app::App;
use crate::error::WebError;
use crate::fields::Fields;
use crate::labels;
use crate::library::{Index, passages};
use crate::pages::reports::{half, offered};
use crate::pages::signal_words::{name, sentence, spoken};
use crate::visit::Visit;

/// The instruments that come with the program; the pages of the toolkit show the same.
static TOOLKIT: LazyLock<Option<Toolkit>> = LazyLock::new(|| Toolkit::embedded().ok());

/// What a word in a title counts for.
const TITLE: f64 = 4.0;

/// Takes an item, with texts that find it beside those it shows.
type Add<'a> = dyn FnMut(Item, &[&str]) + 'a;

/// Something that can be found.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is, in the reader's language.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What it says, for the line under the title.
    pub text: String,
    /// Where it is.
    pub href: String,
    /// Whether its words are Dutch whatever the language of the page.
    pub dutch: bool,
}

/// Everything that this reader may open and that answers these words, best first.
///
/// # Errors
/// When the stories cannot be read.
pub fn find(app: &App, visit: &Visit, side: &OpenSide, words: &str) -> Result<Vec<Item>, WebError> {
    let mut index = Index::default();
    let mut items: Vec<Item> = Vec::new();
    let mut add = |item: Item, rest: &[&str]| {
        let texts = [(TITLE, item.title.as_str()), (1.0, item.text.as_str())];
        let rest = rest.iter().map(|text| (1.0, *text));
        index.add(items.len() as u64, texts.into_iter().chain(rest));
        items.push(item);
    };
    terms(visit, &mut add);
    figures::add(app, visit, side.reference(), &mut add);
    stories(app, visit, side, &mut add)?;
    signals(app, visit, side, &mut add);
    reports(app, visit, side, &mut add)?;
    toolkit(app, visit, &mut add);
    pages(app, visit, &mut add);
    let question = index.question(words);
    let hits = index.find(&question);
    let whole = hits.iter().any(|hit| hit.whole);
    let found = hits.into_iter().filter(|hit| hit.whole || !whole);
    Ok(found
        .filter_map(|hit| items.get(usize::try_from(hit.number).ok()?).cloned())
        .collect())
}

fn terms(visit: &Visit, add: &mut Add<'_>) {
    let href = visit.address("begrippen", Fields::default());
    for term in Glossary::embedded().terms() {
        let item = Item {
            kind: visit.pick("begrip", "term").to_owned(),
            title: visit.pick(&term.nl, &term.en).to_owned(),
            text: visit.pick(&term.meaning_nl, &term.meaning_en).to_owned(),
            href: href.clone(),
            dutch: false,
        };
        add(item, &[&term.code]);
    }
    for indicator in Indicators::embedded().all() {
        let item = Item {
            kind: visit.pick("indicator", "indicator").to_owned(),
            title: visit
                .pick(&indicator.title.nl, &indicator.title.en)
                .to_owned(),
            text: indicator.id.clone(),
            href: href.clone(),
            dutch: false,
        };
        add(item, &[]);
    }
}

fn stories(app: &App, visit: &Visit, side: &OpenSide, add: &mut Add<'_>) -> Result<(), WebError> {
    if !Place::Stories.allows(visit.reader.role, &app.catalogue) {
        return Ok(());
    }
    let library = visit.source(app)?.library(side.reference())?;
    for published in library.standing() {
        let story = &published.story;
        let all = passages(story);
        let toolkit: Vec<&str> = story.toolkit.iter().map(String::as_str).collect();
        let item = Item {
            kind: visit.pick("verhaal", "story").to_owned(),
            title: story.title.clone(),
            text: all
                .first()
                .map_or_else(String::new, |text| (*text).to_owned()),
            href: visit.address(&format!("verhalen/{}", published.number), Fields::default()),
            dutch: true,
        };
        add(item, &[all.as_slice(), &toolkit].concat());
    }
    let themes: BTreeSet<&String> = library
        .standing()
        .flat_map(|published| &published.story.themes)
        .collect();
    for theme in themes {
        let word = labels::label(side.reference(), "themes", theme, visit.language);
        let item = Item {
            kind: visit.pick("thema", "theme").to_owned(),
            text: format!(
                "{} {word}.",
                visit.pick("Alle verhalen over", "All stories about")
            ),
            title: word,
            href: visit.address("verhalen", Fields::default().with("thema", theme)),
            dutch: false,
        };
        add(item, &[theme]);
    }
    Ok(())
}

fn signals(app: &App, visit: &Visit, side: &OpenSide, add: &mut Add<'_>) {
    if !Place::Signals.allows(visit.reader.role, &app.catalogue) {
        return;
    }
    for episode in episodes(side.watches(), USUAL) {
        let item = Item {
            kind: visit.pick("signaal", "signal").to_owned(),
            title: name(&episode.scope, side.reference(), visit.language),
            text: sentence(&episode, side.reference(), visit.language),
            href: visit.address(&format!("signalen/{}", episode.id()), Fields::default()),
            dutch: false,
        };
        add(item, &[]);
    }
}

/// Reports that are offered, and the texts of people in those of the archive.
fn reports(app: &App, visit: &Visit, side: &OpenSide, add: &mut Add<'_>) -> Result<(), WebError> {
    if !Place::Reports.allows(visit.reader.role, &app.catalogue) {
        return Ok(());
    }
    let language = spoken(visit.language);
    let mut written: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for sealed in visit.source(app)?.reports()? {
        let Ok(report) = Report::from_bytes(&sealed.bytes) else {
            continue;
        };
        let editor = report.editor.values().flatten().map(|text| text.nl.clone());
        let promised = report.actions.items().iter().map(|a| a.promise.nl.clone());
        // A mended edition takes the place of the one before it.
        written.insert(
            String::from(report.period),
            editor.chain(promised).collect(),
        );
    }
    let quarters = offered(side);
    let halves = quarters.iter().copied().filter_map(half).map(Period::Half);
    // Of equals the one that was added last comes first.
    let mut periods: Vec<Period> = halves.collect();
    periods.extend(quarters.iter().copied().map(Period::Quarter));
    for period in periods.into_iter().rev() {
        let name = String::from(period);
        let (title, about) = match period {
            Period::Quarter(_) => (
                visit.pick("Kwartaalrapport over", "Quarterly report on"),
                visit.pick(
                    "Voor de leiding: van melding tot sanctie, signalen en besluiten.",
                    "For leadership: from report to sanction, signals and decisions.",
                ),
            ),
            Period::Half(_) => (
                visit.pick("Halfjaarbericht over", "Half-yearly account of"),
                visit.pick(
                    "Voor de Tweede Kamer: dezelfde keten over een half jaar.",
                    "For Parliament: the same chain over half a year.",
                ),
            ),
        };
        let item = Item {
            kind: visit.pick("rapport", "report").to_owned(),
            title: format!("{title} {}", period.in_words(language)),
            text: about.to_owned(),
            href: visit.address(&format!("rapporten/{name}"), Fields::default()),
            dutch: false,
        };
        let texts = written.get(&name).into_iter().flatten();
        let texts: Vec<&str> = texts.map(String::as_str).chain([name.as_str()]).collect();
        add(item, &texts);
    }
    Ok(())
}

/// Instruments of the toolkit, with their steps and questions.
fn toolkit(app: &App, visit: &Visit, add: &mut Add<'_>) {
    let open = Place::Toolkit.allows(visit.reader.role, &app.catalogue);
    let Some(toolkit) = TOOLKIT.as_ref().filter(|_| open && app.decisions.is_some()) else {
        return;
    };
    for instrument in toolkit.all() {
        let words = |text: &Text| visit.pick(&text.nl, &text.en).to_owned();
        let item = Item {
            kind: visit.pick("instrument", "instrument").to_owned(),
            title: words(&instrument.title),
            text: words(&instrument.purpose),
            href: visit.address(&format!("toolkit/{}", instrument.id), Fields::default()),
            dutch: false,
        };
        let rest: Vec<String> = instrument
            .steps
            .iter()
            .chain(&instrument.talk)
            .map(words)
            .collect();
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        add(item, &rest);
    }
}

fn pages(app: &App, visit: &Visit, add: &mut Add<'_>) {
    let open = PLACES
        .into_iter()
        .filter(|place| place.allows(visit.reader.role, &app.catalogue) && *place != Place::Home)
        .filter(|place| !place.is_work() || app.decisions.is_some());
    for place in open {
        let item = Item {
            kind: visit.pick("pagina", "page").to_owned(),
            title: place.name(visit.language).to_owned(),
            text: crate::pages::home::about(place.address(), visit.language).to_owned(),
            href: visit.address(place.address(), Fields::default()),
            dutch: false,
        };
        add(
            item,
            &[place.name(Language::Dutch), place.name(Language::English)],
        );
    }
}
