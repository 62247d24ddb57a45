//! From columns to a sealed assessment.

use crate::protected::Protected;

use super::classes::{Classes, Visits};
use super::input::{GroundDistance, Microdata, MicrodataError};
use super::rank::{Codes, rank};
use super::sensitive::Measures;

/// Staff who fit a description, given the label of each quasi-identifier in order; `None` where
/// the roster cannot say. It is asked once for each class, in the order of the codes.
pub type Roster<'a> = dyn Fn(&[&str]) -> Option<u32> + 'a;

/// Sizes and measures of every class. Sealed by [`assess`]; only reports of this module read it.
pub struct Assessment {
    pub(crate) row_count: u64,
    pub(crate) columns: Vec<ClassColumn>,
    pub(crate) visits: Visits,
    /// Rows of each class.
    pub(crate) rows: Vec<u32>,
    /// Distinct persons of each class.
    pub(crate) persons: Vec<u32>,
    pub(crate) sensitive: Vec<(String, GroundDistance, Measures)>,
    /// Staff who fit each class, where a roster was given.
    pub(crate) rosters: Option<Vec<Option<u32>>>,
}

/// A quasi-identifier with one code for each class.
pub(crate) struct ClassColumn {
    pub(crate) name: String,
    pub(crate) codes: Vec<u32>,
    pub(crate) values: usize,
    pub(crate) coarser: Option<Vec<u32>>,
}

/// Finds the equivalence classes and measures them.
///
/// # Guarantee
/// `k`, `l` and `t` are exact for these columns; the same records in another order give the same
/// assessment, bit for bit.
///
/// # Errors
/// [`MicrodataError`] names the column that does not fit, never a value.
pub fn assess(
    data: &Microdata<'_>,
    roster: Option<&Roster<'_>>,
) -> Result<Protected<Assessment>, MicrodataError> {
    data.validate()?;
    let columns: Vec<Codes<'_>> = data
        .quasi_identifiers
        .iter()
        .map(|column| Codes {
            codes: column.codes,
            values: column.labels.len(),
        })
        .collect();
    let ranks = rank(data.rows(), &columns);
    let classes = Classes::new(&ranks);
    let visits = Visits::new(data.persons, &ranks);
    let own: Vec<u32> = (0..ranks.count as u32).collect();
    let persons = visits.persons_in(&own, ranks.count);
    let sensitive = data
        .sensitive
        .iter()
        .map(|attribute| {
            let measures = Measures::new(attribute, &classes);
            (attribute.name.to_owned(), attribute.distance, measures)
        })
        .collect();
    let rosters = roster.map(|roster| rosters(data, &classes, roster));
    let columns = data
        .quasi_identifiers
        .iter()
        .map(|column| ClassColumn {
            name: column.name.to_owned(),
            codes: classes
                .sample
                .iter()
                .map(|row| column.codes[*row as usize])
                .collect(),
            values: column.labels.len(),
            coarser: column.coarser.map(<[u32]>::to_vec),
        })
        .collect();
    Ok(Protected::seal(Assessment {
        row_count: data.rows() as u64,
        columns,
        visits,
        rows: classes.rows,
        persons,
        sensitive,
        rosters,
    }))
}

fn rosters(data: &Microdata<'_>, classes: &Classes, roster: &Roster<'_>) -> Vec<Option<u32>> {
    let mut labels: Vec<&str> = Vec::with_capacity(data.quasi_identifiers.len());
    classes
        .sample
        .iter()
        .map(|row| {
            labels.clear();
            labels.extend(
                data.quasi_identifiers
                    .iter()
                    .map(|column| column.labels[column.codes[*row as usize] as usize].as_str()),
            );
            roster(&labels)
        })
        .collect()
}
