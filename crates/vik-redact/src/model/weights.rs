//! The trained numbers, as they lie in the file of the model.

use super::features::{QUESTIONS, ROWS_LOG2};
use super::lattice::Transitions;
use super::tags::{Row, STATES};

/// The first bytes of a model of this form.
pub const MAGIC: &[u8; 8] = b"vikcrf1\n";

/// The length of the head: magic, the step of a weight, the factors between states.
pub const HEAD: usize = 8 + 4 + 4 * STATES * STATES;

/// Weights that can be read in place.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'b> {
    step: f32,
    /// The factors between neighbouring states.
    pub transitions: Transitions,
    rows: &'b [[u8; STATES]],
}

impl<'b> Weights<'b> {
    /// Reads a model; `None` if the bytes are no model of this form.
    #[must_use]
    pub fn read(bytes: &'b [u8]) -> Option<Weights<'b>> {
        let (head, table) = bytes.split_at_checked(HEAD)?;
        let head = head.strip_prefix(MAGIC)?;
        let (numbers, _) = head.as_chunks::<4>();
        let mut numbers = numbers.iter().map(|b| f32::from_le_bytes(*b));
        let step = numbers.next()?;
        let mut transitions = [[0.0; STATES]; STATES];
        for value in transitions.iter_mut().flatten() {
            *value = numbers.next()?;
        }
        let (rows, rest) = table.as_chunks::<STATES>();
        (rest.is_empty() && rows.len() == 1 << ROWS_LOG2).then_some(Weights {
            step,
            transitions,
            rows,
        })
    }

    /// The sums of the weights of these rows, one for each state.
    #[must_use]
    pub fn score(&self, rows: &[u32; QUESTIONS]) -> Row {
        let mut sums = [0_i32; STATES];
        for row in rows {
            if let Some(weights) = self.rows.get(*row as usize) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += i32::from(weight.cast_signed());
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sums of 44 bytes")]
        sums.map(|sum| sum as f32 * self.step)
    }
}
