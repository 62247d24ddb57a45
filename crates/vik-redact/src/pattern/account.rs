//! Accounts behind the word for one, and mail addresses that are read aloud.

use super::Hit;
use crate::span::Label;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// "gebruikersnaam K.Janssen2", `profiel "Mooie Meid 1985"`, "tiktok wouter_blauw".
pub(super) fn behind_key(view: &View<'_>, at: usize) -> Option<Hit> {
    if !view.is(at, Class::HANDLE_KEY) {
        return None;
    }
    let mut next = at + 1;
    if matches!(view.low(next), ":" | "=" | "is") {
        next += 1;
    }
    if !view.same_line(next) || next >= view.len() {
        return None;
    }
    if matches!(view.low(next), "\"" | "'" | "‘" | "“" | "„") {
        let close = (next + 2..(next + 7).min(view.len()))
            .find(|&i| matches!(view.low(i), "\"" | "'" | "’" | "”" | "“"))?;
        return Hit::new(
            view.start(next + 1)..view.end(close - 1),
            Label::Handle,
            75,
            "account tussen aanhalingstekens",
        );
    }
    let rest = view.text.get(view.start(next)..)?;
    let length = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '|' | '"'))
        .unwrap_or(rest.len());
    let piece = rest.get(..length)?.trim_end_matches(['.', ':', '?', '!']);
    let odd = piece.contains(['_', '#', '.', '@'])
        || piece.contains(|c: char| c.is_ascii_digit()) && piece.contains(char::is_alphabetic)
        || view.shape(next) == Shape::Mixed;
    let fits = (3..=40).contains(&piece.len())
        && piece.contains(char::is_alphabetic)
        && !piece.contains(['/', '(']);
    let start = view.start(next);
    (odd && fits).then(|| {
        Hit::new(
            start..start + piece.len(),
            Label::Handle,
            80,
            "account achter het woord ervoor",
        )
    })?
}

/// "info punt wim at gmail punt com": the sign in the middle is a word.
pub(super) fn mail_aloud(view: &View<'_>, at: usize) -> Option<Hit> {
    if !matches!(view.low(at), "at" | "apenstaart" | "apenstaartje") || at == 0 {
        return None;
    }
    let joint = |at: usize| matches!(view.low(at), "punt" | "dot" | "." | "streepje" | "_" | "-");
    let word =
        |at: usize| view.tokens.get(at).is_some_and(crate::Token::is_word) || view.digits(at);
    let mut last = at + 1;
    while last < at + 8 && joint(last + 1) && word(last + 2) && view.same_line(last + 2) {
        last += 2;
    }
    let domain = matches!(
        view.low(last),
        "nl" | "com" | "org" | "net" | "eu" | "be" | "de" | "example" | "info"
    );
    if !domain || last == at + 1 || !word(at + 1) {
        return None;
    }
    let mut first = at - 1;
    while first > 1
        && at - first < 8
        && joint(first - 1)
        && word(first - 2)
        && view.same_line(first)
    {
        first -= 2;
    }
    Hit::new(
        view.start(first)..view.end(last),
        Label::Email,
        85,
        "mailadres in woorden",
    )
}
