//! What was found, where, by which means, and what happens to it.

use std::fmt;
use std::ops::Range;

/// What a span says about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Label {
    /// A name in any form: full, first, last, initials, nickname.
    Person,
    /// A mail address.
    Email,
    /// A telephone number, also spelled out.
    Phone,
    /// A citizen service number (*burgerservicenummer*).
    Bsn,
    /// A bank account.
    Iban,
    /// A number plate.
    Plate,
    /// A number of a case, report or court file.
    CaseNumber,
    /// A number of a member of staff: personnel, badge, call sign of a person.
    StaffNumber,
    /// A street with a house number.
    Address,
    /// A user name or alias.
    Handle,
    /// A web address.
    Url,
    /// A number of a document or device.
    DocumentNumber,
    /// An address on a network.
    Ip,
    /// A day, or a range of days.
    Date,
    /// A time of day.
    Time,
    /// An age.
    Age,
    /// A place: town, street, district, building.
    Location,
    /// A police unit, team or station by name.
    Unit,
    /// A company, school, club or other organisation.
    Organisation,
    /// A function that few hold.
    Function,
    /// A vehicle by its call sign or type.
    Vehicle,
    /// An exact amount of money.
    Money,
    /// A postcode.
    Postcode,
    /// A fact that few share.
    Rare,
    /// A special category of personal data (AVG, article 9).
    Special,
    /// A token that nothing explains.
    Unexplained,
}

impl Label {
    /// Every label.
    pub const ALL: [Label; 26] = [
        Label::Person,
        Label::Email,
        Label::Phone,
        Label::Bsn,
        Label::Iban,
        Label::Plate,
        Label::CaseNumber,
        Label::StaffNumber,
        Label::Address,
        Label::Handle,
        Label::Url,
        Label::DocumentNumber,
        Label::Ip,
        Label::Date,
        Label::Time,
        Label::Age,
        Label::Location,
        Label::Unit,
        Label::Organisation,
        Label::Function,
        Label::Vehicle,
        Label::Money,
        Label::Postcode,
        Label::Rare,
        Label::Special,
        Label::Unexplained,
    ];

    /// The label of a code; none for a code that does not exist.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.code() == code)
    }

    /// The code that files and the scorer use.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Label::Person => "PERSON",
            Label::Email => "EMAIL",
            Label::Phone => "PHONE",
            Label::Bsn => "BSN",
            Label::Iban => "IBAN",
            Label::Plate => "PLATE",
            Label::CaseNumber => "CASENR",
            Label::StaffNumber => "PERSNR",
            Label::Address => "ADDRESS",
            Label::Handle => "HANDLE",
            Label::Url => "URL",
            Label::DocumentNumber => "DOCNR",
            Label::Ip => "IP",
            Label::Date => "DATE",
            Label::Time => "TIME",
            Label::Age => "AGE",
            Label::Location => "LOC",
            Label::Unit => "UNIT",
            Label::Organisation => "ORG",
            Label::Function => "FUNCTION",
            Label::Vehicle => "VEHICLE",
            Label::Money => "MONEY",
            Label::Postcode => "POSTCODE",
            Label::Rare => "RARE",
            Label::Special => "SPECIAL",
            Label::Unexplained => "UNEXPLAINED",
        }
    }

    /// Whether the span names a person by itself (*direct*), rather than together with other facts
    /// (*quasi*; the division of Pilán et al. 2022, TAB).
    #[must_use]
    pub const fn is_direct(self) -> bool {
        matches!(
            self,
            Label::Person
                | Label::Email
                | Label::Phone
                | Label::Bsn
                | Label::Iban
                | Label::Plate
                | Label::CaseNumber
                | Label::StaffNumber
                | Label::Address
                | Label::Handle
                | Label::Url
                | Label::DocumentNumber
                | Label::Ip
        )
    }
}

impl fmt::Display for Label {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// What happens to a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is replaced.
    Mask,
    /// A person must clear or replace it; until then the text does not leave.
    Flag,
}

/// By which means a span was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The place in a header, a row or an interview.
    Structure,
    /// The form of a number, an address, a date.
    Pattern,
    /// The record of the case: a known person.
    Record,
    /// The organisation's own tables.
    Organisation,
    /// A list of names or places, with its context.
    Gazetteer,
    /// The trained model.
    Model,
    /// A recurrence of what was found elsewhere in the file.
    Propagation,
    /// A word that announces a rare or special fact.
    Trigger,
    /// Nothing explained it.
    Unexplained,
    /// A person who reviewed the text.
    Reviewer,
}

/// A part of a text that says something about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the text as it was given; always on character boundaries.
    pub range: Range<usize>,
    /// What it says.
    pub label: Label,
    /// What happens to it.
    pub status: Status,
    /// How it was found.
    pub source: Source,
    /// How sure the source is, from 0 to 100. It orders the reviewer's work; it never drops a span.
    pub confidence: u8,
    /// Whose span it is: the id of a known person (`P1`), or a name given to one who recurs (`X3`).
    pub entity: Option<String>,
    /// Why, in a few words that hold nothing of the text.
    pub reason: &'static str,
}
