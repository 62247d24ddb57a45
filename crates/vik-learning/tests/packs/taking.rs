//! Every format of a pack of ten stories, opened again; and two exports at once.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::samples::Samples;
use crate::world::World;

pub const FILES: [&str; 5] = [
    "presentatie.pptx",
    "draaiboek.docx",
    "uitreiking.pdf",
    "dilemmakaarten.pdf",
    "scorm.zip",
];

/// All text of the parts of a zip whose name begins so.
pub fn parts(zip: &[u8], under: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        if file.name().unwrap().starts_with(under) {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    all
}

/// Whether LibreOffice turns a file into a PDF; nothing where it is not installed.
fn opens(folder: &Path, name: &str, bytes: &[u8]) -> Option<bool> {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(&file)
        .output();
    ran.ok()?;
    let pdf = std::fs::read(file.with_extension("pdf"));
    Some(pdf.is_ok_and(|pdf| pdf.starts_with(b"%PDF")))
}

#[tokio::test]
async fn ten_stories_are_taken_along_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(10)).await;
    let pack = world.pack("295").await;
    for story in 1..=10 {
        let story = story.to_string();
        let fields = [
            ("soort", "verhaal"),
            ("verhaal", story.as_str()),
            ("minuten", "25"),
        ];
        assert_eq!(world.add(&pack, &fields).await.status, 303);
    }
    for fields in [
        &[
            ("soort", "kaarten"),
            ("verhaal", "1"),
            ("verhaal", "2"),
            ("minuten", "15"),
        ][..],
        &[("soort", "figuur"), ("verhaal", "1"), ("minuten", "10")],
        &[
            ("soort", "oefening"),
            ("titel", "Wat zeg je precies?"),
            (
                "stappen",
                "Schrijf in stilte op wat je zou zeggen.\nLees het voor aan je buur.",
            ),
            ("minuten", "10"),
        ],
        &[("soort", "pauze"), ("minuten", "10")],
    ] {
        let added = world.add(&pack, fields).await;
        assert_eq!(added.status, 303, "{}", added.text());
    }
    let mut files = Vec::new();
    let all = Instant::now();
    for file in FILES {
        let start = Instant::now();
        let answer = world.get(&format!("{pack}/uit/{file}")).await;
        assert_eq!(
            answer.status,
            200,
            "{file}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        assert!(
            answer
                .head
                .contains(&format!("filename=\"mag-ik-dit-weten-v15-{file}\"")),
            "{}",
            answer.head
        );
        println!(
            "{file}: {} ms, {} bytes",
            start.elapsed().as_millis(),
            answer.body.len()
        );
        files.push(answer.body);
    }
    println!("all five: {} ms", all.elapsed().as_millis());
    let [deck, guide, paper, cards, course] = &files[..] else {
        panic!()
    };
    let slides = parts(deck, "ppt/slides/slide") + &parts(deck, "ppt/slides/lesmap");
    assert!(slides.contains("Mag ik dit weten?") && slides.contains("Wat zeg je precies?"));
    assert!(slides.contains("descr=") && !slides.contains("{{"));
    assert!(parts(deck, "ppt/notesSlides/").len() > 10_000);
    let body = parts(guide, "word/document.xml");
    assert!(
        body.contains("Voorbeeldkorps")
            && body.contains("285–295")
            && body.contains("november 2026")
    );
    for pdf in [paper, cards] {
        let mark = b"<pdfuaid:part>1</pdfuaid:part>";
        assert!(pdf.windows(mark.len()).any(|window| window == mark));
    }
    let manifest = parts(course, "imsmanifest.xml");
    assert!(
        manifest.contains("<schemaversion>1.2</schemaversion>") && manifest.contains("index.html")
    );
    // The same version gives the same bytes.
    assert_eq!(
        &world.get(&format!("{pack}/uit/scorm.zip")).await.body,
        course
    );

    for (name, bytes) in [("deck.pptx", deck), ("guide.docx", guide)] {
        match opens(folder.path(), name, bytes) {
            Some(opened) => assert!(opened, "LibreOffice cannot open {name}"),
            None => println!("LibreOffice is not installed; {name} was only unzipped"),
        }
    }
}

#[tokio::test]
async fn a_third_export_is_told_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path(), Samples::of(3)).await;
    let pack = world.pack("20").await;
    let story = [("soort", "verhaal"), ("verhaal", "1"), ("minuten", "20")];
    world.add(&pack, &story).await;
    let course = format!("{pack}/uit/scorm.zip");
    let held = world
        .packs
        .exports()
        .clone()
        .acquire_many_owned(2)
        .await
        .unwrap();
    let busy = world.get(&course).await;
    assert_eq!(busy.status, 503);
    assert!(busy.head.contains("retry-after: 5"), "{}", busy.head);
    assert!(busy.text().contains("Probeer het zo opnieuw"));
    let template = world.upload("/nl/lesmap/huisstijl/docx", b"x").await;
    assert_eq!(template.status, 503);
    drop(held);
    assert_eq!(world.get(&course).await.status, 200);
    // Six readers at once: each gets a file or is told to wait, and all places are free afterwards.
    let paper = format!("{pack}/uit/uitreiking.pdf");
    let ask = || async { world.get(&paper).await.status };
    let told = tokio::join!(ask(), ask(), ask(), ask(), ask(), ask());
    let told: BTreeSet<u16> = [told.0, told.1, told.2, told.3, told.4, told.5].into();
    assert!(
        told.is_subset(&[200, 503].into()) && told.contains(&200),
        "{told:?}"
    );
    assert_eq!(world.packs.exports().available_permits(), 2);
}
