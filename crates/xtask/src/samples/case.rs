//! One case with its subjects and issues, as rows of an export.

use super::calendar::dutch;
use super::choices::{CATEGORIES, CAUSES, CIRCUMSTANCES, Category, UNITS};
use super::export::Row;
use super::people::{Person, Roster};
use super::planted;
use super::random::Random;

/// What is settled about a case before it is filled in.
pub struct Plan<'a> {
    pub number: String,
    pub unit: usize,
    pub category: &'a Category,
    pub year: i32,
    pub month: i32,
    pub closed: i32,
}

struct Setting<'a> {
    plan: &'a Plan<'a>,
    at: i32,
    unit: &'static str,
    light: bool,
    route: &'static str,
    recurring: bool,
}

/// The rows of one case, one per subject and issue.
pub fn rows(plan: &Plan<'_>, roster: &Roster, random: &mut Random) -> Vec<Row> {
    let unit = UNITS[plan.unit].code;
    let at = plan.year * 12 + plan.month;
    let light = planted::registers_everything(unit, at) && random.chance(0.5);
    let criminal = matches!(plan.category.code, "FIN" | "GEW" | "PRI" | "INF");
    let route = if light {
        random.pick(&[("line", 8.0), ("exploratory", 2.0)])
    } else if criminal {
        random.pick(&[
            ("line", 28.0),
            ("exploratory", 22.0),
            ("disciplinary", 33.0),
            ("criminal", 5.0),
            ("both", 12.0),
        ])
    } else {
        random.pick(&[
            ("line", 42.0),
            ("exploratory", 24.0),
            ("disciplinary", 30.0),
            ("criminal", 1.0),
            ("both", 3.0),
        ])
    };
    let recurring = random.chance(planted::recurring(unit, plan.category.code, at));
    let setting = Setting {
        plan,
        at,
        unit,
        light,
        route,
        recurring,
    };

    let mut case = Row::new();
    dates(&mut case, &setting, random);
    triage(&mut case, &setting, random);
    process(&mut case, &setting, random);
    criminal_track(&mut case, &setting, random);
    origin(&mut case, &setting, random);

    let mut rows = Vec::new();
    let subjects = 1 + usize::from(random.chance(0.11)) + usize::from(random.chance(0.04));
    let mut seen = Vec::new();
    for _ in 0..subjects {
        let person = roster.subject(plan.unit, random);
        if seen.contains(&person.number) {
            continue;
        }
        seen.push(person.number);
        subject(&case, &setting, person, random, &mut rows);
    }
    rows
}

fn dates(case: &mut Row, setting: &Setting<'_>, random: &mut Random) {
    let plan = setting.plan;
    let route = match setting.route {
        "line" => 0.45,
        "exploratory" => 0.7,
        "both" | "criminal" => 1.7,
        _ => 1.15,
    };
    let mean = plan.category.lead * route * planted::lead(setting.unit, setting.at);
    let lead = ((random.gamma(3.0) * mean) as i32).clamp(4, 1_500);
    let signalled = plan.closed - lead;
    let within = |share: f64| signalled + (f64::from(lead) * share) as i32;
    case.set("case_id", plan.number.clone());
    case.set(
        "framework_version",
        if plan.year >= 2022 { "2.0" } else { "1.0" },
    );
    case.set(
        "protocol_version",
        if plan.year >= 2023 { "2023" } else { "2020" },
    );
    if random.chance(0.93) {
        let delay = (random.gamma(0.4) * 45.0) as i32;
        case.set("incident_on", dutch(signalled - delay));
    }
    case.set("signalled_on", dutch(signalled));
    case.set("triaged_on", dutch(within(random.unit() * 0.12)));
    if setting.route != "line" || random.chance(0.4) {
        case.set("assigned_on", dutch(within(0.14)));
    }
    case.set("started_on", dutch(within(0.15 + random.unit() * 0.1)));
    case.set("reported_on", dutch(within(0.55 + random.unit() * 0.1)));
    if matches!(setting.route, "disciplinary" | "both") {
        case.set("intended_on", dutch(within(0.7)));
        case.set("view_given_on", dutch(within(0.8)));
        case.set("decided_on", dutch(within(0.9)));
    } else if random.chance(0.7) {
        case.set("decided_on", dutch(within(0.92)));
    }
    case.set("closed_on", dutch(plan.closed));
    if setting.route == "line" && random.chance(0.6) {
        let after = ((random.gamma(1.0) * 14.0) as i32).min(lead);
        case.set("intervention_on", dutch(signalled + after));
        case.set(
            "line_intervention",
            random.pick(&[
                ("talk", 6.0),
                ("agreement", 3.0),
                ("training", 1.0),
                ("supervision", 1.0),
            ]),
        );
    }
    case.remember(signalled, lead);
}

fn triage(case: &mut Row, setting: &Setting<'_>, random: &mut Random) {
    let due = 6;
    case.set("triage_criteria_due", due.to_string());
    case.set("triage_criteria_met", random.between(3, due).to_string());
    case.flag("triage_panel", random.chance(0.7));
    let outcome = match setting.route {
        "line" => random.pick(&[
            ("accepted", 50.0),
            ("referred_back", 38.0),
            ("no_action", 12.0),
        ]),
        _ => "accepted",
    };
    if random.chance(0.97) {
        case.set("triage_outcome", outcome);
        let performance = random.chance(planted::performance(setting.unit, setting.at));
        case.set(
            "triage_reason",
            if performance {
                "performance"
            } else {
                random.pick(&[
                    ("suspicion", 6.0),
                    ("pattern", 1.5),
                    ("incident", 3.0),
                    ("other", 0.7),
                ])
            },
        );
    }
    case.set(
        "requester_level",
        random.pick(&[
            ("team_chief", 6.0),
            ("sector_head", 3.0),
            ("unit_chief", 1.0),
            ("board", 0.1),
        ]),
    );
    let initial = match setting.route {
        "line" => random.pick(&[("line", 8.0), ("exploratory", 2.0)]),
        "exploratory" => random.pick(&[("exploratory", 8.5), ("disciplinary", 1.0), ("line", 1.0)]),
        "both" => random.pick(&[("disciplinary", 3.0), ("both", 4.0), ("exploratory", 3.0)]),
        "criminal" => random.pick(&[("criminal", 6.0), ("exploratory", 2.0)]),
        _ => random.pick(&[("disciplinary", 6.0), ("exploratory", 4.0)]),
    };
    case.set("route_initial", initial);
    case.set("route_final", setting.route);
}

fn process(case: &mut Row, setting: &Setting<'_>, random: &mut Random) {
    case.flag("scope_changed", random.chance(0.14));
    if random.chance(0.92) {
        case.flag("plan_approved_on_time", random.chance(0.78));
    }
    case.set(
        "means_used",
        random.pick(&[
            ("interview", 5.0),
            ("interview,documents", 3.0),
            ("interview,system_logs", 2.0),
            ("interview,camera", 1.0),
            ("interview,phone_data", 0.5),
        ]),
    );
    case.flag("means_authorised", random.chance(0.995));
    let due = random.between(6, 10);
    let late = (0..due).filter(|_| random.chance(0.16)).count() as i32;
    case.set("steps_due", due.to_string());
    case.set("steps_on_time", (due - late).to_string());
    case.set(
        "steps_without_owner",
        u32::from(random.chance(0.1)).to_string(),
    );
    let reviews = if setting.route == "line" {
        random.between(0, 1)
    } else {
        random.between(1, 4)
    };
    let held = (0..reviews)
        .filter(|_| random.chance(planted::review(setting.unit, setting.at)))
        .count();
    case.set("reviews_due", reviews.to_string());
    if random.chance(0.96) {
        case.set("reviews_on_time", held.to_string());
    }
    let findings = random.poisson(0.5);
    case.set("monitoring_findings", findings.to_string());
    case.set(
        "monitoring_followed_up",
        (0..findings)
            .filter(|_| random.chance(0.7))
            .count()
            .to_string(),
    );
    if setting.route != "line" && random.chance(0.8) {
        case.set("quality_score", random.between(45, 98).to_string());
        case.flag("quality_reviewed_elsewhere", random.chance(0.2));
    }
    let central = random.chance(if setting.route == "both" { 0.3 } else { 0.04 });
    case.set("handled_by", if central { "central" } else { "local" });
    case.set(
        "complexity",
        if central {
            random.pick(&[("complex", 6.0), ("cross_unit", 4.0)])
        } else {
            random.pick(&[("simple", 80.0), ("complex", 18.0), ("cross_unit", 2.0)])
        },
    );
}

fn criminal_track(case: &mut Row, setting: &Setting<'_>, random: &mut Random) {
    let investigator =
        |random: &mut Random| format!("{}-{:03}", setting.unit, random.between(1, 60));
    let disciplinary = investigator(random);
    if setting.route != "criminal" {
        case.set("disciplinary_investigator_id", disciplinary.clone());
    }
    if !matches!(setting.route, "both" | "criminal") {
        return;
    }
    let (signalled, lead) = case.span();
    case.set("criminal_opened_on", dutch(signalled + lead / 5));
    case.set("criminal_final_on", dutch(signalled + lead * 4 / 5));
    case.set(
        "criminal_trigger",
        random.pick(&[
            ("complaint", 4.0),
            ("own_finding", 4.0),
            ("prosecutor", 1.0),
            ("other_investigation", 2.0),
        ]),
    );
    case.set(
        "criminal_lead",
        random.pick(&[
            ("national_detective", 2.0),
            ("integrity_department", 6.0),
            ("regular_detective", 2.0),
        ]),
    );
    if setting.route == "both" {
        case.set(
            "disciplinary_suspended_days",
            if random.chance(0.45) {
                "0".to_owned()
            } else {
                (lead / random.between(2, 5)).to_string()
            },
        );
    }
    let breach = setting.route == "both" && random.chance(0.03);
    case.set(
        "criminal_investigator_id",
        if breach {
            disciplinary
        } else {
            format!("X{}", investigator(random))
        },
    );
    let shares = random.between(1, 4);
    case.set("information_shares", shares.to_string());
    case.set(
        "information_shares_with_ground",
        (shares - i32::from(random.chance(0.1))).to_string(),
    );
    case.flag("caution_given", random.chance(0.95));
    case.flag("statement_carried_over", random.chance(0.05));
}

fn origin(case: &mut Row, setting: &Setting<'_>, random: &mut Random) {
    let atypical =
        setting.plan.category.code == "INF" && random.chance(planted::atypical(setting.at));
    case.set(
        "information_source",
        if atypical {
            "atypical_query"
        } else {
            random.pick(&[("report", 85.0), ("audit", 6.0), ("external", 9.0)])
        },
    );
    case.set(
        "reporter_type",
        if atypical {
            "system"
        } else {
            random.pick(&[
                ("colleague", 34.0),
                ("supervisor", 33.0),
                ("citizen", 20.0),
                ("anonymous", 6.0),
                ("other_organisation", 7.0),
            ])
        },
    );
    case.flag("retaliation", random.chance(0.02));
    let (cause, circumstance) = if setting.recurring {
        ("training_gap", "new_team")
    } else {
        (random.pick(CAUSES), random.pick(CIRCUMSTANCES))
    };
    let second = random.pick(CAUSES);
    if !setting.light && random.chance(0.9) {
        case.set(
            "causes",
            if second != cause && random.chance(0.45) {
                format!("{cause},{second}")
            } else {
                cause.to_owned()
            },
        );
    }
    if setting.recurring || random.chance(0.8) {
        case.set("circumstances", circumstance);
    }
    match setting.plan.category.code {
        "GEW" => case.set("themes", "excessive_force"),
        "PRI" => case.set("themes", "private_problems"),
        "INF" => case.set(
            "themes",
            random.pick(&[("unlawful_information", 6.0), ("confidentiality", 4.0)]),
        ),
        _ => {}
    }
    let learning = 0.35 + 0.05 * f64::from(setting.plan.year - 2020);
    if random.chance(learning) {
        case.set(
            "learning_points",
            random.pick(&[
                ("individual", 4.0),
                ("individual,team", 3.0),
                ("team", 2.0),
                ("leader", 1.0),
                ("force", 0.6),
            ]),
        );
        case.flag("learning_agreed", random.chance(0.75));
    }
}

fn subject(
    case: &Row,
    setting: &Setting<'_>,
    person: &Person,
    random: &mut Random,
    rows: &mut Vec<Row>,
) {
    let mut row = case.clone();
    let band = match person.rank {
        "inspecteur" | "hoofdinspecteur" => "middle",
        "commissaris" | "hoofdcommissaris" => "leadership",
        _ => "operational",
    };
    let split = setting.unit == "LE" && setting.plan.year >= 2024;
    row.set("subject_id", person.number.to_string());
    row.set("subject_name", person.name.clone());
    row.set(
        "unit",
        if split {
            person.successor
        } else {
            setting.unit
        },
    );
    row.set("team", format!("Basisteam {}", person.team));
    row.set("rank", person.rank);
    row.set("staff_type", person.staff_type);
    let (signalled, lead) = case.span();
    if random.chance(0.8) {
        let after = ((random.gamma(1.2) * 6.0) as i32).min(lead);
        row.set("care_offered_on", dutch(signalled + after));
        row.set("care_contacts", random.between(0, 6).to_string());
    }
    row.set(
        "sick_leave_days",
        if random.chance(0.6) {
            "0".to_owned()
        } else {
            ((random.gamma(1.0) * 40.0) as i32).to_string()
        },
    );
    if random.chance(0.9) {
        row.set(
            "feedback_longest_gap_days",
            ((random.gamma(2.0) * 34.0) as i32).min(lead).to_string(),
        );
    }
    row.flag("rights_informed", random.chance(0.96));
    row.flag("rights_assistance", random.chance(0.9));
    row.flag("rights_view", random.chance(0.93));
    if random.chance(0.7) {
        row.set(
            "contributing_factors",
            random.pick(&[
                ("none", 80.0),
                ("debts", 6.0),
                ("addiction", 4.0),
                ("dependency", 3.0),
                ("relations", 7.0),
            ]),
        );
    }

    let share = match (setting.light, setting.route) {
        (true, _) => 0.1,
        (_, "line") => 0.35,
        (_, "exploratory") => 0.25,
        _ => 0.62,
    };
    let established = random.chance(share);
    let severity = if established {
        random.between(2, 9)
    } else {
        random.between(0, 4)
    };
    row.set("severity", severity.to_string());
    outcome(&mut row, setting, band, established, severity, random);

    let issues = 1 + usize::from(random.chance(0.15)) + usize::from(random.chance(0.05));
    let mut used: Vec<&str> = Vec::new();
    for place in 0..issues {
        let issue = issue(setting, place, random);
        if used.contains(&issue) {
            continue;
        }
        used.push(issue);
        let mut one = row.clone();
        one.set("issue", issue);
        let finding = if established && place == 0 {
            "established"
        } else {
            random.pick(&[("not_established", 7.0), ("refuted", 3.0)])
        };
        one.set("finding", finding);
        rows.push(one);
    }
}

fn issue(setting: &Setting<'_>, place: usize, random: &mut Random) -> &'static str {
    let code = setting.plan.category.code;
    if place == 0 && setting.recurring {
        return "MID-WAP";
    }
    if place == 0 && random.chance(planted::curiosity(setting.unit, code, setting.at)) {
        return "INF-NIE";
    }
    if place > 0 && random.chance(0.5) {
        let other = &CATEGORIES[random.below(8)];
        return random.pick(other.issues);
    }
    let own = CATEGORIES
        .iter()
        .find(|category| category.code == code)
        .unwrap_or(&CATEGORIES[0]);
    random.pick(own.issues)
}

fn outcome(
    row: &mut Row,
    setting: &Setting<'_>,
    band: &str,
    established: bool,
    severity: i32,
    random: &mut Random,
) {
    let formal = matches!(setting.route, "disciplinary" | "both");
    let disposition = match (established, formal) {
        (false, _) => random.pick(&[("no_violation", 6.0), ("not_proven", 4.0)]),
        (true, false) => random.pick(&[
            ("line_measure", 6.0),
            ("learning_track", 3.0),
            ("transfer", 0.7),
        ]),
        (true, true) if severity >= 8 => random.pick(&[
            ("dismissal", 5.0),
            ("disciplinary_sanction", 4.0),
            ("own_request", 0.7),
        ]),
        (true, true) => random.pick(&[
            ("disciplinary_sanction", 6.0),
            ("learning_track", 2.0),
            ("line_measure", 1.5),
            ("transfer", 0.5),
        ]),
    };
    row.set("disposition", disposition);
    let lenient = setting.plan.category.code == "OMG" && band == "leadership";
    let sanction = match disposition {
        "dismissal" => "dismissal",
        "disciplinary_sanction" if lenient => {
            random.pick(&[("reprimand", 9.0), ("leave_reduction", 1.0)])
        }
        "disciplinary_sanction" if severity >= 7 => random.pick(&[
            ("dismissal_conditional", 5.0),
            ("pay_withheld", 3.0),
            ("demotion", 1.0),
            ("suspension", 0.6),
        ]),
        "disciplinary_sanction" => random.pick(&[
            ("reprimand", 4.0),
            ("leave_reduction", 3.0),
            ("pay_withheld", 2.0),
            ("dismissal_conditional", 1.0),
        ]),
        _ => "none",
    };
    row.set("sanction", sanction);
    if sanction != "none" {
        row.flag(
            "sanction_conditional",
            sanction == "dismissal_conditional" || random.chance(0.2),
        );
        let objection = row.case_chance(0.18);
        row.flag("objection_filed", objection);
        if objection {
            row.set(
                "committee_advice",
                ["upheld", "upheld", "upheld", "partly", "overturned"][row.case_choice(5)],
            );
            row.set(
                "court_outcome",
                ["", "", "upheld", "withdrawn", "partly", "overturned"][row.case_choice(6)],
            );
        }
    }
    row.flag(
        "stayed",
        !matches!(disposition, "dismissal" | "own_request"),
    );
}
