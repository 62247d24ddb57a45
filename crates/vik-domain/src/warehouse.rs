//! The columns of a warehouse record: one row per case, subject and alleged issue, after
//! pseudonymisation and generalisation. There is nowhere to put a name, a date or free text.
//!
//! The list is data so that the border (which fills it) and the warehouse (which stores it) derive
//! the same Arrow schema without sharing an engine.

/// What a warehouse column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A 128-bit pseudonym, 16 bytes.
    Bytes,
    /// A 64-bit key for counting, made from a pseudonym's first eight bytes.
    Key,
    /// The first day of a month.
    Month,
    /// True or false, never empty.
    Flag,
    /// A code of a code list or band, `unknown` when the source was silent.
    Code,
    /// A small whole number, empty when the source was silent.
    Small,
    /// True or false, empty when the source was silent.
    OptionalFlag,
    /// A code or several codes joined by `;`, empty when the source was silent.
    OptionalCode,
}

/// One column of the warehouse.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in SQL.
    pub name: &'static str,
    /// What it can hold.
    pub kind: ColumnKind,
}

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind }
}

use ColumnKind::{Bytes, Code, Flag, Key, Month, OptionalCode, OptionalFlag, Small};

/// Every column of the warehouse, in storage order.
pub const COLUMNS: &[Column] = &[
    column("case_pseudonym", Bytes),
    column("case_key", Key),
    column("subject_pseudonym", Bytes),
    column("person_key", Key),
    column("content_mark", Key),
    column("counted_in", Month),
    column("closed_in", Month),
    column("counted", Flag),
    column("first_of_person", Flag),
    column("unit", Code),
    column("unit_group", Code),
    column("issue", Code),
    column("category", Code),
    column("corruption", Flag),
    column("finding", Code),
    column("route_initial", Code),
    column("route", Code),
    column("triage", Code),
    column("requester", Code),
    column("lead", Code),
    column("review", Code),
    column("care", Code),
    column("feedback", Code),
    column("learning", Code),
    column("disposition", Code),
    column("sanction_band", Code),
    column("rank_band", Code),
    column("severity_band", Code),
    column("handled_by", Code),
    column("complexity", Code),
    column("reporter", Code),
    column("report_delay", Code),
    column("source", Code),
    column("cause_1", Code),
    column("cause_2", Code),
    column("circumstance_1", Code),
    column("circumstance_2", Code),
    column("concurrency", Code),
    column("suspension", Code),
    column("separation", Code),
    column("line_intervention", Code),
    column("intervention_delay", Code),
    column("staff_type", Code),
    column("vulnerability", Code),
    column("stayed", Code),
    column("framework_version", OptionalCode),
    column("protocol_version", OptionalCode),
    column("triage_reason", OptionalCode),
    column("triage_panel", OptionalFlag),
    column("triage_criteria_due", Small),
    column("triage_criteria_met", Small),
    column("scope_changed", OptionalFlag),
    column("plan_approved_on_time", OptionalFlag),
    column("means_used", OptionalCode),
    column("means_authorised", OptionalFlag),
    column("steps_due", Small),
    column("steps_on_time", Small),
    column("steps_without_owner", Small),
    column("monitoring_findings", Small),
    column("monitoring_followed_up", Small),
    column("quality_band", OptionalCode),
    column("quality_reviewed_elsewhere", OptionalFlag),
    column("double_coded_issue", OptionalCode),
    column("objection_filed", OptionalFlag),
    column("committee_advice", OptionalCode),
    column("court_outcome", OptionalCode),
    column("criminal_trigger", OptionalCode),
    column("criminal_lead", OptionalCode),
    column("information_shares", Small),
    column("information_shares_with_ground", Small),
    column("caution_given", OptionalFlag),
    column("statement_carried_over", OptionalFlag),
    column("retaliation", OptionalFlag),
    column("causes", OptionalCode),
    column("circumstances", OptionalCode),
    column("themes", OptionalCode),
    column("learning_points", OptionalCode),
    column("learning_agreed", OptionalFlag),
    column("care_contacts", Small),
    column("sick_leave_band", OptionalCode),
    column("rights_informed", OptionalFlag),
    column("rights_assistance", OptionalFlag),
    column("rights_view", OptionalFlag),
    column("contributing_factors", OptionalCode),
    column("sanction_conditional", OptionalFlag),
    column("phase_triage", OptionalCode),
    column("phase_investigation", OptionalCode),
    column("phase_decision", OptionalCode),
];
