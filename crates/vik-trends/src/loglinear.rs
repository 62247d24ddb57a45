//! Log-linear models of tables: what is expected when only some dimensions are linked?

/// A fitted table.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The expected count of each cell.
    pub expected: Vec<f64>,
    /// The likelihood-ratio statistic against the table itself.
    pub deviance: f64,
    /// Cells less parameters.
    pub freedom: usize,
}

impl Fitted {
    /// Pearson's residuals: `(count - expected) / sqrt(expected)`. Too long-tailed below one expected.
    #[must_use]
    pub fn pearson(&self, table: &[f64]) -> Vec<f64> {
        self.each(table, |count, expected| {
            (count - expected) / expected.sqrt()
        })
    }

    /// Freeman and Tukey's residuals: near normal at small counts too.
    #[must_use]
    pub fn freeman_tukey(&self, table: &[f64]) -> Vec<f64> {
        self.each(table, |count, expected| {
            count.sqrt() + (count + 1.0).sqrt() - (4.0 * expected + 1.0).sqrt()
        })
    }

    /// Zero where nothing is expected and nothing can be.
    fn each(&self, table: &[f64], residual: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let cell = |(count, expected): (&f64, &f64)| {
            if *expected > 0.0 {
                residual(*count, *expected)
            } else {
                0.0
            }
        };
        table.iter().zip(&self.expected).map(cell).collect()
    }
}

/// Fits the model with these margins by iterative proportional fitting.
///
/// `table` runs through the first dimension fastest; `sizes` are the lengths of the dimensions; `margins`
/// the sets of dimensions whose joint totals are kept: `[[0], [1], [2]]` is independence,
/// `[[0, 1], [0, 2], [1, 2]]` no three-way link.
///
/// # Source
/// Deming and Stephan (1940); Bishop, Fienberg and Holland (1975).
///
/// # Assumptions
/// Poisson or multinomial cells. Residuals find the combinations that stand out *given* the margins:
/// keep category in every margin, or typical circumstances of a category are found again.
///
/// # Edge cases
/// A margin without cases expects none in all its cells, and degrees of freedom are not lowered for it.
/// `None` when sizes and table disagree, a count is negative or not finite, or a margin names a dimension
/// that does not exist or one twice.
#[must_use]
pub fn fit(table: &[f64], sizes: &[usize], margins: &[Vec<usize>]) -> Option<Fitted> {
    let sound = !table.is_empty()
        && sizes.iter().product::<usize>() == table.len()
        && table.iter().all(|x| x.is_finite() && *x >= 0.0)
        && margins.iter().all(|m| {
            let once = (0..m.len()).all(|i| !m[..i].contains(&m[i]));
            once && m.iter().all(|d| *d < sizes.len())
        });
    if !sound {
        return None;
    }
    // The total is always kept, also when no margin is.
    let start = table.iter().sum::<f64>() / table.len() as f64;
    let mut expected = vec![start; table.len()];
    let places: Vec<(Vec<usize>, Vec<f64>)> = margins
        .iter()
        .map(|margin| {
            let place: Vec<usize> = (0..table.len())
                .map(|cell| place(cell, sizes, margin))
                .collect();
            let wanted = totals(table, &place);
            (place, wanted)
        })
        .collect();
    for _ in 0..2000 {
        let mut change: f64 = 0.0;
        for (place, wanted) in &places {
            let now = totals(&expected, place);
            for (cell, expected) in expected.iter_mut().enumerate() {
                let at = place[cell];
                let next = if now[at] > 0.0 {
                    *expected * wanted[at] / now[at]
                } else {
                    0.0
                };
                change = change.max((next - *expected).abs());
                *expected = next;
            }
        }
        if change < 1e-11 * (1.0 + start) {
            break;
        }
    }
    let part = |(count, expected): (&f64, &f64)| {
        if *count > 0.0 {
            2.0 * count * (count / expected).ln()
        } else {
            0.0
        }
    };
    let deviance = table.iter().zip(&expected).map(part).sum();
    Some(Fitted {
        deviance,
        freedom: table.len() - parameters(sizes, margins),
        expected,
    })
}

/// The place of a cell within a margin.
fn place(cell: usize, sizes: &[usize], margin: &[usize]) -> usize {
    let mut place = 0;
    for &dimension in margin.iter().rev() {
        let stride: usize = sizes[..dimension].iter().product();
        place = place * sizes[dimension] + cell / stride % sizes[dimension];
    }
    place
}

fn totals(cells: &[f64], place: &[usize]) -> Vec<f64> {
    let mut totals = vec![0.0; place.iter().max().map_or(0, |last| last + 1)];
    for (cell, at) in cells.iter().zip(place) {
        totals[*at] += cell;
    }
    totals
}

/// One parameter for each combination of levels but the first, for every set within some margin.
fn parameters(sizes: &[usize], margins: &[Vec<usize>]) -> usize {
    let kept = |set: usize| {
        set == 0
            || margins.iter().any(|margin| {
                let dimensions = margin.iter().fold(0, |bits, d| bits | 1 << d);
                set & !dimensions == 0
            })
    };
    let count = |set: usize| -> usize {
        let inside = (0..sizes.len()).filter(|d| set & (1 << d) != 0);
        inside.map(|d| sizes[d] - 1).product()
    };
    (0..1_usize << sizes.len())
        .filter(|set| kept(*set))
        .map(count)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn independence_is_the_product_of_the_margins() {
        let found = fit(&[10.0, 20.0, 30.0, 40.0], &[2, 2], &[vec![0], vec![1]]).unwrap();
        assert!((found.expected[0] - 12.0).abs() < 1e-9);
        assert_eq!(found.freedom, 1);
        let whole = fit(&[10.0, 20.0, 30.0, 40.0], &[2, 2], &[vec![0, 1]]).unwrap();
        assert!(whole.deviance.abs() < 1e-9 && whole.freedom == 0);
    }

    #[test]
    fn an_empty_row_expects_nothing() {
        let found = fit(&[0.0, 5.0, 0.0, 7.0], &[2, 2], &[vec![0], vec![1]]).unwrap();
        assert_eq!(found.expected[0], 0.0);
        assert_eq!(found.pearson(&[0.0, 5.0, 0.0, 7.0])[0], 0.0);
        assert_eq!(fit(&[1.0], &[2], &[vec![0]]), None);
        assert_eq!(fit(&[1.0, 2.0], &[2], &[vec![1]]), None);
        assert_eq!(fit(&[1.0, 2.0], &[2], &[vec![0, 0]]), None);
    }

    proptest! {
        #[test]
        fn kept_margins_are_kept(table in proptest::collection::vec(0u8..20, 24)) {
            let table: Vec<f64> = table.into_iter().map(f64::from).collect();
            prop_assume!(table.iter().sum::<f64>() > 0.0);
            let margins = [vec![0, 1], vec![1, 2]];
            let found = fit(&table, &[2, 3, 4], &margins).unwrap();
            for margin in &margins {
                let places: Vec<usize> = (0..24).map(|c| place(c, &[2, 3, 4], margin)).collect();
                for (ours, theirs) in totals(&found.expected, &places).iter().zip(totals(&table, &places)) {
                    prop_assert!((ours - theirs).abs() < 1e-7);
                }
            }
            prop_assert!(found.deviance >= -1e-9);
            prop_assert!(found.freeman_tukey(&table).iter().all(|r| r.is_finite()));
        }
    }
}
