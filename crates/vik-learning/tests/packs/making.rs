//! Putting a pack together, two trainers at once, and hostile input.

use crate::samples::Samples;
use crate::world::World;

#[tokio::test]
async fn the_page_says_what_is_missing_until_the_times_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("60").await;
    let page = world.get(&pack).await.text();
    assert!(page.contains("Nog 60 minuten te verdelen"), "{page}");
    assert!(page.contains("Er zijn nog geen onderdelen"));
    assert!(!page.contains("/uit/"));
    let story = [("soort", "verhaal"), ("verhaal", "2"), ("minuten", "30")];
    assert_eq!(world.add(&pack, &story).await.status, 303);
    assert_eq!(
        world
            .add(&pack, &[("soort", "pauze"), ("minuten", "15")])
            .await
            .status,
        303
    );
    assert!(
        world
            .get(&pack)
            .await
            .text()
            .contains("Nog 15 minuten te verdelen")
    );
    let up = [("plek", "1"), ("doe", "omhoog"), ("minuten", "15")];
    assert_eq!(world.change(&pack, &up).await.status, 303);
    let longer = [("plek", "1"), ("doe", "minuten"), ("minuten", "50")];
    assert_eq!(world.change(&pack, &longer).await.status, 303);
    let page = world.get(&pack).await.text();
    assert!(page.contains("5 minuten te veel"), "{page}");
    assert!(page.find("Pauze").unwrap() < page.find("Iets lekkers").unwrap_or(usize::MAX));
    let right = [("plek", "1"), ("doe", "minuten"), ("minuten", "45")];
    world.change(&pack, &right).await;
    let page = world.get(&pack).await.text();
    assert!(page.contains("De tijden kloppen: 60 minuten."), "{page}");
    assert_eq!(page.matches("/uit/").count(), 5);
    let english = world.get(&pack.replace("/nl/", "/en/")).await.text();
    assert!(english.contains("The times add up: 60 minutes."));
    assert!(
        world
            .get("/nl/lesmap")
            .await
            .text()
            .contains("Klaar om mee te nemen")
    );
    // An earlier version comes back whole.
    let version = world.get(&pack).await.version();
    let back = [("versie", version.as_str()), ("van", "2")];
    assert_eq!(
        world.post(&format!("{pack}/terug"), &back).await.status,
        303
    );
    assert!(
        world
            .get(&pack)
            .await
            .text()
            .contains("Nog 30 minuten te verdelen")
    );
}

#[tokio::test]
async fn a_text_that_points_at_somebody_is_shown_to_its_writer_and_kept_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("60").await;
    let version = world.get(&pack).await.version();
    let fields = [
        ("versie", version.as_str()),
        ("titel", "Les van Zwartekraai"),
        ("doelgroep", "collegas"),
        ("doelen", "Mail naar p.zwartekraai@politie.nl."),
        ("minuten", "60"),
    ];
    let told = world.post(&format!("{pack}/gegevens"), &fields).await;
    assert_eq!(told.status, 422);
    assert!(told.text().contains("alleen u ziet deze melding"));
    let exercise = [
        ("soort", "oefening"),
        ("titel", "Bellen"),
        ("stappen", "Bel 06-12345678 voor Zwartekraai."),
        ("minuten", "10"),
    ];
    let told = world.add(&pack, &exercise).await;
    assert_eq!(told.status, 422);
    assert!(
        told.text().contains("06-12345678"),
        "the writer keeps what was typed"
    );
    let new = [
        ("titel", "Zwartekraai bellen op 06-12345678"),
        ("doelgroep", "leiding"),
        ("minuten", "5"),
    ];
    assert_eq!(world.post("/nl/lesmap", &new).await.status, 422);
    let other = world.get(&pack).await.text();
    assert!(!other.contains("12345678") && !other.contains("wartekraai"));
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("12345678") && !text.contains("wartekraai"));
    }
}

#[tokio::test]
async fn two_trainers_never_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("60").await;
    let seen = world.get(&pack).await.version();
    let pause = [
        ("versie", seen.as_str()),
        ("soort", "pauze"),
        ("minuten", "15"),
    ];
    assert_eq!(
        world.post(&format!("{pack}/erbij"), &pause).await.status,
        303
    );
    let late = [
        ("versie", seen.as_str()),
        ("titel", "Mijn nieuwe titel"),
        ("doelgroep", "collegas"),
        ("doelen", ""),
        ("minuten", "90"),
    ];
    let told = world.post(&format!("{pack}/gegevens"), &late).await;
    assert_eq!(told.status, 409);
    let text = told.text();
    assert!(
        text.contains("iemand anders heeft dit intussen veranderd"),
        "{text}"
    );
    assert!(
        text.contains("Mijn nieuwe titel"),
        "the writer keeps what was typed"
    );
    assert!(text.contains("Pauze") && text.contains("Nog 45 minuten"));
    for (at, fields) in [
        ("onderdelen", &[("plek", "0"), ("doe", "weg")][..]),
        ("terug", &[("van", "1")]),
        ("weg", &[("zeker", "ja")]),
        ("erbij", &[("soort", "pauze"), ("minuten", "5")]),
    ] {
        let mut all = vec![("versie", seen.as_str())];
        all.extend_from_slice(fields);
        assert_eq!(
            world.post(&format!("{pack}/{at}"), &all).await.status,
            409,
            "{at}"
        );
    }
    assert!(!world.get(&pack).await.text().contains("Mijn nieuwe titel"));
    // Both at the very same moment: one wins.
    let seen = world.get(&pack).await.version();
    let pause = [
        ("versie", seen.as_str()),
        ("soort", "pauze"),
        ("minuten", "15"),
    ];
    let path = format!("{pack}/erbij");
    let (one, other) = tokio::join!(world.post(&path, &pause), world.post(&path, &pause));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[tokio::test]
async fn nonsense_and_strangers_get_a_clear_answer() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("60").await;
    for fields in [
        &[("soort", "verhaal"), ("verhaal", "99"), ("minuten", "10")][..],
        &[("soort", "verhaal"), ("verhaal", "1"), ("minuten", "0")],
        &[("soort", "verhaal"), ("verhaal", "1"), ("minuten", "-5")],
        &[
            ("soort", "verhaal"),
            ("verhaal", "1"),
            ("minuten", "99999999999999999999"),
        ],
        &[("soort", "kaarten"), ("minuten", "10")],
        &[
            ("soort", "kaarten"),
            ("verhaal", "<script>"),
            ("minuten", "10"),
        ],
        &[
            ("soort", "oefening"),
            ("titel", ""),
            ("stappen", ""),
            ("minuten", "10"),
        ],
        &[("soort", "iets"), ("minuten", "10")],
        &[],
    ] {
        let told = world.add(&pack, fields).await;
        assert_eq!(told.status, 422, "{fields:?}");
        assert!(!told.text().contains("<script>"));
    }
    for fields in [
        &[("plek", "7"), ("doe", "omhoog")][..],
        &[("plek", "x"), ("doe", "weg")],
        &[("plek", "0"), ("doe", "nieuw"), ("verhaal", "1")],
        &[("doe", "minuten"), ("minuten", "10")],
    ] {
        assert_eq!(world.change(&pack, fields).await.status, 422, "{fields:?}");
    }
    let version = world.get(&pack).await.version();
    let title = [
        ("versie", version.as_str()),
        ("titel", "<b>&\"'"),
        ("doelgroep", "leiding"),
        ("minuten", "60"),
    ];
    assert_eq!(
        world.post(&format!("{pack}/gegevens"), &title).await.status,
        303
    );
    assert!(!world.get(&pack).await.text().contains("<b>&"));
    let large = "x".repeat(200_000);
    let told = world.post("/nl/lesmap", &[("titel", large.as_str())]).await;
    assert_eq!(told.status, 413);
    for missing in [
        "/nl/lesmap/none",
        "/nl/lesmap/none/uit/scorm.zip",
        "/nl/lesmap/huisstijl/exe",
    ] {
        assert_eq!(world.get(missing).await.status, 404, "{missing}");
    }
    assert_eq!(
        world
            .get(&format!("{pack}/uit/..%2f..%2fpacks.sqlite"))
            .await
            .status,
        404
    );
    // Nobody is signed in; another organisation; a page of somebody else.
    assert_eq!(world.send("GET", &pack, "", b"").await.status, 403);
    let other = world.send("GET", &pack, "x-org: buren\r\n", b"").await;
    assert_eq!(other.status, 404);
    let foreign =
        "x-org: korps\r\norigin: http://elsewhere.example\r\nsec-fetch-site: cross-site\r\n";
    assert_eq!(
        world
            .send("POST", &format!("{pack}/weg"), foreign, b"")
            .await
            .status,
        403
    );
    let away = [("versie", "2"), ("zeker", "ja")];
    assert_eq!(world.post(&format!("{pack}/weg"), &away).await.status, 303);
    assert_eq!(world.get(&pack).await.status, 404);
}
