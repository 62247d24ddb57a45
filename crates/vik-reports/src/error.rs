//! Why a document could not be made.

/// Names the story and the field, and never quotes either the text or the engine: Typst's own
/// messages repeat the text they stumble over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A field without which there is no document.
    #[error("story `{story}`: `{field}` is empty, and the document needs it")]
    Missing {
        /// The name of the story.
        story: String,
        /// The field, as in the form of the story.
        field: String,
    },
    /// A code without a word.
    #[error("story `{story}`: `{field}` holds a code that list `{list}` does not have")]
    UnknownCode {
        /// The name of the story.
        story: String,
        /// The field, as in the form of the story.
        field: String,
        /// The code list.
        list: &'static str,
    },
    /// A side of a card that is full in the smallest type.
    #[error("story `{story}`: the {side} of the card of `dilemma` is too long; shorten {cure}")]
    TooLong {
        /// The name of the story.
        story: String,
        /// "front" or "back".
        side: &'static str,
        /// Which fields to shorten.
        cure: &'static str,
    },
    /// Cards were asked of stories without dilemmas.
    #[error("none of the stories has a dilemma to print on a card")]
    NoDilemma,
    /// A chart that cannot be drawn.
    #[error("the chart `{place}` could not be drawn")]
    Chart {
        /// The chart's own id.
        place: String,
    },
    /// A page that cannot be written as HTML.
    #[error("the page could not be written")]
    Page,
    /// A template that Typst cannot follow.
    #[error("template `{template}` failed{}, with {stories}", at(*.line))]
    Template {
        /// The file.
        template: &'static str,
        /// The line, where Typst knows it.
        line: Option<usize>,
        /// The names of the stories.
        stories: String,
    },
    /// A page that cannot be written as an accessible document.
    #[error("template `{template}` gave a page that PDF/UA-1 or PDF/A-2a forbids{}, with {stories}", at(*.line))]
    Standard {
        /// The file.
        template: &'static str,
        /// The line, where Typst knows it.
        line: Option<usize>,
        /// The names of the stories.
        stories: String,
    },
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!(" at line {line}"))
        .unwrap_or_default()
}
