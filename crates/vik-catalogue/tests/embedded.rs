//! The files that ship: every one is embedded, every one is clean.

use std::collections::BTreeSet;
use std::path::Path;

use vik_catalogue::{Catalogue, TextKind};

#[test]
fn every_file_parses_and_fits_the_others() {
    let catalogue = Catalogue::embedded();
    let mut problems = catalogue.problems().to_vec();
    problems.extend(catalogue.check());
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
}

#[test]
fn every_file_of_the_folders_is_embedded() {
    let catalogue = Catalogue::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let on_disk = |folder: &str| -> BTreeSet<String> {
        std::fs::read_dir(root.join(folder))
            .unwrap()
            .filter_map(|entry| {
                let name = entry.unwrap().file_name().into_string().unwrap();
                let (stem, ending) = name.rsplit_once('.')?;
                ["sql", "toml"].contains(&ending).then(|| stem.to_owned())
            })
            .collect()
    };
    let ids = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(
        on_disk("queries"),
        ids(catalogue.queries().map(|query| query.id.as_str()).collect())
    );
    assert_eq!(
        on_disk("queries/cubes"),
        ids(catalogue.cubes().map(|cube| cube.id.as_str()).collect())
    );
    assert_eq!(
        on_disk("dashboards"),
        ids(catalogue
            .dashboards()
            .map(|board| board.id.as_str())
            .collect())
    );
    for (kind, folder) in [
        (TextKind::Mappings, "data-samples/mappings"),
        (TextKind::CodeLists, "data-samples/codelists"),
        (TextKind::Organisations, "data-samples/organisations"),
        (TextKind::Policies, "data-samples/policies"),
    ] {
        assert_eq!(
            on_disk(folder),
            ids(catalogue.texts(kind).map(|(name, _)| name).collect())
        );
    }
}

#[test]
fn the_cubes_are_those_of_the_design() {
    let catalogue = Catalogue::embedded();
    assert_eq!(catalogue.cubes().count(), 25);
    let unlinked: Vec<&str> = catalogue
        .cubes()
        .filter(|cube| !cube.linked)
        .map(|cube| cube.id.as_str())
        .collect();
    assert_eq!(unlinked, ["corruption"]);
    let corruption = catalogue.cube("corruption").unwrap();
    assert!(corruption.dimensions.is_empty());
    let policy = catalogue.freeze_policy().unwrap();
    assert_eq!(
        corruption.window_quarters,
        Some(policy.window_quarters_corruption)
    );
    assert!(catalogue.cubes().all(|cube| cube.base == policy.base));
}
