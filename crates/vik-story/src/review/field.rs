//! Fields of a story by JSON pointer, and words in its texts.

use serde_json::Value;

use crate::story::Story;

/// Codes and facets: no text, so no mask reaches them.
const NO_TEXT: [&str; 9] = [
    "/facets",
    "/source",
    "/themes",
    "/values",
    "/causes",
    "/indicators",
    "/toolkit",
    "/audiences",
    "/outcome/band",
];

/// The story with another value in a field; nothing if there is no such field, or if the value
/// does not fit it.
pub(crate) fn set(story: &Story, field: &str, value: &Value) -> Option<Story> {
    if field.is_empty() {
        return None;
    }
    let mut whole = serde_json::to_value(story).ok()?;
    *whole.pointer_mut(field)? = value.clone();
    serde_json::from_value(whole).ok()
}

/// The text of a field, if it is one.
pub(crate) fn text(story: &Story, field: &str) -> Option<String> {
    let whole = serde_json::to_value(story).ok()?;
    Some(whole.pointer(field)?.as_str()?.to_owned())
}

/// Whether one field lies in the other.
pub(crate) fn overlap(left: &str, right: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(left, right) || within(right, left)
}

/// The story with a word replaced in every text, and whether it stood anywhere.
pub(crate) fn mask(story: &Story, word: &str, with: &str) -> (Story, bool) {
    let Ok(mut whole) = serde_json::to_value(story) else {
        return (story.clone(), false);
    };
    let found = mask_value(&mut whole, "", word, with);
    match serde_json::from_value(whole) {
        Ok(masked) if found => (masked, true),
        _ => (story.clone(), false),
    }
}

fn mask_value(value: &mut Value, at: &str, word: &str, with: &str) -> bool {
    if NO_TEXT.contains(&at) {
        return false;
    }
    match value {
        Value::String(text) => match replace_word(text, word, with) {
            Some(replaced) => {
                *text = replaced;
                true
            }
            None => false,
        },
        // `|` and not `||`: every text must be visited.
        Value::Array(list) => list
            .iter_mut()
            .enumerate()
            .fold(false, |found, (place, part)| {
                found | mask_value(part, &format!("{at}/{place}"), word, with)
            }),
        Value::Object(parts) => parts.iter_mut().fold(false, |found, (name, part)| {
            found | mask_value(part, &format!("{at}/{name}"), word, with)
        }),
        _ => false,
    }
}

/// Every whole-word occurrence replaced, whatever its case; nothing if there is none.
pub(crate) fn replace_word(text: &str, word: &str, with: &str) -> Option<String> {
    let word: Vec<char> = word.trim().chars().collect();
    let text: Vec<char> = text.chars().collect();
    if word.is_empty() {
        return None;
    }
    let joins = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric());
    let mut out = String::new();
    let (mut place, mut found) = (0, false);
    while place < text.len() {
        let end = place + word.len();
        let here = text.get(place..end).is_some_and(|piece| {
            piece
                .iter()
                .zip(&word)
                .all(|(left, right)| left == right || left.to_lowercase().eq(right.to_lowercase()))
        });
        let before = place.checked_sub(1).and_then(|place| text.get(place));
        let inside =
            (joins(word.first()) && joins(before)) || (joins(word.last()) && joins(text.get(end)));
        if here && !inside {
            out.push_str(with);
            place = end;
            found = true;
        } else {
            out.push(text[place]);
            place += 1;
        }
    }
    found.then_some(out)
}

/// The occurrence of a piece that is nearest to a place, replaced; nothing if there is none.
pub(crate) fn replace_nearest(text: &str, start: usize, quote: &str, with: &str) -> Option<String> {
    if quote.is_empty() {
        return None;
    }
    let (place, _) = text
        .match_indices(quote)
        .min_by_key(|(place, _)| place.abs_diff(start))?;
    let (before, after) = (&text[..place], &text[place + quote.len()..]);
    Some(format!("{before}{with}{after}"))
}

/// What stands around a piece: up to 40 signs on each side.
pub(crate) fn context(text: &str, start: usize, quote: &str) -> Option<(String, String)> {
    let (before, rest) = text.split_at_checked(start)?;
    let after = rest.strip_prefix(quote)?;
    let left: Vec<char> = before.chars().rev().take(40).collect();
    Some((
        left.into_iter().rev().collect(),
        after.chars().take(40).collect(),
    ))
}
