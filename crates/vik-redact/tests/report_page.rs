//! The page for the reviewer: well formed, and nothing of a text is read as markup.

use vik_redact::{Label, Record, Report, RiskNote, Source, Span, Status, Style, replace};

const TEXT: &str = "<script>alert(1)</script> & \"Jansen\" \u{202e}zei <b>iets</b>.";

fn page() -> String {
    let at = TEXT.find("Jansen").unwrap_or_default();
    let span = |range, label, status| Span {
        range,
        label,
        status,
        source: Source::Record,
        confidence: 40,
        entity: None,
        reason: "kent <dit>",
    };
    let spans = [
        span(at..at + 6, Label::Person, Status::Mask),
        span(0..8, Label::Rare, Status::Flag),
    ];
    let draft = replace(TEXT, &spans, &Record::default(), &Style::default());
    let report = Report {
        title: "</title><img src=x>",
        text: TEXT,
        spans: &spans,
        draft: &draft,
        risk: Some(RiskNote {
            score: 250,
            reasons: &["<i>reden</i>"],
        }),
    };
    report.html()
}

#[test]
fn nothing_from_outside_is_markup() {
    let page = page();
    for wrong in ["<script", "<img", "<b>", "<i>", "<dit>", "\u{202e}"] {
        assert!(!page.contains(wrong), "{wrong}");
    }
    assert!(page.contains("&lt;script&gt;") && page.contains("100 van 100"));
}

#[test]
fn every_element_is_closed_in_its_order_and_every_link_has_its_target() {
    let page = page();
    let mut open: Vec<&str> = Vec::new();
    let body = page.split_once("</style>").map_or("", |(_, b)| b);
    for tag in body.split('<').skip(1) {
        let name = tag.split(['>', ' ', '\n']).next().unwrap_or_default();
        if let Some(closed) = name.strip_prefix('/') {
            let last = open.pop();
            assert!(
                last == Some(closed) || (last.is_none() && matches!(closed, "head" | "html")),
                "{closed} {last:?}"
            );
        } else {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap_or_default();
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}
