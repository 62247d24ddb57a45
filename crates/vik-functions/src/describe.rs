//! What a function says about itself in `SHOW FUNCTIONS`, on the workbench and in `FUNCTIONS.md`.

use datafusion::logical_expr::{DocSection, Documentation};

use crate::spec::{Default, Field, Spec};

/// Functions of one row.
const SCALAR: DocSection = DocSection {
    include: true,
    label: "One row",
    description: Some("Intervals, limits, tails and shares for small, rounded counts."),
};

/// Functions of arrays.
const ARRAY: DocSection = DocSection {
    include: true,
    label: "Arrays",
    description: Some("A whole series or list of tests in one value."),
};

/// Functions of many rows.
const AGGREGATE: DocSection = DocSection {
    include: true,
    label: "Many rows, one answer",
    description: Some("Medians, mixes, priors, lead times and measures."),
};

/// Functions of a series.
const WINDOW: DocSection = DocSection {
    include: true,
    label: "A series, an answer to each row",
    description: Some("Charts, detectors and adjustments over a partition."),
};

/// Documentation of a function of one row.
pub(crate) fn documentation(
    sentence: &str,
    syntax: &str,
    example: &str,
    arguments: &[(&str, &str)],
) -> Documentation {
    let start = Documentation::builder(SCALAR, sentence, syntax).with_sql_example(example);
    arguments
        .iter()
        .fold(start, |so_far, (name, meaning)| {
            so_far.with_argument(*name, *meaning)
        })
        .build()
}

pub(crate) fn array(spec: &Spec) -> Documentation {
    declared(ARRAY, spec, &spec.syntax())
}

pub(crate) fn aggregate(spec: &Spec) -> Documentation {
    declared(AGGREGATE, spec, &spec.syntax())
}

pub(crate) fn window(spec: &Spec) -> Documentation {
    declared(WINDOW, spec, &format!("{} OVER (…)", spec.syntax()))
}

fn declared(section: DocSection, spec: &Spec, syntax: &str) -> Documentation {
    let mut about =
        Documentation::builder(section, describe(spec), syntax).with_sql_example(spec.example);
    for column in spec.columns {
        about = about.with_argument(column.name, column.meaning);
    }
    for setting in spec.settings {
        let default = match setting.default {
            Default::Needed => "a constant".to_owned(),
            Default::Number(number) if number.is_nan() => {
                "a constant; the method's own when left out".to_owned()
            }
            Default::Number(number) if number.is_infinite() => {
                "a constant; without end when left out".to_owned()
            }
            Default::Number(number) => format!("a constant; {number} when left out"),
            Default::Word(words) => {
                format!("`'{}'`; the first when left out", words.join("'`, `'"))
            }
        };
        about = about.with_argument(setting.name, format!("{} ({default})", setting.meaning));
    }
    if spec.breaks {
        about = about.with_argument("break", "true where the series starts anew");
    }
    about.build()
}

/// The sentence, and what the answer consists of.
fn describe(spec: &Spec) -> String {
    let part = |field: &Field| {
        if field.name.is_empty() {
            field.meaning.to_owned()
        } else {
            format!("`{}` ({})", field.name, field.meaning)
        }
    };
    let parts: Vec<String> = spec.gives.iter().map(part).collect();
    format!("{} Gives {}.", spec.sentence, parts.join(", "))
}
