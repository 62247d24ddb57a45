//! The name of a group, page or account between quotation marks: `groep "Je bent een echte …"`.

use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;

/// What is called something on the internet.
const CALLED: [&str; 11] = [
    "groep",
    "groepsapp",
    "appgroep",
    "facebookgroep",
    "pagina",
    "facebookpagina",
    "kanaal",
    "account",
    "profiel",
    "chatgroep",
    "whatsappgroep",
];

/// The longest name in tokens; beyond it, something is quoted and nothing is named.
const LONGEST: usize = 14;

/// Finds them; the marks stay.
pub(crate) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    let quote = |at: usize| matches!(view.low(at), "\"" | "“" | "”" | "„" | "‘" | "’");
    for at in 0..view.len() {
        if !CALLED.contains(&view.low(at)) || !quote(at + 1) {
            continue;
        }
        let Some(end) = (at + 3..(at + 3 + LONGEST).min(view.len())).find(|end| quote(*end)) else {
            continue;
        };
        out.push(Found::mask(
            view.start(at + 2)..view.end(end - 1),
            Label::Handle,
            Source::Pattern,
            80,
            "de naam van een groep of account",
        ));
    }
}
