//! The typefaces, all under the SIL Open Font License 1.1 (see `fonts/` and those of `vik-charts`).

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Fira Sans for Dutch; the Noto faces for a quoted word in Arabic or Hebrew, and for emoji.
const FACES: [&[u8]; 5] = [
    vik_charts::REGULAR_TTF,
    vik_charts::SEMIBOLD_TTF,
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoEmoji-Regular.ttf"),
];

/// What there is to set text in, in the order in which it is tried.
pub(crate) struct Typefaces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Typefaces {
    pub(crate) fn new() -> Self {
        let fonts: Vec<Font> = FACES
            .iter()
            .filter_map(|face| Font::new(Bytes::new(*face), 0))
            .collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether one face can draw all of these. Typst does not compose a letter and its accent from
    /// two faces.
    pub(crate) fn draw(&self, letters: &[char]) -> bool {
        self.fonts.iter().any(|font| {
            let coverage = &font.info().coverage;
            letters
                .iter()
                .all(|letter| coverage.contains(u32::from(*letter)))
        })
    }
}
