//! The dimensions of the cubes: one code for each row, `unknown` where the export is silent.

use arrow::array::ArrayRef;
use vik_domain::civil::working_days;

use super::bands::{IssueBand, UNKNOWN};
use super::content::Content;
use super::pseudonymise::Separation;

const NONE: &str = "none";

impl Content<'_> {
    pub fn code(&self, name: &str) -> ArrayRef {
        match name {
            "unit_group" => self.through("unit", |content, code| content.look.unit_group.get(code)),
            "rank_band" => self.through("rank", |content, code| content.look.rank.get(code)),
            "issue" => self.issue(|band| &band.issue),
            "category" => self.issue(|band| &band.category),
            "route" => self.listed_code("route_final"),
            "requester" => self.listed_code("requester_level"),
            "reporter" => self.listed_code("reporter_type"),
            "source" => self.listed_code("information_source"),
            "lead" => self.days(name, "signalled_on", "closed_on"),
            "report_delay" => self.days(name, "incident_on", "signalled_on"),
            "feedback" => self.band(name, "feedback_longest_gap_days"),
            "severity_band" => self.band(name, "severity"),
            "suspension" => self.band(name, "disciplinary_suspended_days"),
            "cause_1" => self.nth("causes", 0),
            "cause_2" => self.nth("causes", 1),
            "circumstance_1" => self.nth("circumstances", 0),
            "circumstance_2" => self.nth("circumstances", 1),
            "triage" => self.triage(),
            "review" => self.review(),
            "care" => self.care(),
            "learning" => self.learning(),
            "concurrency" => self.concurrency(),
            "separation" => self.separation(),
            "line_intervention" => self.line_intervention(),
            "intervention_delay" => self.intervention_delay(),
            "sanction_band" => self.sanction_band(),
            "vulnerability" => self.vulnerability(),
            "stayed" => self.stayed(),
            _ => self.listed_code(name),
        }
    }

    fn listed_code(&self, field: &str) -> ArrayRef {
        let (column, codes) = (self.fields.text(field), self.look.codes(field));
        self.known(|row| codes?.get(column.get(row)?))
    }

    fn through<'c>(&'c self, field: &str, to: fn(&'c Self, &str) -> Option<&'c str>) -> ArrayRef {
        let column = self.fields.text(field);
        self.known(|row| to(self, column.get(row)?))
    }

    fn issue(&self, of: fn(&IssueBand) -> &String) -> ArrayRef {
        let column = self.fields.text("issue");
        self.known(|row| {
            self.look
                .issue(column.get(row)?)
                .map(|band| of(band).as_str())
        })
    }

    fn days(&self, name: &str, from: &str, to: &str) -> ArrayRef {
        let (from, to) = (self.fields.date(from), self.fields.date(to));
        let bands = self.look.bands(name);
        self.known(|row| Some(bands?.band(i64::from(to.get(row)? - from.get(row)?))))
    }

    /// The band of a number; what an empty cell means is the hierarchy's to say.
    fn band(&self, name: &str, field: &str) -> ArrayRef {
        let column = self.fields.int(field);
        let bands = self.look.bands(name).filter(|_| self.has(field));
        self.known(|row| Some(bands?.of(column.get(row))))
    }

    fn nth(&self, field: &str, n: usize) -> ArrayRef {
        let (column, codes) = (self.fields.text(field), self.look.codes(field));
        self.known(|row| {
            let listed = column.get(row).into_iter().flat_map(|text| text.split(';'));
            let mut known = listed.filter_map(|code| codes?.get(code));
            Some(known.nth(n).unwrap_or(NONE))
        })
    }

    fn triage(&self) -> ArrayRef {
        let outcome = self.fields.text("triage_outcome");
        let reason = self.fields.text("triage_reason");
        let codes = self.look.codes("triage_outcome");
        self.known(|row| match (outcome.get(row)?, reason.get(row)) {
            ("accepted", Some("performance")) => Some("accepted_performance"),
            (outcome, _) => codes?.get(outcome),
        })
    }

    fn review(&self) -> ArrayRef {
        let due = self.fields.int("reviews_due");
        let held = self.fields.int("reviews_on_time");
        self.known(|row| match (due.get(row)?, held.get(row)) {
            (0, _) => Some("none_due"),
            (due, Some(held)) => Some(if held >= due { "on_time" } else { "late" }),
            (_, None) => None,
        })
    }

    /// Working days from the signal to the offer. An offer without a signal has no delay to judge.
    fn care(&self) -> ArrayRef {
        let signalled = self.fields.date("signalled_on");
        let offered = self.fields.date("care_offered_on");
        let bands = self.look.bands("care_delay");
        let bands = bands.filter(|_| self.has("care_offered_on"));
        self.known(|row| {
            let Some(offered) = offered.get(row) else {
                return Some(bands?.of(None));
            };
            // Over a year later is late; how many working days that is need not be counted.
            let signalled = signalled.get(row)?.max(offered - 400);
            Some(bands?.band(i64::from(working_days(signalled, offered))))
        })
    }

    fn learning(&self) -> ArrayRef {
        let points = self.fields.text("learning_points");
        let without = Some(NONE).filter(|_| self.has("learning_points"));
        self.known(|row| {
            let Some(points) = points.get(row) else {
                return without;
            };
            let levels = points.split(';').filter(|level| *level != UNKNOWN);
            levels.fold(None, |so_far, level| match (so_far, level) {
                (None | Some("individual"), "individual") => Some("individual"),
                _ => Some("organisation"),
            })
        })
    }

    fn concurrency(&self) -> ArrayRef {
        let route = self.fields.text("route_final");
        let opened = self.fields.date("criminal_opened_on");
        let without = Some(NONE).filter(|_| self.has("criminal_opened_on"));
        self.known(|row| match (route.get(row)?, opened.get(row)) {
            ("both", _) => Some("both"),
            ("criminal", _) => Some("criminal_only"),
            (_, Some(_)) => Some("both"),
            (_, None) => without,
        })
    }

    fn separation(&self) -> ArrayRef {
        let without = Some("not_applicable").filter(|_| self.has("criminal_opened_on"));
        self.known(|row| match self.separation.get(row)? {
            Separation::Kept => Some("ok"),
            Separation::Broken => Some("breach"),
            Separation::Unknown => None,
            Separation::OneTrack => without,
        })
    }

    fn line_intervention(&self) -> ArrayRef {
        let field = "line_intervention";
        let (column, codes) = (self.fields.text(field), self.look.codes(field));
        let without = Some(NONE).filter(|_| self.has(field));
        self.known(|row| match column.get(row) {
            Some(code) => codes?.get(code),
            None => without,
        })
    }

    fn intervention_delay(&self) -> ArrayRef {
        let signalled = self.fields.date("signalled_on");
        let taken = self.fields.date("intervention_on");
        let bands = self.look.bands("intervention_delay");
        let bands = bands.filter(|_| self.has("intervention_on"));
        self.known(|row| match taken.get(row) {
            Some(taken) => Some(bands?.band(i64::from(taken - signalled.get(row)?))),
            None => Some(bands?.of(None)),
        })
    }

    fn sanction_band(&self) -> ArrayRef {
        let column = self.fields.text("sanction");
        let without = Some(NONE).filter(|_| self.has("sanction"));
        self.known(|row| match column.get(row) {
            Some(code) => self.look.sanction.get(code),
            None => without,
        })
    }

    /// Empty is not known: who was not asked has not said that nothing was the matter.
    fn vulnerability(&self) -> ArrayRef {
        let column = self.fields.text("contributing_factors");
        self.known(|row| {
            let factors = column.get(row)?.split(';').filter(|code| *code != UNKNOWN);
            factors.fold(None, |so_far, factor| match (so_far, factor) {
                (None | Some(NONE), NONE) => Some(NONE),
                _ => Some("present"),
            })
        })
    }

    fn stayed(&self) -> ArrayRef {
        let column = self.fields.flag("stayed");
        self.known(|row| Some(if column.get(row)? { "yes" } else { "no" }))
    }
}
