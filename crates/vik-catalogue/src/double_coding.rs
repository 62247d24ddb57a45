//! Cases that two people coded without seeing each other's choice: how far do they agree?

use std::collections::BTreeMap;

use vik_trends::agreement::{Agreement, kappa};

/// Fewer cases than this say nothing.
pub const FEWEST: f64 = 30.0;

/// The agreement on one field.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedTwice {
    /// The field, as the file names it.
    pub field: String,
    /// Cases that both coded.
    pub cases: f64,
    /// How far they agreed; none with fewer than [`FEWEST`] cases, or with one code only.
    pub agreement: Option<Agreement>,
}

/// Reads `field,first,second,cases`: the first coder's code, the second coder's, and how many cases.
///
/// # Errors
/// A sentence with the line and what was expected; never what was there.
pub fn double_coding(text: &str) -> Result<Vec<CodedTwice>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let heads = reader
        .headers()
        .map_err(|_| "line 1: expected column names")?;
    if heads != vec!["field", "first", "second", "cases"] {
        return Err("line 1: expected the columns field, first, second, cases".to_owned());
    }
    let mut fields: BTreeMap<String, Vec<(String, String, f64)>> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            format!("line {line}: expected 4 cells")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let cases: u32 = cell(3)
            .parse()
            .map_err(|_| format!("line {line}, column `cases`: expected a whole number"))?;
        if (0..3).any(|at| cell(at).is_empty()) {
            return Err(format!("line {line}: expected a field and two codes"));
        }
        let pairs = fields.entry(cell(0)).or_default();
        pairs.push((cell(1), cell(2), f64::from(cases)));
    }
    let judged = fields.into_iter().map(|(field, pairs)| {
        let pairs: Vec<(&str, &str, f64)> = pairs
            .iter()
            .map(|(one, other, n)| (one.as_str(), other.as_str(), *n))
            .collect();
        let cases = pairs.iter().map(|(.., n)| n).sum();
        CodedTwice {
            field,
            cases,
            agreement: kappa(&pairs).filter(|_| cases >= FEWEST),
        }
    });
    Ok(judged.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_judged_apart_and_few_cases_are_not() {
        let text = "field,first,second,cases\nroute,line,line,20\nroute,line,both,5\nroute,both,line,10\nroute,both,both,15\nfinding,a,a,9\n";
        let found = double_coding(text).unwrap();
        assert_eq!(found[0].agreement, None);
        let route = found[1].agreement.unwrap();
        assert!((route.kappa - 0.4).abs() < 1e-12 && route.observed == 0.7);
    }

    #[test]
    fn the_sample_can_be_read_and_errors_name_the_place() {
        let sample = include_str!("../../../data-samples/reference/nl-police-double_coding.csv");
        assert!(
            double_coding(sample)
                .unwrap()
                .iter()
                .all(|f| f.agreement.is_some())
        );
        let error = double_coding("field,first,second,cases\nroute,a,b,drie\n").unwrap_err();
        assert_eq!(error, "line 2, column `cases`: expected a whole number");
        assert!(double_coding("field,first\n").is_err());
        assert!(double_coding("field,first,second,cases\nroute,,b,3\n").is_err());
    }
}
