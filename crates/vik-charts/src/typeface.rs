//! The typeface, and what a text measures in it.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

/// Fira Sans Regular, under the SIL Open Font License 1.1.
pub const REGULAR_TTF: &[u8] = include_bytes!("../fonts/FiraSans-Regular.ttf");
/// Fira Sans SemiBold, under the SIL Open Font License 1.1.
pub const SEMIBOLD_TTF: &[u8] = include_bytes!("../fonts/FiraSans-SemiBold.ttf");

pub(crate) const FAMILY: &str = "Fira Sans";

/// Plotters sizes a font by its line height, which for Fira Sans is 1.2 em.
pub(crate) const LINE_HEIGHT: f64 = 1.2;

/// Registers the typeface once. The bytes are ours, so failure would be a build gone wrong; texts
/// then measure by a rough guess and the chart still appears.
pub(crate) fn register() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        let _ = register_font(FAMILY, FontStyle::Normal, REGULAR_TTF);
        let _ = register_font(FAMILY, FontStyle::Bold, SEMIBOLD_TTF);
    });
}

pub(crate) fn font(size: f64, bold: bool) -> FontDesc<'static> {
    register();
    let style = if bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    FontDesc::new(FontFamily::Name(FAMILY), size * LINE_HEIGHT, style)
}

/// The width of a text at a size in user units.
pub(crate) fn measure(text: &str, size: f64, bold: bool) -> f64 {
    // Measured large, because plotters rounds to whole pixels.
    match font(1000.0, bold).layout_box(text) {
        Ok(((left, _), (right, _))) => f64::from(right - left) * size / 1000.0,
        Err(_) => text.chars().count() as f64 * size * 0.55,
    }
}

/// Breaks a text into lines no wider than `width`, at spaces, and after a hyphen or a slash.
///
/// At most `lines` lines; what does not fit ends in an ellipsis.
pub(crate) fn wrap(text: &str, size: f64, width: f64, lines: usize) -> Vec<String> {
    let mut result: Vec<String> = Vec::new();
    let mut current = String::new();
    for word in words(text) {
        let candidate = format!("{current}{word}");
        if current.is_empty() || measure(candidate.trim_end(), size, false) <= width {
            current = candidate;
        } else {
            result.push(current.trim_end().to_owned());
            current = word;
        }
    }
    result.push(current.trim_end().to_owned());
    let overflow = result.len() > lines;
    result.truncate(lines.max(1));
    let last = result.len() - 1;
    for (place, line) in result.iter_mut().enumerate() {
        if measure(line, size, false) > width || (overflow && place == last) {
            *line = shorten(line, size, width);
        }
    }
    result
}

fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars() {
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
        if matches!(letter, ' ' | '-' | '/') {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn shorten(line: &str, size: f64, width: f64) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    loop {
        let text: String = letters.iter().collect::<String>().trim_end().to_owned() + "…";
        if measure(&text, size, false) <= width || letters.len() <= 1 {
            return text;
        }
        letters.pop();
    }
}
