//! What may be seen by nobody, and written nowhere.

use crate::circle::Circle;
use crate::client::{ADDRESS, DEVICE};
use crate::world::{Eyes, Hand, World, among, found, listen, logged};
use crate::{close, two_hours};

const LINE: &str = "vooral ongemak bij deze kwestie";
const REJECTED_LINE: &str = "boos op Zwartekraai van de balie";
const REJECTED_NOTE: &str = "Bel Kees Zwartekraai op 06-12345678";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_byte_that_is_written_holds_what_phones_sent() {
    listen();
    let folder = tempfile::tempdir().unwrap();
    let words = [
        DEVICE,
        "Kanariefoon",
        ADDRESS,
        "127.0.0.1",
        LINE,
        REJECTED_LINE,
        "Zwartekraai",
        "06-12345678",
    ];
    let words: Vec<String> = words.map(str::to_owned).to_vec();
    let eyes = Eyes::open(folder.path().to_path_buf(), words);
    let world = World::start(folder.path(), Hand::new()).await;

    let mut circle = Circle::open(world.at, "kanarie-account/korps", "1", 6).await;
    for phone in &circle.phones {
        let cookie = phone.client.cookie.clone().unwrap();
        eyes.add(cookie.split_once('=').unwrap().1.to_owned());
    }
    circle
        .until("Wat roept dit verhaal bij u op?", &world.clock, 1_000)
        .await;
    let send = async |phone: usize, line: &str| {
        let fields = [("vraag", "reactie"), ("regel", line)];
        let client = &circle.phones[phone].client;
        client.post("/nl/leercirkel/mee/antwoord", &fields).await
    };
    for phone in 0..6 {
        assert_eq!(send(phone, LINE).await.status, 303);
    }
    let refused = send(0, REJECTED_LINE).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("Zwartekraai"),
        "the writer sees what is wrong"
    );
    let fields = [
        ("doe", "notitie"),
        ("keuze", "inzicht"),
        ("tekst", REJECTED_NOTE),
    ];
    let refused = circle.lead.post(&circle.address, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("alleen u ziet deze melding") && refused.body.contains("Zwartekraai")
    );
    // The same account in another window, the wall and the other phones see nothing of either.
    let mut pages = vec![
        circle.lead.get(&circle.address).await.body,
        circle.wall.tells("<h1>").await,
    ];
    for phone in &circle.phones {
        pages.push(phone.client.get("/nl/leercirkel/mee").await.body);
    }
    for page in &pages {
        assert!(!page.contains("Zwartekraai") && !page.contains("ongemak bij"));
    }
    circle.deed(&[("doe", "toon"), ("vraag", "reactie")]).await;
    circle.wall.tells("5 of meer").await;
    // While the room is open its code and account are on disk, so that it survives a restart …
    let id = circle.address.rsplit('/').next().unwrap().to_owned();
    let keys = vec![
        circle.code.replace('-', ""),
        circle.screen_key.clone(),
        id,
        "kanarie-account".to_owned(),
    ];
    assert_eq!(found(folder.path(), &keys), keys);
    let (_, phones) = close(circle).await;
    drop(phones);
    // … and when it has closed they are in no byte of any file.
    assert_eq!(found(folder.path(), &keys), Vec::<String>::new());

    let (circle, note) = two_hours(&world, "a/korps", 1).await;
    close(circle).await;
    let (seen, looks, words) = eyes.close();
    assert!(looks >= 10, "the files were read {looks} times");
    assert_eq!(seen, Vec::<String>::new());
    assert_eq!(found(folder.path(), &words), Vec::<String>::new());
    // The address of a facilitator's or a wall's page is a key to that page. A layer that tells every
    // address at the finest level tells those too; a phone's address has nothing in it.
    let log = String::from_utf8(logged()).unwrap();
    assert!(log.contains("/nl/leercirkel/mee"), "the log is heard");
    let told: String = log
        .lines()
        .filter(|line| !line.contains("tower_http::csrf"))
        .collect();
    let mut secret = words;
    secret.retain(|word| word != "127.0.0.1"); // other tests of this process may name their listener
    secret.push(note.clone());
    assert_eq!(among(log.as_bytes(), &secret), Vec::<String>::new());
    assert_eq!(among(told.as_bytes(), &keys), Vec::<String>::new());
    for key in [&keys[0], &keys[3]] {
        assert!(
            !log.contains(key.as_str()),
            "a code or an account is logged"
        );
    }
    // The eyes can see: the note that was agreed is there.
    assert_eq!(found(folder.path(), std::slice::from_ref(&note)), [note]);
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fewer_than_five_answers_are_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Hand::new()).await;
    let mut circle = Circle::open(world.at, "a/korps", "1", 4).await;
    circle.until("De vraag", &world.clock, 1_000).await;
    circle.answer("voor", |_| "0".to_owned()).await;
    let show = [("doe", "toon"), ("vraag", "voor")];
    let refused = circle.lead.post(&circle.address, &show).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("nog geen vijf"));
    let all = async |circle: &Circle| {
        let mut pages = vec![circle.lead.get(&circle.address).await.body];
        pages.push(
            circle
                .wall
                .client
                .get(&format!("/nl/leercirkel/scherm/{}", circle.screen_key))
                .await
                .body,
        );
        for phone in &circle.phones {
            pages.push(phone.client.get("/nl/leercirkel/mee").await.body);
        }
        pages
    };
    for page in all(&circle).await {
        assert!(!page.contains("class=\"tally\"") && !page.contains("of meer</span>"));
    }
    // The same phone twice is one answer; a fifth phone makes five.
    circle.answer("voor", |_| "0".to_owned()).await;
    assert_eq!(circle.lead.post(&circle.address, &show).await.status, 409);
    circle.join(world.at, 1).await;
    let fifth = &circle.phones[4].client;
    let fields = [("vraag", "voor"), ("keuze0", "1")];
    assert_eq!(
        fifth
            .post("/nl/leercirkel/mee/antwoord", &fields)
            .await
            .status,
        303
    );
    circle.deed(&show).await;
    // Four chose A and one B: five answers, and neither number is told.
    let body = circle.wall.tells("class=\"tally\"").await;
    assert_eq!(body.matches("minder dan vijf, of niemand").count(), 4);
    // A second tally would tell by difference: the question is closed, and the answers are gone.
    circle.join(world.at, 1).await;
    let sixth = &circle.phones[5].client;
    sixth.post("/nl/leercirkel/mee/antwoord", &fields).await;
    assert_eq!(circle.lead.post(&circle.address, &show).await.status, 409);
    let id = circle.address.rsplit('/').next().unwrap();
    assert_eq!(
        world
            .circles
            .phones(id, Some(vik_learning::ask::Ask::Before)),
        (6, false)
    );
    let frozen = circle
        .wall
        .client
        .get(&format!("/nl/leercirkel/scherm/{}", circle.screen_key))
        .await
        .body;
    let tally = |page: &str| {
        page.split_once("class=\"tally\"")
            .unwrap()
            .1
            .split_once("</section>")
            .unwrap()
            .0
            .to_owned()
    };
    assert_eq!(tally(&frozen), tally(&body));
    // How many answered is on no page.
    for page in all(&circle).await {
        assert!(!page.contains("6 antwoorden") && !page.contains("5 antwoorden"));
    }
    world.cut().await;
}
