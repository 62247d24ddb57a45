//! The reader's language: the first part of the address.

use vik_catalogue::Language;

/// The text in the language of the page.
#[must_use]
pub fn pick<'a>(language: Language, nl: &'a str, en: &'a str) -> &'a str {
    if language == Language::Dutch { nl } else { en }
}

/// The language that an address starts with, and the rest of the address without slashes around it.
#[must_use]
pub fn of_path(path: &str) -> Option<(Language, &str)> {
    let path = path.trim_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    first.parse().ok().map(|language| (language, rest))
}

/// The other language.
#[must_use]
pub fn other(language: Language) -> Language {
    match language {
        Language::Dutch => Language::English,
        Language::English => Language::Dutch,
    }
}
