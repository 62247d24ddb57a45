//! What stories are used for: theme by module, how fresh, what is missing, and who decides: the trainer.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vik_domain::Language;
use vik_reports::pack::{Cell, Gap};

use super::form::{Form, Proof};
use super::stop::Stop;
use super::visit::Visit;
use super::words;
use crate::library::name;
use crate::packs::Packs;
use crate::packs::modules::Modules;
use crate::packs::store::{Kind, SaveError, StoreError, Versioned};
use crate::web::frame::Frame;

/// Most letters in the name of a module.
const NAME_LENGTH: usize = 40;

struct Shown {
    text: String,
    old: bool,
}

struct Given {
    id: String,
    title: String,
    about: String,
    /// By module: whether the story is in it.
    modules: Vec<bool>,
}

#[derive(Template)]
#[template(path = "pack_modules.html")]
struct Page {
    frame: Frame,
    list: String,
    address: String,
    own_address: String,
    version: u32,
    said: Option<String>,
    problem: Option<String>,
    typed: String,
    gaps: Vec<String>,
    modules: Vec<(String, String)>,
    own: Vec<(String, String)>,
    rows: Vec<(String, Vec<Shown>)>,
    whole: Vec<Shown>,
    stories: Vec<Given>,
}

#[derive(Default)]
struct Saying {
    said: Option<(StatusCode, String)>,
    problem: Option<String>,
    typed: String,
}

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new()
        .route("/{language}/lesmap/modules", get(show).post(give))
        .route("/{language}/lesmap/modules/eigen", post(own))
}

async fn show(State(packs): State<Packs>, visit: Visit) -> Result<Response, Stop> {
    draw(&packs, &visit, Saying::default()).await
}

/// Gives every story on the page the modules that were ticked.
async fn give(State(packs): State<Packs>, visit: Visit, form: Form) -> Result<Response, Stop> {
    let stock = packs.library().stock(&visit.host.org).await;
    let sent = form.clone();
    let work = move |modules: &mut Modules| {
        for story in sent.all("verhaal") {
            // A story that was withdrawn in between is left as it was.
            if stock.get(&story).is_some() {
                modules.give(&story, &sent.all(&format!("bij-{story}")));
            }
        }
        true
    };
    save(&packs, &visit, &form, work, Saying::default()).await
}

/// Adds or takes out a module of one's own.
async fn own(State(packs): State<Packs>, visit: Visit, form: Form) -> Result<Response, Stop> {
    let gone = form.get("weg").to_owned();
    if !gone.is_empty() {
        let work = move |modules: &mut Modules| {
            modules.remove(&gone);
            true
        };
        return save(&packs, &visit, &form, work, Saying::default()).await;
    }
    let mut proof = Proof::new(packs.check(), visit.language());
    let name = proof.line("naam", form.get("naam"), NAME_LENGTH);
    let typed = form.get("naam").to_owned();
    let Some(name) = name else {
        let saying = Saying {
            said: Some((
                StatusCode::UNPROCESSABLE_ENTITY,
                visit
                    .t("De module is niet toegevoegd.", "The module was not added.")
                    .to_owned(),
            )),
            problem: proof.problems().remove("naam"),
            typed,
        };
        return draw(&packs, &visit, saying).await;
    };
    let refused = Saying {
        said: Some((
            StatusCode::UNPROCESSABLE_ENTITY,
            visit
                .t(
                    "De module is niet toegevoegd: die naam is er al, of er zijn al twaalf eigen modules.",
                    "The module was not added: that name exists, or there are twelve modules of your own already.",
                )
                .to_owned(),
        )),
        problem: None,
        typed,
    };
    save(
        &packs,
        &visit,
        &form,
        move |modules| modules.add(name),
        refused,
    )
    .await
}

/// Saves a change to the version that was seen; `refused` is said when `work` says no.
async fn save(
    packs: &Packs,
    visit: &Visit,
    form: &Form,
    work: impl FnOnce(&mut Modules) -> bool + Send + 'static,
    refused: Saying,
) -> Result<Response, Stop> {
    let (all, org) = (packs.clone(), visit.host.org.clone());
    let seen: Option<u32> = form.number("versie");
    let change = move || -> Result<Option<bool>, StoreError> {
        let kept = newest(&all, &org)?;
        if seen != Some(kept.version) {
            return Ok(Some(false));
        }
        let mut modules = kept.body;
        if !work(&mut modules) {
            return Ok(None);
        }
        let (seen, at) = (kept.version, all.now());
        let store = all.store();
        match store.save(&org, Kind::Modules, "", seen, at, Some(&modules)) {
            Ok(_) => Ok(Some(true)),
            Err(SaveError::Changed) => Ok(Some(false)),
            Err(SaveError::Store(cause)) => Err(cause),
        }
    };
    let done = visit.off(change).await?;
    match done.map_err(|cause| visit.broken(&cause))? {
        Some(true) => Ok(Redirect::to(&visit.address("/modules")).into_response()),
        Some(false) => {
            let text = words::conflict(visit.language()).to_owned();
            let said = Some((StatusCode::CONFLICT, text));
            draw(packs, visit, Saying { said, ..refused }).await
        }
        None => draw(packs, visit, refused).await,
    }
}

fn newest(packs: &Packs, org: &str) -> Result<Versioned<Modules>, StoreError> {
    let kept = packs.store().get(org, Kind::Modules, "")?;
    Ok(kept.unwrap_or_else(|| Versioned {
        id: String::new(),
        version: 0,
        at: 0,
        body: Modules::default(),
    }))
}

async fn draw(packs: &Packs, visit: &Visit, saying: Saying) -> Result<Response, Stop> {
    let (language, org) = (visit.language(), visit.host.org.clone());
    let stock = packs.library().stock(&org).await;
    let shelf = packs.library().shelf(&org, language).await;
    let all = packs.clone();
    let kept = visit.off(move || newest(&all, &org)).await?;
    let kept = kept.map_err(|cause| visit.broken(&cause))?;
    let modules = &kept.body;
    let themes: Vec<String> = shelf
        .themes
        .iter()
        .map(|theme| theme.code.clone())
        .collect();
    let now = packs.month();
    let matrix = modules.matrix(&stock, &themes, now);
    let shown = |cells: &[Cell]| cells.iter().map(|cell| cell_text(cell, language)).collect();
    let codes = modules.codes();
    let stories = stock.standing().map(|(entry, edition)| Given {
        id: entry.id.clone(),
        title: entry.story.title.clone(),
        about: {
            let themes = entry.story.themes.iter();
            let themes: Vec<String> = themes.map(|code| name(&shelf.themes, code)).collect();
            format!(
                "{} · {}",
                themes.join(", "),
                edition.released.in_words(language)
            )
        },
        modules: codes
            .iter()
            .map(|code| modules.has(&entry.id, code))
            .collect(),
    });
    let status = saying
        .said
        .as_ref()
        .map_or(StatusCode::OK, |(status, _)| *status);
    let page = Page {
        list: visit.address(""),
        address: visit.address("/modules"),
        own_address: visit.address("/modules/eigen"),
        version: kept.version,
        said: saying.said.map(|(_, text)| text),
        problem: saying.problem,
        typed: saying.typed,
        gaps: matrix
            .gaps
            .iter()
            .map(|gap| gap_text(gap, modules, language))
            .collect(),
        modules: codes
            .iter()
            .map(|code| (code.clone(), words::module(modules, code, language)))
            .collect(),
        own: modules
            .own
            .iter()
            .map(|own| (own.code.clone(), own.name.to_string()))
            .collect(),
        rows: matrix
            .rows
            .iter()
            .map(|(theme, cells)| (name(&shelf.themes, theme), shown(cells)))
            .collect(),
        whole: shown(&matrix.whole),
        stories: stories.collect(),
        frame: visit.frame(visit.t("Verhalen per module", "Stories by module")),
    };
    let body = page.render().map_err(|cause| visit.broken(&cause))?;
    Ok((status, Html(body)).into_response())
}

fn cell_text(cell: &Cell, language: Language) -> Shown {
    let Some(newest) = cell.newest else {
        return Shown {
            text: "–".to_owned(),
            old: false,
        };
    };
    let age = words::months(newest, language);
    let text = match (cell.stories, language) {
        (1, Language::Dutch) => format!("1 verhaal, {age}"),
        (1, Language::English) => format!("1 story, {age}"),
        (count, Language::Dutch) => format!("{count} verhalen, het nieuwste {age}"),
        (count, Language::English) => format!("{count} stories, the newest {age}"),
    };
    Shown {
        text,
        old: !cell.fresh,
    }
}

fn gap_text(gap: &Gap, modules: &Modules, language: Language) -> String {
    let module = words::module(modules, gap.module, language);
    match (gap.newest, language) {
        (None, Language::Dutch) => {
            format!("{module}: er is nog geen verhaal. Kies hieronder een verhaal dat erbij past.")
        }
        (None, Language::English) => {
            format!("{module}: there is no story yet. Choose a story that fits below.")
        }
        (Some(age), Language::Dutch) => format!(
            "{module}: het nieuwste verhaal is {age} maanden oud. Er is een verhaal nodig dat jonger is dan 24 maanden."
        ),
        (Some(age), Language::English) => format!(
            "{module}: the newest story is {age} months old. A story of less than 24 months is needed."
        ),
    }
}
