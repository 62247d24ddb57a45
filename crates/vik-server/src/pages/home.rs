//! Start: how fresh the figures are, and where to go.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vik_catalogue::Language;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::language::pick;
use crate::today::{COOKIE_NAME, Seen, news, tasks};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "home.html")]
struct Page {
    chrome: Chrome,
    org: Option<String>,
    words: String,
    tasks: Vec<(String, String)>,
    news: Vec<(String, String)>,
    known: bool,
    note: String,
    newest: String,
    release: u64,
    cards: Vec<Card>,
}

struct Card {
    href: String,
    name: String,
    text: &'static str,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(async || Redirect::to("/nl")))
        .route("/nl", get(show))
        .route("/en", get(show))
        .route("/{language}/", get(show))
        .route("/{language}/gezien", post(seen))
}

async fn show(
    visit: Visit,
    headers: HeaderMap,
    State(app): State<App>,
) -> Result<Html<String>, WebError> {
    let before = Seen::read(&headers);
    let side = visit.figures(&app).await?;
    let newest = vik_domain::Month::from_index(side.last_month()).to_string();
    let chrome = Chrome::new(&app, &visit, Place::Home);
    let places = chrome.menu.iter().filter(|link| !link.current);
    let cards = places.map(|link| Card {
        href: link.href.clone(),
        name: link.label.clone(),
        text: about(last(&link.href), visit.language),
    });
    let note = &side.organisation().note;
    let now = Seen::now(&app, &visit, &side)?;
    let page = Page {
        org: visit.fields.get("org").map(str::to_owned),
        words: String::new(),
        tasks: tasks(&app, &visit, &side)?,
        news: before.map_or_else(Vec::new, |before| news(&app, &visit, before, now)),
        known: before.is_some(),
        cards: cards.collect(),
        note: visit.pick(&note.nl, &note.en).to_owned(),
        newest: vik_charts::format_period(&newest, crate::figure::language(visit.language)),
        release: side.version(),
        chrome,
    };
    Ok(Html(page.render()?))
}

/// Remembers on the reader's own device what was seen, for half a year.
async fn seen(visit: Visit, State(app): State<App>) -> Result<Response, WebError> {
    let side = visit.figures(&app).await?;
    let text = Seen::now(&app, &visit, &side)?.text();
    let secure = if app.https { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE_NAME}={text}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax{secure}");
    let home = format!("/{}{}", visit.language.code(), visit.organisation());
    Ok(([(SET_COOKIE, cookie)], Redirect::to(&home)).into_response())
}

/// The last part of an address.
fn last(href: &str) -> &str {
    let path = href.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// What a page is for, by its address behind the language.
#[must_use]
pub fn about(address: &str, language: Language) -> &'static str {
    let (nl, en) = match address {
        "kwartaalbeeld" => (
            "De belangrijkste cijfers van het laatste kwartaal.",
            "The main figures of the last quarter.",
        ),
        "trends" => (
            "Wat stijgt, wat daalt, en hoe zeker dat is.",
            "What rises, what falls, and how sure that is.",
        ),
        "vergelijken" => (
            "Eenheden naast elkaar, met de ruimte die toeval laat.",
            "Units side by side, with the room that chance leaves.",
        ),
        "proces" => (
            "Hoe een zaak verloopt: route, doorlooptijd en terugkoppeling.",
            "How a case proceeds: route, lead time and feedback.",
        ),
        "gegevenskwaliteit" => (
            "Hoe volledig de cijfers zijn.",
            "How complete the figures are.",
        ),
        "signalen" => (
            "Wat nu opvalt, hoe zeker dat is, en wat ermee gebeurt.",
            "What stands out now, how sure that is, and what is done with it.",
        ),
        "rapporten" => (
            "Het kwartaalrapport en het halfjaarbericht, als pagina, op papier en als cijfers.",
            "The quarterly report and the half-yearly account, as a page, on paper and as figures.",
        ),
        "lesmap" => (
            "Stel een les samen en neem hem mee als dia's, gids of pakket.",
            "Put a lesson together and take it along as slides, guide or package.",
        ),
        "acties" => (
            "Wat is afgesproken, door wie, en wat het opleverde.",
            "What was agreed, by whom, and what it brought.",
        ),
        "toolkit" => (
            "Instrumenten om te voorkomen, van film tot risicoscan.",
            "Instruments to prevent, from film to risk scan.",
        ),
        "netwerk" => (
            "Wat in andere eenheden werkt.",
            "What works in other units.",
        ),
        "leercirkel" => (
            "Een gesprek voorbereiden en leiden, op vier schermen.",
            "Prepare and lead a conversation, on four screens.",
        ),
        "verhalen" => (
            "Afgesloten zaken, naverteld om van te leren.",
            "Closed cases, retold to learn from.",
        ),
        "query" => (
            "Stel uw eigen vraag in SQL.",
            "Ask your own question in SQL.",
        ),
        "begrippen" => (
            "Wat de woorden en codes betekenen.",
            "What the words and codes mean.",
        ),
        "vrijgave" => (
            "Wat wanneer is vrijgegeven, en hoe het is beschermd.",
            "What was released when, and how it is protected.",
        ),
        _ => (
            "Hoe toegankelijk deze site is.",
            "How accessible this site is.",
        ),
    };
    pick(language, nl, en)
}
