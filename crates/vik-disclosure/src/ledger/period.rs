//! Which months a period covers.

/// The months of a period, first to last; a name that is no period stands for itself alone.
pub(crate) fn months(period: &str) -> Vec<String> {
    let Some((from, until)) = ends(period) else {
        return vec![period.to_owned()];
    };
    (from..=until)
        .map(|month| {
            format!(
                "{:04}-{:02}",
                month.div_euclid(12),
                month.rem_euclid(12) + 1
            )
        })
        .collect()
}

/// The name of the window of so many months that ends with a period.
pub(crate) fn window(period: &str, length: u32) -> String {
    match ends(period) {
        Some((_, until)) => {
            let from = until - i64::from(length.max(1)) + 1;
            let name = |month: i64| {
                format!(
                    "{:04}-{:02}",
                    month.div_euclid(12),
                    month.rem_euclid(12) + 1
                )
            };
            format!("{}..{}", name(from), name(until))
        }
        None => period.to_owned(),
    }
}

/// First and last month, counted from the year zero.
fn ends(period: &str) -> Option<(i64, i64)> {
    if let Some((first, last)) = period.split_once("..") {
        let (from, until) = (ends(first)?.0, ends(last)?.1);
        // A century is more than any history; beyond it a period is a slip of the pen.
        return (from <= until && until - from < 1_200).then_some((from, until));
    }
    let (year, rest) = match period.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (period, None),
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let start = 12 * year.parse::<i64>().ok()?;
    match rest {
        None => Some((start, start + 11)),
        Some(rest) => match rest.strip_prefix('Q') {
            Some(quarter) => {
                let quarter: i64 = quarter.parse().ok()?;
                (1..=4)
                    .contains(&quarter)
                    .then_some((start + 3 * quarter - 3, start + 3 * quarter - 1))
            }
            None => {
                let month: i64 = rest.parse().ok()?;
                ((1..=12).contains(&month) && rest.len() == 2)
                    .then_some((start + month - 1, start + month - 1))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_people_write_them() {
        assert_eq!(months("2024-03"), ["2024-03"]);
        assert_eq!(months("2024-Q4"), ["2024-10", "2024-11", "2024-12"]);
        assert_eq!(months("2024").len(), 12);
        assert_eq!(months("2023-Q4..2024-Q1").len(), 6);
        assert_eq!(months("spring"), ["spring"]);
        assert_eq!(months("2024-13"), ["2024-13"]);
        assert_eq!(window("2024-Q1", 24), "2022-04..2024-03");
    }
}
