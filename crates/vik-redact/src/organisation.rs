//! An organisation's own tables: its stations, teams, places, staff.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::canonical::Canonical;
use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;

/// What an organisation knows of itself. Everything may be empty: rules by form work without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Names of units, teams and stations.
    pub units: Vec<String>,
    /// Names of places, streets and buildings.
    pub places: Vec<String>,
    /// Names of companies, schools and clubs.
    pub organisations: Vec<String>,
    /// Functions that few hold.
    pub functions: Vec<String>,
    /// Names of members of staff, as they are written in full.
    pub staff: Vec<String>,
    /// Texts that may be read by all: what is rare beside them is flagged.
    pub released: Vec<String>,
}

/// Finds the entries of the tables.
pub(crate) struct Finder {
    automaton: Option<AhoCorasick>,
    labels: Vec<Label>,
}

impl Finder {
    /// Prepares the tables; entries shorter than three bytes would match everywhere and are left out.
    pub fn new(tables: &Tables) -> Self {
        let kinds = [
            (&tables.units, Label::Unit),
            (&tables.places, Label::Location),
            (&tables.organisations, Label::Organisation),
            (&tables.functions, Label::Function),
            (&tables.staff, Label::Person),
        ];
        let (mut entries, mut labels) = (Vec::new(), Vec::new());
        for (list, label) in kinds {
            for entry in list {
                let entry = Canonical::new(entry.trim()).lower;
                if entry.len() >= 3 {
                    entries.push(entry);
                    labels.push(label);
                }
            }
        }
        let automaton = (!entries.is_empty())
            .then(|| {
                AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(&entries)
                    .ok()
            })
            .flatten();
        Self { automaton, labels }
    }

    /// Every whole-word occurrence.
    pub fn find(&self, view: &View<'_>, out: &mut Vec<Found>) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        for hit in automaton.find_iter(view.lower) {
            let Some(&label) = self.labels.get(hit.pattern().as_usize()) else {
                continue;
            };
            if view.bounded(&hit.range()) {
                out.push(Found::mask(
                    hit.range(),
                    label,
                    Source::Organisation,
                    95,
                    "staat in een tabel van de organisatie",
                ));
            }
        }
    }
}
