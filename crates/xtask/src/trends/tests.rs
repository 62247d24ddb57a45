//! A small draw goes through the whole command, and a broken folder is named for what it is.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

/// One scenario file in the form of the benchmark.
fn like(folder: &Path) {
    let mut text = "grp,theta,beta,gamma1,gamma2,phi,m,trend,scenario\n".to_owned();
    for scenario in 1..=42 {
        text += &format!("1,0.1,0,0.6,0.6,1.5,1,0,{scenario}\n");
    }
    fs::write(folder.join(weekly::SCENARIOS), text).unwrap();
}

#[test]
fn a_draw_is_read_judged_and_reproducible() {
    let folder = tempfile::tempdir().unwrap();
    like(folder.path());
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    for draw in [&one, &two] {
        simulate::run(5, 1, folder.path(), draw).unwrap();
    }
    for file in [
        "integrity_cases.parquet",
        "noufaily_outbreaks.parquet",
        "integrity_signals.csv",
    ] {
        assert!(fs::read(one.join(file)).unwrap() == fs::read(two.join(file)).unwrap());
    }
    let sets = panel::read(&one).unwrap();
    let signals = score::signals(&one, 1).unwrap();
    assert_eq!(signals.iter().filter(|s| !s.is_trap()).count(), 14);
    let scores = sets[0]
        .scores(View::Complete, &Settings::monthly())
        .unwrap();
    let judge = score::Judge::new(1, &signals);
    // An alarm everywhere finds everything, at the price of one episode in each quiet series.
    let always = judge.figures(&vec![1.0; scores.len()], 0.0);
    assert_eq!((always.within_three, always.within_six), (1.0, 1.0));
    assert!(always.false_alarms > 2.0);
    let threshold = judge.threshold(&scores, 1.0);
    let some = judge.figures(&scores, threshold);
    assert!(some.false_alarms <= 1.0 && some.within_six > 0.0 && some.within_six < 1.0);
}

#[test]
fn every_written_score_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scores.parquet");
    let scores: Vec<f64> = (0..SERIES * MONTHS).map(|i| i as f64 / 7.0).collect();
    write_scores(&path, &scores).unwrap();
    let [ds, unit, cat, month, score] =
        table::parquet(&path, ["ds", "unit", "cat", "month", "score"]).unwrap();
    assert_eq!(score, scores);
    assert_eq!((ds[0], unit[0], cat[0], month[0]), (0.0, 0.0, 0.0, 60.0));
    let last = score.len() - 1;
    assert_eq!((unit[last], cat[last], month[last]), (-1.0, -1.0, 83.0));
}

#[test]
fn a_broken_folder_is_named_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let missing = panel::read(folder.path()).err().unwrap();
    assert!(
        missing.starts_with("integrity_cases.parquet: cannot be opened"),
        "{missing}"
    );
    let path = folder.path().join("integrity_cases.parquet");
    fs::write(&path, "no Parquet").unwrap();
    assert_eq!(
        panel::read(folder.path()).err().unwrap(),
        "integrity_cases.parquet: expected a Parquet file"
    );
    let column = |name, value| Column::Whole(name, value);
    write(
        &path,
        &[
            column("ds", &[0]),
            column("unit", &[15]),
            column("cat", &[0]),
        ],
    )
    .unwrap();
    let missing = panel::read(folder.path()).err().unwrap();
    assert!(missing.contains("expected a column \"reg\""), "{missing}");
    let all = [
        ("ds", &[0]),
        ("unit", &[15]),
        ("cat", &[0]),
        ("reg", &[3]),
        ("close", &[4]),
    ];
    write(&path, &all.map(|(name, value)| column(name, value))).unwrap();
    let outside = panel::read(folder.path()).err().unwrap();
    assert_eq!(
        outside,
        "integrity_cases.parquet: row 1, column \"unit\": expected a whole number from 0 to 14"
    );
}
