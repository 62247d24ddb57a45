//! An organisation's own template: put in place, refused by name, and gone again.

use std::io::{Cursor, Read, Write};

use crate::samples::Samples;
use crate::taking::parts;
use crate::world::World;

/// The zip with a text replaced in every part.
fn replaced(zip: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if let Ok(text) = std::str::from_utf8(&bytes) {
            bytes = text.replace(from, to).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(name, options).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[tokio::test]
async fn an_own_template_is_checked_kept_used_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("20").await;
    let story = [("soort", "verhaal"), ("verhaal", "1"), ("minuten", "20")];
    world.add(&pack, &story).await;
    for (kind, file, part) in [
        ("pptx", "presentatie.pptx", "ppt/slides/"),
        ("docx", "draaiboek.docx", "word/document.xml"),
    ] {
        let at = format!("/nl/lesmap/huisstijl/{kind}");
        let shipped = world.get(&format!("{at}/gewoon")).await.body;
        // The name of the pack stands in both; a line of the organisation's own goes beside it.
        let own = replaced(&shipped, "{{doelgroep}}", "{{doelgroep}} · Eigen huisstijl");
        assert_ne!(own, shipped);
        let kept = world.upload(&at, &own).await;
        assert_eq!(kept.status, 303, "{}", kept.text());
        assert_eq!(world.get(&at).await.body, own);
        let made = world.get(&format!("{pack}/uit/{file}")).await;
        assert!(
            parts(&made.body, part).contains("Eigen huisstijl"),
            "{kind}"
        );
        // Two names that do not exist, in one go; the one that was kept stays.
        let wrong = replaced(&shipped, "{{doelgroep}}", "{{doelgroup}} {{geheim}}");
        let told = world.upload(&at, &wrong).await;
        assert_eq!(told.status, 422);
        let text = told.text();
        assert!(
            text.contains("{{doelgroup}}") && text.contains("{{geheim}}"),
            "{text}"
        );
        assert_eq!(world.get(&at).await.body, own);
        assert_eq!(world.post(&format!("{at}/gewoon"), &[]).await.status, 303);
        assert_eq!(world.get(&at).await.status, 404);
        let made = world.get(&format!("{pack}/uit/{file}")).await;
        assert!(!parts(&made.body, part).contains("Eigen huisstijl"));
    }
}

#[tokio::test]
async fn hostile_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let (deck, guide) = ("/nl/lesmap/huisstijl/pptx", "/nl/lesmap/huisstijl/docx");
    let shipped = world.get(&format!("{guide}/gewoon")).await.body;
    assert_eq!(world.upload(deck, b"geen zip").await.status, 422);
    assert_eq!(world.upload(deck, b"").await.status, 422);
    let told = world.upload(deck, &shipped).await;
    assert_eq!(told.status, 422);
    assert!(told.text().contains("ppt/presentation.xml"));
    let large = vec![0; (8 << 20) + 5000];
    assert_eq!(world.upload(guide, &large).await.status, 413);
    assert_eq!(
        world.upload("/nl/lesmap/huisstijl/exe", b"x").await.status,
        404
    );
    // Elements within elements, deeper than any stack; a repeat without an end; an entity.
    let deep = "<w:p>".repeat(200_000) + &"</w:p>".repeat(200_000);
    for (hostile, told) in [
        (deep.as_str(), "beschadigd"),
        ("<w:p><w:r><w:t>{{#doelen}}</w:t></w:r></w:p>", "eindigt"),
        ("<w:p><w:r><w:t>&geheim;</w:t></w:r></w:p>", "beschadigd"),
    ] {
        let file = replaced(&shipped, "<w:body>", &format!("<w:body>{hostile}"));
        assert_ne!(file, shipped);
        let answer = world.upload(guide, &file).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(told), "{told}");
    }
    // Many small zeros: 80 MB out of little.
    let bomb = replaced(
        &shipped,
        "<w:body>",
        &format!("<w:body>{}", " ".repeat(80 << 20)),
    );
    assert!(bomb.len() < 1 << 20);
    assert_eq!(world.upload(guide, &bomb).await.status, 422);
    assert_eq!(
        std::fs::read_dir(folder.path().join("pack-templates"))
            .unwrap()
            .count(),
        0
    );
    assert!(
        world
            .get("/nl/lesmap/huisstijl")
            .await
            .text()
            .contains("Het gewone sjabloon wordt gebruikt")
    );
}
