//! Diversity and closeness of one sensitive attribute in every class.

use super::classes::Classes;
use super::input::{GroundDistance, SensitiveAttribute};

/// Measures of one attribute, one entry for each class.
pub(crate) struct Measures {
    /// Distinct values.
    pub(crate) distinct: Vec<u32>,
    /// Exponential of the entropy, in values: a class with l equally common values has l.
    pub(crate) entropy: Vec<f64>,
    /// Distance to all records, from 0 to 1.
    pub(crate) distance: Vec<f64>,
}

impl Measures {
    /// Tallies the values of every class and measures them.
    ///
    /// Distances are quotients of whole numbers and entropies are added up in the order of the
    /// codes, so the order of rows has no influence on a single bit.
    pub(crate) fn new(attribute: &SensitiveAttribute<'_>, classes: &Classes) -> Self {
        let overall = Overall::new(attribute);
        let count = classes.rows.len();
        let mut measures = Self {
            distinct: Vec::with_capacity(count),
            entropy: Vec::with_capacity(count),
            distance: Vec::with_capacity(count),
        };
        let mut tally = vec![0_u32; overall.counts.len()];
        let mut present: Vec<u32> = Vec::new();
        for class in 0..count {
            for row in classes.members(class) {
                let value = overall.place[attribute.codes[*row as usize] as usize];
                if tally[value as usize] == 0 {
                    present.push(value);
                }
                tally[value as usize] += 1;
            }
            present.sort_unstable();
            let rows = u64::from(classes.rows[class]);
            measures.distinct.push(present.len() as u32);
            measures.entropy.push(entropy_l(&tally, &present, rows));
            measures.distance.push(match attribute.distance {
                GroundDistance::Equal => overall.equal(&tally, &present, rows),
                GroundDistance::Ordered => overall.ordered(&tally, rows),
            });
            for value in present.drain(..) {
                tally[value as usize] = 0;
            }
        }
        measures
    }
}

/// exp(-Σ q ln q) over the values of a class (Machanavajjhala and others 2007, definition 4.1).
fn entropy_l(tally: &[u32], present: &[u32], rows: u64) -> f64 {
    if present.len() == 1 {
        return 1.0;
    }
    let entropy: f64 = present
        .iter()
        .map(|value| {
            let share = f64::from(tally[*value as usize]) / rows as f64;
            -share * share.ln()
        })
        .sum();
    entropy.exp()
}

/// The attribute in all records. Values that occur nowhere are left out of the domain.
struct Overall {
    /// Rows of each value that occurs, in the order of the codes.
    counts: Vec<u64>,
    /// Place of each code among the values that occur.
    place: Vec<u32>,
    rows: u64,
}

impl Overall {
    fn new(attribute: &SensitiveAttribute<'_>) -> Self {
        let mut counts = vec![0_u64; attribute.labels.len()];
        for code in attribute.codes {
            counts[*code as usize] += 1;
        }
        let mut next = 0;
        let place = counts
            .iter()
            .map(|count| {
                let own = next;
                next += u32::from(*count > 0);
                own
            })
            .collect();
        counts.retain(|count| *count > 0);
        Self {
            counts,
            place,
            rows: attribute.codes.len() as u64,
        }
    }

    /// ½ Σ |q - p| (Li and others 2007, section 5.2, equal distance).
    ///
    /// With q = c/n and p = C/N every term is |cN - Cn| / nN. A value absent from the class adds
    /// Cn, so those need no loop: together they add n (N - Σ C over the values present).
    fn equal(&self, tally: &[u32], present: &[u32], rows: u64) -> f64 {
        let (mut sum, mut covered) = (0_u128, 0);
        for value in present {
            let (own, all) = (tally[*value as usize], self.counts[*value as usize]);
            sum += u128::from((u64::from(own) * self.rows).abs_diff(all * rows));
            covered += all;
        }
        sum += u128::from(self.rows - covered) * u128::from(rows);
        sum as f64 / (2.0 * rows as f64 * self.rows as f64)
    }

    /// Σᵢ |Σⱼ≤ᵢ (qⱼ - pⱼ)| / (m - 1) (Li and others 2007, section 5.1, ordered distance).
    ///
    /// One value only has no distance to anything: 0.
    fn ordered(&self, tally: &[u32], rows: u64) -> f64 {
        if self.counts.len() < 2 {
            return 0.0;
        }
        let (mut sum, mut own, mut all) = (0_u128, 0_u64, 0_u64);
        for (count, overall) in tally.iter().zip(&self.counts) {
            own += u64::from(*count);
            all += overall;
            sum += u128::from((own * self.rows).abs_diff(all * rows));
        }
        let steps = (self.counts.len() - 1) as f64;
        sum as f64 / (steps * rows as f64 * self.rows as f64)
    }
}
