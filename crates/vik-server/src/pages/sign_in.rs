//! Signing in and out with an account of the demo.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::fields::Fields;
use crate::language::pick;
use crate::sessions::{COOKIE, Reader};
use crate::visit::Guest;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    chrome: Chrome,
    next: String,
    name: String,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{language}/aanmelden", get(ask).post(sign_in))
        .route("/{language}/afmelden", post(sign_out))
}

async fn ask(guest: Guest) -> Result<Response, WebError> {
    let next = guest.fields.get("next").unwrap_or_default().to_owned();
    page(&guest, next, String::new(), None, StatusCode::OK)
}

async fn sign_in(guest: Guest, State(app): State<App>, body: String) -> Result<Response, WebError> {
    let form = Fields::parse(&body);
    let name = form.get("name").unwrap_or_default().trim().to_owned();
    let password = form.get("password").unwrap_or_default().to_owned();
    let next = form.get("next").unwrap_or_default().to_owned();
    if let Some(wait) = app.sessions.wait(&name) {
        let seconds = wait.as_secs() + 1;
        let problem = match guest.language {
            vik_catalogue::Language::Dutch => format!(
                "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht {seconds} seconden en probeer het opnieuw."
            ),
            vik_catalogue::Language::English => format!(
                "You gave a wrong password too often. Wait {seconds} seconds and try again."
            ),
        };
        return page(
            &guest,
            next,
            name,
            Some(problem),
            StatusCode::TOO_MANY_REQUESTS,
        );
    }
    let (checked, asked) = (app.clone(), name.clone());
    let verified =
        tokio::task::spawn_blocking(move || checked.accounts.verify(&asked, &password)).await;
    let account = verified.map_err(|_| WebError::broken("the check of a password stopped"))?;
    let Some((account, role)) =
        account.and_then(|account| account.role().map(|role| (account, role)))
    else {
        app.sessions.failed(&name);
        let problem = pick(
            guest.language,
            "De naam of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.",
            "The name or the password is not right. Check both and try again.",
        );
        return page(
            &guest,
            next,
            name,
            Some(problem.to_owned()),
            StatusCode::UNAUTHORIZED,
        );
    };
    app.sessions.succeeded(&name);
    if let Some((old, _)) = &guest.session {
        app.sessions.end(old);
    }
    let reader = Reader {
        account: account.name,
        display: account.display,
        role,
    };
    let id = app
        .sessions
        .start(reader)
        .ok_or_else(|| WebError::broken("the system gives no randomness"))?;
    let target = own_address(&next).unwrap_or_else(|| format!("/{}", guest.language.code()));
    Ok((cookie(&id, "", app.https)?, Redirect::to(&target)).into_response())
}

async fn sign_out(guest: Guest, State(app): State<App>) -> Result<Response, WebError> {
    if let Some((id, _)) = &guest.session {
        app.sessions.end(id);
    }
    let target = format!("/{}/aanmelden", guest.language.code());
    let mut headers = cookie("", "; Max-Age=0", app.https)?;
    headers.insert(
        "clear-site-data",
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok((headers, Redirect::to(&target)).into_response())
}

fn cookie(id: &str, more: &str, https: bool) -> Result<HeaderMap, WebError> {
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{COOKIE}={id}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    let value = HeaderValue::from_str(&text)
        .map_err(|_| WebError::broken("a cookie could not be written"))?;
    Ok(HeaderMap::from_iter([(SET_COOKIE, value)]))
}

/// An address on this server; anything that a browser could read as another host is refused.
fn own_address(next: &str) -> Option<String> {
    let own = next.starts_with('/') && !next.starts_with("//");
    let plain = !next.contains('\\') && !next.chars().any(char::is_control);
    (own && plain).then(|| next.to_owned())
}

fn page(
    guest: &Guest,
    next: String,
    name: String,
    problem: Option<String>,
    status: StatusCode,
) -> Result<Response, WebError> {
    let title = pick(guest.language, "Aanmelden", "Sign in");
    let mut chrome = Chrome::bare(guest.language, &guest.path, title);
    if !next.is_empty() {
        chrome
            .other
            .push_str(&Fields::default().with("next", &next).address());
    }
    let page = Page {
        chrome,
        next,
        name,
        problem,
    };
    Ok((status, Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn signing_in_never_leads_to_another_host() {
        assert!(own_address("/nl/trends?a=1").is_some());
        for foreign in ["", "//elders", "https://elders", "/\\elders", "/a\nb"] {
            assert!(own_address(foreign).is_none(), "{foreign:?}");
        }
    }
}
