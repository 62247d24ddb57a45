//! SQL beside the reference vectors of other tools, the same that `vik-trends` is held to.
//!
//! They live outside the repository, beside it or where `VIK_TREND_REFERENCE` points; without them these
//! tests say so and pass. What a peer does wrong is compared in `vik-trends` alone.

use datafusion::prelude::SessionContext;
use serde_json::Value;

use crate::ask::{Row, numbers, series, session, table};

/// The vectors in this file, or `None` with a line that says why.
fn vectors(file: &str) -> Option<Value> {
    let beside = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/trends/reference"
    );
    let folder = std::env::var("VIK_TREND_REFERENCE").unwrap_or_else(|_| beside.to_owned());
    if !std::path::Path::new(&folder).exists() {
        println!(
            "skipped: the reference vectors are not beside this checkout; VIK_TREND_REFERENCE can name their folder"
        );
        return None;
    }
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join(file)).unwrap();
    Some(serde_json::from_str(&text.replace("NaN", "null")).unwrap())
}

fn list(value: &Value) -> Vec<Option<f64>> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(Value::as_f64)
        .collect()
}

fn plain(value: &Value) -> Vec<f64> {
    list(value).into_iter().map(Option::unwrap).collect()
}

#[track_caller]
fn near(ours: &[Option<f64>], theirs: &[Option<f64>], tolerance: f64) {
    assert_eq!(ours.len(), theirs.len());
    for (row, pair) in ours.iter().zip(theirs).enumerate() {
        let same = match pair {
            (Some(a), Some(b)) => (a - b).abs() <= tolerance * b.abs().max(1.0),
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(same, "row {row}: {:?} is not {:?}", pair.0, pair.1);
    }
}

async fn part(session: &SessionContext, call: &str, part: &str) -> Vec<Option<f64>> {
    let sql = format!("SELECT {call} OVER (ORDER BY i)['{part}'] FROM t ORDER BY i");
    numbers(session, &sql).await
}

#[tokio::test]
async fn control_charts() {
    let Some(reference) = vectors("spc_qicharts2.json") else {
        return;
    };
    let session = session();
    let mut compared = 0;
    for case in reference["cases"].as_array().unwrap() {
        let call = match case["chart"].as_str().unwrap() {
            "c" => "c_chart(x, 'three_sigma')",
            "u" => "u_chart(x, e, 'three_sigma')",
            "up" => "u_chart(x, e, 'prime')",
            "p" => "p_chart(x, e, 'three_sigma')",
            "pp" => "p_chart(x, e, 'prime')",
            _ => continue,
        };
        let counts = plain(&case["y"]);
        let sizes = match &case["n"] {
            Value::Array(_) => plain(&case["n"]),
            _ => vec![1.0; counts.len()],
        };
        table(&session, &series(&counts, &sizes));
        for (ours, theirs) in [
            ("value", "plotted"),
            ("centre", "cl"),
            ("lower", "lcl"),
            ("upper", "ucl"),
            ("signal", "sigma_signal"),
        ] {
            near(
                &part(&session, call, ours).await,
                &list(&case[theirs]),
                1e-6,
            );
        }
        compared += 1;
    }
    assert!(compared >= 5, "{compared} charts");
}

#[tokio::test]
async fn run_charts() {
    let Some(reference) = vectors("spc_qicharts2.json") else {
        return;
    };
    let session = session();
    let cases = reference["cases"].as_array().unwrap();
    for case in cases.iter().filter(|case| case["chart"] == "run") {
        let counts = plain(&case["y"]);
        table(&session, &series(&counts, &vec![1.0; counts.len()]));
        for (ours, theirs) in [
            ("centre", case["cl"][0].as_f64()),
            ("longest", case["longest_run"].as_f64()),
            ("longest_expected", case["longest_run_max"].as_f64()),
            ("crossings", case["n_crossings"].as_f64()),
            ("crossings_expected", case["n_crossings_min"].as_f64()),
        ] {
            let ours = part(&session, "run_chart(x)", ours).await;
            assert!(theirs.is_some());
            near(&ours, &vec![theirs; counts.len()], 1e-9);
        }
    }
}

#[tokio::test]
async fn ears_bounds() {
    let Some(reference) = vectors("ears.json") else {
        return;
    };
    let session = session();
    for case in reference["cases"].as_array().unwrap() {
        let usual = case["baseline"] == 7 && case["minSigma"].as_f64() == Some(0.0);
        // The peer's C3 does not look at the current period.
        if !usual || case["method"] == "C3" {
            continue;
        }
        let counts = list(&case["y"]);
        let known: Vec<bool> = counts.iter().map(Option::is_some).collect();
        let mut rows = series(&vec![0.0; counts.len()], &vec![1.0; counts.len()]);
        for (row, count) in rows.iter_mut().zip(counts) {
            row.x = count;
        }
        table(&session, &rows);
        let (method, alpha) = (case["method"].as_str().unwrap(), &case["alpha"]);
        let call = format!("ears(x, '{method}', {alpha})");
        let bounds = part(&session, &call, "bound").await;
        let alarms = part(&session, &call, "signal").await;
        let range = plain(&case["range_1based"]);
        for (column, theirs) in [(bounds, "upperbound"), (alarms, "alarm")] {
            // By our rule a period without a count has no answer.
            let pairs = range.iter().zip(list(&case[theirs]));
            let pairs = pairs.map(|(t, theirs)| (*t as usize - 1, theirs));
            let pairs = pairs.filter(|(t, _)| known[*t]);
            let (ours, theirs): (Vec<_>, Vec<_>) =
                pairs.map(|(t, theirs)| (column[t], theirs)).unzip();
            near(&ours, &theirs, 1e-6);
        }
    }
}

#[tokio::test]
async fn likelihood_ratios() {
    let Some(reference) = vectors("glr_cusum.json") else {
        return;
    };
    let session = session();
    for case in reference["cases"].as_array().unwrap() {
        let counts = plain(&case["y"]);
        let watched = plain(&case["range_1based"]);
        let counts: Vec<f64> = watched.iter().map(|t| counts[*t as usize - 1]).collect();
        let mean = case["mu0"].as_f64().unwrap();
        table(&session, &series(&counts, &vec![mean; counts.len()]));
        let ratio = case["theta"].as_f64().map_or(0.0, f64::exp);
        let size = case["alpha"]
            .as_f64()
            .map_or("NULL".to_owned(), |a| (1.0 / a).to_string());
        let call = format!("likelihood_cusum(x, e, {ratio}, {}, {size})", case["c.ARL"]);
        near(
            &part(&session, &call, "statistic").await,
            &list(&case["statistic"]),
            1e-6,
        );
        near(
            &part(&session, &call, "signal").await,
            &list(&case["alarm"]),
            1e-6,
        );
    }
}

#[tokio::test]
async fn flexible_farrington() {
    let Some(reference) = vectors("farringtonFlexible.json") else {
        return;
    };
    let session = session();
    let case = &reference["cases"][0];
    assert!(case["name"].as_str().unwrap().contains("UKHSA nbPlugin"));
    let counts = plain(&case["y"]);
    table(&session, &series(&counts, &vec![1.0; counts.len()]));
    let call = "farrington(x, e, 'compat', 0.005, 52)";
    let range: Vec<usize> = plain(&case["range_1based"])
        .iter()
        .map(|t| *t as usize - 1)
        .collect();
    for (ours, theirs, tolerance) in [
        ("expected", "mu0", 1e-5),
        ("bound", "upperbound", 1e-9),
        ("signal", "alarm", 1e-9),
        ("dispersion", "phi", 1e-3),
    ] {
        let found = part(&session, call, ours).await;
        // Where the peer has too few recent cases to alarm it gives no bound at all.
        let pairs = range.iter().map(|t| found[*t]).zip(list(&case[theirs]));
        let (found, theirs): (Vec<_>, Vec<_>) = pairs.filter(|pair| pair.1.is_some()).unzip();
        assert!(theirs.len() > 30);
        near(&found, &theirs, tolerance);
    }
}

#[tokio::test]
async fn intervals_and_ratios() {
    let session = session();
    if let Some(reference) = vectors("poisson_ci.json") {
        let counts = plain(&reference["x"]);
        table(&session, &series(&counts, &vec![1.0; counts.len()]));
        for (call, theirs) in [
            ("poisson_low(x)", "garwood_lo"),
            ("poisson_high(x)", "garwood_hi"),
            ("poisson_low(x, 0.998)", "garwood998_lo"),
            ("poisson_high(x, 0.998)", "garwood998_hi"),
            ("byar_low(x)", "byar_lo"),
            ("byar_high(x)", "byar_hi"),
        ] {
            let found = numbers(&session, &format!("SELECT {call} FROM t ORDER BY i")).await;
            near(&found, &list(&reference[theirs]), 1e-6);
        }
    }
    if let Some(reference) = vectors("rate_ratio_exact.json") {
        for case in reference["cases"].as_array().unwrap() {
            let [a, ta, b, tb] = ["a", "Ta", "b", "Tb"].map(|name| &case[name]);
            for (call, theirs) in [
                ("rate_ratio", "rr"),
                ("rate_ratio_low", "lo"),
                ("rate_ratio_high", "hi"),
                ("rate_ratio_p", "p"),
            ] {
                let sql = format!("SELECT {call}({a}, {ta}, {b}, {tb})");
                near(
                    &numbers(&session, &sql).await,
                    &[case[theirs].as_f64()],
                    1e-6,
                );
            }
        }
    }
}

#[tokio::test]
async fn shrunken_rates() {
    let Some(reference) = vectors("eb_shrinkage.json") else {
        return;
    };
    let session = session();
    table(
        &session,
        &series(&plain(&reference["O"]), &plain(&reference["fte"])),
    );
    let shape = numbers(&session, "SELECT eb_prior(x, e)['shape'] FROM t").await;
    near(&shape, &[reference["theta_k"].as_f64()], 1e-4);
    for (ours, theirs) in [
        ("rate", "post_mean_rate"),
        ("low", "post_lo"),
        ("high", "post_hi"),
        ("above", "prob_rate_gt_1.5x"),
    ] {
        near(
            &part(&session, "shrink(x, e)", ours).await,
            &list(&reference[theirs]),
            1e-4,
        );
    }
}

#[tokio::test]
async fn adjusted_p_values() {
    let Some(reference) = vectors("padjust.json") else {
        return;
    };
    let session = session();
    let p = plain(&reference["p"]);
    table(&session, &series(&p, &vec![1.0; p.len()]));
    for (ours, theirs) in [
        ("bh_adjust", "BH"),
        ("by_adjust", "BY"),
        ("holm_adjust", "holm"),
    ] {
        let over = format!("SELECT {ours}(x) OVER () FROM t ORDER BY i");
        near(
            &numbers(&session, &over).await,
            &list(&reference[theirs]),
            1e-9,
        );
        let array = format!("SELECT unnest(array_{ours}(array_agg(x ORDER BY i))) FROM t");
        near(
            &numbers(&session, &array).await,
            &list(&reference[theirs]),
            1e-9,
        );
    }
}

#[tokio::test]
async fn segmented_regression() {
    let Some(reference) = vectors("its.json") else {
        return;
    };
    let session = session();
    let mut rows = series(&plain(&reference["y"]), &plain(&reference["offset_fte"]));
    let step = plain(&reference["step"]);
    for (row, step) in rows.iter_mut().zip(&step) {
        row.b = *step == 1.0;
    }
    table(&session, &rows);
    let coefficient = |name: &str| reference["coef"][name].as_f64().map(f64::exp);
    let before = step.iter().filter(|s| **s == 0.0).count();
    let arrays = "array_agg(x ORDER BY i), array_agg(e ORDER BY i)";
    for (part, theirs) in [
        ("level", coefficient("step")),
        ("trend", coefficient("ts")),
        ("avoided", reference["avoided"].as_f64()),
    ] {
        for call in [
            "segmented(i, x, e, b)".to_owned(),
            format!("array_segmented({arrays}, {before})"),
        ] {
            let sql = format!("SELECT {call}['{part}'] FROM t");
            near(&numbers(&session, &sql).await, &[theirs], 1e-6);
        }
    }
    let error = reference["se_newey_west"]["step"].as_f64().unwrap();
    let low = (reference["coef"]["step"].as_f64().unwrap() - 1.959_963_984_540_054 * error).exp();
    let sql = "SELECT segmented(i, x, e, b, 'newey_west')['level_low'] FROM t";
    near(&numbers(&session, sql).await, &[Some(low)], 1e-5);
}

#[tokio::test]
async fn lead_times() {
    let Some(reference) = vectors("lead_time_km.json") else {
        return;
    };
    let session = session();
    let cases = plain(&reference["time"])
        .into_iter()
        .zip(plain(&reference["closed"]));
    let rows: Vec<Row> = cases
        .enumerate()
        .map(|(i, (days, closed))| Row {
            i: i as i64,
            g: 0,
            x: Some(days),
            e: None,
            b: closed == 1.0,
        })
        .collect();
    table(&session, &rows);
    let at = &reference["at_times"];
    for (row, days) in plain(&at["t"]).into_iter().enumerate() {
        for (part, theirs) in [("share", "within_norm"), ("low", "lo"), ("high", "hi")] {
            let theirs = [at[theirs][row].as_f64()];
            let sql = format!("SELECT kaplan_meier(x, b, {days})['{part}'] FROM t");
            near(&numbers(&session, &sql).await, &theirs, 1e-6);
            let sql = format!(
                "SELECT array_kaplan_meier(array_agg(x), array_agg(b), {days})['{part}'] FROM t"
            );
            near(&numbers(&session, &sql).await, &theirs, 1e-6);
        }
    }
    let naive = "SELECT kaplan_meier(x, b, 90)['closed_only'] FROM t";
    let theirs = [reference["naive_closed_only_within90"].as_f64()];
    near(&numbers(&session, naive).await, &theirs, 1e-6);
    let median = numbers(&session, "SELECT kaplan_meier_quantile(x, b) FROM t").await;
    near(&median, &[reference["median"].as_f64()], 1e-9);
}

#[tokio::test]
async fn change_points_and_disproportion() {
    let session = session();
    if let Some(reference) = vectors("pelt.json") {
        let counts = plain(&reference["y"]);
        table(&session, &series(&counts, &vec![1.0; counts.len()]));
        let cases = reference["cases"].as_array().unwrap();
        let poisson = |case: &&Value| case["cost"].as_str().unwrap().starts_with("poisson");
        for case in cases.iter().filter(poisson) {
            // Ours may not make the last segment shorter than asked, so only its shared settings count.
            let (penalty, shortest) = (&case["pen"], &case["min_size"]);
            let sql = format!(
                "SELECT unnest(array_change_points(array_agg(x ORDER BY i), array_agg(e ORDER BY i), {shortest}, {penalty})) FROM t"
            );
            let mut theirs = plain(&case["breakpoints_end_exclusive"]);
            theirs.pop();
            let theirs: Vec<Option<f64>> = theirs.iter().map(|end| Some(end + 1.0)).collect();
            near(&numbers(&session, &sql).await, &theirs, 1e-9);
            let over = format!("change_points(x, e, {shortest}, {penalty})");
            let starts = part(&session, &over, "start").await;
            let starts = starts
                .iter()
                .enumerate()
                .filter(|(_, start)| **start == Some(1.0));
            let starts: Vec<Option<f64>> = starts.map(|(i, _)| Some(i as f64 + 1.0)).collect();
            near(&starts, &theirs, 1e-9);
        }
    }
    if let Some(reference) = vectors("ebgm_caers_fixed_theta.json") {
        table(
            &session,
            &series(&plain(&reference["N"]), &plain(&reference["E"])),
        );
        let theta = plain(&reference["theta"]);
        let theta = theta
            .iter()
            .map(f64::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let low = format!("SELECT ebgm_low(x, e, {theta}) FROM t ORDER BY i");
        near(
            &numbers(&session, &low).await,
            &list(&reference["EB05"]),
            1e-5,
        );
        let mean = format!("SELECT ebgm(x, e, {theta}) FROM t ORDER BY i");
        // The peer rounds to two decimals.
        near(
            &numbers(&session, &mean).await,
            &list(&reference["EBGM"]),
            0.005,
        );
    }
}

#[tokio::test]
async fn run_lengths() {
    let Some(reference) = vectors("bocpd.json") else {
        return;
    };
    let counts = plain(&reference["y"]);
    let session = session();
    table(&session, &series(&counts, &vec![1.0; counts.len()]));
    // The reference names its prior by shape and rate; ours by shape and usual rate.
    let (shape, rate) = (&reference["a0"], &reference["b0"]);
    let usual = shape.as_f64().unwrap() / rate.as_f64().unwrap();
    let call = format!(
        "run_length(x, e, {}, {shape}, {usual})",
        reference["hazard"]
    );
    near(
        &part(&session, &call, "periods").await,
        &list(&reference["map_run_length"]),
        1e-9,
    );
    let changed = part(&session, &call, "changed").await;
    let last = plain(&reference["final_run_length_posterior"]);
    near(
        &changed[counts.len() - 1..],
        &[Some(last.iter().take(6).sum())],
        1e-8,
    );
}

#[tokio::test]
async fn residuals_of_a_table() {
    let Some(reference) = vectors("loglin.json") else {
        return;
    };
    let (table, dims) = (plain(&reference["table"]), plain(&reference["dim"]));
    let rows = table.iter().enumerate().map(|(cell, n)| {
        let (a, b) = (cell % dims[0] as usize, cell / dims[0] as usize);
        let (b, c) = (b % dims[1] as usize, b / dims[1] as usize);
        format!("({cell}, 'a{a}', 'b{b}', 'c{c}', {n})")
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT three_way_residual(a, b, c, n) OVER ()['expected'] \
         FROM (VALUES {rows}) AS t(cell, a, b, c, n) ORDER BY cell"
    );
    let ours = numbers(&session(), &sql).await;
    near(&ours, &list(&reference["fit_all2way"]), 1e-3);
    // A table of two divisions is fitted by its totals alone.
    let two = "SELECT two_way_residual(a, b, n) OVER (ORDER BY i)['expected'] \
               FROM (VALUES (1, 'x', 'p', 6), (2, 'x', 'q', 2), (3, 'y', 'p', 3), (4, 'y', 'q', 9)) \
               AS t(i, a, b, n) ORDER BY i";
    let ours = numbers(&session(), two).await;
    near(&ours, &[3.6, 4.4, 5.4, 6.6].map(Some), 1e-9);
}

#[tokio::test]
async fn a_period_grows_as_earlier_ones_did() {
    // Worked by hand after Mack (1993): (4 + 3 + 5 + 2) / (4 + 5), then (7 + 2) / 7.
    let rows = "(2, 0, 4), (2, 1, 3), (2, 2, 2), (1, 0, 5), (1, 1, 2), (0, 0, 6)";
    let ask = |part: &str, at: usize| {
        format!(
            "SELECT chain_ladder(age, delay, n, {at})['{part}'] FROM (VALUES {rows}) AS t(age, delay, n)"
        )
    };
    let expected = 6.0 * 14.0 / 9.0 * 9.0 / 7.0;
    near(
        &numbers(&session(), &ask("ultimate", 0)).await,
        &[Some(expected)],
        1e-12,
    );
    near(
        &numbers(&session(), &ask("seen", 1)).await,
        &[Some(7.0)],
        1e-12,
    );
    near(
        &numbers(&session(), &ask("ultimate", 3)).await,
        &[None],
        1e-12,
    );
}

#[tokio::test]
async fn coders_agree_beyond_chance() {
    // Fleiss, Levin and Paik (2003), table 18.1: two raters, 100 subjects, kappa 0.676.
    let rows = "('p', 'p', 75), ('p', 'n', 1), ('p', 'o', 4), ('n', 'p', 5), ('n', 'n', 4), \
                ('n', 'o', 1), ('o', 'p', 0), ('o', 'n', 0), ('o', 'o', 10)";
    let sql = format!(
        "SELECT kappa(first, second, n)['kappa'] FROM (VALUES {rows}) AS t(first, second, n)"
    );
    near(&numbers(&session(), &sql).await, &[Some(0.676)], 1e-3);
}
