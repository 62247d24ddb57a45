//! The lists of a report: signals, promises, points and findings, breaks, and what is left out.

use super::{sheet, three};
use crate::page::Line;
use crate::report::compose::{choice_name, is_late, reason, section_name, state_name};
use crate::report::model::Report;
use crate::report::words::Words;
use crate::sheets::{Cell, Sheet};

pub(super) fn signals(report: &Report, words: Words) -> Sheet {
    let rows = report.signals.items().iter().map(|signal| {
        let place = signal.place.as_ref().map(|place| words.text(&place.name));
        let decision = signal.decision.as_ref();
        let mut row = vec![
            Cell::text(signal.id.as_str()),
            Cell::text(words.text(&signal.subject)),
            Cell::text(place.unwrap_or_default()),
            Cell::text(signal.since.to_string()),
        ];
        row.extend(three(Some(signal.observed)));
        row.extend([
            Cell::number(Some(signal.expected)),
            Cell::text(decision.map_or("", |made| choice_name(made.choice, words))),
            Cell::text(
                decision
                    .map(|made| words.text(&made.owner))
                    .unwrap_or_default(),
            ),
            Cell::text(
                decision
                    .and_then(|made| made.due)
                    .map(|due| due.to_string())
                    .unwrap_or_default(),
            ),
        ]);
        row
    });
    sheet(
        words.pick("Signalen", "Signals"),
        words.pick(
            &[
                "Nummer",
                "Wat valt op",
                "Waar",
                "Sinds",
                "Gezien",
                "Ondergrens",
                "Bovengrens",
                "Verwacht",
                "Besluit",
                "Door",
                "Klaar in",
            ],
            &[
                "Number",
                "What stands out",
                "Where",
                "Since",
                "Seen",
                "Lower bound",
                "Upper bound",
                "Expected",
                "Decision",
                "By",
                "Due in",
            ],
        ),
        rows.collect(),
    )
}

pub(super) fn actions(report: &Report, words: Words) -> Sheet {
    let rows = report.actions.items().iter().map(|action| {
        let late = is_late(action, report.dated);
        let result = action.result.as_ref().map(|text| words.sentence(text));
        vec![
            Cell::text(action.id.as_str()),
            line(words.sentence(&action.promise)),
            Cell::text(words.text(&action.owner)),
            Cell::text(action.due.to_string()),
            Cell::text(state_name(action.state, late, words)),
            result.map_or(Cell::Empty, line),
        ]
    });
    sheet(
        words.pick("Afspraken", "Promises"),
        words.pick(
            &[
                "Nummer", "Beloofd", "Door wie", "Klaar in", "Stand", "Gedaan",
            ],
            &["Number", "Promised", "By whom", "Due in", "State", "Done"],
        ),
        rows.collect(),
    )
}

pub(super) fn scorecard(report: &Report, words: Words) -> Sheet {
    let rows = (1..).zip(&report.scorecard).map(|(place, score)| {
        let known = words.known(score);
        let letter = match score.finding.in_letter() {
            true => words.pick("ja", "yes"),
            false => words.pick("niet met zoveel woorden", "not in so many words"),
        };
        vec![
            Cell::number(Some(f64::from(place))),
            Cell::text(score.finding.text(words.language)),
            Cell::text(letter),
            Cell::text(known),
        ]
    });
    sheet(
        words.pick("Review 2020", "2020 review"),
        words.pick(
            &[
                "Nummer",
                "Punt",
                "Ook in de brief van 2020",
                "Wat we nu weten",
            ],
            &[
                "Number",
                "Point",
                "In the 2020 letter too",
                "What we know now",
            ],
        ),
        rows.collect(),
    )
}

pub(super) fn external(report: &Report, words: Words) -> Sheet {
    let rows = report.external.items().iter().map(|found| {
        let action = found.action.as_ref().map(|text| words.sentence(text));
        let age = report.dated.index() - found.received.index();
        vec![
            Cell::text(found.id.as_str()),
            line(words.sentence(&found.title)),
            Cell::text(words.text(&found.by)),
            Cell::text(found.received.to_string()),
            Cell::number(Some(age.max(0).into())),
            action.map_or(Cell::Empty, line),
        ]
    });
    sheet(
        words.pick("Bevindingen", "Findings"),
        words.pick(
            &[
                "Nummer",
                "Wat is gevonden",
                "Door",
                "Ontvangen",
                "Maanden open",
                "Wat gebeurt ermee",
            ],
            &[
                "Number",
                "What was found",
                "By",
                "Received",
                "Months open",
                "What is being done",
            ],
        ),
        rows.collect(),
    )
}

pub(super) fn breaks(report: &Report, words: Words) -> Sheet {
    let rows = report.breaks.items().iter().map(|mark| {
        let place = mark.place.as_ref().map(|place| words.text(&place.name));
        vec![
            Cell::text(mark.from.to_string()),
            Cell::text(place.unwrap_or_default()),
            Cell::text(words.text(&mark.text)),
        ]
    });
    sheet(
        words.pick("Breuken", "Breaks"),
        words.pick(&["Vanaf", "Waar", "Wat"], &["From", "Where", "What"]),
        rows.collect(),
    )
}

pub(super) fn not_shown(report: &Report, words: Words) -> Sheet {
    let rows = report.not_shown.iter().map(|left_out| {
        vec![
            Cell::text(words.text(&left_out.what)),
            Cell::text(reason(left_out.why, words)),
        ]
    });
    sheet(
        words.pick("Niet getoond", "Not shown"),
        words.pick(&["Wat", "Waarom"], &["What", "Why"]),
        rows.collect(),
    )
}

pub(super) fn editor(report: &Report, words: Words) -> Sheet {
    let rows = report.editor.iter().flat_map(|(section, sentences)| {
        sentences.iter().map(move |sentence| {
            vec![
                Cell::text(words.text(&section_name(*section))),
                line(words.sentence(sentence)),
            ]
        })
    });
    sheet(
        words.pick("Redactie", "Editor"),
        words.pick(&["Onderdeel", "Tekst"], &["Section", "Text"]),
        rows.collect(),
    )
}

fn line(line: Line) -> Cell {
    Cell::text(line.text)
}
