//! Writes the files: one per year of closing, as a Dutch export would look.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use super::calendar::{days, dutch, month_length};
use super::case::{self, Plan};
use super::choices::{CATEGORIES, UNITS};
use super::narrative;
use super::people::Roster;
use super::planted;
use super::random::Random;
use super::telling::Telling;

const SEED: u64 = 20_201_125;
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2025;
/// Cases a year per head, before what is planted; about 1,500 over the force.
const RATE: f64 = 1_500.0 / 63_000.0;

/// Field of the contract and the name of its column in the export, in the order of the export.
pub const COLUMNS: &[(&str, &str)] = &[
    ("case_id", "zaaknummer"),
    ("framework_version", "kaderversie"),
    ("protocol_version", "protocolversie"),
    ("incident_on", "datum_voorval"),
    ("signalled_on", "datum_signaal"),
    ("triaged_on", "datum_triage"),
    ("assigned_on", "datum_opdracht"),
    ("started_on", "datum_start"),
    ("reported_on", "datum_rapport"),
    ("intended_on", "datum_voornemen"),
    ("view_given_on", "datum_zienswijze"),
    ("decided_on", "datum_besluit"),
    ("closed_on", "datum_gesloten"),
    ("embargo_until", "embargo_tot"),
    ("criminal_opened_on", "strafrecht_gestart"),
    ("criminal_final_on", "strafrecht_onherroepelijk"),
    ("intervention_on", "datum_interventie"),
    ("line_intervention", "interventie"),
    ("triage_criteria_due", "criteria_gevraagd"),
    ("triage_criteria_met", "criteria_ingevuld"),
    ("triage_panel", "triagepanel"),
    ("triage_outcome", "triage_uitkomst"),
    ("triage_reason", "triage_reden"),
    ("requester_level", "opdrachtgever"),
    ("route_initial", "soort_bij_triage"),
    ("route_final", "soort_onderzoek"),
    ("scope_changed", "opdracht_gewijzigd"),
    ("plan_approved_on_time", "plan_tijdig"),
    ("means_used", "middelen"),
    ("means_authorised", "middelen_toegestaan"),
    ("steps_due", "stappen_verplicht"),
    ("steps_on_time", "stappen_tijdig"),
    ("steps_without_owner", "stappen_zonder_eigenaar"),
    ("reviews_due", "reviews_verplicht"),
    ("reviews_on_time", "reviews_tijdig"),
    ("monitoring_findings", "monitorbevindingen"),
    ("monitoring_followed_up", "monitor_opgevolgd"),
    ("quality_score", "kwaliteitsscore"),
    ("quality_reviewed_elsewhere", "beoordeeld_elders"),
    ("double_coded_issue", "tweede_codering"),
    ("objection_filed", "bezwaar"),
    ("committee_advice", "advies_commissie"),
    ("court_outcome", "uitkomst_rechter"),
    ("criminal_trigger", "strafrecht_aanleiding"),
    ("criminal_lead", "strafrecht_leiding"),
    ("disciplinary_suspended_days", "dagen_geschorst"),
    ("information_shares", "informatiedelingen"),
    (
        "information_shares_with_ground",
        "informatiedelingen_met_grond",
    ),
    ("caution_given", "cautie"),
    ("statement_carried_over", "verklaring_overgedragen"),
    ("disciplinary_investigator_id", "onderzoeker_disciplinair"),
    ("criminal_investigator_id", "onderzoeker_strafrecht"),
    ("handled_by", "behandeld_door"),
    ("complexity", "complexiteit"),
    ("reporter_type", "soort_melder"),
    ("retaliation", "benadeling_melder"),
    ("information_source", "bron"),
    ("causes", "oorzaken"),
    ("circumstances", "omstandigheden"),
    ("themes", "filmthemas"),
    ("learning_points", "leerpunten"),
    ("learning_agreed", "leerpunt_afgesproken"),
    ("narrative", "beschrijving"),
    ("subject_id", "personeelsnummer"),
    ("subject_name", "naam"),
    ("unit", "eenheid"),
    ("team", "team_naam"),
    ("rank", "rang"),
    ("staff_type", "soort_medewerker"),
    ("care_offered_on", "zorg_aangeboden"),
    ("care_contacts", "zorgcontacten"),
    ("sick_leave_days", "ziekteverzuim_dagen"),
    ("feedback_longest_gap_days", "langste_stilte_dagen"),
    ("rights_informed", "rechten_verteld"),
    ("rights_assistance", "bijstand_aangeboden"),
    ("rights_view", "zienswijze_mogelijk"),
    ("contributing_factors", "factoren"),
    ("disposition", "afdoening"),
    ("sanction", "sanctie"),
    ("sanction_conditional", "sanctie_voorwaardelijk"),
    ("severity", "zwaarte"),
    ("stayed", "in_dienst_gebleven"),
    ("issue", "kwestie"),
    ("finding", "bevinding"),
];

/// One row of the export.
#[derive(Clone)]
pub struct Row {
    values: Vec<String>,
    signalled: i32,
    lead: i32,
}

impl Row {
    pub fn new() -> Row {
        Row {
            values: vec![String::new(); COLUMNS.len()],
            signalled: 0,
            lead: 0,
        }
    }

    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        let place = COLUMNS.iter().position(|(name, _)| *name == field);
        debug_assert!(place.is_some(), "{field} is not a column");
        if let Some(place) = place {
            self.values[place] = value.into();
        }
    }

    pub fn get(&self, field: &str) -> &str {
        let place = COLUMNS.iter().position(|(name, _)| *name == field);
        place.map_or("", |place| self.values[place].as_str())
    }

    pub fn flag(&mut self, field: &str, value: bool) {
        self.set(field, if value { "ja" } else { "nee" });
    }

    pub fn remember(&mut self, signalled: i32, lead: i32) {
        (self.signalled, self.lead) = (signalled, lead);
    }

    pub fn span(&self) -> (i32, i32) {
        (self.signalled, self.lead)
    }

    fn case_bits(&self) -> u64 {
        let number = self
            .get("case_id")
            .bytes()
            .fold(17u64, |mark, byte| mark.wrapping_mul(31) + u64::from(byte));
        Random::new(number).bits()
    }

    /// A choice that is the same on every row of a case.
    pub fn case_choice(&self, limit: usize) -> usize {
        (self.case_bits() % limit as u64) as usize
    }

    /// A chance that falls the same way on every row of a case.
    pub fn case_chance(&self, share: f64) -> bool {
        ((self.case_bits() >> 20) % 10_000) as f64 / 10_000.0 < share
    }
}

/// Writes every file and says how much that was.
pub fn write(folder: &Path, tellings: &[Telling]) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let mut random = Random::new(SEED);
    let roster = Roster::draw(&mut random);
    let mut canaries = Vec::new();
    let mut summary = String::new();
    for year in YEARS {
        let mut cases = closed_cases(year, &roster, &mut random);
        if year == *YEARS.end() {
            leave_some_open(&mut cases);
        }
        for rows in &mut cases {
            make_consistent(rows, &mut random);
        }
        narrative::add(year, &mut cases, &mut canaries);
        narrative::tell(year, &mut cases, tellings);
        let rows: usize = cases.iter().map(Vec::len).sum();
        fs::write(folder.join(format!("cases-{year}.csv")), csv(&cases))?;
        let _ = writeln!(
            summary,
            "cases-{year}.csv: {} cases, {rows} rows",
            cases.len()
        );
    }
    canaries.sort();
    canaries.dedup();
    fs::write(folder.join("canaries.txt"), canaries.join("\n") + "\n")?;
    let _ = write!(summary, "canaries.txt: {} strings", canaries.len());
    Ok(summary)
}

fn closed_cases(year: i32, roster: &Roster, random: &mut Random) -> Vec<Vec<Row>> {
    let mut cases = Vec::new();
    for month in 1..=12 {
        for (unit, about) in UNITS.iter().enumerate() {
            for category in CATEGORIES {
                let usual = RATE / 12.0 * f64::from(about.staff) * about.rate * category.share;
                let expected = usual * planted::rate(about.code, category.code, year, month);
                for _ in 0..random.poisson(expected) {
                    let closed = days(year, month, random.between(1, month_length(year, month)));
                    let number = format!("VIK-{year}-{:05}", cases.len() + 1);
                    let plan = Plan {
                        number,
                        unit,
                        category,
                        year,
                        month,
                        closed,
                    };
                    cases.push(case::rows(&plan, roster, random));
                }
            }
        }
    }
    cases
}

/// What is the same on all rows of a case must not differ between its subjects.
fn make_consistent(rows: &mut [Row], random: &mut Random) {
    let double = random.chance(0.1);
    let sanctioned = rows
        .iter()
        .find(|row| !row.get("objection_filed").is_empty());
    let appeal = sanctioned.map(|row| {
        ["objection_filed", "committee_advice", "court_outcome"]
            .map(|field| (field, row.get(field).to_owned()))
    });
    let first_issue = rows
        .first()
        .map(|row| row.get("issue").to_owned())
        .unwrap_or_default();
    let agreed = random.chance(0.85);
    for row in rows {
        for (field, value) in appeal.iter().flatten() {
            row.set(field, value.clone());
        }
        if double {
            let other = format!("{}-OVG", &first_issue[..3]);
            row.set(
                "double_coded_issue",
                if agreed { first_issue.clone() } else { other },
            );
        }
    }
}

/// Twelve cases of the last file that must be refused: not closed, not final, or under embargo.
fn leave_some_open(cases: &mut [Vec<Row>]) {
    let step = cases.len() / 13;
    for place in 1..=12 {
        for row in &mut cases[place * step] {
            match place {
                1..=5 => {
                    row.set("closed_on", "");
                    row.set("decided_on", "");
                }
                6..=9 => row.set("embargo_until", dutch(days(2099, 1, 1))),
                _ => {
                    row.set("criminal_opened_on", row.get("signalled_on").to_owned());
                    row.set("criminal_final_on", "");
                    row.set("route_final", "both");
                }
            }
        }
    }
}

fn csv(cases: &[Vec<Row>]) -> String {
    let mut text = COLUMNS
        .iter()
        .map(|(_, column)| *column)
        .collect::<Vec<_>>()
        .join(";");
    text.push('\n');
    for row in cases.iter().flatten() {
        let values: Vec<String> = row.values.iter().map(|value| quoted(value)).collect();
        text.push_str(&values.join(";"));
        text.push('\n');
    }
    text
}

fn quoted(value: &str) -> String {
    if value.contains([';', '"', '\n']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}
