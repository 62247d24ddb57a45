//! A story and its dilemma card as Markdown, in Dutch, for reading aloud and for print.

use crate::story::{Audience, Dilemma, Source, Story};

/// The name of a code: from the list (`themes`, `values`, `sanction_band`) and the code.
pub type Names<'a> = dyn Fn(&str, &str) -> String + 'a;

impl Story {
    /// The story as CommonMark: short paragraphs, the questions where the reader should stop.
    ///
    /// # Guarantee
    /// No text of the story becomes mark-up or HTML. Facets are not printed, except the period.
    #[must_use]
    pub fn markdown(&self, names: &Names<'_>) -> String {
        let mut page = Page::default();
        page.heading(1, &self.title);
        page.line(&format!("*{}*", self.preamble(names)));
        page.heading(2, "De situatie");
        page.text(&self.situation);
        page.heading(2, "Wat er gebeurde");
        for (place, part) in self.parts.iter().enumerate() {
            if self.parts.len() > 1 {
                page.heading(3, &format!("Deel {}", place + 1));
            }
            page.text(&part.text);
            if let Some(decision) = &part.decision {
                let who = escape(&decision.who);
                let question = escape(&decision.question);
                page.line(&format!("> **Beslismoment van {who}:** {question}"));
            }
            page.list("Voor u verder leest:", &part.questions);
        }
        page.heading(2, "De beoordeling");
        let assessment = &self.assessment;
        page.answer(
            "Is er zorgvuldig en onpartijdig onderzocht?",
            &assessment.careful,
        );
        page.answer("Is vastgesteld dat het is gebeurd?", &assessment.done);
        page.answer("Is het plichtsverzuim?", &assessment.neglect);
        page.answer(
            "Is het de medewerker toe te rekenen?",
            &assessment.attributable,
        );
        page.answer("Is de straf evenredig?", &assessment.proportionate);
        page.heading(2, "Hoe het afliep");
        page.text(&self.outcome.text);
        page.text(&self.outcome.action);
        page.heading(2, "Wat goed ging");
        page.text(&self.went_well);
        page.heading(2, "Wat we ervan leren");
        let levels = [
            "Voor mij",
            "Voor het team",
            "Voor wie leiding geeft",
            "Voor de organisatie",
        ];
        for (level, (_, lessons)) in levels.iter().zip(self.lessons.levels()) {
            page.list(level, lessons);
        }
        page.heading(2, "Vragen voor het gesprek");
        for (audience, asked) in self.questions.all() {
            page.list(audience.dutch(), asked);
        }
        page.finish()
    }

    fn preamble(&self, names: &Names<'_>) -> String {
        let mut parts = Vec::new();
        if let (Some(from), Some(until)) = (self.facets.from, self.facets.until) {
            parts.push(if from == until {
                from.dutch()
            } else {
                format!("{} tot en met {}", from.dutch(), until.dutch())
            });
        }
        for (list, codes) in [("themes", &self.themes), ("values", &self.values)] {
            parts.extend(codes.iter().map(|code| escape(&names(list, code))));
        }
        parts.push(match self.reading_minutes() {
            1 => "1 minuut lezen".to_owned(),
            minutes => format!("{minutes} minuten lezen"),
        });
        if let Source::Composite { cases } = self.source {
            parts.push(format!("samengesteld uit {cases} zaken"));
        }
        parts.join(" · ")
    }
}

impl Dilemma {
    /// The dilemma as a card: what is going on, what could be done, and what makes one think again.
    /// The rule comes last, so that a group can talk before reading it.
    #[must_use]
    pub fn markdown(&self, title: &str) -> String {
        let mut page = Page::default();
        page.heading(1, title);
        page.text(&self.situation);
        page.heading(2, "Wat doet u?");
        for (letter, option) in ('A'..).zip(&self.options) {
            page.line(&format!("**{letter}.** {}", escape(&option.text)));
            let pro = escape(&option.pro);
            let con = escape(&option.con);
            page.line(&format!(
                "- *Daarvoor pleit:* {pro}\n- *Daartegen pleit:* {con}"
            ));
        }
        page.list("Maar wat als …", &self.what_if);
        page.heading(2, "Wat zegt de regel?");
        page.text(&self.rule);
        page.finish()
    }
}

impl Audience {
    /// How it reads in Dutch.
    #[must_use]
    pub const fn dutch(self) -> &'static str {
        match self {
            Self::Staff => "Voor medewerkers",
            Self::Supervisors => "Voor leidinggevenden",
            Self::Vik => "Voor VIK",
            Self::Policy => "Voor beleidsmakers",
        }
    }
}

#[derive(Default)]
struct Page(Vec<String>);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push(text.to_owned());
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {}", "#".repeat(level), escape(text)));
    }

    fn text(&mut self, text: &str) {
        for paragraph in text.split("\n\n").map(str::trim) {
            if !paragraph.is_empty() {
                self.line(&escape(paragraph));
            }
        }
    }

    fn answer(&mut self, question: &str, answer: &str) {
        if !answer.trim().is_empty() {
            self.line(&format!("**{question}** {}", escape(answer)));
        }
    }

    fn list(&mut self, title: &str, entries: &[String]) {
        if entries.is_empty() {
            return;
        }
        self.line(&format!("**{title}**"));
        let entries: Vec<String> = entries
            .iter()
            .map(|entry| format!("- {}", escape(entry)))
            .collect();
        self.line(&entries.join("\n"));
    }

    fn finish(self) -> String {
        let mut text = self.0.join("\n\n");
        text.push('\n');
        text
    }
}

/// A text on one line in which nothing is mark-up: every mark is escaped, also those that mean
/// something only at the beginning of a line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let first = out.is_empty();
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        for (place, sign) in word.chars().enumerate() {
            let anywhere = matches!(
                sign,
                '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '&' | '|' | '~'
            );
            let at_start = first
                && ((place == 0 && matches!(sign, '#' | '+' | '-' | '='))
                    || (digits > 0 && place == digits && matches!(sign, '.' | ')')));
            if anywhere || at_start {
                out.push('\\');
            }
            out.push(sign);
        }
    }
    out
}
