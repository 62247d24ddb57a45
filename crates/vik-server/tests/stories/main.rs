//! The story library as a browser meets it: found, read, taken along, and gone when it is withdrawn.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod world;

use axum::http::StatusCode;
use world::{World, samples};

const TITLES: [&str; 3] = [
    "Even kijken wie",
    "Een tas met boodschappen",
    "Tot het eind van",
];

/// Which of the three samples a list shows.
fn shown(page: &str) -> Vec<usize> {
    let holds = |title: &&str| page.contains(*title);
    let numbered = TITLES.iter().enumerate();
    numbered
        .filter(|(_, title)| holds(title))
        .map(|(at, _)| at + 1)
        .collect()
}

#[tokio::test]
async fn a_story_is_read_and_taken_along() {
    let world = World::with_samples().await;
    let cookie = world.sign_in("trainer").await;
    let list = world.get("/nl/verhalen", &cookie).await;
    assert_eq!(list.status, StatusCode::OK);
    let text = list.text();
    assert_eq!(shown(&text), [1, 2, 3]);
    assert!(text.contains("3 verhalen") && text.contains("moet opnieuw worden bekeken"));
    let story = world.get("/nl/verhalen/1", &cookie).await;
    assert_eq!(story.status, StatusCode::OK);
    let page = story.text();
    for words in [
        "Voor wie leiding geeft",
        "Samengesteld uit 4 afgesloten zaken",
        "Beslismoment",
        "Wat zegt de regel?",
        "januari 2024",
        "Integer",
        "had opnieuw bekeken moeten worden",
    ] {
        assert!(page.contains(words), "{words}");
    }
    world.keep(1, "2125-01").await;
    let kept = world.get("/nl/verhalen/1", &cookie).await.text();
    assert!(!kept.contains("had opnieuw bekeken moeten worden"));
    let english = world.get("/en/verhalen/1", &cookie).await.text();
    assert!(english.contains("<h1 lang=\"nl\">") && english.contains("How it ended"));
    let markdown = world.get("/nl/verhalen/1.md", &cookie).await;
    assert!(markdown.text().starts_with("# Even kijken"));
    for file in ["1.pdf", "kaarten.pdf?nr=1&nr=3"] {
        let pdf = world.get(&format!("/nl/verhalen/{file}"), &cookie).await;
        assert_eq!(pdf.status, StatusCode::OK, "{file}");
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{file}");
        assert_eq!(pdf.headers["cache-control"], "no-store");
    }
    for missing in [
        "9",
        "01",
        "+1",
        "1.exe",
        "1.",
        "0",
        "99999999999999999999",
        "kaarten.pdf?nr=9",
    ] {
        let answer = world.get(&format!("/nl/verhalen/{missing}"), &cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
    }
    let none = world.get("/nl/verhalen/kaarten.pdf", &cookie).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn search_and_filters_stand_in_the_address() {
    let world = World::with_samples().await;
    let cookie = world.sign_in("gespreksleider").await;
    let asked: [(&str, &[usize]); 14] = [
        ("zoek=schulden", &[3]),
        ("zoek=winkelier", &[2]),
        ("zoek=buren+opzoeken", &[1]),
        ("zoek=xyzzy", &[]),
        ("thema=confidentiality", &[2]),
        ("waarde=courage", &[1, 3]),
        ("publiek=policy", &[2, 3]),
        ("publiek=policy&waarde=courage", &[3]),
        ("dilemma=nee", &[]),
        ("dilemma=ja&zoek=schulden", &[3]),
        ("functie=medewerker+van+een+ondersteunende+afdeling", &[3]),
        ("lezen=lang&lezen=", &[1, 2, 3]),
        ("sinds=2025-02", &[2, 3]),
        ("sinds=onzin&thema=", &[1, 2, 3]),
    ];
    for (address, numbers) in asked {
        let page = world.get(&format!("/nl/verhalen?{address}"), &cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        // The options of the filters hold no titles.
        let text = page.text();
        if address != "lezen=lang&lezen=" {
            assert_eq!(shown(&text), numbers, "{address}");
        }
    }
    let page = world
        .get("/nl/verhalen?zoek=schulden", &cookie)
        .await
        .text();
    assert!(page.contains("<mark>schulden</mark>"));
    let page = world
        .get("/nl/verhalen?volgorde=nieuwste", &cookie)
        .await
        .text();
    let place = |title: &str| page.find(title).unwrap();
    assert!(place(TITLES[2]) < place(TITLES[1]) && place(TITLES[1]) < place(TITLES[0]));
    assert!(page.contains("<option value=\"nieuwste\" selected>"));
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_everywhere_and_announced() {
    let world = World::with_samples().await;
    let cookie = world.sign_in("trainer").await;
    assert_eq!(
        world.get("/nl/verhalen/3", &cookie).await.status,
        StatusCode::OK
    );
    world
        .withdraw(3, "2026-11", "te herkennen in één eenheid.")
        .await;
    for file in ["3", "3.md", "3.pdf", "kaarten.pdf?nr=1&nr=3"] {
        let gone = world.get(&format!("/nl/verhalen/{file}"), &cookie).await;
        assert_eq!(gone.status, StatusCode::GONE, "{file}");
        assert_eq!(gone.headers["cache-control"], "no-store", "{file}");
        let text = gone.text();
        assert!(
            text.contains("in november 2026 ingetrokken: te herkennen"),
            "{file}"
        );
        assert!(
            !text.contains("schuld") && !text.contains("Tot het eind"),
            "{file}"
        );
    }
    let search = world
        .get("/nl/verhalen?zoek=schulden", &cookie)
        .await
        .text();
    assert!(search.contains("Geen verhalen gevonden"));
    let list = world.get("/nl/verhalen", &cookie).await.text();
    assert_eq!(shown(&list), [1, 2]);
    assert!(
        list.contains("Verhaal 3 is in november 2026 ingetrokken: te herkennen in één eenheid.")
    );
    assert!(!list.contains("Privéproblemen"), "not even as a filter");
}

#[tokio::test]
async fn who_has_nothing_to_do_with_stories_stays_out() {
    let world = World::with_samples().await;
    for (name, status) in [
        ("analist", StatusCode::OK),
        ("leiding", StatusCode::OK),
        ("privacy", StatusCode::OK),
        ("auditor", StatusCode::OK),
        ("gegevens", StatusCode::FORBIDDEN),
        ("beheer", StatusCode::FORBIDDEN),
    ] {
        let cookie = world.sign_in(name).await;
        for page in [
            "verhalen",
            "verhalen/1",
            "verhalen/1.md",
            "verhalen/kaarten.pdf?nr=1",
        ] {
            let answer = world.get(&format!("/nl/{page}"), &cookie).await;
            assert_eq!(answer.status, status, "{name} {page}");
        }
    }
    let stranger = world.get("/nl/verhalen/1.pdf", "").await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn mark_up_in_a_story_stays_text() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)> \"' [a](javascript:1)";
    let world = World::new().await;
    let mut story = samples().remove(0);
    story.title = format!("Titel {evil}");
    story.situation = format!("Wie zoekt: {evil}");
    story.toolkit = vec![evil.to_owned()];
    story.lessons.person = vec![evil.to_owned()];
    story.facets.roles[0].function = evil.to_owned();
    story.parts[0].text = evil.to_owned();
    story.themes.push(evil.to_owned());
    world.release(story, "2026-11", "2027-11").await;
    let cookie = world.sign_in("trainer").await;
    let query = "/nl/verhalen?zoek=%3Cscript%3E+wie+zoekt";
    for address in ["/nl/verhalen", query, "/nl/verhalen/1", "/en/verhalen/1"] {
        let page = world.get(address, &cookie).await.text();
        assert!(page.contains("alert(1)"), "{address}");
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{address}"
        );
    }
    let markdown = world.get("/nl/verhalen/1.md", &cookie).await.text();
    let bare = markdown.replace("\\<", "");
    assert!(markdown.contains("alert(1)") && !bare.contains('<') && !bare.contains("[a]("));
    world.withdraw(1, "2026-12", evil).await;
    for address in ["/nl/verhalen", "/nl/verhalen/1"] {
        let page = world.get(address, &cookie).await.text();
        assert!(
            page.contains("alert(1)") && !page.contains("<script"),
            "{address}"
        );
    }
}
