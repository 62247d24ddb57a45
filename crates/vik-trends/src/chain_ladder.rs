//! The chain ladder: what will have arrived in the end, from how earlier periods grew.
//!
//! Volume-weighted development factors (Mack 1993): `f_d = Σ C(d+1) / Σ C(d)` over the periods of
//! which both are known, where `C(d)` is what arrived within `d` periods. Zero is a count like any
//! other; leaving zeros out would make growth look slower than it is.
//!
//! A period of which nothing has arrived is projected to zero, whatever is usual. For a figure
//! that knows what is usual, with an interval, use [`crate::nowcast`].

/// The development factors of a triangle.
///
/// Each row holds the arrivals of one period by delay, as far as they are known; rows may have
/// different lengths. A factor is one where nothing had arrived before (`0 / 0` and `n / 0` alike
/// cannot be applied to a count of zero). Empty without two delays.
#[must_use]
pub fn factors(triangle: &[Vec<f64>]) -> Vec<f64> {
    let longest = triangle.iter().map(Vec::len).max().unwrap_or(0);
    (1..longest)
        .map(|d| {
            let (mut before, mut after) = (0.0, 0.0);
            for row in triangle.iter().filter(|row| row.len() > d) {
                let by: f64 = row[..d].iter().sum();
                before += by;
                after += by + row[d];
            }
            if before > 0.0 { after / before } else { 1.0 }
        })
        .collect()
}

/// What each period will have come to, given factors for the delays still to come.
#[must_use]
pub fn ultimate(triangle: &[Vec<f64>], factors: &[f64]) -> Vec<f64> {
    let project = |row: &Vec<f64>| {
        let so_far: f64 = row.iter().sum();
        let known = row.len().saturating_sub(1).min(factors.len());
        so_far * factors[known..].iter().product::<f64>()
    };
    triangle.iter().map(project).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_triangle_has_no_factors() {
        assert!(factors(&[]).is_empty());
        assert!(factors(&[vec![3.0]]).is_empty());
        assert_eq!(factors(&[vec![0.0, 3.0]]), vec![1.0]);
    }

    /// A defect of a peer: it leaves out periods with a zero and finds 2 instead of 2.5.
    #[test]
    fn zeros_count() {
        let triangle = [vec![2.0, 2.0], vec![0.0, 1.0], vec![1.0]];
        assert_eq!(factors(&triangle), vec![2.5]);
        assert_eq!(ultimate(&triangle, &[2.5]), vec![4.0, 1.0, 2.5]);
    }

    proptest! {
        #[test]
        fn nothing_shrinks(rows in proptest::collection::vec(proptest::collection::vec(0u8..9, 1..6), 1..20)) {
            let triangle: Vec<Vec<f64>> = rows.iter().map(|r| r.iter().map(|n| f64::from(*n)).collect()).collect();
            let all = ultimate(&triangle, &factors(&triangle));
            for (row, end) in triangle.iter().zip(all) {
                prop_assert!(end >= row.iter().sum::<f64>() - 1e-9);
            }
        }
    }
}
