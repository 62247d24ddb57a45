//! An Excel file: the figures on one sheet, what to know about them on another.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use vik_catalogue::{Column, Language};
use vik_published::{Cell, QueryResult, Reference};

use super::About;
use crate::labels;

/// The file's bytes. Text is written as text, never as a formula; there is no author and no date.
///
/// # Errors
/// When the result is larger than a sheet.
pub fn write(
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    about: &About,
) -> Result<Vec<u8>, XlsxError> {
    let dutch = about.language == Language::Dutch;
    let bold = Format::new().set_bold();
    let mut book = Workbook::new();
    let sheet = book
        .add_worksheet()
        .set_name(if dutch { "Cijfers" } else { "Figures" })?;
    let described: Vec<Option<&Column>> = result
        .columns
        .iter()
        .map(|shown| columns.iter().find(|column| column.name == shown.name))
        .collect();
    for (i, (shown, column)) in (0_u16..).zip(result.columns.iter().zip(&described)) {
        let label = column.map_or(shown.name.as_str(), |column| {
            column.label.get(about.language)
        });
        sheet.write_string_with_format(0, i, label, &bold)?;
    }
    for (r, row) in (1_u32..).zip(&result.rows) {
        for (c, (cell, column)) in (0_u16..).zip(row.iter().zip(&described)) {
            match cell {
                Cell::Null => {}
                Cell::Int(number) => {
                    sheet.write_number(r, c, *number as f64)?;
                }
                Cell::Float(number) if number.is_finite() => {
                    sheet.write_number(r, c, *number)?;
                }
                Cell::Bool(flag) => {
                    sheet.write_boolean(r, c, *flag)?;
                }
                Cell::Date(iso) => {
                    sheet.write_string(r, c, iso)?;
                }
                Cell::Text(_) | Cell::Float(_) => {
                    sheet.write_string(
                        r,
                        c,
                        labels::cell(reference, *column, cell, about.language),
                    )?;
                }
            }
        }
    }
    sheet.autofit();
    let notes = book
        .add_worksheet()
        .set_name(if dutch { "Toelichting" } else { "Notes" })?;
    notes.write_string_with_format(0, 0, about.title.as_str(), &bold)?;
    for (r, text) in (2_u32..).zip(about.lines.iter().filter(|text| !text.is_empty())) {
        notes.write_string(r, 0, text.as_str())?;
    }
    book.save_to_buffer()
}
