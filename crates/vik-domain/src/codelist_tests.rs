use super::*;
use crate::contract::Contract;

const UNITS: &str = "id='units'\nversion='1'\ntitle={nl='e',en='u'}\n\
    [[code]]\ncode='LE'\nnl='Landelijke Eenheid'\nen='National Unit'\nvalid_to='2023-12-31'\n\
    [[code]]\ncode='LX'\nnl='LX'\nen='LX'\nvalid_from='2024-01-01'\n\
    [[crosswalk]]\nfrom='LE'\nto='LX'\n";

fn shipped() -> CodeLists {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data-samples/codelists");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    for (name, text) in &files {
        let list: CodeList = toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(&list.id, name, "a list is named as its file");
    }
    CodeLists::parse(files.iter().map(|(name, text)| (name, text.as_str()))).unwrap()
}

#[test]
fn a_code_is_valid_between_its_dates() {
    let lists = CodeLists::parse([("units", UNITS)].into_iter()).unwrap();
    let units = lists.list("units").unwrap();
    let last = civil::parse_iso("2023-12-31");
    assert!(units.contains("LE", last));
    assert!(!units.contains("LX", last));
    assert!(units.contains("LX", last.map(|day| day + 1)));
    assert!(!units.contains("LE", last.map(|day| day + 1)));
    assert!(units.contains("LE", None));
    assert_eq!(units.label("ZZ", Language::Dutch), "ZZ");
}

#[test]
fn a_list_with_a_fault_is_refused_with_file_and_code() {
    let crooked = UNITS.replace("to='LX'", "to='LO'");
    let error = CodeLists::parse([("units.toml", crooked.as_str())].into_iter()).unwrap_err();
    assert!(error.to_string().contains("units.toml") && error.to_string().contains("LO"));
    let typo = UNITS.replace("valid_to", "valid_till");
    assert!(CodeLists::parse([("units.toml", typo.as_str())].into_iter()).is_err());
    let date = UNITS.replace("2023-12-31", "31-12-2023");
    assert!(CodeLists::parse([("units.toml", date.as_str())].into_iter()).is_err());
}

#[test]
fn every_list_of_the_contract_is_shipped() {
    let lists = shipped();
    for field in Contract::embedded().fields() {
        if let Some(id) = &field.codelist {
            assert!(
                lists.list(id).is_some(),
                "no code list `{id}` for `{}`",
                field.name
            );
        }
    }
}

#[test]
fn every_sub_category_has_a_category_and_every_unit_a_group() {
    let lists = shipped();
    for id in ["issues", "units", "units-philadelphia"] {
        let list = lists.list(id).unwrap();
        assert!(list.parent_list.is_some(), "{id}");
        assert!(list.codes.iter().all(|code| code.parent.is_some()), "{id}");
    }
}

#[test]
fn the_bands_of_the_hierarchies_have_labels() {
    let lists = shipped();
    let text = include_str!("../../../data-samples/hierarchies.toml");
    for bands in crate::Hierarchies::parse(text).unwrap().iter() {
        let list = lists
            .list(&bands.id)
            .unwrap_or_else(|| panic!("no code list `{}`", bands.id));
        for code in bands.codes() {
            assert!(
                list.contains(code, None),
                "`{code}` is not in list `{}`",
                bands.id
            );
        }
    }
}
