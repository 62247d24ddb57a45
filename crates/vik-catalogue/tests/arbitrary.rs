//! Whatever a file holds, reading it ends with a catalogue and diagnostics, never with a panic.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vik_catalogue::{Catalogue, Template};

const PLACES: &[&str] = &[
    "queries/x.sql",
    "queries/cubes/x.sql",
    "dashboards/x.toml",
    "policies/freeze.toml",
];

fn read(text: &str) {
    for place in PLACES {
        let files = BTreeMap::from([((*place).to_owned(), text.to_owned())]);
        let catalogue = Catalogue::from_files(files);
        for problem in catalogue.problems().iter().chain(&catalogue.check()) {
            assert!(problem.line >= 1 && problem.column >= 1);
            assert!(problem.to_string().contains(&problem.file));
        }
    }
    let _ = Template::parse(text);
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_header(toml in any::<String>(), sql in any::<String>()) {
        read(&format!("/*+++{toml}+++*/{sql}"));
    }

    #[test]
    fn nearly_right(pieces in prop::collection::vec(prop::sample::select(vec![
        "schema = 1\n", "id = \"x\"\n", "title.nl = \"é\"\n", "[[column]]\n", "[[parameter]]\n", "[[test]]\n",
        "given.t = [{ a = 1 }]\n", "expect = 3\n", "[chart]\n", "default = \"month:-9999999999\"\n", "type = \"month\"\n",
        "name = \"é\"\n", "answer.nl = \"{é:last\"\n", "margin = 1\n", "[[dimension]]\n", "[[row]]\n", "[[row.tile]]\n",
        "span = 99\n", "x = 0xFFFFFFFFFFFFFFFFFFFF\n", "+++*/", "SELECT $é, 'é", "* FROM (", "-- é", "/* é", ";", ")",
    ]), 0..24)) {
        read(&format!("/*+++\n{}", pieces.concat()));
        read(&pieces.concat());
    }

    #[test]
    fn cut_anywhere(cube in 0..25_usize, at in 0..4000_usize) {
        let embedded = Catalogue::embedded();
        if let Some(cube) = embedded.cubes().nth(cube) {
            let text: String = cube.sql.chars().take(at).collect();
            read(&format!("/*+++\nschema = 1\n+++*/{text}"));
        }
    }
}
