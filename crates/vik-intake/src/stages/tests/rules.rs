//! What the fields of a case become.

use super::{Row, counter_from, generaliser, row, text, through, with_mapping};

/// The code that a column gets from these fields, in an export that has every field.
fn code(column: &str, fields: &[(&str, &str)]) -> String {
    text(
        &through(&[row(fields)], with_mapping(), &mut counter_from(2020, 1)),
        column,
    )
    .remove(0)
}

/// The same, in an export that has only these fields.
fn code_alone(column: &str, fields: &[(&str, &str)]) -> String {
    text(
        &through(&[row(fields)], &generaliser(), &mut counter_from(2020, 1)),
        column,
    )
    .remove(0)
}

#[test]
fn days_become_bands() {
    let signalled = ("signalled_on", "2024-01-01");
    assert_eq!(code("lead", &[signalled]), "d31_90");
    assert_eq!(code("lead", &[]), "unknown");
    assert_eq!(
        code("report_delay", &[signalled, ("incident_on", "2023-01-01")]),
        "d91_365"
    );
    assert_eq!(
        code(
            "intervention_delay",
            &[signalled, ("intervention_on", "2024-01-09")]
        ),
        "d8_30"
    );
    assert_eq!(code("intervention_delay", &[signalled]), "none");
    assert_eq!(code_alone("intervention_delay", &[signalled]), "unknown");
    assert_eq!(
        code("suspension", &[("disciplinary_suspended_days", "91")]),
        "d91_365"
    );
    assert_eq!(code("suspension", &[]), "none");
    assert_eq!(
        code("feedback", &[("feedback_longest_gap_days", "43")]),
        "over_42"
    );
    assert_eq!(
        code("sick_leave_band", &[("sick_leave_days", "15")]),
        "d15_90"
    );
    let reported = ("reported_on", "2024-02-15");
    assert_eq!(
        code(
            "phase_investigation",
            &[
                ("started_on", "2024-02-01"),
                ("assigned_on", "2023-10-01"),
                reported
            ]
        ),
        "d0_30"
    );
    assert_eq!(
        code(
            "phase_investigation",
            &[("assigned_on", "2023-10-01"), reported]
        ),
        "d91_180"
    );
    assert_eq!(code("phase_decision", &[reported]), "(empty)");
}

#[test]
fn corruption_hides_in_its_category_and_is_flagged() {
    assert_eq!(code("issue", &[("issue", "INF-COR")]), "INF-OVG");
    assert_eq!(code("category", &[("issue", "INF-COR")]), "INF");
    assert_eq!(code("issue", &[("issue", "INF-LEK")]), "INF-LEK");
    assert_eq!(
        code("double_coded_issue", &[("double_coded_issue", "POS-COR")]),
        "POS-OVG"
    );
    let rows = [row(&[("issue", "INF-COR")]), row(&[("issue", "INF-OVG")])];
    let batch = through(&rows, with_mapping(), &mut counter_from(2020, 1));
    assert_eq!(super::flags(&batch, "corruption"), [true, false]);
}

#[test]
fn triage_joins_outcome_and_reason() {
    let accepted = ("triage_outcome", "accepted");
    let performance = ("triage_reason", "performance");
    assert_eq!(
        code("triage", &[accepted, performance]),
        "accepted_performance"
    );
    assert_eq!(
        code("triage", &[accepted, ("triage_reason", "pattern")]),
        "accepted"
    );
    assert_eq!(
        code(
            "triage",
            &[("triage_outcome", "referred_back"), performance]
        ),
        "referred_back"
    );
    assert_eq!(code("triage", &[performance]), "unknown");
}

#[test]
fn reviews_are_on_time_when_all_are() {
    let due = ("reviews_due", "2");
    assert_eq!(code("review", &[due, ("reviews_on_time", "2")]), "on_time");
    assert_eq!(code("review", &[due, ("reviews_on_time", "1")]), "late");
    assert_eq!(code("review", &[("reviews_due", "0")]), "none_due");
    assert_eq!(code("review", &[due]), "unknown");
    assert_eq!(code("review", &[]), "unknown");
}

/// 1 January 2024 is a Monday: the fifth working day after it is the Monday of the next week.
#[test]
fn care_counts_working_days_from_the_signal() {
    let signalled = ("signalled_on", "2024-01-01");
    assert_eq!(
        code("care", &[signalled, ("care_offered_on", "2024-01-08")]),
        "in_5_days"
    );
    assert_eq!(
        code("care", &[signalled, ("care_offered_on", "2024-01-09")]),
        "later"
    );
    assert_eq!(
        code(
            "care",
            &[
                ("signalled_on", "2020-01-01"),
                ("care_offered_on", "2024-01-09")
            ]
        ),
        "later"
    );
    assert_eq!(
        code("care", &[("care_offered_on", "2024-01-09")]),
        "unknown"
    );
    assert_eq!(code("care", &[signalled]), "not_offered");
    assert_eq!(code_alone("care", &[signalled]), "unknown");
}

#[test]
fn an_empty_cell_says_no_only_where_the_export_has_the_column() {
    for (column, no) in [
        ("learning", "none"),
        ("line_intervention", "none"),
        ("sanction_band", "none"),
        ("concurrency", "none"),
        ("separation", "not_applicable"),
    ] {
        assert_eq!(code(column, &[]), no, "{column}");
        assert_eq!(code_alone(column, &[]), "unknown", "{column}");
    }
    // In a batch with one lesson, the rows without one had the column too.
    let rows: [Row<'_>; 2] = [row(&[("learning_points", "team")]), row(&[])];
    let batch = through(&rows, &generaliser(), &mut counter_from(2020, 1));
    assert_eq!(text(&batch, "learning"), ["organisation", "none"]);
}

#[test]
fn lists_of_codes_become_one_code() {
    let learning = |points| code("learning", &[("learning_points", points)]);
    assert_eq!(learning("individual"), "individual");
    assert_eq!(learning("individual;team"), "organisation");
    assert_eq!(learning("force"), "organisation");
    assert_eq!(learning("unknown"), "unknown");
    let vulnerability = |factors| code("vulnerability", &[("contributing_factors", factors)]);
    assert_eq!(vulnerability("none"), "none");
    assert_eq!(vulnerability("debts"), "present");
    assert_eq!(vulnerability("debts;none"), "present");
    assert_eq!(vulnerability("unknown"), "unknown");
    let causes = [("causes", "culture;supervision;workload")];
    assert_eq!(code("cause_1", &causes), "culture");
    assert_eq!(code("cause_2", &causes), "supervision");
    assert_eq!(code("causes", &causes), causes[0].1);
    assert_eq!(code("cause_2", &[("causes", "culture")]), "none");
}

#[test]
fn tracks_are_compared_and_the_investigators_forgotten() {
    let one = ("disciplinary_investigator_id", "RTD-014");
    let opened = ("criminal_opened_on", "2024-01-01");
    let separation = |fields: &[(&str, &str)]| code("separation", fields);
    assert_eq!(
        separation(&[one, opened, ("criminal_investigator_id", "X-1")]),
        "ok"
    );
    assert_eq!(
        separation(&[one, opened, ("criminal_investigator_id", " rtd-014")]),
        "breach"
    );
    assert_eq!(separation(&[one, opened]), "unknown");
    assert_eq!(
        separation(&[opened, ("criminal_investigator_id", "X-1")]),
        "not_applicable"
    );
    let concurrency = |route, more: &[(&str, &str)]| {
        let fields: Vec<_> = more
            .iter()
            .copied()
            .chain([("route_final", route)])
            .collect();
        code("concurrency", &fields)
    };
    assert_eq!(concurrency("criminal", &[opened]), "criminal_only");
    assert_eq!(concurrency("disciplinary", &[opened]), "both");
    assert_eq!(concurrency("both", &[]), "both");
}

#[test]
fn ranks_sanctions_and_units_become_what_their_lists_say() {
    assert_eq!(code("rank_band", &[("rank", "inspecteur")]), "middle");
    assert_eq!(
        code("sanction_band", &[("sanction", "demotion")]),
        "position"
    );
    assert_eq!(code("unit_group", &[("unit", "RTD")]), "regional");
    assert_eq!(code("severity_band", &[("severity", "7")]), "high");
    assert_eq!(code("stayed", &[("stayed", "false")]), "no");
    assert_eq!(
        code("framework_version", &[("framework_version", "2.0")]),
        "2.0"
    );
    assert_eq!(
        code("framework_version", &[("framework_version", "de heer 2")]),
        "(empty)"
    );
}
