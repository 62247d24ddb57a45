//! The part of Gegevenskwaliteit that rests on files of the organisation: tables of others, and cases that
//! were coded twice.
//!
//! Both are read from the configuration, not from published figures. Of cases that were coded twice only
//! the agreement is shown, never how many had which codes.

use vik_catalogue::{Language, PartnerTable, Remark, TextKind, double_coding};

use crate::app::App;
use crate::format;
use crate::language::pick;

/// What the page shows of these files.
pub struct Reconciliation {
    /// Tables of others.
    pub tables: Vec<Partner>,
    /// Fields that were coded twice.
    pub coded: Vec<Coded>,
    /// What could not be read, as a sentence for who edits the file.
    pub problems: Vec<String>,
}

/// A table of others.
pub struct Partner {
    /// Unique on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it was published.
    pub source: String,
    /// Its periods, each with a mark where the series breaks.
    pub periods: Vec<(String, bool)>,
    /// Its kinds and their counts.
    pub rows: Vec<(String, Vec<String>)>,
    /// Sums of the rows.
    pub sums: Vec<String>,
    /// Published totals, each with whether it differs from the sum.
    pub totals: Option<(String, Vec<(String, bool)>)>,
    /// Totals that do not add up, a sentence each.
    pub wrong: Vec<String>,
    /// Breaks, a sentence each.
    pub breaks: Vec<String>,
}

/// A field that was coded twice.
pub struct Coded {
    /// The field.
    pub field: String,
    /// Cases.
    pub cases: String,
    /// The share on which both agreed.
    pub observed: String,
    /// Kappa with its interval.
    pub kappa: String,
    /// What that means.
    pub verdict: &'static str,
}

/// Reads the files of an organisation; none when it has neither.
#[must_use]
pub fn reconciliation(app: &App, organisation: &str, language: Language) -> Option<Reconciliation> {
    let mut shown = Reconciliation {
        tables: Vec::new(),
        coded: Vec::new(),
        problems: Vec::new(),
    };
    let tables = format!("{organisation}-table-");
    let coded = format!("{organisation}-double_coding.csv");
    for (name, text) in app.catalogue.texts(TextKind::Reference) {
        let read = if name.starts_with(&tables) {
            PartnerTable::from_toml(text).map(|table| {
                let id = format!("partner-{}", shown.tables.len() + 1);
                shown.tables.push(partner(id, &table, language));
            })
        } else if name == coded {
            double_coding(text).map(|fields| {
                let fields = fields.iter().map(|field| coded_twice(field, language));
                shown.coded.extend(fields);
            })
        } else {
            Ok(())
        };
        if let Err(reason) = read {
            shown.problems.push(format!("{name}: {reason}"));
        }
    }
    let empty = shown.tables.is_empty() && shown.coded.is_empty() && shown.problems.is_empty();
    (!empty).then_some(shown)
}

fn partner(id: String, table: &PartnerTable, language: Language) -> Partner {
    let remarks = table.remarks();
    let count = |count: &Option<f64>| {
        count.map_or_else(
            || "–".to_owned(),
            |count| format::number(count, 0, language),
        )
    };
    let breaks_at = |at: usize| remarks.iter().any(|(on, r)| *on == at && r.is_break());
    let wrong_at = |at: usize| remarks.iter().any(|(on, r)| *on == at && !r.is_break());
    let sums = (0..table.periods.len()).map(|at| {
        let sum: f64 = table.rows.iter().filter_map(|(_, row)| row[at]).sum();
        format::number(sum, 0, language)
    });
    let periods = table.periods.iter().enumerate();
    let (mut wrong, mut breaks) = (Vec::new(), Vec::new());
    for (at, remark) in &remarks {
        let told = sentence(&table.periods[*at], remark, language);
        if remark.is_break() {
            &mut breaks
        } else {
            &mut wrong
        }
        .push(told);
    }
    Partner {
        id,
        title: table.title.get(language).to_owned(),
        source: table.source.clone(),
        periods: periods
            .map(|(at, period)| (period.clone(), breaks_at(at)))
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|(kind, row)| (kind.clone(), row.iter().map(count).collect()))
            .collect(),
        sums: sums.collect(),
        totals: table.totals.as_ref().map(|(name, row)| {
            let cells = row.iter().enumerate();
            let cells = cells.map(|(at, total)| (count(total), wrong_at(at)));
            (name.clone(), cells.collect())
        }),
        wrong,
        breaks,
    }
}

fn sentence(period: &str, remark: &Remark, language: Language) -> String {
    let number = |value: f64| format::number(value, 0, language);
    match (remark, language) {
        (Remark::Total { published, sum }, Language::Dutch) => format!(
            "{period}: het gepubliceerde totaal is {}, maar de regels tellen op tot {}.",
            number(*published),
            number(*sum)
        ),
        (Remark::Total { published, sum }, Language::English) => format!(
            "{period}: the published total is {}, but the rows add up to {}.",
            number(*published),
            number(*sum)
        ),
        (Remark::Begins(kind), Language::Dutch) => {
            format!("{period}: ‘{kind}’ wordt vanaf hier apart geteld.")
        }
        (Remark::Begins(kind), Language::English) => {
            format!("{period}: ‘{kind}’ is counted by itself from here on.")
        }
        (Remark::Ends(kind), Language::Dutch) => {
            format!("{period}: ‘{kind}’ wordt niet meer apart geteld.")
        }
        (Remark::Ends(kind), Language::English) => {
            format!("{period}: ‘{kind}’ is no longer counted by itself.")
        }
        (Remark::Mix { moved }, Language::Dutch) => format!(
            "{period}: {}\u{a0}% van de meldingen ligt bij andere soorten dan het jaar ervoor; toeval verklaart dat niet.",
            number(100.0 * moved)
        ),
        (Remark::Mix { moved }, Language::English) => format!(
            "{period}: {}% of the reports lie with other kinds than the period before; chance does not explain that.",
            number(100.0 * moved)
        ),
    }
}

fn coded_twice(field: &vik_catalogue::CodedTwice, language: Language) -> Coded {
    let name = match (field.field.as_str(), language) {
        ("category", Language::Dutch) => "categorie",
        ("finding", Language::Dutch) => "bevinding",
        ("route", Language::Dutch) => "onderzoekssoort",
        (other, _) => other,
    };
    let found = field.agreement;
    let decimals = |value: f64| format::number(value, 2, language);
    let kappa = found.and_then(|found| {
        let ends = found.interval(0.95)?;
        let to = pick(language, "tot", "to");
        Some(format!(
            "{} ({} {to} {})",
            decimals(found.kappa),
            decimals(ends.low),
            decimals(ends.high)
        ))
    });
    // Judged by the lower end: a point alone would reward a small sample.
    let low = found
        .and_then(|found| found.interval(0.95))
        .map(|ends| ends.low);
    let verdict = match low {
        None => pick(language, "te weinig zaken", "too few cases"),
        Some(low) if low >= 0.6 => pick(language, "goed bruikbaar", "good to use"),
        Some(low) if low >= 0.4 => pick(
            language,
            "bruikbaar; bespreek de verschillen",
            "usable; talk about the differences",
        ),
        Some(_) => pick(
            language,
            "onzeker: leg de codes samen uit",
            "unsure: explain the codes together",
        ),
    };
    Coded {
        field: name.to_owned(),
        cases: format::number(field.cases, 0, language),
        observed: found.map_or_else(
            || "–".to_owned(),
            |found| {
                format!(
                    "{}\u{a0}%",
                    format::number(100.0 * found.observed, 0, language)
                )
            },
        ),
        kappa: kappa.unwrap_or_else(|| "–".to_owned()),
        verdict,
    }
}
