//! Who gets in, how often somebody may try, and when a room ends.

use vik_learning::clock::HOUR;
use vik_learning::tries::BURST;

use crate::circle::Circle;
use crate::client::Client;
use crate::world::{Hand, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_can_hardly_be_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let circle = Circle::open(world.at, "a/korps", "1", 1).await;
    let mut guesser = Client::new(world.at);
    for _ in 0..BURST {
        assert_eq!(guesser.join("CDFG-CDFG").await, Err(422));
    }
    let page = guesser
        .post("/nl/leercirkel/mee", &[("code", "CDFG-CDFG")])
        .await;
    assert!(
        page.body.contains("Wacht 1 seconden"),
        "{}",
        page.first("main")
    );
    // Nobody is let in while the tries are used up, and everybody a second later.
    assert_eq!(guesser.join(&circle.code).await, Err(422));
    world.clock.turn(1_000);
    assert_eq!(guesser.join(&circle.code).await, Ok(()));
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shut_door_and_a_full_room_keep_phones_out() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let circle = Circle::open(world.at, "a/korps", "1", 3).await;
    let mut late = Client::new(world.at);
    circle.deed(&[("doe", "deur-dicht")]).await;
    assert_eq!(late.join(&circle.code).await, Err(422));
    circle.deed(&[("doe", "deur-open")]).await;
    circle.deed(&[("doe", "groep"), ("groep", "3")]).await;
    assert_eq!(late.join(&circle.code).await, Err(422));
    circle.deed(&[("doe", "groep"), ("groep", "4")]).await;
    assert_eq!(late.join(&circle.code).await, Ok(()));
    // A phone that leaves makes room, and its cookie is taken back.
    let left = late.post("/nl/leercirkel/mee/weg", &[]).await;
    assert!(left.head.contains("Max-Age=0"));
    assert!(
        late.get("/nl/leercirkel/mee")
            .await
            .body
            .contains("id=\"code\"")
    );
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_ends_with_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let circle = Circle::open(world.at, "a/korps", "1", 1).await;
    assert_eq!(
        circle
            .note("vraag", "De regel over geschenken is niet duidelijk.")
            .await,
        303
    );
    world.clock.turn(5 * HOUR);
    assert_eq!(circle.lead.get(&circle.address).await.status, 404);
    let phone = circle.phones[0].client.get("/nl/leercirkel/mee").await;
    assert!(phone.head.contains("Max-Age=0") && phone.body.contains("afgesloten"));
    let wall = format!("/nl/leercirkel/scherm/{}", circle.screen_key);
    assert_eq!(Client::new(world.at).get(&wall).await.status, 404);
    assert_eq!(Client::new(world.at).join(&circle.code).await, Err(422));
    let held = world.circles.store().circles().unwrap();
    assert_eq!(held[0].1.notes.len(), 1, "what was agreed stays");
    assert!(!held[0].1.complete);
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_leads_leads() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let circle = Circle::open(world.at, "a/korps", "1", 1).await;
    let stranger = Client::new(world.at);
    let elsewhere = Client::leading(world.at, "x/ander");
    let second = Client::leading(world.at, "b/korps");
    let wall = format!("/nl/leercirkel/scherm/{}", circle.screen_key);
    let pages = ["", "/print", "/sluiten", "/stroom"].map(|end| format!("{}{end}", circle.address));
    for page in &pages {
        assert_eq!(stranger.get(page).await.status, 403, "{page}");
        assert_eq!(elsewhere.get(page).await.status, 404, "{page}");
    }
    assert_eq!(
        stranger
            .post(&circle.address, &[("doe", "verder")])
            .await
            .status,
        403
    );
    assert_eq!(
        elsewhere
            .post(&circle.address, &[("doe", "verder")])
            .await
            .status,
        404
    );
    assert_eq!(stranger.get("/nl/leercirkel").await.status, 403);
    assert_eq!(stranger.get("/nl/leercirkel/verslag/1").await.status, 403);
    // A colleague who got the address leads too; a form from elsewhere does nothing; a wall only looks.
    assert_eq!(second.get(&circle.address).await.status, 200);
    assert_eq!(circle.lead.foreign(&circle.address).await.status, 403);
    assert_eq!(stranger.post(&wall, &[("doe", "verder")]).await.status, 405);
    assert!(
        !second
            .get("/nl/leercirkel")
            .await
            .body
            .contains(&circle.address),
        "not in another's list"
    );
    for (path, status) in [
        ("/xx/leercirkel/mee", 404),
        ("/nl/leercirkel/scherm/0", 404),
        ("/en/leercirkel/mee", 200),
    ] {
        assert_eq!(stranger.get(path).await.status, status, "{path}");
    }
    world.cut().await;
}
