//! Preparing a circle: a theme or a story, the group, the time; and one's circles so far.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use vik_domain::Language;

use super::fields::Fields;
use super::frame::{Frame, Host, Spoken};
use super::problem::{Problem, page};
use super::words::{self, say};
use crate::circles::Circles;
use crate::knowledge::{Likelihood, weigh};
use crate::library::{Named, Shelf, name};
use crate::plan::{LARGEST_GROUP, Plan, Shape, Variant};

/// Something to choose in a list.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A circle in the list of one's own.
struct Own {
    href: String,
    title: String,
    state: String,
}

/// A circle that was held.
struct Held {
    href: String,
    month: String,
    title: String,
    notes: usize,
    actions: usize,
}

/// How a variant divides its time.
struct Division {
    minutes: u32,
    chosen: bool,
    phases: Vec<(String, u32)>,
}

#[derive(Template)]
#[template(path = "prepare.html")]
struct Page {
    frame: Frame,
    address: String,
    own: Vec<Own>,
    held: Vec<Held>,
    themes: Vec<Choice>,
    stories: Vec<Choice>,
    units: Vec<Choice>,
    divisions: Vec<Division>,
    group: String,
    problem: Option<String>,
    /// Why the group may know the case; a tick lets the plan pass all the same.
    warning: Vec<String>,
}

/// What was chosen so far.
#[derive(Default)]
struct Chosen {
    theme: String,
    story: String,
    unit: String,
    minutes: String,
    group: String,
    sure: bool,
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new().route("/{language}/leercirkel", get(show).post(prepare))
}

async fn show(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let value = |name: &str| {
        let found = query.iter().find(|(known, _)| known == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let chosen = Chosen {
        theme: value("thema"),
        story: value("verhaal"),
        ..Chosen::default()
    };
    let shelf = circles.library().shelf(&host.org, spoken.language).await;
    draw(&circles, host, &spoken, &shelf, &chosen, None, Vec::new())
}

async fn prepare(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    form: Fields,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let shelf = circles.library().shelf(&host.org, language).await;
    let field = |name: &str| form.get(name).to_owned();
    let chosen = Chosen {
        theme: field("thema"),
        story: field("verhaal"),
        unit: field("eenheid"),
        minutes: field("duur"),
        group: field("groep"),
        sure: !form.get("toch").is_empty(),
    };
    let missing = |pair| Some(say(language, pair));
    let story = pick_story(&circles, &host, &shelf, &chosen);
    let variant = Variant::of(&chosen.minutes);
    let group = chosen
        .group
        .parse()
        .ok()
        .filter(|group| (1..=LARGEST_GROUP).contains(group));
    let (Some(entry), Some(variant), Some(group)) = (story, variant, group) else {
        let problem = missing((
            "Kies een thema of een verhaal, een duur, en een groep van 1 tot 30 mensen.",
            "Choose a theme or a story, a length, and a group of 1 to 30 people.",
        ));
        return draw(
            &circles,
            host,
            &spoken,
            &shelf,
            &chosen,
            problem,
            Vec::new(),
        );
    };
    let unit = shelf.units.iter().find(|unit| unit.code == chosen.unit);
    let known = weigh(&entry.story, unit, language);
    if known.likelihood == Likelihood::Large && !chosen.sure {
        let chosen = Chosen {
            story: entry.id.clone(),
            ..chosen
        };
        return draw(
            &circles,
            host,
            &spoken,
            &shelf,
            &chosen,
            None,
            known.reasons,
        );
    }
    // A theme that the list does not have is not written down.
    let theme = Some(chosen.theme).filter(|theme| shelf.themes.iter().any(|it| it.code == *theme));
    let plan = Plan {
        org: host.org.clone(),
        unit: unit.map(|unit| unit.code.clone()),
        theme: theme
            .or_else(|| entry.story.themes.first().cloned())
            .unwrap_or_default(),
        story: entry.id.clone(),
        variant,
        group,
    };
    let shape = Shape::of(&entry.story);
    let query = host.query.clone();
    let made = tokio::task::spawn_blocking(move || circles.prepare(&host.owner, plan, shape)).await;
    let id = match made {
        Ok(Ok(id)) => id,
        Ok(Err(error)) => return Err(Problem::of(language, &error)),
        Err(error) => return Err(Problem::broken(language, &error)),
    };
    let target = format!(
        "/{}/leercirkel/zaal/{id}{query}",
        super::frame::code(language)
    );
    Ok(Redirect::to(&target).into_response())
}

/// The story that was chosen, or of the chosen theme the one that was used least.
fn pick_story<'a>(
    circles: &Circles,
    host: &Host,
    shelf: &'a Shelf,
    chosen: &Chosen,
) -> Option<&'a std::sync::Arc<crate::library::Entry>> {
    if !chosen.story.is_empty() {
        return shelf.story(&chosen.story);
    }
    let held = circles.store().circles().unwrap_or_default();
    let used = |id: &str| {
        let same = held
            .iter()
            .filter(|(_, circle)| circle.plan.org == host.org && circle.plan.story == id);
        same.count()
    };
    let of_theme = shelf
        .stories
        .iter()
        .filter(|entry| entry.story.themes.contains(&chosen.theme));
    of_theme.min_by_key(|entry| used(&entry.id))
}

#[allow(
    clippy::too_many_arguments,
    reason = "the page's parts, each used once"
)]
fn draw(
    circles: &Circles,
    host: Host,
    spoken: &Spoken,
    shelf: &Shelf,
    chosen: &Chosen,
    problem: Option<String>,
    warning: Vec<String>,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let address = format!("/{}/leercirkel", super::frame::code(language));
    let title = |id: &str| {
        let gone = say(
            language,
            (
                "Een verhaal dat is ingetrokken",
                "A story that was withdrawn",
            ),
        );
        shelf
            .story(id)
            .map_or(gone, |entry| entry.story.title.clone())
    };
    let own = circles.of_owner(&host.owner).into_iter().map(|room| Own {
        href: format!("{address}/zaal/{}", room.id),
        title: title(&room.plan.story),
        state: say(
            language,
            if room.code.is_some() {
                ("open", "open")
            } else {
                ("voorbereid", "prepared")
            },
        ),
    });
    let held = circles
        .store()
        .circles()
        .map_err(|error| Problem::broken(language, &error))?;
    let held = held
        .into_iter()
        .rev()
        .filter(|(_, circle)| circle.plan.org == host.org)
        .take(20);
    let held = held.map(|(place, circle)| Held {
        href: format!("{address}/verslag/{place}"),
        month: month(&circle.month, language),
        title: title(&circle.plan.story),
        notes: circle.notes.len(),
        actions: circle.actions.len(),
    });
    let choice = |named: &Named, chosen: &str| Choice {
        value: named.code.clone(),
        label: named.name.clone(),
        chosen: named.code == chosen,
    };
    let themes = shelf.themes.iter().filter(|theme| {
        let mut stories = shelf.stories.iter();
        stories.any(|entry| entry.story.themes.contains(&theme.code))
    });
    let stories = shelf.stories.iter().filter(|entry| {
        chosen.theme.is_empty()
            || entry.story.themes.contains(&chosen.theme)
            || entry.id == chosen.story
    });
    let stories = stories.map(|entry| {
        let themes: Vec<String> = entry
            .story
            .themes
            .iter()
            .map(|code| name(&shelf.themes, code))
            .collect();
        Choice {
            value: entry.id.clone(),
            label: format!("{} ({})", entry.story.title, themes.join(", ")),
            chosen: entry.id == chosen.story,
        }
    });
    let wanted = if chosen.minutes.is_empty() {
        "120"
    } else {
        chosen.minutes.as_str()
    };
    let divisions = Variant::ALL.into_iter().map(|variant| Division {
        minutes: variant.minutes(),
        chosen: variant.minutes().to_string() == wanted,
        phases: variant
            .phases()
            .iter()
            .map(|(phase, minutes)| (say(language, words::phase(*phase)), *minutes))
            .collect(),
    });
    let status = match (&problem, warning.is_empty()) {
        (None, true) => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let (own, held) = (own.collect(), held.collect());
    let template = Page {
        own,
        held,
        themes: themes.map(|theme| choice(theme, &chosen.theme)).collect(),
        stories: stories.collect(),
        units: shelf
            .units
            .iter()
            .map(|unit| choice(unit, &chosen.unit))
            .collect(),
        divisions: divisions.collect(),
        group: if chosen.group.is_empty() {
            "12".to_owned()
        } else {
            chosen.group.clone()
        },
        problem,
        warning,
        frame: Frame::new(
            circles,
            spoken,
            Some(host),
            &say(language, ("Leercirkel", "Learning circle")),
        ),
        address,
    };
    Ok((status, page(&template, language)?).into_response())
}

/// A month in words: *november 2026*.
pub fn month(month: &str, language: Language) -> String {
    let day = vik_domain::civil::parse_iso(&format!("{month}-01")).unwrap_or(0);
    let date = super::cards::date(day, language);
    date.split_once(' ')
        .map_or_else(String::new, |(_, rest)| rest.to_owned())
}
