//! What a reader should look at today, by role; and what is new since the last visit.
//!
//! What was seen is kept in a cookie on the reader's own device, as three numbers, and only when the
//! reader says so.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use vik_catalogue::Role;
use vik_domain::Month;
use vik_published::OpenSide;
use vik_signals::budget::USUAL;
use vik_signals::episode::episodes;

use crate::access::Place;
use crate::app::App;
use crate::decisions::Deed;
use crate::error::WebError;
use crate::fields::Fields;
use crate::format;
use crate::pages::stories::is_overdue;
use crate::visit::Visit;

/// The cookie with what was seen.
pub const COOKIE_NAME: &str = "leerkring-gezien";

/// Numbers of the newest release, story and report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The newest release.
    pub release: u64,
    /// The newest story.
    pub story: u64,
    /// The newest report.
    pub report: u64,
}

impl Seen {
    /// What there is now.
    ///
    /// # Errors
    /// When the stories or reports cannot be read.
    pub fn now(app: &App, visit: &Visit, side: &OpenSide) -> Result<Self, WebError> {
        let source = visit.source(app)?;
        let library = source.library(side.reference())?;
        let story = library.standing().map(|story| story.number).max();
        Ok(Self {
            release: side.version(),
            story: story.unwrap_or(0),
            report: source.reports()?.len() as u64,
        })
    }

    /// As a cookie holds it.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}.{}.{}", self.release, self.story, self.report)
    }

    /// From the cookies of a request; `None` when it was never said, or is not ours.
    #[must_use]
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let lines = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok());
        let text = lines
            .flat_map(|line| line.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(name, value)| (name == COOKIE_NAME).then_some(value))?;
        let numbers: Vec<u64> = text.split('.').map_while(|n| n.parse().ok()).collect();
        let [release, story, report] = numbers[..] else {
            return None;
        };
        Some(Self {
            release,
            story,
            report,
        })
    }
}

/// What is new of what this role may open, in words with an address; empty when nothing is.
#[must_use]
pub fn news(app: &App, visit: &Visit, before: Seen, now: Seen) -> Vec<(String, String)> {
    let more = |places: &[Place], new: u64, old: u64, one: (&str, &str), many: (&str, &str)| {
        let role = visit.reader.role;
        let place = places.iter().find(|p| p.allows(role, &app.catalogue))?;
        let count = new.saturating_sub(old);
        let (nl, en) = if count == 1 { one } else { many };
        let to = visit.address(place.address(), Fields::default());
        (count > 0).then(|| (format!("{count} {}", visit.pick(nl, en)), to))
    };
    let figures = [
        Place::Dashboards("kwartaalbeeld"),
        Place::Dashboards("gegevenskwaliteit"),
        Place::Releases,
    ];
    let news = [
        more(
            &figures,
            now.release,
            before.release,
            ("vrijgave van cijfers", "release of figures"),
            ("vrijgaven van cijfers", "releases of figures"),
        ),
        more(
            &[Place::Stories],
            now.story,
            before.story,
            ("verhaal", "story"),
            ("verhalen", "stories"),
        ),
        more(
            &[Place::Reports],
            now.report,
            before.report,
            ("vastgesteld rapport", "final report"),
            ("vastgestelde rapporten", "final reports"),
        ),
    ];
    news.into_iter().flatten().collect()
}

/// What to look at, each with its address; a sentence to begin with where there is nothing to do.
///
/// # Errors
/// When signals, stories or refusals cannot be read.
pub fn tasks(app: &App, visit: &Visit, side: &OpenSide) -> Result<Vec<(String, String)>, WebError> {
    let role = visit.reader.role;
    let to = |path: &str| visit.address(path, Fields::default());
    let mut tasks = Vec::new();
    if Place::Signals.allows(role, &app.catalogue) {
        signals(app, visit, side, &mut |text| {
            tasks.push((text, to("signalen")))
        })?;
    }
    let source = visit.source(app)?;
    if matches!(role, Role::Trainer | Role::PrivacyOfficer) {
        let library = source.library(side.reference())?;
        let overdue = library.standing().filter(|s| is_overdue(s)).count();
        if overdue > 0 {
            let text = visit.pick(
                "verhalen moeten opnieuw worden bekeken",
                "stories must be reviewed",
            );
            tasks.push((format!("{overdue} {text}"), to("verhalen")));
        }
    }
    if role == Role::PrivacyOfficer {
        let refused = source.refusals()?.len();
        if refused > 0 {
            let text = visit.pick(
                "keer is een vrijgave geweigerd",
                "times a release was refused",
            );
            tasks.push((format!("{refused} {text}"), to("vrijgave")));
        }
        let behind = source
            .attack()?
            .is_none_or(|(release, _)| release < side.version());
        if behind {
            let text = visit.pick(
                "De laatste aanval is van vóór de nieuwste vrijgave",
                "The last attack is older than the newest release",
            );
            tasks.push((text.to_owned(), to("vrijgave")));
        }
    }
    let usual = match role {
        Role::Facilitator => Some((
            "Bereid een leercirkel voor",
            "Prepare a learning circle",
            "leercirkel",
        )),
        Role::Trainer => Some((
            "Kies een verhaal voor uw les",
            "Choose a story for your lesson",
            "verhalen",
        )),
        Role::Leadership => Some((
            "Lees het nieuwste rapport",
            "Read the newest report",
            "rapporten",
        )),
        Role::DataSteward => Some((
            "Kijk hoe volledig de gegevens zijn",
            "See how complete the data are",
            "gegevenskwaliteit",
        )),
        _ => None,
    };
    if let Some((nl, en, path)) = usual {
        tasks.push((visit.pick(nl, en).to_owned(), to(path)));
    }
    Ok(tasks)
}

/// Running signals without a decision, and decisions whose month has passed.
fn signals(
    app: &App,
    visit: &Visit,
    side: &OpenSide,
    tell: &mut dyn FnMut(String),
) -> Result<(), WebError> {
    let all = episodes(side.watches(), USUAL);
    let standings = match &app.decisions {
        Some(decisions) => decisions.standings(&visit.source(app)?.id)?,
        None => Default::default(),
    };
    let decided = |id: &str| standings.get(id).and_then(|s| s.decided.as_ref());
    let open = all
        .iter()
        .filter(|e| e.running && decided(&e.id()).is_none())
        .count();
    if open > 0 {
        let one = visit.pick(
            "lopend signaal wacht op een besluit",
            "running signal waits for a decision",
        );
        let many = visit.pick(
            "lopende signalen wachten op een besluit",
            "running signals wait for a decision",
        );
        tell(format!("{open} {}", if open == 1 { one } else { many }));
    }
    let now = format::this_month();
    let late = standings.values().filter(|standing| {
        let due = standing.decided.as_ref().and_then(|line| match &line.deed {
            Deed::Decided { due, .. } => due.as_ref()?.parse::<Month>().ok(),
            Deed::Found { .. } => None,
        });
        standing.found.is_none() && due.is_some_and(|due| due < now)
    });
    let late = late.count();
    if late > 0 {
        let text = visit.pick(
            "besluiten zijn over hun datum zonder uitkomst",
            "decisions are past their date without an outcome",
        );
        tell(format!("{late} {text}"));
    }
    Ok(())
}
