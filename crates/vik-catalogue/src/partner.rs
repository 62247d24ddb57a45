//! Published tables of others: do the totals add up, and where does a series break?
//!
//! Rows are kinds, columns are periods, one row holds the published total. Numbers are taken as they were
//! published; what does not fit is reported, never put right.

use vik_trends::mix::{same_mix, total_variation};

use crate::words::Localised;

/// A mix that moves this far is another way of counting until shown otherwise.
const MOVED: f64 = 0.15;

/// A published table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartnerTable {
    /// What it is called on the page.
    pub title: Localised,
    /// Where it was published.
    pub source: String,
    /// Its periods, oldest first.
    pub periods: Vec<String>,
    /// Its kinds, each with a count a period; none where nothing was published.
    pub rows: Vec<(String, Vec<Option<f64>>)>,
    /// The published totals, if the table has them.
    pub totals: Option<(String, Vec<Option<f64>>)>,
}

/// What is wrong with a period of a table, or sets it apart from the one before.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark {
    /// The published total is not the sum of the rows.
    Total {
        /// The published total.
        published: f64,
        /// The sum of the rows.
        sum: f64,
    },
    /// A kind is counted from this period on.
    Begins(String),
    /// A kind is no longer counted.
    Ends(String),
    /// Cases are divided over the kinds in another way than before, beyond chance.
    Mix {
        /// The part of the cases that would need another kind to undo it, between 0 and 1.
        moved: f64,
    },
}

impl Remark {
    /// Whether the series breaks here.
    pub fn is_break(&self) -> bool {
        !matches!(self, Self::Total { .. })
    }
}

impl PartnerTable {
    /// Reads a CSV file: kinds in the first column, then a column for each period. The total is the row
    /// that bears this name, or else the one row whose name holds `total` or `totaal`.
    ///
    /// # Errors
    /// A sentence with the line, and what was expected; never what was there.
    pub fn from_csv(text: &str, total: Option<&str>) -> Result<Self, String> {
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let line = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
        let heads = reader
            .headers()
            .map_err(|e| format!("line {}: expected column names", line(&e)))?;
        let periods: Vec<String> = heads.iter().skip(1).map(str::to_owned).collect();
        if periods.is_empty() {
            return Err("line 1: expected a column of kinds and a column for each period".into());
        }
        let (mut rows, mut totals) = (Vec::new(), Vec::new());
        for record in reader.records() {
            let expected = periods.len() + 1;
            let record =
                record.map_err(|e| format!("line {}: expected {expected} cells", line(&e)))?;
            let at = record.position().map_or(0, csv::Position::line);
            let mut counts = Vec::new();
            for (cell, period) in record.iter().skip(1).zip(&periods) {
                let count = match cell {
                    "" => None,
                    text => match text.parse::<f64>() {
                        Ok(count) if count >= 0.0 && count.is_finite() => Some(count),
                        _ => {
                            return Err(format!(
                                "line {at}, column `{period}`: expected a count, or nothing"
                            ));
                        }
                    },
                };
                counts.push(count);
            }
            let name = record.get(0).unwrap_or_default().to_owned();
            let lower = name.to_lowercase();
            let sums = match total {
                Some(total) => name == total,
                None => lower.contains("total") || lower.contains("totaal"),
            };
            if sums { &mut totals } else { &mut rows }.push((name, counts));
        }
        if totals.len() > 1 {
            return Err("more than one row may be the total: name it with `total`".into());
        }
        if rows.is_empty() {
            return Err("expected a row for each kind".into());
        }
        Ok(Self {
            title: Localised::default(),
            source: String::new(),
            periods,
            rows,
            totals: totals.pop(),
        })
    }

    /// Reads the TOML form: `title.nl`, `title.en`, `source`, `total` and the same rows under `csv`.
    ///
    /// # Errors
    /// A sentence that says what was expected; lines are those of the text under `csv`.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|_| "expected TOML with `title`, `source`, `total` and `csv`".to_owned())?;
        let known = ["title", "source", "total", "csv"];
        if let Some(key) = table.keys().find(|key| !known.contains(&key.as_str())) {
            return Err(format!("unknown key `{key}`"));
        }
        let word = |value: Option<&toml::Value>, key: &str| {
            let text = value.and_then(toml::Value::as_str);
            text.map(str::to_owned)
                .ok_or_else(|| format!("expected a text under `{key}`"))
        };
        let title = table.get("title");
        let rows = word(table.get("csv"), "csv")?;
        let total = table.get("total").map(|total| word(Some(total), "total"));
        let mut read = Self::from_csv(rows.trim_start(), total.transpose()?.as_deref())?;
        read.title = Localised {
            nl: word(title.and_then(|t| t.get("nl")), "title.nl")?,
            en: word(title.and_then(|t| t.get("en")), "title.en")?,
        };
        read.source = word(table.get("source"), "source")?;
        Ok(read)
    }

    /// What is to be said of each period, in order.
    ///
    /// A kind without cases before it ended broke nothing. A mix counts as another one when more than
    /// 15 % of the cases lie elsewhere and chance explains that less than once in a thousand times
    /// (total variation and Pearson's test over the kinds of both periods).
    pub fn remarks(&self) -> Vec<(usize, Remark)> {
        let mut found = Vec::new();
        for at in 0..self.periods.len() {
            let sum: f64 = self.rows.iter().filter_map(|(_, counts)| counts[at]).sum();
            let published = self.totals.as_ref().and_then(|(_, counts)| counts[at]);
            if let Some(published) = published.filter(|total| (total - sum).abs() > 0.5) {
                found.push((at, Remark::Total { published, sum }));
            }
            let Some(before) = at.checked_sub(1) else {
                continue;
            };
            let mut pairs = Vec::new();
            for (name, counts) in &self.rows {
                match (counts[before], counts[at]) {
                    (Some(one), Some(other)) => pairs.push((one, other)),
                    (None, Some(_)) => found.push((at, Remark::Begins(name.clone()))),
                    (Some(one), None) if one > 0.0 => {
                        found.push((at, Remark::Ends(name.clone())));
                    }
                    _ => {}
                }
            }
            let unlikely = same_mix(&pairs).is_some_and(|test| test.p_value < 0.001);
            let moved = total_variation(&pairs).filter(|moved| *moved > MOVED && unlikely);
            found.extend(moved.map(|moved| (at, Remark::Mix { moved })));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SISTER: &str =
        include_str!("../../../data-samples/reference/nl-police-table-defensie.toml");

    #[test]
    fn the_total_that_does_not_add_up_and_the_breaks_are_found() {
        let table = PartnerTable::from_toml(SISTER).unwrap();
        let remarks = table.remarks();
        let totals: Vec<_> = remarks.iter().filter(|(_, r)| !r.is_break()).collect();
        assert_eq!(
            totals,
            [&(
                4,
                Remark::Total {
                    published: 271.0,
                    sum: 371.0
                }
            )]
        );
        let mut breaks: Vec<&str> = remarks
            .iter()
            .filter(|(_, remark)| remark.is_break())
            .map(|(at, _)| table.periods[*at].as_str())
            .collect();
        breaks.dedup();
        assert_eq!(breaks, ["2021", "2022"]);
    }

    #[test]
    fn a_steady_table_gives_no_remark() {
        let table = "soort;2020;2021\nA;30;33\nB;60;57\nTotaal;90;90\n";
        assert_eq!(PartnerTable::from_csv(table, None).unwrap().remarks(), []);
    }

    #[test]
    fn an_error_names_the_place_and_not_the_cell() {
        let table = "soort,2020\nA,Jansen\n";
        let error = PartnerTable::from_csv(table, None).unwrap_err();
        assert_eq!(error, "line 2, column `2020`: expected a count, or nothing");
        assert!(PartnerTable::from_csv("soort\n", None).is_err());
        assert!(PartnerTable::from_csv("s,1\ntotal a,1\ntotal b,1\nC,1\n", None).is_err());
        let ragged = PartnerTable::from_csv("s,1,2\nA,1\n", None).unwrap_err();
        assert_eq!(ragged, "line 2: expected 3 cells");
        let unknown = PartnerTable::from_toml("titel = 1").unwrap_err();
        assert_eq!(unknown, "unknown key `titel`");
    }

    #[test]
    fn a_row_that_was_empty_may_end_without_a_break() {
        let table = PartnerTable::from_csv("s,1,2\nA,5,5\nB,0,\nC,2,\n", None).unwrap();
        assert_eq!(table.remarks(), [(1, Remark::Ends("C".to_owned()))]);
    }
}
