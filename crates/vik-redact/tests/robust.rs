//! Whatever the text: no panic, spans in order on character boundaries, time in proportion to length.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

use std::sync::LazyLock;
use std::time::Instant;

use proptest::prelude::*;
use vik_redact::{Detector, KnownPerson, Record, Role, Span, Tables};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Tables::default()));

fn record() -> Record {
    let person = |id: &str, name: &str| KnownPerson {
        id: id.into(),
        name: name.into(),
        role: Role::Other,
    };
    Record {
        case: Some("VIK-2024-00001".into()),
        persons: vec![
            person("P1", "Şükran Öztürk-de Wit"),
            person("P2", "Hemert, R. van"),
            person("P3", "Łukasz Wójcik"),
            person("P4", ""),
            person("P5", ", . -"),
        ],
    }
}

fn check(text: &str) -> Vec<Span> {
    let spans = DETECTOR.detect(text, &record());
    let mut last = 0;
    for span in &spans {
        assert!(span.range.start >= last, "overlap at {:?}", span.range);
        assert!(span.range.start < span.range.end, "empty {:?}", span.range);
        assert!(text.get(span.range.clone()).is_some(), "{:?}", span.range);
        assert!(span.confidence <= 100);
        last = span.range.end;
    }
    spans
}

const PIECES: [&str; 84] = [
    "van",
    "de",
    "'t",
    "'s",
    "Jansen",
    "R.",
    "J.d.V.",
    ",",
    ".",
    ":",
    "|",
    ";",
    "=",
    "@",
    "_",
    "-",
    "/",
    "\n",
    "\t",
    " ",
    "  ",
    "12",
    "0705",
    "3.11",
    "2023",
    "06",
    "NL44",
    "RABO",
    "€",
    "jaar",
    "maart",
    "half",
    "kwart",
    "over",
    "tien",
    "uur",
    "eind",
    "dertig",
    "Basisteam",
    "bureau",
    "Noord",
    "straat",
    "Laan",
    "kenteken",
    "N-318-TX",
    "PL0600-2024177012",
    "artikel",
    "61",
    "mevrouw",
    "Van:",
    "Beste",
    "groet",
    "[12-03-2023",
    "21:14]",
    "\u{200b}",
    "\u{301}",
    "é",
    "İ",
    "ẞ",
    "👮🏽",
    "محمد",
    "Öz",
    "www.",
    "http://",
    "a.nl",
    "enige",
    "ziek",
    "ﬁ",
    "Ǆ",
    "\r\n",
    "\u{202e}",
    "nummer",
    "kamer",
    "week",
    "goede",
    "vrijdag",
    "O",
    "l1",
    "JdV",
    "\u{ad}",
    "(45)",
    "S1:",
    "\u{fe0f}",
    "ß",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        check(&text);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn pieces_of_what_rules_know(
        parts in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60),
        glue in prop::bool::ANY,
    ) {
        check(&parts.join(if glue { "" } else { " " }));
    }
}

#[test]
fn strange_texts() {
    for text in [
        "",
        " ",
        "\n",
        "\u{200b}",
        "\u{ad}\u{ad}",
        "é",
        "e\u{301}",
        "-\n",
        "a-\nb",
        "@",
        "@@",
        "a@",
        "€",
        "'t",
        "'",
        "''t",
        "İİİ",
        "\u{202e}nesnaJ\u{202c}",
        "محمد علي קרא את זה",
        "👨‍👩‍👧‍👦 Jansen 👮",
        "J.",
        ".",
        "..",
        "V:",
        ":V",
        "|||",
        ";;;",
        "Van:",
        "Van: <",
        "-----",
        "Groet,",
        "Groet,\n",
        "half",
        "kwart over",
        "artikel",
        "art. 3",
        "kenteken",
        "€€€ 3",
        "PL",
        "NL",
        "0",
        "00000000000000000000000000",
    ] {
        check(text);
    }
}

#[test]
fn hidden_marks_hide_no_name() {
    for text in [
        "Agent Łuka\u{200b}sz Wój\u{ad}cik belde.",
        "Agent Łukasz Wo\u{301}jcik belde.",
        "AGENT ŁUKASZ WÓJCIK BELDE.",
    ] {
        let spans = check(text);
        let known = spans.iter().filter(|s| s.entity.as_deref() == Some("P3"));
        let covered: usize = known.map(|s| text[s.range.clone()].chars().count()).sum();
        assert!(
            covered >= "Łukasz Wójcik".chars().count(),
            "{text}: {spans:?}"
        );
    }
}

#[test]
fn time_grows_with_length_only() {
    let words = [
        "a",
        "Jansen ",
        "J.",
        "06 ",
        "a@b.",
        "van ",
        "- ",
        "x_",
        "[1:",
        "één ",
        "AB-",
        "a.b",
        "\u{301}",
        "twintig",
        "de enige ",
        "'t",
        "A1",
        "x:\n",
        "|",
        "Laan van ",
        "Naam: ",
    ];
    let time = |text: &str| {
        let begin = Instant::now();
        check(text);
        begin.elapsed().as_secs_f64()
    };
    for word in words {
        let (small, large) = (word.repeat(10_000), word.repeat(80_000));
        // Eight times the text may take eight times as long; a busy machine gets a wide margin.
        let (few, many) = (time(&small).max(0.01), time(&large));
        assert!(many < few * 50.0, "{word:?}: {few} s, then {many} s");
    }
}
