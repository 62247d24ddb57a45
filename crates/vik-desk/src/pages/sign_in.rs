//! Signing in at the desk and out again.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vik_server::fields::Fields;

use super::{Frame, Problem, SESSION, TheDesk, session};

#[derive(Template)]
#[template(path = "sign_in_desk.html")]
struct Page {
    frame: Frame,
    name: String,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<crate::app::Desk> {
    Router::new()
        .route("/aanmelden", get(ask).post(sign_in))
        .route("/afmelden", post(sign_out))
}

async fn ask(State(desk): TheDesk) -> Result<Response, Problem> {
    page(&desk, String::new(), None, StatusCode::OK)
}

async fn sign_in(State(desk): TheDesk, body: String) -> Result<Response, Problem> {
    let form = Fields::parse(&body);
    let name = form.get("name").unwrap_or_default().trim().to_owned();
    let password = form.get("password").unwrap_or_default().to_owned();
    if let Some(wait) = desk.sessions.wait(&name) {
        let problem = format!(
            "Te vaak een verkeerd wachtwoord. Wacht {} seconden en probeer het opnieuw.",
            wait.as_secs() + 1
        );
        return page(&desk, name, Some(problem), StatusCode::TOO_MANY_REQUESTS);
    }
    let (there, asked) = (desk.clone(), name.clone());
    let known = tokio::task::spawn_blocking(move || there.people.verify(&asked, &password)).await;
    let Some(person) = known.ok().flatten() else {
        desk.sessions.failed(&name);
        let problem = "De naam of het wachtwoord klopt niet. Controleer beide.".to_owned();
        return page(&desk, name, Some(problem), StatusCode::UNAUTHORIZED);
    };
    desk.sessions.succeeded(&name);
    let id = desk
        .sessions
        .start(person)
        .ok_or_else(|| Problem::wrong("Aanmelden lukt nu niet. Probeer het zo opnieuw."))?;
    Ok((cookie(&id, "")?, Redirect::to("/")).into_response())
}

async fn sign_out(State(desk): TheDesk, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(id) = session(&headers) {
        desk.sessions.end(&id);
    }
    Ok((cookie("", "; Max-Age=0")?, Redirect::to("/aanmelden")).into_response())
}

fn cookie(id: &str, more: &str) -> Result<HeaderMap, Problem> {
    let text = format!("{SESSION}={id}; Path=/; HttpOnly; SameSite=Strict{more}");
    let value = HeaderValue::from_str(&text)
        .map_err(|_| Problem::wrong("Aanmelden lukt nu niet. Probeer het zo opnieuw."))?;
    Ok(HeaderMap::from_iter([(SET_COOKIE, value)]))
}

fn page(
    desk: &crate::app::Desk,
    name: String,
    problem: Option<String>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let page = Page {
        frame: Frame {
            title: "Aanmelden bij het bureau".to_owned(),
            who: None,
            organisation: desk.organisation.clone(),
        },
        name,
        problem,
    };
    Ok((status, Html(page.render()?)).into_response())
}
