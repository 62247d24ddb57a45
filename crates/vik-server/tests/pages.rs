//! The server as a browser meets it, over an open side on which nothing has been published yet.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_SECURITY_POLICY, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{Method, Request, Response, StatusCode};
use tempfile::TempDir;
use tower::ServiceExt;
use vik_catalogue::{Catalogue, Role};
use vik_server::access::PLACES;
use vik_server::accounts::{DEMO, DEMO_PASSWORD, demo_accounts};
use vik_server::decisions::Decisions;
use vik_server::work::Work;
use vik_server::{App, open_side, router};

/// Every test shares one empty open side; nothing writes to it.
fn server() -> Router {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());
    let folder = &*FOLDER;
    std::fs::create_dir_all(folder.path().join("politie/releases")).unwrap();
    let sources = open_side::find(folder.path()).unwrap();
    // What is written goes into a folder of each server's own.
    let work = tempfile::tempdir().unwrap().keep();
    let app = App::new(
        Catalogue::embedded(),
        sources,
        demo_accounts().unwrap(),
        false,
        Some(Decisions::open(&work).unwrap()),
    );
    let work = Work::open(&app, &work, "http://leerkring.test").unwrap();
    router(app, Some(work))
}

async fn get(server: &Router, address: &str, cookie: &str) -> Response<Body> {
    let request = Request::get(address)
        .header(COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    server.clone().oneshot(request).await.unwrap()
}

async fn post(
    server: &Router,
    address: &str,
    cookie: &str,
    origin: Option<&str>,
    body: &str,
) -> Response<Body> {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(address)
        .header("host", "leerkring.test")
        .header(COOKIE, cookie);
    if let Some(origin) = origin {
        request = request.header(ORIGIN, origin);
    }
    server
        .clone()
        .oneshot(request.body(Body::from(body.to_owned())).unwrap())
        .await
        .unwrap()
}

async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

const HERE: Option<&str> = Some("http://leerkring.test");

async fn sign_in(server: &Router, name: &str) -> String {
    let form = format!("name={name}&password={DEMO_PASSWORD}&next=%2Fnl%2Ftrends%3Feenheid%3DAMS");
    let response = post(server, "/nl/aanmelden", "", HERE, &form).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[LOCATION], "/nl/trends?eenheid=AMS");
    let cookie = response.headers()[SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly; SameSite=Lax"));
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn who_is_not_signed_in_goes_to_the_sign_in_page_and_back() {
    let server = server();
    let response = get(&server, "/nl/trends?van=2024-01", "").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        response.headers()[LOCATION],
        "/nl/aanmelden?next=%2Fnl%2Ftrends%3Fvan%3D2024-01"
    );
    let page = text(get(&server, "/en/aanmelden?next=%2Fen%2Ftrends", "").await).await;
    assert!(page.contains("<html lang=\"en\">") && page.contains("value=\"/en/trends\""));
    assert!(page.contains("href=\"/nl/aanmelden?next=%2Fen%2Ftrends\""));
}

#[tokio::test]
async fn a_wrong_password_is_told_and_the_sixth_try_waits() {
    let server = server();
    for _ in 0..5 {
        let response = post(
            &server,
            "/nl/aanmelden",
            "",
            HERE,
            "name=analist&password=fout",
        )
        .await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert!(
            text(response)
                .await
                .contains("naam of het wachtwoord klopt niet")
        );
    }
    let response = post(
        &server,
        "/nl/aanmelden",
        "",
        HERE,
        "name=analist&password=fout",
    )
    .await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let server = server();
    let cookie = sign_in(&server, "analist").await;
    assert_eq!(
        get(&server, "/nl/toegankelijkheid", &cookie).await.status(),
        StatusCode::OK
    );
    assert_eq!(
        post(&server, "/nl/afmelden", &cookie, HERE, "")
            .await
            .status(),
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        get(&server, "/nl/toegankelijkheid", &cookie).await.status(),
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn another_site_cannot_act_for_a_reader() {
    let server = server();
    let cookie = sign_in(&server, "analist").await;
    for origin in [None, Some("http://elders.test")] {
        let response = post(&server, "/nl/afmelden", &cookie, origin, "").await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(
            text(response)
                .await
                .contains("kwam niet van een pagina van Leerkring")
        );
    }
    assert_eq!(
        get(&server, "/nl/toegankelijkheid", &cookie).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn every_error_is_a_page_in_the_readers_language() {
    let server = server();
    let cookie = sign_in(&server, "analist").await;
    let missing = get(&server, "/en/niets", &cookie).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(text(missing).await.contains("This page does not exist"));
    let refused = get(&server, "/nl/query", &sign_in(&server, "trainer").await).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert!(text(refused).await.contains("Uw rol geeft geen toegang"));
    let empty = get(&server, "/nl/vrijgave", &cookie).await;
    assert_eq!(empty.status(), StatusCode::SERVICE_UNAVAILABLE);
    let page = text(empty).await;
    assert!(page.contains("nog niets vrijgegeven"));
    assert!(
        !page.contains("/tmp"),
        "a page shows no path of the machine"
    );
}

#[tokio::test]
async fn every_response_has_the_headers_and_pages_hold_no_script_or_inline_style() {
    let server = server();
    let cookie = sign_in(&server, "analist").await;
    for address in [
        "/nl/aanmelden",
        "/nl/toegankelijkheid",
        "/nl/niets",
        "/gezond",
        "/nl/trends",
    ] {
        let response = get(&server, address, &cookie).await;
        let policy = response.headers()[CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(response.headers()["cache-control"], "no-store", "{address}");
        let page = text(response).await;
        assert!(
            !page.contains("<script") && !page.contains(" style="),
            "{address}"
        );
    }
    let page = text(get(&server, "/nl/aanmelden", "").await).await;
    let style = page
        .split('"')
        .find(|part| part.starts_with("/static/"))
        .unwrap();
    let response = get(&server, style, "").await;
    assert!(
        response.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
}

/// Who may open what, as a grid that a privacy officer can read. A page that a role may open has no
/// figures here, and says so with 503; one that it may not open says 403.
#[tokio::test]
async fn access_matrix() {
    let server = server();
    let mut columns: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    for (name, role, _) in DEMO {
        let cookie = sign_in(&server, name).await;
        let mut cells = Vec::new();
        for place in PLACES {
            let response = get(
                &server,
                format!("/nl/{}", place.address()).trim_end_matches('/'),
                &cookie,
            )
            .await;
            cells.push(match response.status() {
                StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE => true,
                StatusCode::FORBIDDEN => false,
                other => panic!("{}: {other}", place.address()),
            });
        }
        columns.insert(role, cells);
    }
    let mut grid = format!("{:<18}", "");
    for role in Role::ALL {
        write!(grid, " {:>15}", role.code()).unwrap();
    }
    for (i, place) in PLACES.iter().enumerate() {
        write!(grid, "\n/{:<17}", place.address()).unwrap();
        for role in Role::ALL {
            write!(
                grid,
                " {:>15}",
                if columns[role.code()][i] { "yes" } else { "-" }
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!("access-matrix", grid);
}
