//! Learns the weights: steps against the gradient of each line, of a size that adapts to each weight.

use vik_redact::model::training::{
    Attributes, HEAD, Lattice, Line, MAGIC, QUESTIONS, ROWS_LOG2, Row, STATES, Transitions, rows,
};

const ROWS: usize = 1 << ROWS_LOG2;

/// Weights in training.
pub struct Trainer {
    weights: Vec<Row>,
    squares: Vec<Row>,
    between: [Row; STATES],
    between_squares: [Row; STATES],
    /// The sums of the weights after the later rounds: their mean errs less than the last of them.
    sums: Vec<Row>,
    summed: usize,
    lattice: Lattice,
    rate: f32,
}

impl Trainer {
    pub fn new(rate: f32) -> Trainer {
        Trainer {
            weights: vec![[0.0; STATES]; ROWS],
            squares: vec![[0.0; STATES]; ROWS],
            between: [[0.0; STATES]; STATES],
            between_squares: [[0.0; STATES]; STATES],
            sums: vec![[0.0; STATES]; ROWS],
            summed: 0,
            lattice: Lattice::default(),
            rate,
        }
    }

    /// Learns one line; `allowed` has a bit for each state that a token may have. Returns its loss.
    pub fn learn(&mut self, line: &[Attributes], style: Line, allowed: &[u8]) -> f64 {
        let asked: Vec<[u32; QUESTIONS]> =
            (0..line.len()).map(|at| rows(line, at, style)).collect();
        let scores: Vec<Row> = asked
            .iter()
            .map(|rows| {
                let mut sum = [0.0; STATES];
                for row in rows {
                    for (s, w) in sum.iter_mut().zip(&self.weights[*row as usize]) {
                        *s += w;
                    }
                }
                sum
            })
            .collect();
        let factors: Transitions = self.between.map(|row| row.map(f32::exp));
        let (mut free, mut bound) = (scores.clone(), scores);
        let all = self.lattice.chances(&mut free, &factors, None);
        let right = self.lattice.chances(&mut bound, &factors, Some(allowed));
        for (at, (free, bound)) in free.iter().zip(&bound).enumerate() {
            let mut gradient = [0.0; STATES];
            let mut largest = 0.0_f32;
            for ((g, b), f) in gradient.iter_mut().zip(bound).zip(free) {
                *g = b - f;
                largest = largest.max(g.abs());
            }
            if largest < 2e-3 {
                continue;
            }
            for row in &asked[at] {
                step(
                    &mut self.weights[*row as usize],
                    &mut self.squares[*row as usize],
                    &gradient,
                    self.rate,
                );
            }
        }
        // Between neighbours the chances are taken as independent: near enough for 64 weights.
        for at in 1..free.len() {
            for from in 0..STATES {
                let mut gradient = [0.0; STATES];
                for (to, g) in gradient.iter_mut().enumerate() {
                    *g = bound[at - 1][from] * bound[at][to] - free[at - 1][from] * free[at][to];
                }
                step(
                    &mut self.between[from],
                    &mut self.between_squares[from],
                    &gradient,
                    self.rate * 0.5,
                );
            }
        }
        all - right
    }

    /// Draws every weight a little towards nothing.
    pub fn shrink(&mut self, by: f32) {
        for weight in self.weights.iter_mut().flatten() {
            *weight *= by;
        }
    }

    /// Counts the present weights into the mean.
    pub fn count(&mut self) {
        self.summed += 1;
        for (sum, weight) in self
            .sums
            .iter_mut()
            .flatten()
            .zip(self.weights.iter().flatten())
        {
            *sum += weight;
        }
    }

    pub fn slow_down(&mut self, by: f32) {
        self.rate *= by;
    }

    /// The file of the model: bytes for weights, in steps that fit all but the very largest.
    pub fn file(&self) -> Vec<u8> {
        let share = 1.0 / self.summed.max(1) as f32;
        let weights: Vec<Row> = self
            .sums
            .iter()
            .map(|row| row.map(|sum| sum * share))
            .collect();
        let mut sizes: Vec<f32> = weights
            .iter()
            .flatten()
            .map(|w| w.abs())
            .filter(|w| *w > 0.0)
            .collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes
            .get(sizes.len() * 9_995 / 10_000)
            .copied()
            .unwrap_or(1.0);
        let unit = largest / 127.0;
        let mut out = Vec::with_capacity(HEAD + ROWS * STATES);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&unit.to_le_bytes());
        for value in self.between.iter().flatten() {
            out.extend_from_slice(&value.exp().to_le_bytes());
        }
        for weight in weights.iter().flatten() {
            let byte = (weight / unit).round().clamp(-127.0, 127.0) as i8;
            out.push(byte.cast_unsigned());
        }
        out
    }
}

fn step(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for ((w, s), g) in weights.iter_mut().zip(squares).zip(gradient) {
        *s += g * g;
        *w += rate * g / (s.sqrt() + 0.3);
    }
}
