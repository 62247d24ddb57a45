//! What a function says about itself in `SHOW FUNCTIONS` and on the workbench.

use datafusion::logical_expr::{DocSection, Documentation};

/// The section under which all our functions are listed.
const SECTION: DocSection = DocSection {
    include: true,
    label: "Integrity statistics",
    description: Some("Intervals, shares and mixes for small, rounded counts."),
};

/// Documentation from a sentence, an example of the syntax and a line for each argument.
pub(crate) fn documentation(
    sentence: &str,
    syntax: &str,
    arguments: &[(&str, &str)],
) -> Documentation {
    let start = Documentation::builder(SECTION, sentence, syntax);
    arguments
        .iter()
        .fold(start, |so_far, (name, meaning)| {
            so_far.with_argument(*name, *meaning)
        })
        .build()
}
