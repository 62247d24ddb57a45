//! Annotated texts, one JSON object a line, as spans of the library.

use serde::Deserialize;
use vik_redact::{KnownPerson, Label, Record, Role, Source, Span, Status};

/// An annotated text.
#[derive(Deserialize)]
pub struct Doc {
    pub id: String,
    pub register: String,
    pub text: String,
    record: Known,
    spans: Vec<Gold>,
}

#[derive(Deserialize)]
struct Known {
    case: Option<String>,
    #[serde(default)]
    persons: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    name: String,
    role: String,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    label: String,
    entity: Option<String>,
}

const LABELS: [Label; 25] = [
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
];

/// The label of a code.
pub fn label(code: &str) -> Label {
    LABELS
        .into_iter()
        .find(|l| l.code() == code)
        .expect("a known label")
}

impl Doc {
    /// Reads a file of texts.
    pub fn read_all(lines: &str) -> Vec<Doc> {
        lines
            .lines()
            .map(|line| {
                serde_json::from_str(line).expect("a line in the form of the development set")
            })
            .collect()
    }

    /// The spans; rare and special facts are flags, as a detector would leave them.
    pub fn spans(&self) -> Vec<Span> {
        let offsets: Vec<usize> = self
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([self.text.len()])
            .collect();
        self.spans.iter().map(|gold| gold.span(&offsets)).collect()
    }

    /// What the case system knows.
    pub fn record(&self) -> Record {
        let known = |p: &Person| KnownPerson {
            id: p.id.clone(),
            name: p.name.clone(),
            role: Role::from_dutch(&p.role),
        };
        Record {
            case: self.record.case.clone(),
            persons: self.record.persons.iter().map(known).collect(),
        }
    }
}

impl Gold {
    fn span(&self, offsets: &[usize]) -> Span {
        let label = label(&self.label);
        let rare = matches!(label, Label::Rare | Label::Special);
        Span {
            range: offsets[self.start]..offsets[self.end],
            label,
            status: if rare { Status::Flag } else { Status::Mask },
            source: Source::Reviewer,
            confidence: 100,
            entity: self.entity.clone(),
            reason: "annotated by hand",
        }
    }
}
