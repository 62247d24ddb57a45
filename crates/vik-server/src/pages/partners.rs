//! Partners: the shares of another organisation beside our own, category by category and never ranked.
//!
//! What was imported (`vik partner import`) is checked again whenever the page is made; a file that no
//! longer verifies shows the reason and no figure. Our own side is made once for each release, because
//! all of it is proven again first.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_catalogue::Language;
use vik_domain::{CodeList, Text};
use vik_partners::shelf::{Kept, partners};
use vik_partners::{
    Comparison, DefinitionNote, Figures, PartnerName, Range, Share, Shareable, Source, compare,
    figures_of_history,
};
use vik_published::OpenSide;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::fields::Fields;
use crate::format;
use crate::visit::Visit;

/// The attribute that categories are called by in the cubes.
const ATTRIBUTE: &str = "category";

/// What we count, unless the folder of work holds a `note.toml` that says otherwise.
const NOTE: &str = include_str!("../../../../data-samples/partners/note.toml");

#[derive(Template)]
#[template(path = "partners.html")]
struct Page {
    chrome: Chrome,
    back: String,
    partners: Vec<Shown>,
}

/// A partner, or why nothing of it is shown.
struct Shown {
    id: String,
    name: String,
    problem: Option<String>,
    beside: Option<Beside>,
}

/// One year of ours beside one of a partner's.
struct Beside {
    own_year: i32,
    partner_year: i32,
    lines: Vec<[String; 4]>,
    counts: String,
    source: String,
    rate: Option<String>,
    cautions: Vec<String>,
}

/// The route of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/vergelijken/partners", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    let place = Place::Dashboards("vergelijken");
    visit.enter(&app, place)?;
    let side = visit.figures(&app).await?;
    let source = visit.source(&app)?;
    let broken = |e: &dyn std::fmt::Display| WebError::broken(e.to_string());
    let mut shown = Vec::new();
    if let Some(ours) = categories(&side) {
        let kept = partners(&source.folder().join("partners"), ATTRIBUTE, &ours)
            .map_err(|e| broken(&e))?;
        if !kept.is_empty() {
            let own = own(&app, &visit, &side, &ours).await?;
            shown = kept
                .into_iter()
                .map(|one| partner(one, &own, &ours, visit.language))
                .collect();
        }
    }
    let mut chrome = Chrome::new(&app, &visit, place);
    chrome.title = visit
        .pick("Naast andere organisaties", "Beside other organisations")
        .to_owned();
    let page = Page {
        chrome,
        back: visit.address("vergelijken", Fields::default()),
        partners: shown,
    };
    Ok(Html(page.render()?))
}

fn categories(side: &OpenSide) -> Option<CodeList> {
    side.reference().list("categories").cloned()
}

/// Our own figures by organisation and release.
static OWN: LazyLock<Mutex<Own>> = LazyLock::new(Mutex::default);

/// By organisation and version of what it published.
type Own = HashMap<(String, u64), Arc<Figures>>;

async fn own(
    app: &App,
    visit: &Visit,
    side: &OpenSide,
    ours: &CodeList,
) -> Result<Arc<Figures>, WebError> {
    let source = visit.source(app)?;
    let key = (source.id.clone(), side.version());
    let known = || {
        OWN.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned()
    };
    if let Some(known) = known() {
        return Ok(known);
    }
    let broken = |e: &dyn std::fmt::Display| WebError::broken(e.to_string());
    let folder = app.decisions.as_ref().map(|kept| kept.folder());
    let written = folder.and_then(|folder| std::fs::read_to_string(folder.join("note.toml")).ok());
    let note = DefinitionNote::parse(written.as_deref().unwrap_or(NOTE)).map_err(|e| broken(&e))?;
    let history = source.history().await?;
    let organisation = &side.reference().organisation;
    let who = PartnerName {
        id: organisation.id.clone(),
        name: organisation.name.clone(),
    };
    let from = Source {
        title: Text {
            nl: "Vrijgegeven cijfers".to_owned(),
            en: "Released figures".to_owned(),
        },
        url: None,
        licence: "intern".to_owned(),
    };
    let ours = ours.clone();
    let made = tokio::task::spawn_blocking(move || {
        let shared = Shareable::of_published(history).map_err(|e| e.to_string())?;
        let who = (&who, &from, &note);
        figures_of_history(&shared, who, ATTRIBUTE, &ours, &Default::default())
            .map_err(|e| e.to_string())
    });
    let made = made
        .await
        .map_err(|e| broken(&e))?
        .map_err(WebError::broken)?;
    let made = Arc::new(made);
    let mut all = OWN.lock().unwrap_or_else(PoisonError::into_inner);
    // Of an older release nobody asks any more.
    all.retain(|(org, _), _| *org != key.0);
    all.insert(key, made.clone());
    Ok(made)
}

fn partner(kept: Kept, own: &Figures, ours: &CodeList, language: Language) -> Shown {
    let words = |text: &Text| match language {
        Language::Dutch => text.nl.clone(),
        Language::English => text.en.clone(),
    };
    let refused = |problem: String| Shown {
        id: kept.id.clone(),
        name: kept.id.clone(),
        problem: Some(problem),
        beside: None,
    };
    let figures = match &kept.figures {
        Ok(figures) => figures,
        Err(error) => return refused(error.to_string()),
    };
    // The newest year of both, or else the newest of each.
    let whole = |of: &Figures| -> Vec<i32> {
        let years = of.years.iter().filter(|(_, year)| year.months >= 12);
        years.map(|(year, _)| *year).collect()
    };
    let (mine, theirs) = (whole(own), whole(figures));
    let both = theirs.iter().rev().find(|year| mine.contains(year));
    let newest = |years: &[i32]| years.last().copied();
    let Some((own_year, partner_year)) = both
        .map(|year| (*year, *year))
        .or_else(|| newest(&mine).zip(newest(&theirs)))
    else {
        return refused("no whole year".to_owned());
    };
    match compare((own, own_year), (figures, partner_year), ours) {
        Err(error) => refused(error.to_string()),
        Ok(found) => Shown {
            id: kept.id.clone(),
            name: words(&figures.name),
            problem: None,
            beside: Some(Beside {
                lines: lines(&found, language),
                counts: words(&figures.note.counts),
                source: format!(
                    "{} ({})",
                    words(&figures.source.title),
                    figures.source.licence
                ),
                rate: rate(figures, partner_year, language),
                cautions: found.not_comparable.iter().map(words).collect(),
                own_year,
                partner_year,
            }),
        },
    }
}

fn lines(found: &Comparison, language: Language) -> Vec<[String; 4]> {
    let percent = |value: f64| format::number(100.0 * value, 0, language);
    let and = crate::language::pick(language, "tot", "to");
    let share = |share: &Option<Share>| match share {
        Some(one) => format!(
            // Hard spaces: on a telephone a line ends before the margin and not within it.
            "{}\u{a0}% ({}\u{a0}{and}\u{a0}{})",
            percent(one.share),
            percent(one.interval.low),
            percent(one.interval.high)
        ),
        None => "–".to_owned(),
    };
    let apart = |range: &Option<Range>| match range {
        None => "–".to_owned(),
        Some(range) if range.contains(0.0) => {
            crate::language::pick(language, "niet te zeggen", "cannot be told").to_owned()
        }
        Some(range) => format!(
            "{}\u{a0}{and}\u{a0}{} {}",
            percent(range.low),
            percent(range.high),
            crate::language::pick(language, "procentpunt", "percentage points")
        ),
    };
    let label = |text: &Text| crate::language::pick(language, &text.nl, &text.en).to_owned();
    let mut lines: Vec<[String; 4]> = found
        .lines
        .iter()
        .map(|line| {
            [
                label(&line.label),
                share(&line.own),
                share(&line.partner),
                apart(&line.difference),
            ]
        })
        .collect();
    if found.own_unmapped.is_some() || found.partner_unmapped.is_some() {
        lines.push([
            crate::language::pick(language, "Zonder categorie", "Without a category").to_owned(),
            share(&found.own_unmapped),
            share(&found.partner_unmapped),
            "–".to_owned(),
        ]);
    }
    lines
}

/// Cases per thousand of all groups together, only where the partner says what they are counted over.
fn rate(figures: &Figures, year: i32, language: Language) -> Option<String> {
    let found = figures.years.get(&year)?;
    let over = found.denominator.as_ref().filter(|over| over.value > 0)?;
    let each = 1000.0 * found.total.shown as f64 / over.value as f64;
    let number = format::number(each, 1, language);
    Some(match language {
        Language::Dutch => format!(
            "{number} zaken per 1.000 {} ({})",
            over.what.nl, over.source
        ),
        Language::English => format!(
            "{number} cases per 1,000 {} ({})",
            over.what.en, over.source
        ),
    })
}
