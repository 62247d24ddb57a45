//! What makes a story complete.

use crate::problem::{Expected, Problem};
use crate::story::{Audience, Dilemma, Part, Source, Story};

/// How many words a reader takes in a minute, with the questions in mind.
const WORDS_PER_MINUTE: usize = 180;

impl Story {
    /// Everything that is missing or out of measure, in the order in which it is read.
    ///
    /// # Guarantee
    /// An empty list means that every required part is there and within its length. Not covered:
    /// whether a code is in its list, and whether anybody can be recognised.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Findings::default();
        found.words("/title", &self.title, 3, 20);
        found.words("/situation", &self.situation, 20, 250);
        found.parts(&self.parts);
        let assessment = &self.assessment;
        for (name, answer) in [
            ("careful", &assessment.careful),
            ("done", &assessment.done),
            ("neglect", &assessment.neglect),
            ("attributable", &assessment.attributable),
            ("proportionate", &assessment.proportionate),
        ] {
            found.words(&format!("/assessment/{name}"), answer, 3, 150);
        }
        found.need("/outcome/band", !blank(&self.outcome.band), Expected::Code);
        found.words("/outcome/text", &self.outcome.text, 3, 120);
        found.words("/outcome/action", &self.outcome.action, 3, 120);
        found.words("/went_well", &self.went_well, 3, 150);
        found.lessons(self);
        found.questions(self);
        if let Some(dilemma) = &self.dilemma {
            found.dilemma(dilemma);
        }
        for (field, codes) in [
            ("/themes", &self.themes),
            ("/values", &self.values),
            ("/causes", &self.causes),
        ] {
            let good = !codes.is_empty() && !codes.iter().any(|code| blank(code));
            found.need(field, good, Expected::Code);
        }
        found.facets(self);
        found.0
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.problems().is_empty()
    }

    /// How long it takes to read the story with its questions, in whole minutes, at least one.
    #[must_use]
    pub fn reading_minutes(&self) -> usize {
        let assessment = &self.assessment;
        let single = [
            &self.title,
            &self.situation,
            &assessment.careful,
            &assessment.done,
            &assessment.neglect,
            &assessment.attributable,
            &assessment.proportionate,
            &self.outcome.text,
            &self.outcome.action,
            &self.went_well,
        ];
        let parts = self.parts.iter().flat_map(|part| {
            let decision = part.decision.iter().map(|decision| &decision.question);
            part.questions.iter().chain([&part.text]).chain(decision)
        });
        let lessons = self
            .lessons
            .levels()
            .into_iter()
            .flat_map(|(_, lessons)| lessons);
        let questions = self
            .questions
            .all()
            .into_iter()
            .flat_map(|(_, asked)| asked);
        let words: usize = single
            .into_iter()
            .chain(parts)
            .chain(lessons)
            .chain(questions)
            .map(|text| words(text))
            .sum();
        words.div_ceil(WORDS_PER_MINUTE).max(1)
    }
}

/// How many words a text has.
fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[derive(Default)]
struct Findings(Vec<Problem>);

impl Findings {
    fn need(&mut self, field: &str, holds: bool, expected: Expected) {
        if !holds {
            self.0.push(Problem {
                field: field.to_owned(),
                expected,
            });
        }
    }

    fn words(&mut self, field: &str, text: &str, least: usize, most: usize) {
        let holds = (least..=most).contains(&words(text));
        self.need(field, holds, Expected::Words { least, most });
    }

    fn question(&mut self, field: &str, text: &str) {
        let holds = text.trim_end().ends_with('?') && (2..=60).contains(&words(text));
        self.need(field, holds, Expected::Question);
    }

    fn parts(&mut self, parts: &[Part]) {
        let expected = Expected::Entries { least: 1, most: 12 };
        self.need("/parts", (1..=12).contains(&parts.len()), expected);
        for (place, part) in parts.iter().enumerate() {
            let paragraphs = part.text.split("\n\n").filter(|text| !blank(text)).count();
            let field = format!("/parts/{place}/text");
            self.words(&field, &part.text, 10, 400);
            self.need(&field, paragraphs <= 4, Expected::Paragraphs { most: 4 });
            if let Some(decision) = &part.decision {
                let field = format!("/parts/{place}/decision");
                self.need(
                    &format!("{field}/who"),
                    !blank(&decision.who),
                    Expected::Role,
                );
                self.question(&format!("{field}/question"), &decision.question);
            }
            for (number, question) in part.questions.iter().enumerate() {
                self.question(&format!("/parts/{place}/questions/{number}"), question);
            }
        }
        let asks = |part: &Part| part.decision.is_some() || !part.questions.is_empty();
        if !parts.is_empty() {
            self.need(
                "/parts",
                parts.iter().any(asks),
                Expected::DecisionOrQuestion,
            );
        }
    }

    fn lessons(&mut self, story: &Story) {
        let levels = story.lessons.levels();
        let some = levels.iter().any(|(_, lessons)| !lessons.is_empty());
        self.need("/lessons", some, Expected::Entries { least: 1, most: 20 });
        for (name, lessons) in levels {
            for (place, lesson) in lessons.iter().enumerate() {
                self.words(&format!("/lessons/{name}/{place}"), lesson, 3, 60);
            }
        }
    }

    fn questions(&mut self, story: &Story) {
        self.need(
            "/audiences",
            !story.audiences.is_empty(),
            Expected::Entries { least: 1, most: 4 },
        );
        for (audience, asked) in story.questions.all() {
            let field = format!("/questions/{}", audience.field());
            if story.audiences.contains(&audience) {
                let expected = Expected::Entries { least: 1, most: 10 };
                self.need(&field, (1..=10).contains(&asked.len()), expected);
            }
            for (place, question) in asked.iter().enumerate() {
                self.question(&format!("{field}/{place}"), question);
            }
        }
    }

    fn dilemma(&mut self, dilemma: &Dilemma) {
        let expected = Expected::Sentences { least: 4, most: 6 };
        let holds = (4..=6).contains(&sentences(&dilemma.situation));
        self.need("/dilemma/situation", holds, expected);
        let expected = Expected::Entries { least: 2, most: 5 };
        let holds = (2..=5).contains(&dilemma.options.len());
        self.need("/dilemma/options", holds, expected);
        for (place, option) in dilemma.options.iter().enumerate() {
            let field = format!("/dilemma/options/{place}");
            self.words(&format!("{field}/text"), &option.text, 2, 40);
            self.words(&format!("{field}/pro"), &option.pro, 2, 60);
            self.words(&format!("{field}/con"), &option.con, 2, 60);
        }
        self.words("/dilemma/rule", &dilemma.rule, 3, 120);
    }

    fn facets(&mut self, story: &Story) {
        let facets = &story.facets;
        self.need("/facets/from", facets.from.is_some(), Expected::HalfYear);
        self.need("/facets/until", facets.until.is_some(), Expected::HalfYear);
        if let (Some(from), Some(until)) = (facets.from, facets.until) {
            self.need("/facets/until", from <= until, Expected::NotBeforeFrom);
        }
        let good = !facets.attributes.is_empty()
            && !facets
                .attributes
                .iter()
                .any(|(name, code)| blank(name) || blank(code));
        self.need("/facets/attributes", good, Expected::Code);
        self.need(
            "/facets/roles",
            !facets.roles.is_empty(),
            Expected::Entries { least: 1, most: 10 },
        );
        for (place, role) in facets.roles.iter().enumerate() {
            let field = format!("/facets/roles/{place}");
            self.need(
                &format!("{field}/label"),
                !blank(&role.label),
                Expected::Role,
            );
            self.need(
                &format!("{field}/function"),
                !blank(&role.function),
                Expected::Role,
            );
        }
        if let Source::Composite { cases } = story.source {
            self.need("/source", cases >= 3, Expected::Cases { least: 3 });
        }
    }
}

/// Sentences by their ends; "..." ends one.
fn sentences(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| {
            let word = word.trim_end_matches(['"', '\'', ')', '”', '’']);
            word.ends_with(['.', '?', '!', '…'])
        })
        .count()
}

impl Audience {
    /// The name of its list of questions.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Supervisors => "supervisors",
            Self::Vik => "vik",
            Self::Policy => "policy",
        }
    }
}

impl crate::story::Lessons {
    /// The four levels, nearest first, each with the name of its field.
    #[must_use]
    pub fn levels(&self) -> [(&'static str, &[String]); 4] {
        [
            ("person", &self.person),
            ("team", &self.team),
            ("leader", &self.leader),
            ("force", &self.force),
        ]
    }
}

impl crate::story::Questions {
    /// The four lists, each with its audience.
    #[must_use]
    pub fn all(&self) -> [(Audience, &[String]); 4] {
        [
            (Audience::Staff, &self.staff),
            (Audience::Supervisors, &self.supervisors),
            (Audience::Vik, &self.vik),
            (Audience::Policy, &self.policy),
        ]
    }
}
