//! The check of every text before it is kept: what may point at a person stays with its writer.

use std::fmt;

use serde::{Deserialize, Serialize};
use vik_redact::{Detector, Tables};

/// A text in which nothing was found that may point at a person.
///
/// Only [`Check::pass`] makes one. Reading one back happens in the store, which took nothing else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clean(String);

impl Clean {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Prints two dots: a note is for the group, not for a log.
impl fmt::Debug for Clean {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Clean(..)")
    }
}

/// Why a text is not kept. It goes to the writer's page and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub enum Rejected {
    /// There is nothing in it.
    Empty,
    /// It has more letters than this.
    Long(usize),
    /// These words may point at somebody, each with the kind of thing it may be, in Dutch.
    Found(Vec<(String, &'static str)>),
}

/// Prints no word of the text.
impl fmt::Debug for Rejected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("Empty"),
            Self::Long(most) => write!(out, "Long({most})"),
            Self::Found(all) => write!(out, "Found({})", all.len()),
        }
    }
}

/// The check, with an organisation's own names.
pub struct Check(Detector);

impl Check {
    /// Prepares the check.
    #[must_use]
    pub fn new(tables: Tables) -> Self {
        Self(Detector::new(tables))
    }

    /// Passes a text of at most `most` letters that the screen for notes lets through
    /// ([`Detector::screen`]).
    ///
    /// # Errors
    /// [`Rejected`], for the writer alone.
    pub fn pass(&self, text: &str, most: usize) -> Result<Clean, Rejected> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(Rejected::Empty);
        }
        if text.chars().count() > most {
            return Err(Rejected::Long(most));
        }
        let spans = self.0.screen(&text);
        if spans.is_empty() {
            return Ok(Clean(text));
        }
        let found = spans.into_iter().map(|span| {
            let words = text.get(span.range).unwrap_or_default().to_owned();
            (words, span.label.dutch())
        });
        Err(Rejected::Found(found.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_at_somebody_is_shown_to_the_writer_and_not_kept() {
        let check = Check::new(Tables::default());
        for text in [
            "Jan de Vries deed dit ook.",
            "Bel 06-12345678 voor hulp.",
            "De wijkagent van Hoogezand weet ervan.",
            "Mail naar p.jansen@politie.nl.",
            "Het gebeurde op 3 maart 2024 in de Dorpsstraat 12.",
        ] {
            let Err(Rejected::Found(found)) = check.pass(text, 280) else {
                panic!("{text} was kept");
            };
            assert!(!found.is_empty());
        }
        assert_eq!(check.pass(" \n", 280), Err(Rejected::Empty));
        assert_eq!(check.pass("aaaa", 3), Err(Rejected::Long(3)));
    }

    /// The lessons and questions of the sample stories are what a good note looks like. A careful check
    /// stops a few of them (4 of 47 when this was written), and the writer says it in other words.
    #[test]
    fn most_of_what_a_group_writes_is_kept() {
        let check = Check::new(Tables::default());
        let stories = [
            include_str!("../../../data-samples/stories/even-kijken.toml"),
            include_str!("../../../data-samples/stories/iets-lekkers.toml"),
            include_str!("../../../data-samples/stories/tot-het-eind-van-de-maand.toml"),
        ];
        let (mut kept, mut all) = (0, 0);
        for text in stories {
            let story: vik_story::Story = toml::from_str(text).unwrap();
            let (told, asked) = (story.lessons, story.questions);
            let notes = [told.person, told.team, told.leader, told.force];
            let questions = [asked.staff, asked.supervisors, asked.vik, asked.policy];
            for line in notes.iter().chain(&questions).flatten() {
                all += 1;
                match check.pass(line, 280) {
                    Ok(_) => kept += 1,
                    Err(Rejected::Found(_)) => {}
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
        assert!(kept * 10 >= all * 9, "{kept} of {all}");
    }
}
