//! Capitals that name a thing: compounds, adjectives of places, made-up words behind an article.

use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// "de Moedtoets", "het Integriteitskompas", "een Einstein": a made-up word behind an article that no
/// surname has, or a name used for a kind of person. A person decides.
pub(crate) fn of_thing(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| view.same_line(at)) else {
        return false;
    };
    let small = view.shape(before) == Shape::Lower;
    let article = small
        && matches!(
            view.low(before),
            "de" | "het" | "een" | "dit" | "deze" | "elke" | "onze" | "ons" | "uw"
        )
        && !matches!(view.low(before.wrapping_sub(1)), "van" | "op" | "in");
    let class = view.class(at);
    let made = class.has(Class::COMPOUND)
        && !class.has(
            Class::NAME
                .and(Class::PLACE)
                .and(Class::STREET)
                .and(Class::ORGANISATION)
                .and(Class::UNIT),
        );
    let kind = view.low(before) == "een"
        && small
        && !view.capital(at + 1)
        && !view.is(at + 1, Class::PARTICLE)
        && !class.has(Class::BRAND.and(Class::PLACE));
    article && made || kind && !view.capitals[at]
}

/// "Haagse kringen", "Amsterdamse school": an adjective of a place before the noun it describes.
pub(crate) fn of_place(view: &View<'_>, at: usize) -> bool {
    let next = view.class(at + 1);
    view.low(at).ends_with("se")
        && view.low(at).len() > 5
        && !view.is(at, Class::NAME)
        && !view.is(at, Class::PLACE)
        && view.same_line(at + 1)
        && view.gap(at + 1) == " "
        && view.shape(at + 1) == Shape::Lower
        && next.has(Class::WORD.and(Class::COMPOUND))
        && !next.has(
            Class::COMMON
                .and(Class::SAY)
                .and(Class::AUX)
                .and(Class::PARTICLE),
        )
}

/// "de Jonge dienders": an adjective with a capital between its article and its noun.
pub(crate) fn of_noun(view: &View<'_>, at: usize) -> bool {
    let next = view.class(at + 1);
    view.shape(at) == Shape::Title
        && view.low(at).ends_with('e')
        && view.is(at, Class::WORD)
        && matches!(view.low(at.wrapping_sub(1)), "de" | "het" | "een" | "die")
        && view.gap(at + 1) == " "
        && view.same_line(at + 1)
        && view.shape(at + 1) == Shape::Lower
        && view.tokens[at + 1].range.len() > 3
        && next.has(Class::WORD.and(Class::COMPOUND))
        && !next.has(
            Class::PARTICLE
                .and(Class::SAY)
                .and(Class::AUX)
                .and(Class::COMMON),
        )
        && !crate::verbs::acts(view, at + 1)
        && !["en", "de", "te", "t"]
            .iter()
            .any(|end| view.low(at + 1).ends_with(end) && crate::verbs::is_verb(view.low(at + 1)))
}

/// "WVW-controle", "PTSS-loket", "Vierdaagse-overleg": a word of which the last part is a word in small
/// letters and the first no name.
pub(crate) fn hyphened(view: &View<'_>, at: usize) -> bool {
    let Some((first, last)) = view.written(at).rsplit_once('-') else {
        return false;
    };
    let small = last.starts_with(char::is_lowercase) && last.chars().count() > 2;
    // "Kees-achtig", "het Peter-effect": a kind, not a person.
    if matches!(
        last,
        "achtig" | "achtige" | "effect" | "stijl" | "gedoe" | "syndroom" | "principe"
    ) {
        return true;
    }
    let abbreviation = first.chars().count() <= 5 && !first.contains(char::is_lowercase);
    // "P-Dossier": a letter before a word.
    if first.chars().count() == 1 && view.is(at, Class::JOINED) {
        return true;
    }
    small && (abbreviation || view.is(at, Class::WORD.and(Class::COMPOUND).and(Class::JOINED)))
}
