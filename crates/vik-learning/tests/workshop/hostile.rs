//! What pages do with input that nobody means well, and the file with hands in it.

use vik_learning::workshop::ledger::{Ledger, LedgerError};
use vik_log::LogError;

use crate::client::Client;
use crate::world::{Hand, World, written};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_or_form_breaks_a_page_or_tells_a_value() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    world.hold("korps", "NN");
    let team = Client::leading(world.at, "team:awsx/korps");
    let odd = [
        "a",
        "a0",
        "a-1",
        "a99999999999999999999",
        "a01",
        "c1",
        "c1-",
        "c1-01",
        "c-1-1",
        "c1-99",
        "%00",
        "%ff",
        "..%2f..%2fetc",
        "%3Cscript%3E",
        "'%20OR%201=1--",
        "nieuw%20",
    ];
    for id in odd {
        for path in [
            format!("/nl/acties/{id}"),
            format!("/nl/acties/{id}/opvolging/vier-weken?sleutel=x"),
            format!("/nl/acties/c1-1/opvolging/{id}?sleutel=x"),
            format!("/nl/toolkit/{id}"),
            format!("/nl/toolkit/{id}/scan"),
            format!("/nl/toolkit/risicoscan/scan/{id}"),
            format!("/nl/stemming/{id}"),
        ] {
            let answer = team.get(&path).await;
            assert!(
                matches!(answer.status, 400 | 404),
                "{path}: {}",
                answer.status
            );
            assert!(!answer.body.contains("<script>") && !answer.body.contains("etc"));
        }
        for path in [
            format!("/nl/netwerk/{id}/ook"),
            format!("/nl/regels/{id}/weg"),
        ] {
            let answer = team.post(&path, &[("eenheid", "NN")]).await;
            assert!(
                matches!(answer.status, 400 | 404),
                "{path}: {}",
                answer.status
            );
        }
    }
    for path in [
        "/nl/acties?eenheid=%3Cb%3E&stand='",
        "/nl/toolkit?soort=%3Cb%3E&thema=%3Cb%3E",
    ] {
        let answer = team.get(path).await;
        assert!(answer.status == 200 && !answer.body.contains("<b>"));
    }
    // Forms with values that no list has, and with more than fits.
    let forms: &[(&str, &[(&str, &str)])] = &[
        (
            "/nl/acties/nieuw",
            &[
                ("bron", "signaal:kanarie"),
                ("wat", "x"),
                ("wie", "persoon:kanarie"),
            ],
        ),
        (
            "/nl/acties/nieuw",
            &[
                ("bron", "signaal:s1"),
                ("wie", "eenheid:kanarie"),
                ("maand", "2027-02"),
            ],
        ),
        (
            "/nl/acties/nieuw",
            &[
                ("bron", "signaal:s1"),
                ("wie", "rol:vik"),
                ("maand", "9999-12"),
            ],
        ),
        (
            "/nl/acties/metingen",
            &[("thema", "kanarie"), ("moment", "vooraf"), ("groep", "8")],
        ),
        ("/nl/toolkit/geschenken/gebruikt", &[("eenheid", "kanarie")]),
        (
            "/nl/netwerk",
            &[
                ("eenheid", "kanarie"),
                ("wat", "x"),
                ("voor", "x"),
                ("gaf", "x"),
            ],
        ),
    ];
    for (path, fields) in forms {
        assert_eq!(team.post(path, fields).await.status, 422, "{path}");
    }
    let wrong = [("eenheid", "NN"), ("bezet", "kanarie")];
    assert_eq!(team.post("/nl/netwerk/functie", &wrong).await.status, 400);
    let long = "kanarie ".repeat(4_000);
    assert_eq!(
        team.post("/nl/netwerk", &[("wat", &long)]).await.status,
        413
    );
    assert!(!written(folder.path(), "kanarie"));
    // A draft that is not kept comes back escaped, and a form from elsewhere is not taken.
    let typed = [
        ("eenheid", "NN"),
        ("wat", "<script>alert(1)</script>"),
        ("voor", "x"),
        ("gaf", ""),
    ];
    let answer = team.post("/nl/netwerk", &typed).await;
    assert!(answer.status == 422 && !answer.body.contains("<script>alert"));
    assert_eq!(team.foreign("/nl/netwerk").await.status, 403);
    assert!(answer.head.contains("content-security-policy") && answer.head.contains("no-store"));
    // Who is not signed in sees nothing; who may only read changes nothing.
    let stranger = Client::new(world.at);
    for path in [
        "/nl/acties",
        "/nl/toolkit",
        "/nl/netwerk",
        "/en/acties/metingen",
    ] {
        assert_eq!(stranger.get(path).await.status, 403);
    }
    let reader = Client::leading(world.at, "lezer/korps");
    assert_eq!(reader.get("/nl/acties/nieuw").await.status, 403);
    for path in [
        "/nl/acties/nieuw",
        "/nl/acties/metingen",
        "/nl/acties/c1-1/opvolging/vier-weken",
        "/nl/toolkit/geschenken/gebruikt",
        "/nl/toolkit/risicoscan/scan",
        "/nl/netwerk",
        "/nl/netwerk/1/ook",
        "/nl/netwerk/functie",
        "/nl/regels/1/weg",
    ] {
        assert_eq!(
            reader.post(path, &[("eenheid", "NN")]).await.status,
            403,
            "{path}"
        );
    }
    assert_eq!(world.workshop.ledger().lines().len(), 0);
    world.cut().await;
}

/// Each column of a line is changed in turn, a line is taken out, two change places, and a text is
/// blanked without a word: the file is not opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_changed_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let team = Client::leading(world.at, "team:as/korps");
    for unit in ["NN", "ON", "MN"] {
        team.post("/nl/toolkit/geschenken/gebruikt", &[("eenheid", unit)])
            .await;
    }
    world.cut().await;
    let file = folder.path().join("actions.sqlite");
    assert_eq!(Ledger::open(&file).unwrap().lines().len(), 3);
    for change in [
        "UPDATE log SET stream = 'ander' WHERE place = 2",
        "UPDATE log SET at = at + 1 WHERE place = 2",
        "UPDATE log SET body = replace(body, 'ON', 'NN') WHERE place = 2",
        "UPDATE log SET body_hash = upper(body_hash) WHERE place = 2",
        "UPDATE log SET body = NULL WHERE place = 2",
        "DELETE FROM log WHERE place = 2",
        "DELETE FROM log WHERE place = 1",
        "UPDATE log SET place = 9 WHERE place = 2",
    ] {
        let copy = folder.path().join("copy.sqlite");
        std::fs::copy(&file, &copy).unwrap();
        let connection = rusqlite::Connection::open(&copy).unwrap();
        assert_eq!(connection.execute(change, []).unwrap(), 1);
        drop(connection);
        let opened = Ledger::open(&copy).err();
        assert!(
            matches!(opened, Some(LedgerError::Log(LogError::Tampered { .. }))),
            "{change}"
        );
        std::fs::remove_file(&copy).unwrap();
    }
}
