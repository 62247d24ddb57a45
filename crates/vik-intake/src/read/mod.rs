//! Reading: any form of file becomes chunks of text columns with the row numbers of the source.
//!
//! Text and Parquet are read in pieces, so that memory does not grow with the file. A workbook is
//! read whole, because its cells refer to a table of strings elsewhere in the file.

mod chunk;
mod delimited;
mod encoding;
mod lines;
mod parquet;
mod sheet;

pub(crate) use chunk::Chunk;

use crate::error::IntakeError;
use crate::mapping::SourceKeys;
use crate::source::{Format, Source, SourceFacts};

/// The most rows in a chunk.
pub(crate) const ROWS: usize = 8192;

/// The most bytes in a chunk: narratives can be long.
pub(crate) const BYTES: usize = 32 << 20;

/// Something that hands out rows.
pub(crate) trait Rows: Send {
    /// Fills a cleared chunk with the next rows; none when the file is at its end.
    fn next(&mut self, chunk: &mut Chunk) -> Result<(), IntakeError>;
}

/// How a file is to be read: what the mapping says, made whole with what was recognised.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    pub facts: SourceFacts,
    pub header_row: u64,
    encoding: &'static encoding_rs::Encoding,
}

impl Recipe {
    /// Looks at a file without reading its rows.
    pub fn recognise(source: &Source, keys: &SourceKeys) -> Result<Recipe, IntakeError> {
        let format = source.format(keys.format)?;
        let mut recipe = Recipe {
            facts: SourceFacts {
                format,
                encoding: None,
                delimiter: None,
                sheet: None,
                columns: Vec::new(),
                bytes: source.len()?,
            },
            header_row: keys.header_row.as_ref().map_or(1, |row| *row.get_ref()),
            encoding: encoding_rs::UTF_8,
        };
        match format {
            Format::Csv => {
                let delimiter = keys.delimiter.as_ref().map(|text| text.get_ref().as_str());
                recipe.recognise_text(source, keys)?;
                delimited::recognise(source, &mut recipe, delimiter)?;
            }
            Format::Jsonl => {
                recipe.recognise_text(source, keys)?;
                lines::recognise(source, &mut recipe)?;
            }
            Format::Xlsx | Format::Ods => {
                sheet::recognise(source, &mut recipe, keys.sheet.as_deref())?
            }
            Format::Parquet => parquet::recognise(source, &mut recipe)?,
        }
        Ok(recipe)
    }

    /// Opens the file at its first row; only the wanted columns are filled, in that order.
    pub fn open(&self, source: &Source, wanted: &[usize]) -> Result<Box<dyn Rows>, IntakeError> {
        Ok(match self.facts.format {
            Format::Csv => Box::new(delimited::Delimited::open(source, self, wanted)?),
            Format::Jsonl => Box::new(lines::Lines::open(source, self, wanted)?),
            Format::Xlsx | Format::Ods => Box::new(sheet::Sheet::open(source, self, wanted)?),
            Format::Parquet => Box::new(parquet::Parquet::open(source, self, wanted)?),
        })
    }

    fn recognise_text(&mut self, source: &Source, keys: &SourceKeys) -> Result<(), IntakeError> {
        let named = keys.encoding.as_ref().map(|text| text.get_ref().as_str());
        self.encoding = encoding::recognise(source, named)?;
        self.facts.encoding = Some(self.encoding.name().to_owned());
        Ok(())
    }

    fn text(&self, source: &Source) -> Result<encoding::Decoded, IntakeError> {
        encoding::Decoded::open(source, self.encoding)
    }
}
