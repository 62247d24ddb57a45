//! Reports to leadership and Parliament, filled from what is published.
//!
//! [`assemble`] asks the queries of the pages once and puts their answers into a
//! [`vik_reports::report::Report`]. The same published version, decisions and sentences give the same
//! report to the byte. A report that is signed (`vik report`) is kept beside the tables and never
//! filled again; what the page shows before that is a preview.

mod measures;
mod parts;
mod promises;

use std::collections::BTreeMap;

use vik_catalogue::Catalogue;
use vik_published::{Cell, OpenSide, RunError};
use vik_reports::report::{
    Content, Kind, Margin, Measure, Message, Origin, Period, Reading, Report, SCHEMA, Section,
    Sentence, Stage, Step, Unit,
};

use crate::decisions::Standing;
use measures::{Asked, Rounded, ask, text};
pub use promises::{PromiseError, Promises, promises};

/// What a report is filled with beside the published figures.
#[derive(Default)]
pub struct Around {
    /// Where each signal stands.
    pub standings: BTreeMap<String, Standing>,
    /// The editor's sentences; they have passed the check for what points at a person.
    pub editor: BTreeMap<Section, Vec<Sentence>>,
    /// What was promised, and what others found.
    pub promises: Promises,
    /// 1 for the first; a mended report has a higher number.
    pub edition: u32,
}

/// A report that cannot be filled.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// A query failed.
    #[error("a query of the report gave no answer")]
    Query(#[from] RunError),
    /// The period is not published.
    #[error("not every month of {0} is published; choose a period that is")]
    Period(String),
}

/// Fills a report about a period that is wholly published.
///
/// # Errors
/// [`AssembleError`].
pub async fn assemble(
    catalogue: &Catalogue,
    side: &OpenSide,
    period: Period,
    around: Around,
) -> Result<Report, AssembleError> {
    let last = period.last_month();
    let name = String::from(period);
    if side.last_month() < last.index() || side.first_month() > last.index() - 5 {
        return Err(AssembleError::Period(name));
    }
    let release = side
        .releases()
        .iter()
        .rev()
        .find(|record| record.period == last.quarter().to_string())
        .ok_or(AssembleError::Period(name))?;
    let filled = Filled::ask(catalogue, side, period).await?;
    let reference = side.reference();
    let categories = ask(catalogue, side, "report-categories", period).await?;
    let items = |measures: Vec<Measure>| {
        if measures.is_empty() {
            Content::NoSource(text(
                "Hierover zijn geen cijfers vrijgegeven.",
                "No figures on this were released.",
            ))
        } else {
            Content::Items(measures)
        }
    };
    let stage = |step, ids: &[&str]| Stage {
        step,
        measures: items(ids.iter().filter_map(|id| filled.get(id)).collect()),
    };
    Ok(Report {
        schema: SCHEMA,
        kind: match period {
            Period::Quarter(_) => Kind::Quarterly,
            Period::Half(_) => Kind::HalfYearly,
        },
        period,
        edition: around.edition.max(1),
        dated: last.next(),
        organisation: reference.organisation.name.clone(),
        source: Origin {
            release: release.number,
            until: last,
            hash: release.hash.clone(),
            base: 5,
        },
        definitions: parts::definitions(),
        messages: ["established-share", "half-year", "learning"]
            .map(|measure| Message {
                measure: measure.to_owned(),
                remark: None,
            })
            .into(),
        chain: vec![
            stage(Step::Reported, &["closed"]),
            stage(Step::Investigated, &["investigated"]),
            stage(Step::Established, &["established", "established-share"]),
            stage(Step::Sanctioned, &["sanctioned"]),
            stage(Step::Reviewed, &["reviewed"]),
            stage(Step::Time, &["half-year"]),
        ],
        categories: Content::Items(categories.map_or_else(Vec::new, |asked| {
            parts::categories(&asked, reference, period)
        })),
        breaks: Content::Items(parts::breaks(reference, period)),
        signals: Content::Items(parts::signals(side, &around.standings, period)),
        learning: items(filled.all(&["learning", "learning-organisation"])),
        actions: around.promises.actions,
        care: items(filled.all(&["care", "feedback"])),
        corruption: items(filled.all(&["corruption"])),
        not_shown: parts::not_shown(),
        scorecard: parts::scorecard(&|id| filled.get(id)),
        external: around.promises.external,
        editor: around.editor,
    })
}

/// The plain measures of a report by name.
struct Filled(Vec<Measure>);

impl Filled {
    fn get(&self, id: &str) -> Option<Measure> {
        self.0.iter().find(|measure| measure.id == id).cloned()
    }

    fn all(&self, ids: &[&str]) -> Vec<Measure> {
        ids.iter().filter_map(|id| self.get(id)).collect()
    }

    async fn ask(catalogue: &Catalogue, side: &OpenSide, period: Period) -> Result<Self, RunError> {
        let mut measures = Vec::new();
        if let Some(flow) = ask(catalogue, side, "quarter-flow", period).await? {
            for (step, cells, id, nl, en) in [
                ("closed", 3.0, "closed", "Gesloten zaken", "Cases closed"),
                (
                    "established",
                    3.0,
                    "established",
                    "Vastgesteld",
                    "Established",
                ),
                (
                    "sanctioned",
                    3.0,
                    "sanctioned",
                    "Met een sanctie",
                    "With a sanction",
                ),
            ] {
                let (only, rounded) = ([step], Rounded { base: 5.0, cells });
                let keep = flow.is("step", &only);
                let read = |p| flow.count("cases", p, rounded, &keep);
                measures.push(flow.measure(
                    (id, nl, en),
                    Unit::Cases,
                    Margin::Rounding,
                    period,
                    &read,
                ));
            }
        }
        let everything = |_: &[Cell]| true;
        for (query, base, cells, id, nl, en) in [
            (
                "quarter-established",
                5.0,
                3.0,
                "established-share",
                "Aandeel vastgesteld",
                "Share established",
            ),
            (
                "quarter-half-year",
                5.0,
                6.0,
                "half-year",
                "Gesloten binnen een half jaar",
                "Closed within half a year",
            ),
            (
                "reviews-on-time",
                3.0,
                2.0,
                "reviewed",
                "Reviewmomenten op tijd",
                "Review moments on time",
            ),
            (
                "quarter-learning",
                5.0,
                3.0,
                "learning",
                "Met een leerpunt",
                "With a lesson",
            ),
            (
                "learning-organisation",
                3.0,
                2.0,
                "learning-organisation",
                "Leerpunt voor de organisatie",
                "Lesson for the organisation",
            ),
            (
                "care-offered",
                3.0,
                3.0,
                "care",
                "Zorg aangeboden binnen vijf werkdagen",
                "Care offered within five working days",
            ),
            (
                "feedback-on-time",
                3.0,
                2.0,
                "feedback",
                "Bericht binnen zes weken",
                "News within six weeks",
            ),
        ] {
            if let Some(asked) = ask(catalogue, side, query, period).await? {
                let rounded = Rounded { base, cells };
                let read = |p| asked.share(p, rounded, &everything);
                measures.push(asked.measure(
                    (id, nl, en),
                    Unit::Percent,
                    Margin::Rounding,
                    period,
                    &read,
                ));
            }
        }
        if let Some(routes) = ask(catalogue, side, "route-mix", period).await? {
            let by_department = |row: &[Cell]| !routes.is("route", &["line", "unknown"])(row);
            let rounded = Rounded {
                base: 3.0,
                cells: 3.0,
            };
            let read = |p| routes.share(p, rounded, &by_department);
            let name = (
                "investigated",
                "Onderzocht door VIK",
                "Investigated by the department",
            );
            measures.push(routes.measure(name, Unit::Percent, Margin::Rounding, period, &read));
        }
        if let Some(asked) = ask(catalogue, side, "corruption", period).await? {
            measures.push(corruption(&asked, period));
        }
        Ok(Self(measures))
    }
}

/// Cases with a corruption issue, of the eight quarters that end with the period; beside them the
/// eight quarters before.
fn corruption(asked: &Asked<'_>, period: Period) -> Measure {
    let end = period.last_month().quarter();
    let window = |quarter: vik_domain::Quarter| -> Option<Reading> {
        let column = |name: &str| asked.result.column(name);
        let (at, cases, low, high) = (
            column("quarter")?,
            column("cases")?,
            column("low")?,
            column("high")?,
        );
        let name = quarter.to_string();
        let is = |row: &&Vec<Cell>| matches!(&row[at], Cell::Text(q) if *q == name);
        let row = asked.result.rows.iter().find(is)?;
        Reading::new(
            row[cases].number()?,
            row[low].number()?,
            row[high].number()?,
        )
    };
    let name = (
        "corruption",
        "Corruptie, acht kwartalen samen",
        "Corruption, eight quarters together",
    );
    let read = |p: Period| window(p.last_month().quarter());
    Measure {
        before: window(end.plus(-8)),
        ..asked.measure(name, Unit::Cases, Margin::Chance, period, &read)
    }
}
