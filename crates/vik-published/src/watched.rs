//! Published figures as the signals need them: by unit, kind and month, dense and in order.

use std::collections::{BTreeMap, BTreeSet};

use vik_domain::Month;
use vik_domain::civil::parse_iso;
use vik_signals::combination::{Combination, Table, out_of_proportion};
use vik_signals::recurring::{Kind, QUARTERS, Recurring, recurring};
use vik_signals::returning::{Profile, Returning, returning};
use vik_signals::{Break, BreakKind, Published};

use crate::error::RunError;
use crate::open::OpenSide;
use crate::result::Cell;
use crate::session::Limits;

/// Codes that say nothing about a case.
const NOTHING: [&str; 2] = ["unknown", "none"];

/// Months in the year that is judged.
const YEAR: usize = 12;

/// Counts by two codes and month.
struct Counts {
    first: Vec<String>,
    second: Vec<String>,
    /// `[(first * second.len() + second) * months + month]`
    numbers: Vec<f64>,
    months: usize,
}

impl Counts {
    /// The sum of one pair over some months.
    fn sum(&self, first: usize, second: usize, months: std::ops::Range<usize>) -> f64 {
        let start = (first * self.second.len() + second) * self.months;
        self.numbers[start..start + self.months][months]
            .iter()
            .sum()
    }

    /// Every pair over some months, the first codes outermost.
    fn sums(&self, months: std::ops::Range<usize>) -> Vec<f64> {
        let pairs = (0..self.first.len()).flat_map(|i| (0..self.second.len()).map(move |j| (i, j)));
        pairs.map(|(i, j)| self.sum(i, j, months.clone())).collect()
    }
}

/// Everything that signals are made from.
pub(crate) struct Watched {
    /// Counts by unit and kind.
    pub(crate) published: Published,
    issues: Counts,
    kind_of: BTreeMap<String, String>,
    pairs: Vec<(&'static str, Counts)>,
    triples: Option<Counts>,
}

/// Joins a cause and a circumstance to one word: the unit separator, which no code list holds.
const BETWEEN: char = '\u{1f}';

/// The columns as [`OpenSide::counts`] reads them, with cause and circumstance as one.
const TRIPLES: &str = "SELECT category, concat(cause, chr(31), circumstance), month, sum(cases) \
    FROM cube_category_cause_circumstance \
    WHERE cause NOT IN ('unknown', 'none') AND circumstance NOT IN ('unknown', 'none') \
    GROUP BY category, cause, circumstance, month";

impl OpenSide {
    /// Reads what signals are made from; `None` when an organisation does not publish it.
    ///
    /// # Errors
    /// [`RunError`] when a table cannot be read.
    pub(crate) async fn watched(&self) -> Result<Option<Watched>, RunError> {
        let has = |table: &str| self.tables().iter().any(|t| t.name == table);
        if !has("cube_unit_category_finding") || !has("cube_unit_issue") {
            return Ok(None);
        }
        let all = "SELECT unit, category, month, sum(cases) FROM cube_unit_category_finding GROUP BY unit, category, month";
        let established = "SELECT unit, category, month, sum(CASE WHEN finding = 'established' THEN cases ELSE 0 END) FROM cube_unit_category_finding GROUP BY unit, category, month";
        let all = self.counts(all).await?;
        let established = self.counts(established).await?;
        let issues = "SELECT unit, issue, month, sum(cases) FROM cube_unit_issue GROUP BY unit, issue, month";
        let issues = self.counts(issues).await?;
        let mut pairs = Vec::new();
        for (table, sql) in [
            (
                "cube_issue_cause",
                "SELECT issue, cause, month, sum(cases) FROM cube_issue_cause GROUP BY issue, cause, month",
            ),
            (
                "cube_category_circumstance",
                "SELECT category, circumstance, month, sum(cases) FROM cube_category_circumstance GROUP BY category, circumstance, month",
            ),
        ] {
            if has(table) {
                pairs.push((table, self.counts(sql).await?));
            }
        }
        let triples = if has("cube_category_cause_circumstance") {
            Some(self.counts(TRIPLES).await?)
        } else {
            None
        };
        Ok(Some(Watched {
            triples,
            published: self.published(all, established.numbers),
            issues,
            kind_of: self.kinds(),
            pairs,
        }))
    }

    /// Of each issue, its kind.
    fn kinds(&self) -> BTreeMap<String, String> {
        let lists = self.reference().list("issues");
        let codes = lists.into_iter().flat_map(|list| &list.codes);
        codes
            .filter_map(|code| Some((code.code.clone(), code.parent.clone()?)))
            .collect()
    }

    async fn counts(&self, sql: &str) -> Result<Counts, RunError> {
        let limits = Limits {
            rows: 10_000_000,
            ..Limits::default()
        };
        let result = self.run(sql, &BTreeMap::new(), limits).await?;
        let months = usize::try_from(self.last_month() - self.first_month() + 1).unwrap_or(0);
        let word = |cell: &Cell| match cell {
            Cell::Text(code) if !NOTHING.contains(&code.as_str()) => Some(code.clone()),
            _ => None,
        };
        let month = |cell: &Cell| match cell {
            Cell::Date(day) => {
                let index = Month::of_day(parse_iso(day)?).index() - self.first_month();
                usize::try_from(index).ok().filter(|at| *at < months)
            }
            _ => None,
        };
        let rows: Vec<(String, String, usize, f64)> = result
            .rows
            .iter()
            .filter_map(|row| {
                Some((
                    word(&row[0])?,
                    word(&row[1])?,
                    month(&row[2])?,
                    row[3].number()?,
                ))
            })
            .collect();
        let codes = |pick: fn(&(String, String, usize, f64)) -> &String| -> Vec<String> {
            rows.iter()
                .map(pick)
                .cloned()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        };
        let (first, second) = (codes(|row| &row.0), codes(|row| &row.1));
        let mut numbers = vec![0.0; first.len() * second.len() * months];
        for (a, b, at, cases) in &rows {
            if let (Ok(i), Ok(j)) = (first.binary_search(a), second.binary_search(b)) {
                numbers[(i * second.len() + j) * months + at] += cases;
            }
        }
        Ok(Counts {
            first,
            second,
            numbers,
            months,
        })
    }

    fn published(&self, all: Counts, established: Vec<f64>) -> Published {
        let first = Month::from_index(self.first_month());
        let reference = self.reference();
        let mut staff = vec![0.0; all.first.len() * all.months];
        for one in &reference.staff {
            let at = parse_iso(&one.month)
                .and_then(|day| usize::try_from(Month::of_day(day).index() - first.index()).ok());
            if let (Some(at), Ok(unit)) = (at, all.first.binary_search(&one.unit))
                && at < all.months
            {
                staff[unit * all.months + at] = one.fte;
            }
        }
        let breaks = reference.breaks.iter().filter_map(|b| {
            let unit = if b.unit == "*" {
                None
            } else {
                Some(all.first.binary_search(&b.unit).ok()?)
            };
            let month = Month::of_day(parse_iso(&b.month)?);
            Some(Break {
                unit,
                month,
                kind: BreakKind::parse(&b.kind)?,
            })
        });
        Published {
            first,
            months: all.months,
            breaks: breaks.collect(),
            staff: if reference.staff.is_empty() {
                Vec::new()
            } else {
                staff
            },
            cases: all.numbers,
            established,
            units: all.first,
            categories: all.second,
        }
    }
}

impl Watched {
    /// Issues that keep coming back in the year that ends with month `at`; none in the first year.
    pub(crate) fn recurring(&self, at: usize) -> Vec<Recurring> {
        let Some(from) = (at + 1).checked_sub(YEAR).filter(|from| *from > 0) else {
            return Vec::new();
        };
        let issues = &self.issues;
        let mut kinds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (j, issue) in issues.second.iter().enumerate() {
            let kind = self.kind_of.get(issue).map_or("", String::as_str);
            kinds.entry(kind).or_default().push(j);
        }
        let months = YEAR / QUARTERS;
        let quarter = |q: usize| from + q * months..from + (q + 1) * months;
        let made: Vec<(Vec<String>, Vec<f64>, Vec<f64>)> = kinds
            .values()
            .map(|members| {
                let names = members.iter().map(|j| issues.second[*j].clone()).collect();
                let units = 0..issues.first.len();
                let now = units.clone().flat_map(|u| {
                    members.iter().flat_map(move |j| {
                        (0..QUARTERS).map(move |q| issues.sum(u, *j, quarter(q)))
                    })
                });
                let before = members
                    .iter()
                    .map(|j| units.clone().map(|u| issues.sum(u, *j, 0..from)).sum());
                (names, now.collect(), before.collect())
            })
            .collect();
        let kinds: Vec<Kind<'_>> = made
            .iter()
            .map(|(issues, now, before)| Kind {
                issues,
                now,
                before,
            })
            .collect();
        recurring(&issues.first, &kinds)
    }

    /// What went together out of proportion in the year that ends with month `at`.
    pub(crate) fn combinations(&self, at: usize) -> Vec<Combination> {
        let Some(from) = (at + 1).checked_sub(YEAR).filter(|from| *from > 0) else {
            return Vec::new();
        };
        let tables = self.pairs.iter().flat_map(|(name, counts)| {
            out_of_proportion(&Table {
                name,
                first: &counts.first,
                second: &counts.second,
                now: &counts.sums(from..at + 1),
                before: &counts.sums(0..from),
            })
        });
        tables.collect()
    }
    /// Kinds of case that keep coming back with the same cause and circumstance in the year that ends
    /// with month `at`.
    pub(crate) fn returning(&self, at: usize) -> Vec<Returning> {
        let from = (at + 1).checked_sub(YEAR).filter(|from| *from > 0);
        let (Some(from), Some(counts)) = (from, &self.triples) else {
            return Vec::new();
        };
        let months = YEAR / QUARTERS;
        let cells =
            (0..counts.first.len()).flat_map(|i| (0..counts.second.len()).map(move |j| (i, j)));
        let now: Vec<f64> = cells
            .flat_map(|(i, j)| {
                let quarter = move |q| from + q * months..from + (q + 1) * months;
                (0..QUARTERS).map(move |q| counts.sum(i, j, quarter(q)))
            })
            .collect();
        let split = |code: &String| {
            let (cause, circumstance) = code.split_once(BETWEEN).unwrap_or((code, ""));
            (cause.to_owned(), circumstance.to_owned())
        };
        let pairs: Vec<(String, String)> = counts.second.iter().map(split).collect();
        returning(&Profile {
            categories: &counts.first,
            pairs: &pairs,
            now: &now,
            before: &counts.sums(0..from),
        })
    }
}
