//! Arithmetic modulo the Mersenne prime 2^61 - 1, and fractions read back from it.

/// The prime.
pub(crate) const PRIME: u64 = (1 << 61) - 1;

/// A whole number as a residue.
pub(crate) fn residue(number: i64) -> u64 {
    number.rem_euclid(PRIME as i64) as u64
}

pub(crate) fn add(left: u64, right: u64) -> u64 {
    let sum = left + right;
    if sum >= PRIME { sum - PRIME } else { sum }
}

pub(crate) fn negative(number: u64) -> u64 {
    if number == 0 { 0 } else { PRIME - number }
}

pub(crate) fn times(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    let (low, high) = ((product as u64) & PRIME, (product >> 61) as u64);
    add(low, high)
}

/// The inverse, by Fermat's little theorem; of zero it is zero.
pub(crate) fn inverse(number: u64) -> u64 {
    let (mut power, mut rest, mut result) = (number, PRIME - 2, 1);
    while rest > 0 {
        if rest & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        rest >>= 1;
    }
    result
}

/// The fraction with small numerator and denominator that a residue stands for.
///
/// Rational reconstruction (Wang, 1981): at most one fraction with both parts up to 2^30 has a
/// given residue, and the extended Euclidean algorithm finds it.
pub(crate) fn fraction(number: u64) -> Option<(i64, i64)> {
    let limit = 1_i128 << 30;
    let (mut above, mut here) = (i128::from(PRIME), i128::from(number));
    let (mut factor_above, mut factor) = (0_i128, 1_i128);
    while here > limit {
        let quotient = above / here;
        (above, here) = (here, above - quotient * here);
        (factor_above, factor) = (factor, factor_above - quotient * factor);
    }
    let (numerator, denominator) = if factor < 0 {
        (-here, -factor)
    } else {
        (here, factor)
    };
    (denominator > 0 && denominator <= limit)
        .then(|| {
            Some((
                i64::try_from(numerator).ok()?,
                i64::try_from(denominator).ok()?,
            ))
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn fractions_survive(numerator in -1_000_000_i64..1_000_000, denominator in 1_i64..1_000_000) {
            let number = times(residue(numerator), inverse(residue(denominator)));
            let (top, bottom) = fraction(number).unwrap();
            prop_assert_eq!(top * denominator, numerator * bottom);
        }

        #[test]
        fn residues_add_and_multiply(left in -1_i64 << 60..1 << 60, right in -1_i64 << 30..1 << 30) {
            let wide = |number: i128| number.rem_euclid(i128::from(PRIME)) as u64;
            let (big_left, big_right) = (i128::from(left), i128::from(right));
            prop_assert_eq!(add(residue(left), residue(right)), wide(big_left + big_right));
            prop_assert_eq!(times(residue(left), residue(right)), wide(big_left * big_right));
            prop_assert_eq!(add(residue(left), negative(residue(left))), 0);
        }
    }
}
