//! A chunk: text columns that are filled, read and filled again, without an allocation per cell.

/// One column of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextColumn {
    text: String,
    ends: Vec<usize>,
}

impl TextColumn {
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 {
            0
        } else {
            self.ends.get(row - 1).copied().unwrap_or(0)
        };
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or("")
    }

    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

/// Some rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chunk {
    pub columns: Vec<TextColumn>,
    /// The row of the source that each row came from.
    pub positions: Vec<u64>,
    /// Rows whose cells do not fit the columns, and how many cells they have.
    pub misshapen: Vec<(usize, usize)>,
}

impl Chunk {
    pub fn clear(&mut self, columns: usize) {
        self.columns.resize_with(columns, TextColumn::default);
        self.columns.iter_mut().for_each(TextColumn::clear);
        self.positions.clear();
        self.misshapen.clear();
    }

    pub fn len(&self) -> usize {
        self.positions.len()
    }

    pub fn is_full(&self) -> bool {
        self.len() >= super::ROWS
            || (self.len().is_multiple_of(64)
                && self.columns.iter().map(TextColumn::bytes).sum::<usize>() > super::BYTES)
    }
}
