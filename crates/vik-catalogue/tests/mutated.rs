//! The shipped cube definitions and the freeze policy, mutated in the way that hands and editors do:
//! reading ends with a definition or with errors that name place and expectation, and quote no value.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use vik_catalogue::{Catalogue, Diagnostic, FreezePolicy, Severity};

/// Stand for what a file may hold and an error may not repeat: a name in a text, a literal in SQL.
const NAME: &str = "Zwaluwvoet";
const NUMBER: &str = "918273645";

/// Every shipped cube definition, by path in the catalogue.
static CUBES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../queries/cubes");
    let mut cubes = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "sql") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            cubes.insert(format!("queries/cubes/{name}"), text);
        }
    }
    assert!(cubes.len() >= 20);
    cubes
});

const POLICY: &str = "version = \"1.0.0\"\nbase = 3\nleadership_base = 5\nperson_cap = 2\n\
    leaf_error_preference = 3\nmargin_error_preference = 5\nminimum_roster = 25\n\
    window_quarters_corruption = 8\n";

/// Values of every kind, the right one never being more likely than a wrong one.
const VALUES: &[&str] = &[
    "1",
    "0",
    "-1",
    "3",
    "25",
    "918273645",
    "9223372036854775808",
    "0x1F",
    "1_000",
    "1.5",
    "inf",
    "nan",
    "true",
    "\"\"",
    "\" \"",
    "\"Zwaluwvoet\"",
    "'Zwaluwvoet'",
    "\"\"\"\nlong\"\"\"",
    "[]",
    "[\"unit\"]",
    "[\"unit\", 918273645]",
    "[[\"unit\"]]",
    "{}",
    "{ nl = \"Zwaluwvoet\" }",
    "{ nl = 918273645, en = \"e\" }",
    "2024-01-01",
    "\"é\u{301}\u{10FFFF}\"",
];

/// Lines that may be added anywhere.
const LINES: &[&str] = &[
    "[[dimension]]",
    "[[margin]]",
    "[dimension]",
    "dims = [\"unit\"]",
    "margin = 1",
    "schema = 2",
    "codelist = \"units\"",
    "values = [\"Zwaluwvoet\", \"918273645\"]",
    "parent = \"unit_group\"",
    "+++*/",
    "/*+++",
    "*/",
    "# Zwaluwvoet 918273645",
    "-- Zwaluwvoet",
    "title.nl = \"Zwaluwvoet\"",
    "label.de = \"Zwaluwvoet\"",
    "WHERE reporter = 'Zwaluwvoet'",
    "AND person_key = 918273645",
    "LIMIT $since",
    "; DROP TABLE involvements",
    "SELECT *",
    "(",
    ")",
    "'",
    "\"",
    "\u{feff}",
    "\r",
    "",
];

#[derive(Debug, Clone)]
enum Change {
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Add(Index, &'static str),
    /// Another value behind the `=` of a line.
    Value(Index, &'static str),
    /// A letter of the part before the `=` doubled, dropped or capitalised.
    Key(Index, Index, u8),
    Cut(Index),
    /// One character replaced by another.
    Letter(Index, char),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<Index>().prop_map(Change::Delete),
        any::<Index>().prop_map(Change::Duplicate),
        any::<(Index, Index)>().prop_map(|(one, other)| Change::Swap(one, other)),
        (any::<Index>(), prop::sample::select(LINES)).prop_map(|(at, line)| Change::Add(at, line)),
        (any::<Index>(), prop::sample::select(VALUES))
            .prop_map(|(at, value)| Change::Value(at, value)),
        any::<(Index, Index, u8)>().prop_map(|(at, letter, how)| Change::Key(at, letter, how)),
        any::<Index>().prop_map(Change::Cut),
        (
            any::<Index>(),
            prop_oneof![
                prop::sample::select(vec![
                    '"', '\'', '=', '[', ']', '{', '}', '.', '\n', '\\', '#', '$', '/', '*'
                ]),
                any::<char>(),
            ]
        )
            .prop_map(|(at, letter)| Change::Letter(at, letter)),
    ]
}

fn apply(text: &str, change: &Change) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    match change {
        Change::Delete(at) => {
            lines.remove(at.index(lines.len()));
        }
        Change::Duplicate(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::Swap(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
        Change::Add(at, line) => lines.insert(at.index(lines.len() + 1), (*line).to_owned()),
        Change::Value(at, value) => {
            let keyed: Vec<usize> = (0..lines.len())
                .filter(|at| lines[*at].contains(" = "))
                .collect();
            if !keyed.is_empty() {
                let line = &mut lines[keyed[at.index(keyed.len())]];
                let key = line.split(" = ").next().unwrap_or_default();
                *line = format!("{key} = {value}");
            }
        }
        Change::Key(at, letter, how) => {
            let keyed: Vec<usize> = (0..lines.len())
                .filter(|at| lines[*at].contains(" = "))
                .collect();
            if !keyed.is_empty() {
                let line = &mut lines[keyed[at.index(keyed.len())]];
                let (key, value) = line.split_once(" = ").unwrap();
                let mut key: Vec<char> = key.chars().collect();
                if !key.is_empty() {
                    let letter = letter.index(key.len());
                    match how % 3 {
                        0 => key.insert(letter, key[letter]),
                        1 => drop(key.remove(letter)),
                        _ => key[letter] = key[letter].to_ascii_uppercase(),
                    }
                }
                *line = format!("{} = {value}", key.into_iter().collect::<String>());
            }
        }
        Change::Cut(at) => {
            let letters = text.chars().count() + 1;
            return text.chars().take(at.index(letters)).collect();
        }
        Change::Letter(at, letter) => {
            let mut letters: Vec<char> = text.chars().collect();
            if !letters.is_empty() {
                let at = at.index(letters.len());
                letters[at] = *letter;
            }
            return letters.into_iter().collect();
        }
    }
    lines.join("\n")
}

fn mutate(text: &str, changes: &[Change]) -> String {
    changes
        .iter()
        .fold(text.to_owned(), |text, change| apply(&text, change))
}

/// Keys whose texts name something in the catalogue: an error may repeat such a name.
const NAMING: &[&str] = &["id", "name", "audience", "dims", "parent", "codelist"];

/// Whether the text puts a stand-in where a name belongs.
fn names_it(text: &str) -> bool {
    let naming = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        NAMING.contains(&key) && line.contains(NAME)
    };
    // A text over several lines may start at any key.
    text.contains("\"\"\"") || text.contains("'''") || text.lines().any(naming)
}

/// Few enough for every run; `PROPTEST_CASES=20000` looks longer.
fn cases() -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.and_then(|count| count.parse().ok()).unwrap_or(300)
}

/// Place within the file, an expectation, and no value of the file.
fn sound(file: &str, text: &str, problems: &[Diagnostic]) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = text.split('\n').collect();
    for problem in problems {
        prop_assert_eq!(&problem.file, file);
        prop_assert!(
            (1..=lines.len()).contains(&problem.line),
            "line {}",
            problem.line
        );
        let width = lines[problem.line - 1].chars().count();
        prop_assert!(
            (1..=width + 1).contains(&problem.column),
            "column {}",
            problem.column
        );
        prop_assert!(!problem.message.trim().is_empty());
        let shown = problem.to_string();
        let place = format!("{file}:{}:", problem.line);
        prop_assert!(shown.contains(&place));
        prop_assert!(!shown.contains(NUMBER), "{shown}\n{text}");
        prop_assert!(names_it(text) || !shown.contains(NAME), "{shown}\n{text}");
    }
    Ok(())
}

fn cube(file: &str, text: &str) -> (Catalogue, Vec<Diagnostic>) {
    let catalogue = Catalogue::from_files(BTreeMap::from([(file.to_owned(), text.to_owned())]));
    let problems = catalogue.problems().to_vec();
    (catalogue, problems)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// A mutated cube is read whole or left out with errors; it never comes in by half.
    #[test]
    fn mutated_cubes_are_read_or_refused(which: Index, changes in prop::collection::vec(change(), 1..5)) {
        let (file, text) = CUBES.iter().nth(which.index(CUBES.len())).unwrap();
        let text = mutate(text, &changes);
        let (catalogue, problems) = cube(file, &text);
        sound(file, &text, &problems)?;
        let read: Vec<_> = catalogue.cubes().collect();
        let refused = problems.iter().any(|problem| problem.severity == Severity::Error);
        prop_assert_eq!(read.len(), usize::from(!refused));
        for definition in read {
            let name = format!("/{}.sql", definition.id);
            prop_assert!(file.ends_with(&name));
            prop_assert!((2..=100).contains(&definition.base) && definition.minimum_roster >= 1);
            prop_assert!(!definition.audience.is_empty() && !definition.sql.is_empty());
            for dimension in &definition.dimensions {
                prop_assert!(dimension.codelist.is_some() == dimension.values.is_empty());
            }
            let known = |name: &String| {
                definition.dimensions.iter().any(|own| own.name == *name || own.parent.as_ref() == Some(name))
            };
            prop_assert!(definition.margins.iter().flatten().all(known));
        }
        // The same text says the same again.
        prop_assert_eq!(problems, cube(file, &text).1);
    }

    /// One bad file takes no other with it.
    #[test]
    fn a_mutated_cube_leaves_the_others_as_they_are(
        which: Index, changes in prop::collection::vec(change(), 1..4),
    ) {
        let (file, text) = CUBES.iter().nth(which.index(CUBES.len())).unwrap();
        let mut files: BTreeMap<String, String> =
            CUBES.iter().take(6).map(|(file, text)| (file.clone(), text.clone())).collect();
        let others = Catalogue::from_files(
            files.iter().filter(|(own, _)| *own != file).map(|(file, text)| (file.clone(), text.clone())).collect(),
        );
        files.insert(file.clone(), mutate(text, &changes));
        let together = Catalogue::from_files(files);
        for other in others.cubes() {
            prop_assert!(together.cubes().any(|own| own == other));
        }
        prop_assert!(together.problems().iter().all(|problem| problem.file == *file));
    }

    /// A mutated policy is read with every number in it, or refused.
    #[test]
    fn mutated_policies_are_read_or_refused(changes in prop::collection::vec(change(), 1..5)) {
        let (file, text) = ("policies/freeze.toml", mutate(POLICY, &changes));
        match FreezePolicy::parse(file, &text) {
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                sound(file, &text, &problems)?;
            }
            Ok(policy) => {
                let limits = 1..=1_000_000;
                prop_assert!(policy.base >= 2 && policy.leadership_base >= 2 && !policy.version.is_empty());
                for number in [
                    policy.base, policy.leadership_base, policy.person_cap, policy.leaf_error_preference,
                    policy.margin_error_preference, policy.minimum_roster, policy.window_quarters_corruption,
                ] {
                    prop_assert!(limits.contains(&number));
                }
                // Nothing was made up: every number stands in the file.
                for key in ["base", "person_cap", "minimum_roster"] {
                    prop_assert!(text.contains(key));
                }
            }
        }
    }
}

#[test]
fn a_policy_lacks_nothing_in_silence() {
    let lines: Vec<&str> = POLICY.lines().collect();
    FreezePolicy::parse("policies/freeze.toml", POLICY).unwrap();
    for left_out in 0..lines.len() {
        let text: String = lines
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != left_out)
            .map(|(_, line)| format!("{line}\n"))
            .collect();
        let problems = FreezePolicy::parse("policies/freeze.toml", &text).unwrap_err();
        let key = lines[left_out].split(' ').next().unwrap();
        assert_eq!(problems[0].message, format!("missing key `{key}`"));
    }
}
