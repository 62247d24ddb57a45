//! A workbook for Excel.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook as File, XlsxError,
};

use super::book::{Cell, SheetError, Workbook, writable};

/// Widest column, in letters.
const WIDEST: f64 = 68.0;

impl Workbook {
    /// The bytes of an XLSX file. The head of each sheet stays in view.
    ///
    /// # Errors
    /// When a sheet has a name or a size that a spreadsheet refuses.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, SheetError> {
        let mut file = File::new();
        let (year, month, day) = self.dated.first_day();
        let fits = |_: XlsxError| SheetError::Sheet(0);
        let date = ExcelDateTime::from_ymd(
            u16::try_from(year).unwrap_or(1900),
            u8::try_from(month).unwrap_or(1),
            u8::try_from(day).unwrap_or(1),
        );
        let properties = DocProperties::new()
            .set_title(writable(&self.title))
            .set_creation_datetime(&date.map_err(fits)?);
        file.set_properties(&properties);
        for (place, sheet) in self.sheets.iter().enumerate() {
            let write = || -> Result<rust_xlsxwriter::Worksheet, XlsxError> { fill(sheet) };
            let page = write().map_err(|_| SheetError::Sheet(place))?;
            file.push_worksheet(page);
        }
        file.save_to_buffer().map_err(fits)
    }
}

fn fill(sheet: &super::book::Sheet) -> Result<rust_xlsxwriter::Worksheet, XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let body = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let mut page = rust_xlsxwriter::Worksheet::new();
    page.set_name(&sheet.name)?;
    for (column, text) in (0_u16..).zip(&sheet.heads) {
        page.write_string_with_format(0, column, writable(text), &head)?;
        page.set_column_width(column, width(sheet, column.into()))?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    page.write_string_with_format(row, column, writable(text), &body)?;
                }
                Cell::Number(number) => {
                    page.write_number_with_format(row, column, *number, &body)?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    Ok(page)
}

/// Wide enough for the longest line, up to [`WIDEST`]; longer text wraps.
pub(super) fn width(sheet: &super::book::Sheet, column: usize) -> f64 {
    let cells = sheet.rows.iter().filter_map(|row| row.get(column));
    let letters = cells.map(|cell| match cell {
        Cell::Empty => 0,
        Cell::Text(text) => text.chars().count(),
        Cell::Number(_) => 10,
    });
    let head = sheet
        .heads
        .get(column)
        .map_or(0, |text| text.chars().count());
    let most = letters.chain([head]).max().unwrap_or(0);
    (most as f64 + 2.0).clamp(8.0, WIDEST)
}
