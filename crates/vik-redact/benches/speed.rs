//! How fast detection reads, whole, on one core: `cargo bench -p vik-redact --bench speed`.
//!
//! Prints megabytes a second for ordinary text, for texts that wear rules out, and the time to start.

use std::time::Instant;

use vik_redact::{Detector, KnownPerson, Record, Role, Tables};

const ORDINARY: &str = "Op woensdag 8 februari 2023 meldde Samira Belkacem, hoofdagent bij Basisteam \
Haaglanden-Zuid, dat haar collega Ruud van Hemert een verdachte had uitgescholden. Van Hemert, 45 jaar, erkent dit. \
Het voorval vond plaats op de Escamplaan, omstreeks 22.30 uur; zijn teamleiding koos voor een gesprek en sprak af dat \
hij een week later zou laten weten wat hij ervan had geleerd. De melder is tevreden met die uitkomst.\n";

fn main() {
    let begin = Instant::now();
    let detector = Detector::new(Tables::default());
    println!("start: {:.0} ms", begin.elapsed().as_secs_f64() * 1e3);
    let person = |id: &str, name: &str| KnownPerson {
        id: id.into(),
        name: name.into(),
        role: Role::Other,
    };
    let record = Record {
        case: Some("VIK-2023-00011".into()),
        persons: vec![
            person("P1", "Ruud van Hemert"),
            person("P2", "Samira Belkacem"),
        ],
    };
    let texts = [
        ("ordinary text", ORDINARY.repeat(4000)),
        ("one word", "a".repeat(2_000_000)),
        ("one name", "Jansen ".repeat(300_000)),
        ("capitals", ORDINARY.to_uppercase().repeat(2000)),
        ("digits", "06 12 ".repeat(300_000)),
        ("at signs", "a@b.".repeat(400_000)),
    ];
    for (name, text) in texts {
        let begin = Instant::now();
        let spans = detector.detect(&text, &record).len();
        #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
        let megabytes = text.len() as f64 / 1e6;
        let speed = megabytes / begin.elapsed().as_secs_f64();
        println!("{name}: {speed:.1} MB/s, {spans} spans");
    }
}
