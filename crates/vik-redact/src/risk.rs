//! How far a text, once its masks are replaced, may still point at someone.

use crate::span::{Label, Source, Span, Status};

/// A residual risk and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// From 0 (nothing was found that could point at a person) to 100.
    pub score: u8,
    /// The reasons, weightiest first, with the points of each.
    pub reasons: Vec<(&'static str, u8)>,
}

/// Adds up what remains after the masks: flags that nobody cleared, combinations of ordinary facts that
/// together single out, weak masks. The score orders work and never lets a text pass by itself: a text
/// leaves when no flag is open, whatever its score.
#[must_use]
pub fn risk(spans: &[Span]) -> Risk {
    let flags = |label: Label| {
        spans
            .iter()
            .filter(|s| s.status == Status::Flag && s.label == label)
            .count()
    };
    let masks = |label: Label| {
        spans
            .iter()
            .filter(|s| s.status == Status::Mask && s.label == label)
            .count()
    };
    let unsure = spans
        .iter()
        .filter(|s| s.status == Status::Mask && s.confidence < 60)
        .count();
    let lost = spans
        .iter()
        .filter(|s| s.status == Status::Flag && s.source == Source::Unexplained)
        .count();
    // Different kinds of ordinary facts: each alone says little, together they draw a portrait.
    let kinds = [
        Label::Age,
        Label::Function,
        Label::Unit,
        Label::Location,
        Label::Vehicle,
        Label::Organisation,
        Label::Date,
    ]
    .into_iter()
    .filter(|&label| masks(label) > 0)
    .count();
    let media = spans.iter().any(|s| s.reason == "in het nieuws geweest");
    let mut reasons: Vec<(&'static str, u8)> = [
        (
            "zeldzame feiten die nog in de tekst staan",
            points(flags(Label::Rare), 9, 36),
        ),
        (
            "bijzondere persoonsgegevens die nog in de tekst staan",
            points(flags(Label::Special), 8, 24),
        ),
        ("woorden die niets verklaart", points(lost, 2, 20)),
        ("de zaak was in het nieuws", if media { 15 } else { 0 }),
        (
            "veel soorten feiten die samen een portret vormen",
            points(kinds.saturating_sub(2), 2, 10),
        ),
        (
            "vervangingen waarvan de bron onzeker is",
            points(unsure, 1, 8),
        ),
    ]
    .into_iter()
    .filter(|&(_, points)| points > 0)
    .collect();
    reasons.sort_by_key(|&(_, points)| std::cmp::Reverse(points));
    let sum: u32 = reasons.iter().map(|&(_, points)| u32::from(points)).sum();
    Risk {
        score: u8::try_from(sum.min(100)).unwrap_or(100),
        reasons,
    }
}

fn points(count: usize, each: u8, most: u8) -> u8 {
    u8::try_from(count.min(100))
        .unwrap_or(100)
        .saturating_mul(each)
        .min(most)
}
