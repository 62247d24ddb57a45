//! Preparing: the theme or the story, the group that may know the case, and who can own an action.

use crate::circle::Circle;
use crate::client::Client;
use crate::world::{Hand, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_that_may_know_the_case_is_warned() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let lead = Client::leading(world.at, "a/korps");
    // The fourth story of the tests tells its unit.
    let plan = |unit| {
        [
            ("verhaal", "4"),
            ("duur", "60"),
            ("groep", "8"),
            ("eenheid", unit),
        ]
    };
    let warned = lead.post("/nl/leercirkel", &plan("NN")).await;
    assert_eq!(warned.status, 422);
    assert!(warned.body.contains("Deze groep kan de zaak kennen"));
    assert!(
        world.circles.of_owner("a").is_empty(),
        "nothing was prepared"
    );
    let sure = [&plan("NN")[..], &[("toch", "ja")]].concat();
    let made = lead.post("/nl/leercirkel", &sure).await;
    assert_eq!(made.status, 303);
    let page = lead.get(&made.location()).await;
    assert!(
        page.body.contains("Kan de groep deze zaak kennen?"),
        "the checklist says it again"
    );
    assert_eq!(lead.post("/nl/leercirkel", &plan("ON")).await.status, 303);
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_theme_gives_the_story_that_was_used_least() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let lead = Client::leading(world.at, "a/korps");
    let plan = [
        ("thema", "unlawful_information"),
        ("duur", "180"),
        ("groep", "8"),
    ];
    let mut stories = Vec::new();
    for _ in 0..2 {
        let address = lead.post("/nl/leercirkel", &plan).await.location();
        let room = world
            .circles
            .room(address.rsplit('/').next().unwrap())
            .unwrap();
        stories.push(room.plan.story.clone());
        lead.post(&address, &[("doe", "open")]).await;
        lead.post(&format!("{address}/sluiten"), &[("gelezen", "ja")])
            .await;
    }
    assert_eq!(stories, ["1", "4"]);
    let nothing = lead
        .post("/nl/leercirkel", &[("duur", "60"), ("groep", "8")])
        .await;
    assert_eq!(nothing.status, 422);
    // A room that was not opened can be thrown away, an open one cannot.
    let address = lead.post("/nl/leercirkel", &plan).await.location();
    assert_eq!(
        lead.post(&address, &[("doe", "wis")]).await.location(),
        "/nl/leercirkel"
    );
    assert_eq!(lead.get(&address).await.status, 404);
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_belongs_to_a_unit_or_a_role() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let circle = Circle::open(world.at, "a/korps", "1", 0).await;
    let action = async |owner: &str, due: &str, sign: &str| {
        let what = ("tekst", "Maak een korte gesprekskaart voor de briefing.");
        let fields = [
            ("doe", "actie"),
            ("keuze", owner),
            ("wanneer", due),
            ("teken", sign),
            what,
        ];
        circle.lead.post(&circle.address, &fields).await.status
    };
    let sign = "Minder zoekvragen zonder reden in de steekproef.";
    for owner in [
        "",
        "Kees",
        "rol:Kees",
        "eenheid:XX",
        "eenheid:Kees de Vries",
    ] {
        assert_eq!(action(owner, "2027-01-20", sign).await, 400, "{owner}");
    }
    assert_eq!(
        action("rol:vik", "2020-01-20", sign).await,
        409,
        "a day that has passed"
    );
    assert_eq!(
        action("rol:vik", "2027-01-20", "Kees de Vries is tevreden").await,
        422
    );
    for _ in 0..3 {
        assert_eq!(action("eenheid:NN", "2027-01-20", sign).await, 303);
    }
    assert_eq!(
        action("rol:vik", "2027-01-20", sign).await,
        409,
        "three is enough"
    );
    let english = circle
        .lead
        .get(&circle.address.replace("/nl/", "/en/"))
        .await;
    assert_eq!(english.status, 200);
    assert!(english.body.contains("Notes") || english.body.contains("Keep the note"));
    let paper = circle.lead.get(&format!("{}/print", circle.address)).await;
    assert_eq!(
        paper.body.matches("class=\"sheet\"").count(),
        7,
        "a sheet for each part"
    );
    world.cut().await;
}
