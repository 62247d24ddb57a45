//! What an attack on everything published found, as a picture: how much of each attacker's cells stays open.

use vik_catalogue::Language;
use vik_charts::{ChartData, ChartKind, ChartSpec, draw_both};
use vik_disclosure::attack::{Counts, Report};

use crate::figure::language;
use crate::language::pick;

/// The attackers by name, weakest first, with what they found.
#[must_use]
pub fn attackers(report: &Report, reader: Language) -> Vec<(String, Counts)> {
    let mut all = vec![
        (
            pick(
                reader,
                "Vergelijkingen oplossen, elke cel",
                "Solving equations, every cell",
            )
            .to_owned(),
            report.every_cell,
        ),
        (
            pick(
                reader,
                "Alle mogelijke tabellen, steekproef",
                "All possible tables, sample",
            )
            .to_owned(),
            report.sampled,
        ),
    ];
    all.extend(report.coalitions.iter().map(|coalition| {
        let name = match (coalition.size, reader) {
            (1, Language::Dutch) => "Eén collega die eigen zaken kent".to_owned(),
            (1, Language::English) => "One colleague who knows own cases".to_owned(),
            (n, Language::Dutch) => format!("{n} collega’s samen"),
            (n, Language::English) => format!("{n} colleagues together"),
        };
        (name, coalition.counts)
    }));
    all.retain(|(_, counts)| counts.cells > 0);
    all
}

/// The picture of what a reader without cases of their own learns; `None` when nothing was attacked.
///
/// Colleagues stand in the table only: theirs is the worst case, and needs words.
#[must_use]
pub fn draw(report: &Report, reader: Language) -> Option<String> {
    let mut all = attackers(report, reader);
    all.truncate(2);
    let parts = [
        pick(reader, "precies bekend", "known exactly"),
        pick(reader, "begrensd", "bounded"),
        pick(reader, "open", "open"),
    ];
    let (mut names, mut series, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for (name, counts) in &all {
        let bounded = counts.cells.saturating_sub(counts.exact + counts.open);
        for (part, count) in parts.iter().zip([counts.exact, bounded, counts.open]) {
            names.push(name.clone());
            series.push((*part).to_owned());
            shares.push(Some(100.0 * count as f64 / counts.cells as f64));
        }
    }
    let title = pick(
        reader,
        "Wat een aanvaller te weten komt, in procenten van de aangevallen cellen",
        "What an attacker learns, in per cent of the cells attacked",
    );
    let mut spec = ChartSpec::new("attack", ChartKind::Stacked, title);
    (spec.x, spec.y, spec.series) = ("x".to_owned(), "y".to_owned(), Some("s".to_owned()));
    spec.unit = "%".to_owned();
    spec.language = language(reader);
    let data = ChartData::new()
        .labels("x", names)
        .labels("s", series)
        .numbers("y", shares);
    draw_both(&spec, &data).ok()
}
