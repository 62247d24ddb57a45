//! Laws, and hostile rows that seek the exception: nothing panics, a null row is answered with null, the
//! order of rows does not matter, and a partition is answered as if it stood alone.

use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::ask::{Row, close, numbers, session, table};

/// Every call over `t(i, g, x, e, b)`, with a part of its answer; those of a kind have one law.
const SERIES: &[&str] = &[
    "c_chart(x, b) OVER w['upper']",
    "u_chart(x, e, b) OVER w['upper']",
    "p_chart(x, e) OVER w['centre']",
    "xmr_chart(x, b) OVER w['lower']",
    "g_chart(x) OVER w['upper']",
    "t_chart(x, b) OVER w['centre']",
    "run_chart(x) OVER w['longest']",
    "rebased_chart(x, e, b) OVER w['centre']",
    "ears(x, 'C1') OVER w['bound']",
    "ears(x, 'C3', b) OVER w['signal']",
    "cusum(x, e, b) OVER w['statistic']",
    "likelihood_cusum(x, e, 0) OVER w['statistic']",
    "farrington(x, e) OVER w['bound']",
    "detector(x, e, b) OVER w['score']",
    "change_points(x, e, b) OVER w['segment']",
    "run_length(x, e, b) OVER w['changed']",
    "detector(x, e, 'exact', 12, b) OVER w['score']",
    "two_way_residual(arrow_cast(b, 'Utf8'), arrow_cast(i % 3, 'Utf8'), x) OVER w['residual']",
    "funnel(x, e) OVER w['upper']",
    "shrink(x, e) OVER w['rate']",
    "bh_adjust(x) OVER w",
    "by_adjust(x) OVER w",
    "holm_adjust(x) OVER w",
];

const AGGREGATES: &[&str] = &[
    "eb_prior(x, e)['mean']",
    "overdispersion(x, e)['factor']",
    "ebgm_prior(x, e)['share']",
    "direct_rate(x, e, 1)['rate']",
    "kaplan_meier(x, b, 2)['share']",
    "kaplan_meier_quantile(x, b)",
    "seen_share(x, x, e, 1)",
    "chain_ladder(x, x, e, 1)['ultimate']",
    "kappa(arrow_cast(i % 3, 'Utf8'), arrow_cast(b, 'Utf8'), x)['kappa']",
    "exact_change(x, e, b)['ratio']",
    "exact_change_beside(x, e, b, g = 0)['low']",
    "segmented(i, x, e, b)['level']",
    "array_scan(array_agg(x ORDER BY i), array_agg(e ORDER BY i), 4, 19)['score']",
    "array_segmented(array_agg(x ORDER BY i), array_agg(e ORDER BY i), 12)['level']",
    "array_kaplan_meier(array_agg(x), array_agg(b), 2)['share']",
];

fn hostile() -> impl Strategy<Value = Option<f64>> {
    let odd = select(vec![-1.0, 0.0, 0.5, 1e300, f64::INFINITY, f64::NAN]);
    option::weighted(
        0.8,
        prop_oneof![8 => (0..9_u8).prop_map(f64::from), 1 => odd],
    )
}

/// Rows of up to two series, with gaps; counts may be nonsense when `sound` is false.
fn rows(sound: bool) -> impl Strategy<Value = Vec<Row>> {
    let count = if sound {
        option::weighted(0.9, (0..9_u8).prop_map(f64::from)).boxed()
    } else {
        hostile().boxed()
    };
    let exposure = if sound {
        option::weighted(0.9, (0..4_u8).prop_map(|e| f64::from(e) * 25.0)).boxed()
    } else {
        hostile().boxed()
    };
    let row = (count, exposure, 0..2_i64, proptest::bool::weighted(0.1));
    vec(row, 0..70).prop_map(|rows| {
        let number = |(i, (x, e, g, b))| Row {
            i: i as i64,
            g,
            x,
            e,
            b,
        };
        rows.into_iter().enumerate().map(number).collect()
    })
}

fn ask(rows: &[Row], sql: &str) -> Vec<Option<f64>> {
    let session = session();
    table(&session, rows);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(numbers(&session, sql))
}

fn over(call: &str) -> String {
    let window = "(PARTITION BY g ORDER BY i)";
    let filled = call.replacen(" w", &format!(" {window}"), 1);
    format!("SELECT {filled} FROM t ORDER BY i")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn hostile_rows_never_panic(rows in rows(false), call in select(SERIES), whole in select(AGGREGATES)) {
        prop_assert_eq!(ask(&rows, &over(call)).len(), rows.len());
        let sql = format!("SELECT {whole} FROM t");
        prop_assert_eq!(ask(&rows, &sql).len(), 1);
    }

    #[test]
    fn a_row_with_a_gap_is_answered_with_null(rows in rows(true), call in select(SERIES)) {
        let answers = ask(&rows, &over(call));
        for (row, answer) in rows.iter().zip(answers) {
            let gap = row.x.is_none() || call.contains(", e") && row.e.is_none_or(|e| e <= 0.0);
            prop_assert!(!gap || answer.is_none(), "{call} answers {row:?}");
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in rows(true), call in select(SERIES), whole in select(AGGREGATES), seed in 1..90_usize) {
        let mut moved = rows.clone();
        if !moved.is_empty() {
            let by = seed % moved.len();
            moved.rotate_left(by);
        }
        moved.reverse();
        prop_assert!(close(&ask(&rows, &over(call)), &ask(&moved, &over(call))), "{call}");
        let sql = format!("SELECT {whole} FROM t");
        let (one, other) = (ask(&rows, &sql), ask(&moved, &sql));
        // A search for a maximum may end a little elsewhere when its sums are added in another order.
        let near = one[0].zip(other[0]).is_some_and(|(a, b)| (a - b).abs() <= 1e-3 * a.abs().max(1.0));
        prop_assert!(near || close(&one, &other), "{whole}: {one:?} {other:?}");
    }

    #[test]
    fn a_partition_is_answered_as_if_it_stood_alone(rows in rows(true), call in select(SERIES)) {
        let together = ask(&rows, &over(call));
        for group in 0..2 {
            let mut alone: Vec<Row> = rows.clone();
            alone.retain(|row| row.g == group);
            let ours = rows.iter().zip(&together).filter(|pair| pair.0.g == group);
            let ours: Vec<Option<f64>> = ours.map(|pair| *pair.1).collect();
            prop_assert!(close(&ask(&alone, &over(call)), &ours), "{call}");
        }
    }

    #[test]
    fn a_break_answers_as_two_series_do(rows in rows(true), call in select(vec![
        "c_chart(x, b) OVER w['upper']", "u_chart(x, e, b) OVER w['centre']", "cusum(x, e, b) OVER w['statistic']",
        "likelihood_cusum(x, e, b) OVER w['statistic']", "run_chart(x, b) OVER w['centre']",
    ])) {
        let mut cut: Vec<Row> = rows.clone();
        cut.retain(|row| row.g == 0);
        let with_breaks = ask(&cut, &over(call));
        let mut part = 0;
        for row in &mut cut {
            part += i64::from(row.b);
            row.g = part;
        }
        let without = call.replace(", b)", ")");
        prop_assert!(close(&with_breaks, &ask(&cut, &over(&without))), "{call}");
    }
}
