//! The pages: registering, the indicators, the scan with its blind spot, the network, striking.

use crate::client::Client;
use crate::world::{Hand, World, shelf, written};

fn action(what: &str) -> Vec<(&str, &str)> {
    vec![
        ("bron", "signaal:s1"),
        ("wat", what),
        ("teken", "Er zijn minder vragen."),
        ("wie", "eenheid:ON"),
        ("maand", "2027-02"),
        ("thema", "unlawful_information"),
        ("eenheid", "ON"),
        ("eenheid", "kanarie"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_goes_from_a_signal_into_the_register_and_the_indicators() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let team = Client::leading(world.at, "team:aw/korps");
    let empty = team.get("/nl/acties").await.body;
    assert!(empty.contains("nog geen actie afgesproken") && empty.contains("0 van de 3"));
    world.hold("korps", "NN");
    let form = team.get("/nl/acties/nieuw?org=korps&bron=signaal:s1").await;
    assert!(form.body.contains("value=\"signaal:s1\" selected"));
    let made = team
        .post(
            "/nl/acties/nieuw",
            &action("We spreken elkaar aan in het team."),
        )
        .await;
    assert_eq!(
        (made.status, made.location().as_str()),
        (303, "/nl/acties/a1")
    );
    let page = team.get("/nl/acties/a1").await.body;
    for expected in [
        "Naam ON",
        "februari 2027",
        "Signaal s1",
        "Informatie",
        "Er zijn minder vragen.",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains("kanarie") && !written(folder.path(), "kanarie"));
    let all = team.get("/nl/acties").await.body;
    for expected in [
        "Van de 3 acties",
        "Eenheden met een eigen leercirkel <span class=\"quiet\">I-36</span></dt><dd>1 van de 3",
        // One circle for 2,000 full-time jobs.
        "I-36</span></dt><dd>0,50",
        // One signal of two is closed; both numbers on the way are one.
        "1 van de 2; 1 met een verhaal, 1 met een leercirkel",
        "Naam NN (november 2026)",
        "<td>Naam ON, Naam MN</td>",
        "geen mailadres bekend",
    ] {
        assert!(all.contains(expected), "{expected}: {all}");
    }
    // What a chart of the theme marks: the circle, its two actions, and the action of the signal.
    let marks = world.workshop.interventions("korps", &shelf()).unwrap();
    let units: Vec<usize> = marks.iter().map(|mark| mark.units.len()).collect();
    assert_eq!(units, [1, 1, 1, 1]);
    assert!(
        marks
            .iter()
            .all(|mark| mark.category.as_deref() == Some("INF"))
    );
    // The central team answers; the action is done, and a filter finds it.
    let done = [("gedaan", "gedaan"), ("hielp", "ja")];
    let path = "/nl/acties/a1/opvolging/vier-weken";
    assert_eq!(team.post(path, &done).await.status, 303);
    let all = team.get("/nl/acties?stand=gedaan&eenheid=ON").await.body;
    assert!(all.contains("We spreken elkaar aan") && !all.contains("Vraag altijd"));
    assert!(all.contains("is er één gedaan") && all.contains("<dd>1 van de 3"));
    // English has the same page; another organisation has none of it.
    assert!(
        team.get("/en/acties")
            .await
            .body
            .contains("Of the 3 actions")
    );
    let other = Client::leading(world.at, "team:aw/ander");
    assert_eq!(other.get("/nl/acties/a1").await.status, 404);
    assert!(
        other
            .get("/nl/acties")
            .await
            .body
            .contains("nog geen actie")
    );
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_is_laid_over_the_figures() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let team = Client::leading(world.at, "team:a/korps");
    let names: Vec<(String, String)> = (0..6)
        .map(|at| (format!("kwetsbaar{at}"), format!("beheerst{at}")))
        .collect();
    let mut fields = vec![("eenheid", "NN")];
    for (vulnerable, controlled) in &names {
        fields.push((vulnerable, "1"));
        fields.push((controlled, "5"));
    }
    let short = team.post("/nl/toolkit/risicoscan/scan", &fields[..8]).await;
    assert_eq!(short.status, 422);
    assert!(
        short
            .body
            .contains("name=\"kwetsbaar0\" value=\"1\" checked"),
        "keeps what was filled in"
    );
    let mut wrong = fields.clone();
    wrong[1].1 = "6";
    assert_eq!(
        team.post("/nl/toolkit/risicoscan/scan", &wrong)
            .await
            .status,
        422
    );
    let done = team.post("/nl/toolkit/risicoscan/scan", &fields).await;
    assert_eq!(done.location(), "/nl/toolkit/risicoscan/scan/NN");
    let page = team.get("/nl/toolkit/risicoscan/scan/NN").await.body;
    // Fourteen cases beside six expected, where the unit sees 0.04 of risk.
    assert!(page.contains("bij één onderwerp weinig risico") && page.contains("blinde vlek?"));
    assert!(page.contains("meer dan verwacht (2,3)") && page.contains("0,04"));
    assert_eq!(
        page.matches("geen cijfers die getoond mogen worden")
            .count(),
        5
    );
    assert_eq!(team.get("/nl/toolkit/risicoscan/scan/ON").await.status, 404);
    let shelf = team.get("/nl/toolkit").await.body;
    assert!(shelf.contains("Risicoscan van een onderdeel (1×)"));
    // Use is noted by unit, and the table counts it.
    for _ in 0..2 {
        team.post("/nl/toolkit/geschenken/gebruikt", &[("eenheid", "ON")])
            .await;
    }
    let shelf = team.get("/nl/toolkit?soort=kwestie").await.body;
    assert!(shelf.contains("Geschenkenwijzer (2×)") && shelf.contains("2 keer gebruikt"));
    assert!(!shelf.contains("/nl/toolkit/kop-koffie?"), "another kind");
    world.clock.days(400);
    assert!(
        !team
            .get("/nl/toolkit")
            .await
            .body
            .contains("Geschenkenwijzer (2×)"),
        "a year later"
    );
    // What belongs together is linked: the story by its own list, the signal by its category.
    let card = team.get("/nl/toolkit/mag-ik-dit-weten").await.body;
    assert!(card.contains("/nl/verhalen/1") && card.contains("/nl/signalen/s1"));
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn practice_is_shared_reused_and_struck() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let network = Client::leading(world.at, "co:s/korps");
    let what = "Wij praten elke maand een half uur over een dilemma.";
    let card = |what| {
        [
            ("eenheid", "NN"),
            ("wat", what),
            ("voor", "Voor alle teams van de eenheid"),
            ("gaf", "Mensen beginnen er nu zelf over."),
            ("instrument", "te-ver-gegaan"),
        ]
    };
    let refused = network
        .post("/nl/netwerk", &card("Bel Kees de Vries op 06-12345678."))
        .await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("06-12345678") && !written(folder.path(), "06-12345678"));
    assert_eq!(network.post("/nl/netwerk", &card(what)).await.status, 303);
    let page = network.get("/nl/netwerk").await.body;
    assert!(page.contains(what) && page.contains("nog niemand") && page.contains("Te ver gegaan"));
    // A unit reuses what another shared, once; nobody reuses their own or what is not there.
    let also = |unit| [("eenheid", unit)];
    assert_eq!(
        network.post("/nl/netwerk/1/ook", &also("NN")).await.status,
        404
    );
    assert_eq!(
        network.post("/nl/netwerk/1/ook", &also("ON")).await.status,
        303
    );
    assert_eq!(
        network.post("/nl/netwerk/1/ook", &also("ON")).await.status,
        404
    );
    assert_eq!(
        network.post("/nl/netwerk/2/ook", &also("MN")).await.status,
        404
    );
    for (unit, filled) in [("NN", "ja"), ("ON", "nee"), ("ON", "nee")] {
        let fields = [("eenheid", unit), ("bezet", filled)];
        assert_eq!(
            network.post("/nl/netwerk/functie", &fields).await.status,
            303
        );
        world.clock.days(31);
    }
    let page = network.get("/nl/netwerk").await.body;
    for expected in [
        "Er is één praktijk gedeeld, die ook elders wordt gebruikt. Eén eenheid heeft een vacature; van één eenheid is het niet bekend.",
        "bezet sinds november 2026",
        "vacant sinds december 2026",
        "niet bekend",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    // The privacy officer takes it out for good; the chain stays whole over a restart.
    let privacy = Client::leading(world.at, "fg:x/korps");
    assert_eq!(network.post("/nl/regels/1/weg", &[]).await.status, 403);
    assert_eq!(privacy.post("/nl/regels/3/weg", &[]).await.status, 404);
    assert_eq!(
        Client::leading(world.at, "fg:x/ander")
            .post("/nl/regels/1/weg", &[])
            .await
            .status,
        404
    );
    assert!(written(folder.path(), what));
    assert_eq!(privacy.post("/nl/regels/1/weg", &[]).await.status, 303);
    assert!(!written(folder.path(), what), "in no byte of any file");
    assert_eq!(privacy.post("/nl/regels/1/weg", &[]).await.status, 404);
    let clock = world.clock.clone();
    world.cut().await;
    let world = World::start(folder.path(), clock).await;
    let page = Client::leading(world.at, "co:s/korps")
        .get("/nl/netwerk")
        .await
        .body;
    assert!(!page.contains(what) && page.contains("nog geen praktijk gedeeld"));
    world.cut().await;
}
