//! The worlds that fit what is shown, searched by a simplex method that starts from the truth.
//!
//! Every attack question is "how far can this sum go". The truth fits everything shown, so no first
//! phase is needed, and the tableau stays warm from one question to the next. Floating point only
//! *finds* worlds; a world counts when it is checked in whole numbers by the caller.

/// Equalities over leaves, kept as a simplex tableau.
pub(super) struct Region {
    /// Leaves that may move, in tableau order.
    atoms: Vec<usize>,
    place: Vec<Option<usize>>,
    low: Vec<f64>,
    high: f64,
    x: Vec<f64>,
    /// Rows of the tableau; the basic column of each row has factor 1 and is 0 in other rows.
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
    basic: Vec<bool>,
}

/// How far a search came. It may have stopped short of what is possible, which only hides more.
pub(super) struct Extreme {
    pub(super) value: f64,
}

const SMALL: f64 = 1e-9;

impl Region {
    /// From the truth, the lowest value of each leaf, and the shown sums.
    pub(super) fn new(truth: &[i64], floor: &[i64], shown: &[&[usize]]) -> Self {
        let fixed = fixed(truth, floor, shown);
        let atoms: Vec<usize> = (0..truth.len()).filter(|atom| !fixed[*atom]).collect();
        let mut place = vec![None; truth.len()];
        for (column, atom) in atoms.iter().enumerate() {
            place[*atom] = Some(column);
        }
        let mut sums: Vec<Vec<usize>> = shown
            .iter()
            .map(|leaves| leaves.iter().filter_map(|leaf| place[*leaf]).collect())
            .filter(|columns: &Vec<usize>| !columns.is_empty())
            .collect();
        sums.sort_unstable();
        sums.dedup();
        sums.sort_by_key(Vec::len);
        let total: i64 = truth.iter().sum();
        let mut region = Self {
            x: atoms.iter().map(|atom| truth[*atom] as f64).collect(),
            low: atoms.iter().map(|atom| floor[*atom] as f64).collect(),
            high: (4 * total + 1_000) as f64,
            rows: Vec::new(),
            basis: Vec::new(),
            basic: vec![false; atoms.len()],
            atoms,
            place,
        };
        for columns in sums {
            let mut row = vec![0.0; region.atoms.len()];
            for column in columns {
                row[column] = 1.0;
            }
            region.add(row);
        }
        region
    }

    fn add(&mut self, mut row: Vec<f64>) {
        for (own, basic) in self.rows.iter().zip(&self.basis) {
            eliminate(&mut row, own, *basic);
        }
        // A basic leaf far from its floor leaves room to move.
        let slack = |column: usize| self.x[column] - self.low[column];
        let entering = (0..row.len())
            .filter(|column| row[*column].abs() > 1e-7)
            .max_by(|left, right| slack(*left).total_cmp(&slack(*right)).then(right.cmp(left)));
        let Some(entering) = entering else {
            return;
        };
        let factor = row[entering];
        row.iter_mut().for_each(|own| *own /= factor);
        for other in &mut self.rows {
            eliminate(other, &row, entering);
        }
        self.rows.push(row);
        self.basis.push(entering);
        self.basic[entering] = true;
    }

    /// Whether the sum can move at all, going by equalities alone.
    pub(super) fn moves(&self, leaves: &[usize]) -> bool {
        let price = self.prices(leaves, 1.0);
        price.iter().any(|own| own.abs() > 1e-7)
    }

    fn prices(&self, leaves: &[usize], sign: f64) -> Vec<f64> {
        let mut price = vec![0.0; self.atoms.len()];
        for leaf in leaves {
            if let Some(column) = self.place[*leaf] {
                price[column] = sign;
            }
        }
        for (row, basic) in self.rows.iter().zip(&self.basis) {
            eliminate(&mut price, row, *basic);
        }
        price
    }

    /// Moves the sum of these leaves up (or down), until `target` is reached or no world goes
    /// further. `outside` is the part of the sum that cannot move.
    pub(super) fn push(
        &mut self,
        leaves: &[usize],
        up: bool,
        target: f64,
        outside: f64,
    ) -> Extreme {
        let sign = if up { 1.0 } else { -1.0 };
        for own in &mut self.x {
            if (*own - own.round()).abs() < 1e-6 {
                *own = own.round();
            }
        }
        let mut price = self.prices(leaves, sign);
        let mut stalled = 0;
        for _ in 0..4_000 {
            let value = outside + self.sum(leaves);
            if sign * value >= sign * target - SMALL {
                return Extreme { value };
            }
            let Some((entering, direction)) = self.entering(&price, stalled > 30) else {
                return Extreme { value };
            };
            let step = self.step(entering, direction);
            stalled = if step > SMALL { 0 } else { stalled + 1 };
            self.price_update(&mut price, entering);
        }
        Extreme {
            value: outside + self.sum(leaves),
        }
    }

    /// Whether a leaf may move, going by single sums.
    pub(super) fn holds(&self, leaf: usize) -> bool {
        self.place[leaf].is_some()
    }

    /// The part of a sum that cannot move.
    pub(super) fn outside(&self, leaves: &[usize], truth: &[i64]) -> i64 {
        let still = leaves.iter().filter(|leaf| self.place[**leaf].is_none());
        still.map(|leaf| truth[*leaf]).sum()
    }

    /// The world reached, over all leaves; leaves that cannot move keep their value.
    pub(super) fn world(&self, truth: &[i64]) -> Vec<i64> {
        let mut world = truth.to_vec();
        for (column, atom) in self.atoms.iter().enumerate() {
            world[*atom] = self.x[column].round() as i64;
        }
        world
    }

    fn sum(&self, leaves: &[usize]) -> f64 {
        let columns = leaves.iter().filter_map(|leaf| self.place[*leaf]);
        columns.map(|column| self.x[column]).sum()
    }

    fn entering(&self, price: &[f64], first: bool) -> Option<(usize, f64)> {
        let candidates = (0..price.len()).filter_map(|column| {
            if self.basic[column] {
                return None;
            }
            let rises = price[column] > 1e-7 && self.x[column] < self.high - SMALL;
            let falls = price[column] < -1e-7 && self.x[column] > self.low[column] + SMALL;
            (rises || falls).then(|| (column, if rises { 1.0 } else { -1.0 }))
        });
        if first {
            let mut candidates = candidates;
            return candidates.next();
        }
        candidates.max_by(|left, right| {
            let (own, other) = (price[left.0].abs(), price[right.0].abs());
            own.total_cmp(&other).then(right.0.cmp(&left.0))
        })
    }

    /// Moves a nonbasic leaf as far as the others allow, and pivots when one of them stops it.
    fn step(&mut self, entering: usize, direction: f64) -> f64 {
        let mut most = if direction > 0.0 {
            self.high - self.x[entering]
        } else {
            self.x[entering] - self.low[entering]
        };
        let mut leaving = None;
        for (place, row) in self.rows.iter().enumerate() {
            let slope = direction * row[entering];
            let basic = self.basis[place];
            let room = if slope > 1e-7 {
                (self.x[basic] - self.low[basic]) / slope
            } else if slope < -1e-7 {
                (self.high - self.x[basic]) / -slope
            } else {
                continue;
            };
            let room = room.max(0.0);
            let tie = leaving.is_some_and(|other: usize| self.basis[other] > basic);
            if room < most - SMALL || (room <= most + SMALL && tie) {
                most = most.min(room);
                leaving = Some(place);
            }
        }
        self.x[entering] += direction * most;
        for (row, basic) in self.rows.iter().zip(&self.basis) {
            self.x[*basic] -= direction * most * row[entering];
        }
        if let Some(place) = leaving {
            self.pivot(place, entering);
        }
        most
    }

    fn pivot(&mut self, place: usize, entering: usize) {
        let mut row = std::mem::take(&mut self.rows[place]);
        let factor = row[entering];
        row.iter_mut().for_each(|own| *own /= factor);
        for other in &mut self.rows {
            eliminate(other, &row, entering);
        }
        self.rows[place] = row;
        self.basic[self.basis[place]] = false;
        self.basic[entering] = true;
        self.basis[place] = entering;
    }

    /// After a pivot the entering leaf has no price of its own any more.
    fn price_update(&self, price: &mut [f64], entering: usize) {
        if self.basic[entering]
            && let Some(place) = self.basis.iter().position(|basic| *basic == entering)
        {
            eliminate(price, &self.rows[place], entering);
        }
    }
}

/// Takes so much of `row` from `target` that the column of the pivot vanishes.
fn eliminate(target: &mut [f64], row: &[f64], pivot: usize) {
    if target.is_empty() || target[pivot].abs() < 1e-11 {
        return;
    }
    let factor = target[pivot];
    for (own, other) in target.iter_mut().zip(row) {
        *own -= factor * other;
        if own.abs() < 1e-10 {
            *own = 0.0;
        }
    }
}

/// Leaves that cannot move: shown alone, or in a shown sum that leaves no room above the floors.
fn fixed(truth: &[i64], floor: &[i64], shown: &[&[usize]]) -> Vec<bool> {
    let mut fixed = vec![false; truth.len()];
    loop {
        let mut changed = false;
        for leaves in shown {
            let free = leaves.iter().filter(|leaf| !fixed[**leaf]);
            let (count, room) = free.fold((0, 0), |(count, room), leaf| {
                (count + 1, room + truth[*leaf] - floor[*leaf])
            });
            if count == 1 || (count > 1 && room == 0) {
                leaves.iter().for_each(|leaf| fixed[*leaf] = true);
                changed = true;
            }
        }
        if !changed {
            return fixed;
        }
    }
}
