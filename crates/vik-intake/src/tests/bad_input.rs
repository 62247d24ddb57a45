//! Bad input: each gets a sentence that says what to do.

use std::io::Read;

use age::secrecy::SecretString;

use super::{HEADER, SMALL, World, findings, refusal, small};
use crate::{Faulty, Mapping, Rule, Seal, Source};

#[test]
fn duplicate_rows() {
    assert_eq!(
        findings(
            "Z1,P1,2024-01-02,2024-03-01,AMS,INF-LEK\nZ1,P1,2024-01-02,2024-03-01,AMS,INF-LEK\n"
        ),
        "row 3, column \"kwestie\": expected one row for each case, subject and issue; remove the second row, \
         or set duplicate_rows = \"merge\" in the mapping [duplicate-row]"
    );
}

#[test]
fn one_number_for_two_cases() {
    assert_eq!(
        findings(
            "Z1,P1,2024-01-02,2024-03-01,AMS,INF-LEK\nZ2,P1,,2024-03-01,AMS,INF-LEK\nZ1,P2,2024-01-02,2024-04-01,RTD,INF-LEK\n"
        ),
        "row 4, column \"gesloten\": expected the same on all rows of one case; correct the rows that differ [same-in-case]"
    );
}

#[test]
fn a_date_in_the_future() {
    assert_eq!(
        findings("Z1,P1,2024-01-02,2031-03-01,AMS,INF-LEK\n"),
        "row 2, column \"gesloten\": expected a day that is not after today; correct the cell [date-future]"
    );
}

#[test]
fn closed_before_opened() {
    assert_eq!(
        findings("Z1,P1,2024-04-02,2024-03-01,AMS,INF-LEK\n"),
        "row 2, column \"signaal\": expected a day that is not after \"gesloten\", for the case cannot close before a stage; \
         correct one of the two [closed-before-opened]"
    );
}

#[test]
fn sentinel_dates() {
    for sentinel in ["1900-01-01", "9999-12-31", "1970-01-01"] {
        assert_eq!(
            findings(&format!("Z1,P1,{sentinel},2024-03-01,AMS,INF-LEK\n")),
            "row 2, column \"signaal\": expected a real day, not one that stands for \"no date\"; leave the cell empty, \
             or add the value to `null_values` [date-sentinel]"
        );
    }
}

#[test]
fn an_unknown_code_and_one_that_was_not_valid() {
    assert_eq!(
        findings("Z1,P1,,2024-03-01,Amsterdam,INF-LEK\nZ2,P1,,2024-03-01,LE,INF-LEK\n"),
        "row 2, column \"eenheid\": expected a code of list `units`; correct the cell, or add a line to `translate` in [field.unit] [unknown-code]\n\
         row 3, column \"eenheid\": expected a code that was valid on the closing date; use the code of that time, see the code list [code-not-valid]"
    );
}

#[test]
fn a_date_in_another_form_an_empty_cell_and_a_row_with_a_cell_too_many() {
    assert_eq!(
        findings(
            "Z1,P1,02-01-2024,2024-03-01,AMS,INF-LEK\nZ2,,,2024-03-01,AMS,INF-LEK\nZ3,P1,,2024-03-01,AMS,INF-LEK,x\n"
        ),
        "row 2, column \"signaal\": expected a date such as 2024-03-31; correct the cell, or `format` in [field.signalled_on] [date-format]\n\
         row 3, column \"persoon\": expected a cell that is not empty (an identifier); fill it in the export [required]\n\
         row 4, column \"(whole row)\": expected 6 cells, as in the row with the names; check the quotes and delimiters of this row [row-shape]"
    );
}

#[test]
fn an_empty_file_and_one_without_rows() {
    assert_eq!(
        refusal("export.csv", "", SMALL),
        "export.csv: the file is empty; export it again"
    );
    assert_eq!(
        refusal("export.csv", HEADER, SMALL),
        "export.csv: the file names columns but has no rows; export it again"
    );
}

#[test]
fn a_wrong_encoding() {
    let rows = [
        HEADER.as_bytes(),
        b"Z1,P1,,2024-03-01,AMS,INF-LEK\nZ\xE9,P1,,2024-03-01,AMS,INF-LEK\n",
    ]
    .concat();
    let named = SMALL.replacen(
        "[field.case_id]",
        "[source]\nencoding = \"utf-8\"\n[field.case_id]",
        1,
    );
    assert_eq!(
        refusal("export.csv", rows.clone(), &named),
        "export.csv: the text is not UTF-8 (near byte 79); set encoding = \"windows-1252\" in [source] of the mapping, \
         or export the file as UTF-8"
    );
    let checked = World::of("nl-police")
        .check(Source::bytes("export.csv", rows), &small())
        .unwrap();
    assert_eq!(
        checked.report().source.to_string(),
        "CSV, windows-1252, separated by comma, 6 columns"
    );
    let binary = [0, 1, 2, 3, 0, 9, 9, 9, 9, 9, 9, 9];
    assert_eq!(
        refusal("export.csv", binary, SMALL),
        "export.csv: this is not text (it holds zero bytes); export it as CSV in UTF-8, as XLSX or as Parquet"
    );
}

#[test]
fn a_truncated_workbook() {
    let whole = super::forms::workbook();
    let broken = "export.xlsx: the workbook is damaged or not complete; copy or export it again, or save it as CSV";
    for length in [40, whole.len() / 2, whole.len() - 10] {
        assert_eq!(refusal("export.xlsx", &whole[..length], SMALL), broken);
    }
}

#[test]
fn a_mapping_with_a_typo() {
    assert_eq!(
        refusal(
            "export.csv",
            HEADER,
            &SMALL.replace("column = \"zaak\"", "colum = \"zaak\"")
        ),
        "error: unknown field `colum`, expected one of `column`, `fallback_column`, `constant`, `optional`, `null_values`, `format`, \
         `true`, `false`, `translate`, `translate_default`, `take`, `prefix`, `separator`, `unknown`, `strongest`\n  \
         --> small.toml:5:1\n   = hint: did you mean `column`?"
    );
    assert_eq!(
        refusal(
            "export.csv",
            HEADER,
            &SMALL
                .replace("field.unit", "field.unitt")
                .replace("no_violation", "no_violaton")
        ),
        "the mapping cannot be used\n\
         error: field `unit` is required and the mapping does not fill it\n  --> small.toml:1:1\n   \
         = hint: add [field.unit] with `column = \"…\"` or `constant = \"…\"`\n\
         error: unknown field `unitt`\n  --> small.toml:15:8\n   = hint: did you mean `unit`?\n\
         error: the constant of `disposition` is not what the contract expects\n  --> small.toml:18:12\n   \
         = hint: expected a code of list `dispositions`; correct the cell, or add a line to `translate` in [field.disposition]"
    );
    let translated = SMALL.replace(
        "column = \"eenheid\"",
        "column = \"eenheid\"\ntranslate = { Amsterdam = \"AMSS\" }",
    );
    assert_eq!(
        refusal("export.csv", HEADER, &translated),
        "the mapping cannot be used\nerror: `AMSS` is not a code of list `units`\n  --> small.toml:17:27\n   = hint: did you mean `AMS`?"
    );
}

#[test]
fn a_missing_column() {
    assert_eq!(
        refusal("export.csv", HEADER.replace("eenheid", "eenheden"), SMALL),
        "the mapping cannot be used\nerror: the file has no column `eenheid`\n  --> small.toml:16:10\n   = hint: did you mean `eenheden`?"
    );
}

#[test]
fn a_finding_never_repeats_the_value() {
    let canary = "Kanariepiet-Zwartkop";
    let rows = format!("{HEADER}Z1,P1,{canary},{canary},{canary},{canary}\n");
    let checked = World::of("nl-police")
        .check(Source::bytes("export.csv", rows.into_bytes()), &small())
        .unwrap();
    let report = serde_json::to_string(checked.report()).unwrap();
    assert_eq!(checked.report().findings.total, 4);
    assert!(!report.contains("Kanarie"), "{report}");
}

#[test]
fn the_quarantine_holds_the_faulty_rows_and_nothing_plain() {
    let rows =
        format!("{HEADER}Z1,P1,,2024-03-01,AMS,INF-LEK\nZ2,P2,,2024-03-01,Kanarie,INF-LEK\n");
    let checked = World::of("nl-police")
        .check(Source::bytes("export.csv", rows.into_bytes()), &small())
        .unwrap();
    let key = age::x25519::Identity::generate();
    let seal = Seal::recipient(&key.to_public().to_string()).unwrap();
    let mut sealed = Vec::new();
    assert_eq!(checked.quarantine(&mut sealed, &seal).unwrap(), 1);
    assert!(!sealed.windows(7).any(|window| window == b"Kanarie"));
    let mut plain = String::new();
    let decryptor = age::Decryptor::new(sealed.as_slice()).unwrap();
    decryptor
        .decrypt(std::iter::once(&key as &dyn age::Identity))
        .unwrap()
        .read_to_string(&mut plain)
        .unwrap();
    assert!(
        plain.starts_with("{")
            && plain.contains("\"eenheid\":\"Kanarie\"")
            && plain.contains("unknown-code"),
        "{plain}"
    );
    let sound: usize = checked
        .batches(Faulty::LeaveOut)
        .unwrap()
        .map(|batch| batch.unwrap().num_rows())
        .sum();
    assert_eq!(sound, 1);
    assert!(checked.batches(Faulty::Refuse).is_err());
    assert!(Seal::recipient("age1nonsense").is_err());
    let _ = Seal::Passphrase(SecretString::from("three words here"));
}

#[test]
fn a_case_that_would_enter_without_some_of_its_rows_is_counted() {
    let rows = format!(
        "{HEADER}Z1,P1,,2024-03-01,AMS,INF-LEK\nZ1,P2,,2024-03-01,Kanarie,INF-LEK\nZ2,P3,,2024-03-01,Kanarie,INF-LEK\n"
    );
    let checked = World::of("nl-police")
        .check(Source::bytes("export.csv", rows.into_bytes()), &small())
        .unwrap();
    assert_eq!(checked.report().incomplete, 1);
}

#[test]
fn a_case_is_refused_as_a_whole() {
    let mapping = Mapping::parse(
        "small.toml",
        &SMALL
            .replacen(
                "[field.unit]",
                "[field.embargo_until]\ncolumn = \"signaal\"\n[field.unit]",
                1,
            )
            .replace(
                "[field.signalled_on]\ncolumn = \"signaal\"\noptional = true\n",
                "",
            ),
    )
    .unwrap();
    let rows = format!(
        "{HEADER}Z1,P1,2099-01-01,2024-03-01,AMS,INF-LEK\nZ1,P2,2099-01-01,2024-03-01,AMS,INF-LEK\nZ2,P1,,2024-03-01,AMS,INF-LEK\nZ3,P1,,,AMS,INF-LEK\n"
    );
    let checked = World::of("nl-police")
        .check(Source::bytes("export.csv", rows.into_bytes()), &mapping)
        .unwrap();
    let report = checked.report();
    assert!(report.findings.is_empty(), "{}", report.findings.summary(9));
    let reasons: Vec<_> = report
        .refusals
        .by_reason
        .iter()
        .map(|each| (each.reason.as_str(), each.rows, each.cases))
        .collect();
    assert_eq!(
        reasons,
        [
            ("the case is not closed", 1, Some(1)),
            ("the embargo is not past", 2, Some(1))
        ]
    );
    assert_eq!((report.accepted, report.cases), (1, 1));
    assert_eq!(Rule::UnknownCode.id(), "unknown-code");
}
