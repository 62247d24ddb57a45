//! A page for the reviewer: before and after side by side, every span with its source and certainty.
//!
//! One file without a script or a link to anything else. A source is told by the line under the
//! words and by its name in the table, a flag by a sign; colour only helps. The page holds the
//! source text, so it belongs where the case belongs.

mod words;

use std::fmt::Write as _;

use crate::replace::{Draft, PartKind};
use crate::span::{Span, Status};
use words::escape;

const CSS: &str = include_str!("report.css");

/// What is left to recognise somebody by, as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskNote<'a> {
    /// From 0 (nothing left) to 100.
    pub score: u8,
    /// Why, a reason a line.
    pub reasons: &'a [&'a str],
}

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The heading.
    pub title: &'a str,
    /// The source text.
    pub text: &'a str,
    /// What was found in it: the list that the draft was made from.
    pub spans: &'a [Span],
    /// What [`replace`](crate::replace()) made of it.
    pub draft: &'a Draft,
    /// The residual risk, when it was computed.
    pub risk: Option<RiskNote<'a>>,
}

impl Report<'_> {
    /// The page as HTML. Everything that comes from outside is escaped.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 4 + 16_384);
        let title = escape(self.title);
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<main>\n\
             <header>\n<h1>{title}</h1>\n\
             <p class=\"note\">Vertrouwelijk: deze pagina bevat de oorspronkelijke tekst.</p>\n{}</header>\n",
            self.summary()
        );
        self.risk(&mut out);
        out.push_str("<div class=\"sides\">\n");
        self.side(&mut out, "voor", "Voor", false);
        self.side(&mut out, "na", "Na", true);
        out.push_str("</div>\n");
        self.legend(&mut out);
        self.table(&mut out);
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }

    fn summary(&self) -> String {
        let flags = self
            .spans
            .iter()
            .filter(|s| s.status == Status::Flag)
            .count();
        let masks = self.spans.len() - flags;
        let word = if masks == 1 {
            "vondst vervangen"
        } else {
            "vondsten vervangen"
        };
        let still = if flags == 1 {
            "signaal wacht"
        } else {
            "signalen wachten"
        };
        format!(
            "<p><strong>{masks}</strong> {word}, <strong>{flags}</strong> {still} op een beslissing.</p>\n"
        )
    }

    fn risk(&self, out: &mut String) {
        let Some(risk) = self.risk else { return };
        let score = risk.score.min(100);
        let _ = writeln!(
            out,
            "<section aria-labelledby=\"risico\">\n<h2 id=\"risico\">Restrisico: {score} van 100</h2>\n\
             <p class=\"bar\"><meter min=\"0\" max=\"100\" low=\"25\" high=\"50\" optimum=\"0\" value=\"{score}\" \
             aria-labelledby=\"risico\">{score} van 100</meter></p>"
        );
        if !risk.reasons.is_empty() {
            out.push_str("<ul>\n");
            for reason in risk.reasons {
                let _ = writeln!(out, "<li>{}</li>", escape(reason));
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</section>\n");
    }

    /// One side: the parts of the draft, or of the source that they came from.
    fn side(&self, out: &mut String, id: &str, heading: &str, after: bool) {
        let _ = write!(
            out,
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n<div class=\"text\" dir=\"auto\">"
        );
        for part in &self.draft.parts {
            let words = if after {
                self.draft.text.get(part.draft.clone())
            } else {
                self.text.get(part.source.clone())
            };
            let words = escape(words.unwrap_or_default());
            let first = part
                .spans
                .first()
                .and_then(|at| self.spans.get(*at).map(|s| (*at, s)));
            match (part.kind, first) {
                (PartKind::Kept, _) | (_, None) => out.push_str(&words),
                (kind, Some((at, span))) => {
                    let sign = if kind == PartKind::Flagged { "⚑" } else { "" };
                    let _ = write!(
                        out,
                        "<mark class=\"{} {}\" title=\"{}\">{words}<sup>{sign}<a href=\"#s{n}\">{n}</a></sup></mark>",
                        span.source.class(),
                        if kind == PartKind::Flagged {
                            "flag"
                        } else {
                            certainty(span.confidence).0
                        },
                        escape(&hint(span)),
                        n = at + 1,
                    );
                }
            }
        }
        out.push_str("</div>\n</section>\n");
    }

    fn legend(&self, out: &mut String) {
        out.push_str(
            "<section aria-labelledby=\"uitleg\">\n<h2 id=\"uitleg\">Uitleg</h2>\n<ul class=\"legend\">\n",
        );
        for source in words::SOURCES {
            if self.spans.iter().any(|s| s.source == source) {
                let (class, word) = (source.class(), source.dutch());
                let _ = writeln!(out, "<li><mark class=\"{class} high\">{word}</mark></li>");
            }
        }
        out.push_str(
            "<li><mark class=\"flag\">⚑ signaal</mark> wacht op een beslissing</li>\n</ul>\n\
             <p class=\"note\">De lijn onder een vondst zegt hoe die is gevonden; hoe dikker, hoe zekerder.</p>\n\
             </section>\n",
        );
    }

    /// The spans in the order of a reviewer's work: what waits for a decision, then what is least sure.
    fn table(&self, out: &mut String) {
        let mut order: Vec<usize> = (0..self.spans.len()).collect();
        order.sort_by_key(|at| {
            self.spans
                .get(*at)
                .map(|s| (s.status == Status::Mask, s.confidence, s.range.start))
        });
        out.push_str(
            "<section aria-labelledby=\"vondsten\">\n<h2 id=\"vondsten\">Vondsten</h2>\n\
             <p class=\"note\">Eerst wat op een beslissing wacht, dan van onzeker naar zeker.</p>\n\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"vondsten\">\n<table>\n<thead><tr>\
             <th scope=\"col\">nr.</th><th scope=\"col\">tekst</th><th scope=\"col\">wordt</th>\
             <th scope=\"col\">soort</th><th scope=\"col\">bron</th><th scope=\"col\">zekerheid</th>\
             <th scope=\"col\">reden</th></tr></thead>\n<tbody>\n",
        );
        let mut words_of = vec![""; self.spans.len()];
        for part in &self.draft.parts {
            for at in &part.spans {
                if let (Some(slot), Some(words)) = (
                    words_of.get_mut(*at),
                    self.draft.text.get(part.draft.clone()),
                ) {
                    *slot = words;
                }
            }
        }
        for at in order {
            let Some(span) = self.spans.get(at) else {
                continue;
            };
            let found = self.text.get(span.range.clone()).unwrap_or_default();
            let becomes = match span.status {
                Status::Flag => "<strong>⚑ beslis</strong>".to_owned(),
                Status::Mask => escape(words_of.get(at).copied().unwrap_or_default().trim()),
            };
            let _ = writeln!(
                out,
                "<tr id=\"s{n}\"><th scope=\"row\">{n}</th><td dir=\"auto\">{}</td><td>{becomes}</td><td>{}</td>\
                 <td>{}</td><td>{} ({})</td><td>{}</td></tr>",
                escape(found),
                span.label.dutch(),
                span.source.dutch(),
                certainty(span.confidence).1,
                span.confidence,
                escape(span.reason),
                n = at + 1,
            );
        }
        out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
    }
}

const fn certainty(confidence: u8) -> (&'static str, &'static str) {
    match confidence {
        0..=49 => ("low", "laag"),
        50..=79 => ("middle", "midden"),
        _ => ("high", "hoog"),
    }
}

fn hint(span: &Span) -> String {
    format!(
        "{}, gevonden door {}, zekerheid {}",
        span.label.dutch(),
        span.source.dutch(),
        certainty(span.confidence).1
    )
}
