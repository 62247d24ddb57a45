use super::*;
use crate::contract::Contract;

/// The table of the documentation: which field serves which indicator.
fn table() -> String {
    let mut text = String::from(
        "# Which field serves which indicator\n\n\
         Made from `contract.toml` and `indicators.toml` by a test; run it with `VIK_UPDATE_DOCS=1` to write it anew.\n\n\
         | indicator | what it shows | served by | fields of the case contract |\n|---|---|---|---|\n",
    );
    for indicator in Indicators::embedded().all() {
        let served: Vec<String> = indicator
            .served_by
            .iter()
            .map(|by| format!("{by:?}").to_lowercase())
            .collect();
        let fields: Vec<String> = Contract::embedded()
            .fields()
            .iter()
            .filter(|field| field.indicators.contains(&indicator.id))
            .map(|field| format!("`{}`", field.name))
            .collect();
        let fields = if fields.is_empty() {
            "none".to_owned()
        } else {
            fields.join(", ")
        };
        let (id, en, nl) = (&indicator.id, &indicator.title.en, &indicator.title.nl);
        text += &format!(
            "| {id} | {en} (*{nl}*) | {} | {fields} |\n",
            served.join(", ")
        );
    }
    text
}

#[test]
fn there_are_sixty_three_in_order() {
    let ids: Vec<_> = Indicators::embedded()
        .all()
        .iter()
        .map(|one| one.id.clone())
        .collect();
    let expected: Vec<_> = (1..=63).map(|number| format!("I-{number}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn an_indicator_served_by_cases_has_fields() {
    for indicator in Indicators::embedded().all() {
        let has_fields = Contract::embedded()
            .fields()
            .iter()
            .any(|field| field.indicators.contains(&indicator.id));
        let by_case = indicator.served_by.contains(&ServedBy::Case);
        assert_eq!(has_fields, by_case, "{}", indicator.id);
        assert!(!indicator.served_by.is_empty(), "{}", indicator.id);
    }
}

#[test]
fn every_indicator_of_the_contract_exists() {
    for field in Contract::embedded().fields() {
        for id in &field.indicators {
            assert!(
                Indicators::embedded().get(id).is_some(),
                "{id} of {}",
                field.name
            );
        }
    }
}

#[test]
fn the_table_in_the_documentation_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/INDICATORS.md");
    if std::env::var_os("VIK_UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(path, table()).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == table(),
        "docs/INDICATORS.md is stale: run this test with VIK_UPDATE_DOCS=1"
    );
}
