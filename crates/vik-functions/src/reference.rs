//! The generated table of functions: what `FUNCTIONS.md` and the workbench show.

use datafusion::logical_expr::Documentation;

use crate::{all_aggregate, all_scalar, all_window};

/// What holds for every function.
pub const RULES: &[&str] = &[
    "A null is a gap, never a zero. In one row it makes the answer null; in a series its own row gets a null answer and it counts in no limit; among many rows it is left out.",
    "An exposure or expectation that is not positive is a gap too: there is no rate without exposure. So is a number beyond a million million, which is no count.",
    "A month without cases is a zero and must be there as one: published cubes hold every zero.",
    "A window function takes the rows of its partition in the order of `ORDER BY` as one series, whatever frame is given; without `ORDER BY` the order is arbitrary, which only functions of unordered rows forgive (`funnel`, `shrink`, the adjustments). A last Boolean argument `break` cuts the series: each row where it is true starts a new one.",
    "A question without an answer (a series too short, an impossible number) is answered with null, not with an error. A wrong type or setting is an error before the first row is read.",
    "Settings are constants. Those in square brackets may be left out; a null setting is one left out.",
    "Several numbers that come from one calculation are parts of one answer: `u_chart(…) OVER (…)['upper']`. The calculation is done once, however many parts are taken; taken whole, the answer is shown as a column for each part.",
    "An infinite end of an interval is null.",
];

/// A function in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The heading it stands under.
    pub section: &'static str,
    /// How it is written.
    pub syntax: String,
    /// What it gives.
    pub description: String,
    /// The same in Dutch.
    pub description_nl: &'static str,
    /// Its arguments, each with its meaning.
    pub arguments: Vec<(String, String)>,
    /// A query of two lines.
    pub example: String,
}

/// Every function, section by section.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let scalar = all_scalar();
    let aggregate = all_aggregate();
    let window = all_window();
    let scalar = scalar.iter().map(|f| (f.name(), f.documentation()));
    let aggregate = aggregate.iter().map(|f| (f.name(), f.documentation()));
    let window = window.iter().map(|f| (f.name(), f.documentation()));
    scalar
        .chain(aggregate)
        .chain(window)
        .filter_map(|(name, about)| Some(entry(name, about?)))
        .collect()
}

fn entry(name: &str, about: &Documentation) -> Entry {
    Entry {
        name: name.to_owned(),
        section: about.doc_section.label,
        syntax: about.syntax_example.clone(),
        description: about.description.clone(),
        description_nl: dutch(name).unwrap_or_default(),
        arguments: about.arguments.clone().unwrap_or_default(),
        example: about.sql_example.clone().unwrap_or_default(),
    }
}

/// One function a line: its name, and what it gives.
const DUTCH: &str = include_str!("dutch.txt");

/// What a function gives, in Dutch.
fn dutch(name: &str) -> Option<&'static str> {
    let lines = DUTCH.lines().filter_map(|line| line.split_once(" | "));
    lines
        .filter(|(of, _)| *of == name)
        .map(|(_, text)| text)
        .next()
}

/// The text of `FUNCTIONS.md`.
#[must_use]
pub fn reference() -> String {
    let entries = entries();
    let mut text = String::from(
        "# Functions\n\n\
         Statistics in SQL, for `queries/*.sql` and the workbench.\n\
         Made from the functions' own documentation by a test; run it with `VIK_UPDATE_DOCS=1` to write it anew.\n\n\
         ## Rules\n\n",
    );
    for rule in RULES {
        text += &format!("- {rule}\n");
    }
    let mut section = "";
    for entry in &entries {
        if entry.section != section {
            section = entry.section;
            text += &format!("\n## {section}\n\n| function | what it gives |\n|---|---|\n");
        }
        let (name, syntax) = (&entry.name, &entry.syntax);
        text += &format!("| [`{syntax}`](#{name}) | {} |\n", entry.description);
    }
    text += "\n## Arguments and examples\n";
    for entry in &entries {
        text += &format!("\n### {}\n\n", entry.name);
        for (name, meaning) in &entry.arguments {
            text += &format!("- `{name}`: {meaning}\n");
        }
        text += &format!("\n```sql\n{}\n```\n", entry.example);
    }
    text
}
