//! The glossary: one list that joins the words of the code to the words on the page.

/// The file itself, for the page *Begrippen*.
const FILE: &str = include_str!("../GLOSSARY.md");

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The Dutch term.
    pub nl: String,
    /// The English term.
    pub en: String,
    /// The word in the code and in SQL; empty when there is none.
    pub code: String,
    /// What it means, in Dutch.
    pub meaning_nl: String,
    /// What it means, in English.
    pub meaning_en: String,
}

/// All terms.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
}

impl Glossary {
    /// The glossary that is part of this programme.
    pub fn embedded() -> Glossary {
        Glossary::parse(FILE)
    }

    /// Reads the rows of a Markdown table with five columns; everything else is prose.
    pub fn parse(text: &str) -> Glossary {
        let mut terms = Vec::new();
        let rows = text.lines().filter(|line| line.starts_with('|'));
        for row in rows.skip(2) {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            if let [nl, en, code, meaning_nl, meaning_en] = cells[..] {
                terms.push(Term {
                    nl: nl.to_owned(),
                    en: en.to_owned(),
                    code: code.trim_matches('`').to_owned(),
                    meaning_nl: meaning_nl.to_owned(),
                    meaning_en: meaning_en.to_owned(),
                });
            }
        }
        Glossary { terms }
    }

    /// All terms, in the order of the file.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The whole text, as it is.
    pub fn markdown() -> &'static str {
        FILE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_is_a_term() {
        let rows = FILE.lines().filter(|line| line.starts_with('|')).count();
        let glossary = Glossary::embedded();
        assert_eq!(glossary.terms().len(), rows - 2);
        assert!(
            glossary
                .terms()
                .iter()
                .all(|term| !term.meaning_nl.is_empty() && !term.meaning_en.is_empty())
        );
        let mut dutch: Vec<_> = glossary
            .terms()
            .iter()
            .map(|term| term.nl.to_lowercase())
            .collect();
        let sorted = dutch.clone();
        dutch.sort();
        dutch.dedup();
        assert_eq!(
            dutch, sorted,
            "terms stand in Dutch alphabetical order, each once"
        );
    }
}
