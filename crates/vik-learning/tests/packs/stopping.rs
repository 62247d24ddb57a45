//! A story that changes or goes, and what the training has of each module.

use crate::samples::Samples;
use crate::world::World;

#[tokio::test]
async fn a_withdrawn_or_changed_story_shows_at_once_and_stops_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("60").await;
    for story in ["1", "2"] {
        let fields = [("soort", "verhaal"), ("verhaal", story), ("minuten", "20")];
        assert_eq!(world.add(&pack, &fields).await.status, 303);
    }
    let cards = [
        ("soort", "kaarten"),
        ("verhaal", "2"),
        ("verhaal", "3"),
        ("minuten", "20"),
    ];
    assert_eq!(world.add(&pack, &cards).await.status, 303);
    let course = format!("{pack}/uit/scorm.zip");
    assert_eq!(world.get(&course).await.status, 200);

    world.samples.withdraw("2");
    world.samples.renew("1", "Een nieuwe titel");
    let page = world.get(&pack).await.text();
    assert_eq!(page.matches("iemand werd herkend").count(), 2, "{page}");
    assert_eq!(page.matches("Neem de nieuwe versie").count(), 1);
    assert!(page.contains("/nl/verhalen/1"));
    assert!(!page.contains("/uit/"));
    assert!(
        world
            .get("/nl/lesmap")
            .await
            .text()
            .contains("een verhaal is veranderd of ingetrokken")
    );
    let told = world.get(&course).await;
    assert_eq!(told.status, 409);
    let text = told.text();
    assert!(
        text.contains("iemand werd herkend") && text.contains("versie 2"),
        "{text}"
    );

    let newer = [("plek", "0"), ("doe", "nieuw"), ("verhaal", "1")];
    assert_eq!(world.change(&pack, &newer).await.status, 303);
    // A withdrawn story has no version to take.
    let gone = [("plek", "1"), ("doe", "nieuw"), ("verhaal", "2")];
    assert_eq!(world.change(&pack, &gone).await.status, 422);
    for place in ["2", "1"] {
        let out = [("plek", place), ("doe", "eruit"), ("verhaal", "2")];
        assert_eq!(world.change(&pack, &out).await.status, 303);
    }
    let page = world.get(&pack).await.text();
    assert!(
        page.contains("Nog 20 minuten te verdelen") && page.contains("Een nieuwe titel"),
        "{page}"
    );
    let pause = [("soort", "pauze"), ("minuten", "20")];
    world.add(&pack, &pause).await;
    assert_eq!(world.get(&course).await.status, 200);
}

#[tokio::test]
async fn the_matrix_says_in_words_which_module_lacks_a_fresh_story() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let at = "/nl/lesmap/modules";
    let page = world.get(at).await;
    assert_eq!(page.text().matches("er is nog geen verhaal").count(), 3);
    let give = [
        ("versie", "0"),
        ("verhaal", "1"),
        ("bij-1", "corruption"),
        ("verhaal", "2"),
        ("bij-2", "culture"),
        ("bij-2", "prevention"),
        ("bij-2", "none"),
        ("verhaal", "77"),
        ("bij-77", "corruption"),
    ];
    assert_eq!(world.post(at, &give).await.status, 303);
    assert_eq!(world.post(at, &give).await.status, 409);
    let page = world.get(at).await.text();
    // Story 1 was released in October 2024; it is November 2026.
    assert!(
        page.contains("Corruptie: het nieuwste verhaal is 25 maanden oud"),
        "{page}"
    );
    assert!(!page.contains("Cultuur: ") && !page.contains("Preventie: "));
    let own = format!("{at}/eigen");
    assert_eq!(
        world
            .post(&own, &[("versie", "1"), ("naam", "Bel 06-12345678")])
            .await
            .status,
        422
    );
    assert_eq!(
        world
            .post(&own, &[("versie", "1"), ("naam", "Een collega aanspreken")])
            .await
            .status,
        303
    );
    assert_eq!(
        world
            .post(&own, &[("versie", "2"), ("naam", "Een collega aanspreken")])
            .await
            .status,
        422
    );
    assert!(
        world
            .get(at)
            .await
            .text()
            .contains("Een collega aanspreken")
    );
    world.samples.withdraw("2");
    let page = world.get(at).await.text();
    assert!(page.contains("Cultuur: er is nog geen verhaal"), "{page}");
    assert!(
        world
            .get("/nl/lesmap")
            .await
            .text()
            .contains("3 modules hebben geen vers verhaal")
    );
}
