//! Circles over a real socket: two hours in seconds, three rooms at once, a power cut, and a search
//! through every byte that was written for what phones sent.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it cannot go on"
)]

mod circle;
mod client;
mod doors;
mod preparing;
mod secrets;
mod world;

use std::time::Duration;

use circle::{Circle, PEOPLE, Screen};
use client::Client;
use world::{Hand, World};

/// A circle of two hours. `shift` makes rooms differ in what they answer and write.
async fn two_hours(world: &World, host: &'static str, shift: usize) -> (Circle, String) {
    let clock = world.clock.clone();
    let notes = [
        "Vraag altijd waarvoor je iets opzoekt, ook aan de leidinggevende.",
        "De regel over geschenken is niet duidelijk.",
        "Een opmerking van een jonge collega is geen aanval.",
    ];
    let story = (shift + 1).to_string();
    let mut circle = Circle::open(world.at, host, &story, PEOPLE).await;
    circle.deed(&[("doe", "start")]).await;
    circle.deed(&[("doe", "deur-dicht")]).await;
    circle
        .until("Wat roept dit verhaal bij u op?", &clock, 60_000)
        .await;
    // Five choose the word of this room, and one chooses it in one's own words.
    circle
        .answer("reactie", |phone| {
            if phone < 5 { shift } else { 9 + phone % 6 }.to_string()
        })
        .await;
    circle.deed(&[("doe", "toon"), ("vraag", "reactie")]).await;
    let body = circle.wall.tells("5 of meer").await;
    let word = ["ongemak", "boosheid", "begrip"][shift];
    assert!(
        body.contains(&format!("<span class=\"what\">{word}</span>")),
        "{body}"
    );
    circle.until("De vraag", &clock, 60_000).await;
    circle
        .answer("voor", |phone| {
            (if phone < 10 { shift } else { 3 }).to_string()
        })
        .await;
    assert_eq!(circle.note("inzicht", notes[shift]).await, 303);
    circle.deed(&[("doe", "toon"), ("vraag", "voor")]).await;
    circle.wall.tells("10 of meer").await;
    circle.until("Maar wat als …", &clock, 60_000).await;
    circle.deed(&[("doe", "kaart")]).await;
    circle.until("Het besluit", &clock, 60_000).await;
    circle
        .answer("na", |phone| {
            (if phone < 4 { 3 } else { shift }).to_string()
        })
        .await;
    circle.deed(&[("doe", "toon"), ("vraag", "na")]).await;
    circle.wall.tells("Na het gesprek").await;
    circle.until("Wat helpt?", &clock, 60_000).await;
    for (column, text) in [
        (
            "systeem",
            "Het systeem vraagt om een reden voordat je kunt zoeken.",
        ),
        ("team", "We spreken elkaar aan in het team."),
        ("ik", "Ik vraag altijd waarvoor."),
    ] {
        circle
            .deed(&[("doe", "idee"), ("keuze", column), ("tekst", text)])
            .await;
    }
    circle.deed(&[("doe", "stem")]).await;
    let page = circle.phones[0].tells("type=\"checkbox\"").await;
    let (_, rest) = page.split_once("name=\"keuze0\" value=\"").unwrap();
    let dot: u32 = rest.split('"').next().unwrap().parse().unwrap();
    circle
        .answer("stippen", |phone| (dot + u32::from(phone > 9)).to_string())
        .await;
    circle.deed(&[("doe", "toon"), ("vraag", "stippen")]).await;
    circle.wall.tells("10 of meer").await;
    circle.until("Acties", &clock, 60_000).await;
    circle
        .deed(&[
            ("doe", "actie"),
            ("keuze", "eenheid:ON"),
            ("tekst", "Maak een korte gesprekskaart voor de briefing."),
            ("wanneer", "2027-01-20"),
            ("teken", "Minder zoekvragen zonder reden in de steekproef."),
        ])
        .await;
    circle.until("Afronding", &clock, 60_000).await;
    circle.answer("afronding", |_| "0".to_owned()).await;
    circle
        .deed(&[("doe", "toon"), ("vraag", "afronding")])
        .await;
    circle.wall.tells("15 of meer").await;
    (circle, notes[shift].to_owned())
}

/// Closes a circle and gives its report.
async fn close(circle: Circle) -> (String, Vec<Screen>) {
    let refused = circle
        .lead
        .post(&format!("{}/sluiten", circle.address), &[])
        .await;
    assert_eq!(refused.status, 422, "a second person reads first");
    let closed = circle
        .lead
        .post(&format!("{}/sluiten", circle.address), &[("gelezen", "ja")])
        .await;
    assert_eq!(closed.status, 303);
    (
        circle.lead.get(&closed.location()).await.body,
        circle.phones,
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifteen_phones_stay_in_step_for_two_hours() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let (circle, note) = two_hours(&world, "a/korps", 0).await;
    println!("slowest of all steps: {:?} for 16 screens", circle.slowest);
    assert!(
        circle.slowest < Duration::from_secs(1),
        "{:?}",
        circle.slowest
    );
    let (report, phones) = close(circle).await;
    assert!(
        report.contains(&note) && report.contains("Naam ON") && report.contains("20 januari 2027")
    );
    for phone in phones {
        // The stream's last event made the phone look once more, and it found the door.
        phone.tells("afgesloten").await;
        phone.close();
    }
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_rooms_at_once_lose_and_mix_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let (one, two, three) = tokio::join!(
        two_hours(&world, "a/korps", 0),
        two_hours(&world, "b/korps", 1),
        two_hours(&world, "c/korps", 2),
    );
    let rooms = [one, two, three];
    let notes: Vec<String> = rooms.iter().map(|(_, note)| note.clone()).collect();
    let slowest = rooms
        .iter()
        .map(|(circle, _)| circle.slowest)
        .max()
        .unwrap();
    println!("slowest of all steps: {slowest:?} for 48 screens in three rooms");
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    for (circle, note) in rooms {
        let (report, _) = close(circle).await;
        for other in &notes {
            assert_eq!(report.contains(other), *other == note);
        }
    }
    let circles = world.circles.store().circles().unwrap();
    assert_eq!(circles.len(), 3);
    for (_, circle) in &circles {
        assert_eq!(
            (circle.notes.len(), circle.ideas.len(), circle.actions.len()),
            (1, 3, 1)
        );
        assert_eq!(circle.shown.len(), 5);
        assert!(circle.complete);
    }
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_half_way_loses_no_note_and_the_room_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Hand::new();
    let world = World::start(folder.path(), clock.clone()).await;
    let mut circle = Circle::open(world.at, "a/korps", "1", 6).await;
    circle.deed(&[("doe", "start")]).await;
    circle.until("De vraag", &clock, 60_000).await;
    circle.answer("voor", |_| "0".to_owned()).await;
    circle.deed(&[("doe", "toon"), ("vraag", "voor")]).await;
    let notes = [
        "Vraag altijd waarvoor je iets opzoekt, ook aan de leidinggevende.",
        "De regel over geschenken is niet duidelijk.",
    ];
    for note in notes {
        assert_eq!(circle.note("voorstel", note).await, 303);
    }
    let before = circle.lead.get(&circle.address).await;
    world.cut().await;

    clock.turn(60_000);
    let world = World::start(folder.path(), clock.clone()).await;
    let lead = Client::leading(world.at, "a/korps");
    let after = lead.get(&circle.address).await;
    assert_eq!(after.first("h1"), before.first("h1"));
    for note in notes {
        assert!(after.body.contains(note));
    }
    let left = |page: &str| -> i64 {
        let (_, rest) = page.split_once("data-left=\"").unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    assert_eq!(
        left(&before.body) - left(&after.body),
        60,
        "the clock went on"
    );
    // What was shown stays shown, and is not asked a second time.
    let again = lead
        .post(&circle.address, &[("doe", "toon"), ("vraag", "voor")])
        .await;
    assert_eq!(again.status, 409);
    // Phones are not known any more; they join by the same code and the circle goes on.
    let mut old = Client::new(world.at);
    old.cookie.clone_from(&circle.phones[0].client.cookie);
    let out = old.get("/nl/leercirkel/mee").await;
    assert!(out.head.contains("Max-Age=0") && out.body.contains("opnieuw meedoen"));
    let screen = format!("/nl/leercirkel/scherm/{}", circle.screen_key);
    circle.wall = Screen::follow(
        Client::new(world.at),
        screen.clone(),
        format!("{screen}/stroom"),
    );
    (circle.lead, circle.phones) = (lead, Vec::new());
    circle.join(world.at, 6).await;
    circle.until("Het besluit", &clock, 60_000).await;
    circle.answer("na", |_| "1".to_owned()).await;
    circle.deed(&[("doe", "toon"), ("vraag", "na")]).await;
    circle.wall.tells("Na het gesprek").await;
    world.cut().await;
}
