//! Votes and the four questions: in memory, from five, frozen, and gone.

use vik_learning::clock::Clock;

use crate::client::{Answer, Client};
use crate::world::{Hand, World, written};

/// A phone that joined a poll.
struct Phone {
    client: Client,
    seat: String,
}

async fn join(world: &World, code: &str) -> Result<Phone, Answer> {
    let mut client = Client::new(world.at);
    let answer = client.post("/nl/stemmen", &[("code", code)]).await;
    if answer.status != 303 {
        return Err(answer);
    }
    let cookie = answer
        .head
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "));
    let (pair, rest) = cookie.unwrap().split_once(';').unwrap();
    for part in [
        "Path=/nl/stemmen",
        "HttpOnly",
        "SameSite=Strict",
        "Max-Age=",
    ] {
        assert!(rest.contains(part), "{rest}");
    }
    client.cookie = Some(pair.to_owned());
    let seat = pair.split_once('=').unwrap().1.to_owned();
    Ok(Phone { client, seat })
}

fn code(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("class=\"code\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

async fn open(
    world: &World,
    lead: &Client,
    path: &str,
    fields: &[(&str, &str)],
) -> (String, String) {
    let answer = lead.post(path, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let at = answer.location();
    assert!(at.starts_with("/nl/stemming/"), "{at}");
    let code = code(&lead.get(&at).await);
    assert_eq!(world.workshop.ledger().lines().len(), 0);
    (at, code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn votes_are_shown_from_five_once_and_then_gone() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let lead = Client::leading(world.at, "trainer:a/korps");
    let path = "/nl/toolkit/bekend-in-de-straat/stemming";
    let fields = [("eenheid", "NN"), ("groep", "8")];
    let (at, code) = open(&world, &lead, path, &fields).await;
    let mut phones = Vec::new();
    for _ in 0..8 {
        phones.push(join(&world, &code).await.ok().unwrap());
    }
    // No more phones than people, and a wrong code is no code.
    assert!(
        join(&world, &code)
            .await
            .is_err_and(|answer| answer.status == 422)
    );
    assert!(join(&world, "CDFG-CDFG").await.is_err());
    for phone in phones.iter().take(4) {
        let vote = [("keuze0", "1")];
        assert_eq!(
            phone
                .client
                .post("/nl/stemmen/antwoord", &vote)
                .await
                .status,
            303
        );
    }
    // Four votes, of whom one votes three times; an option that does not exist; an answer taken back.
    for vote in ["0", "1", "1"] {
        phones[0]
            .client
            .post("/nl/stemmen/antwoord", &[("keuze0", vote)])
            .await;
    }
    phones[4]
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "99")])
        .await;
    phones[5]
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "1")])
        .await;
    phones[5]
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "")])
        .await;
    let refused = lead.post(&at, &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("nog geen vijf") && !refused.body.contains("class=\"tally\""));
    // A fifth, for another option.
    phones[6]
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "0")])
        .await;
    phones[7]
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "1")])
        .await;
    // Somebody else's account or organisation does not find the poll.
    for other in ["iemand:a/korps", "trainer:a/ander"] {
        let other = Client::leading(world.at, other);
        assert_eq!(other.get(&at).await.status, 404);
        assert_eq!(other.post(&at, &[]).await.status, 404);
        assert_eq!(other.post(&format!("{at}/stop"), &[]).await.status, 404);
    }
    let shown = lead.post(&at, &[]).await;
    assert_eq!(
        (shown.status, shown.location().as_str()),
        (303, "/nl/toolkit/bekend-in-de-straat")
    );
    let page = lead.get("/nl/toolkit/bekend-in-de-straat").await.body;
    assert_eq!(page.matches("5 of meer").count(), 1);
    assert_eq!(page.matches("minder dan vijf, of niemand").count(), 3);
    assert!(page.contains("De meesten kozen hetzelfde") && page.contains("Eén keer gebruikt"));
    // There is no second time, and no phone, code or seat is left.
    assert_eq!(lead.post(&at, &[]).await.status, 404);
    let over = phones[0].client.get("/nl/stemmen").await;
    assert!(over.body.contains("gesloten") && over.head.contains("Max-Age=0"));
    assert!(join(&world, &code).await.is_err());
    let lines = world.workshop.ledger().lines().len();
    phones[1]
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "0")])
        .await;
    assert_eq!(world.workshop.ledger().lines().len(), lines);
    let key = at.rsplit('/').next().unwrap();
    for secret in phones
        .iter()
        .map(|phone| phone.seat.as_str())
        .chain([key, "trainer", &code])
    {
        assert!(!written(folder.path(), secret));
    }
    assert!(
        written(folder.path(), "bekend-in-de-straat"),
        "the search can find"
    );
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_four_questions_stand_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let lead = Client::leading(world.at, "trainer:a/korps");
    for (moment, answer) in [("vooraf", "2"), ("later", "0")] {
        let fields = [
            ("thema", "unlawful_information"),
            ("eenheid", "NN"),
            ("moment", moment),
            ("groep", "12"),
        ];
        let opened = lead.post("/nl/acties/metingen", &fields).await;
        let at = opened.location();
        let code = code(&lead.get(&at).await);
        for phone in 0..6 {
            let phone = (join(&world, &code).await.ok().unwrap(), phone);
            // The last question is answered by four people only.
            let last = if phone.1 < 4 { answer } else { "" };
            let fields = [
                ("keuze0", answer),
                ("keuze1", answer),
                ("keuze2", answer),
                ("keuze3", last),
            ];
            phone.0.client.post("/nl/stemmen/antwoord", &fields).await;
        }
        assert_eq!(lead.post(&at, &[]).await.location(), "/nl/acties/metingen");
    }
    let page = Client::leading(world.at, "lezer/korps")
        .get("/nl/acties/metingen")
        .await
        .body;
    assert_eq!(
        page.matches("5 of meer").count(),
        6,
        "three questions at two moments"
    );
    assert_eq!(
        page.matches("minder dan vijf antwoorden").count(),
        6,
        "one question, three answers"
    );
    assert_eq!(
        page.matches("niet gevraagd").count(),
        12,
        "right after was not asked"
    );
    // The survivors of a restart are the tallies.
    let clock = world.clock.clone();
    world.cut().await;
    let world = World::start(folder.path(), clock).await;
    let again = Client::leading(world.at, "lezer/korps")
        .get("/nl/acties/metingen")
        .await
        .body;
    assert_eq!(again.matches("5 of meer").count(), 6);
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_that_nobody_shows_ends_with_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let lead = Client::leading(world.at, "trainer:a/korps");
    let path = "/nl/toolkit/te-ver-gegaan/stemming";
    let (at, code) = open(&world, &lead, path, &[("groep", "8")]).await;
    let phone = join(&world, &code).await.ok().unwrap();
    phone
        .client
        .post("/nl/stemmen/antwoord", &[("keuze0", "1")])
        .await;
    let before = world.clock.now();
    world.clock.days(1);
    assert!(world.clock.now() > before);
    assert_eq!(lead.get(&at).await.status, 404);
    assert!(
        phone
            .client
            .get("/nl/stemmen")
            .await
            .body
            .contains("gesloten")
    );
    let (at, _) = open(&world, &lead, path, &[("groep", "8")]).await;
    assert_eq!(lead.post(&format!("{at}/stop"), &[]).await.status, 303);
    assert_eq!(lead.get(&at).await.status, 404);
    // Somebody who may only read opens nothing, and a group of nobody or of a hundred is none.
    let reader = Client::leading(world.at, "lezer/korps");
    assert_eq!(reader.post(path, &[("groep", "8")]).await.status, 403);
    for size in ["0", "100", "x", ""] {
        assert_eq!(lead.post(path, &[("groep", size)]).await.status, 422);
    }
    assert_eq!(world.workshop.ledger().lines().len(), 0);
    world.cut().await;
}
