//! What speaks for a token being a name, in points.

use super::before::{announced, named_by, ranked, titled};
use super::things::{hyphened, of_noun, of_place, of_thing};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// The points of a token by itself and by the words around it.
pub(super) fn points(view: &View<'_>, at: usize) -> i32 {
    let Some(token) = view.tokens.get(at) else {
        return 0;
    };
    if !token.is_word() || token.range.len() < 2 || view.keep[at] {
        return 0;
    }
    let class = view.class(at);
    if super::context::certain(view, at) {
        return super::MARK;
    }
    if class.has(Class::KEEP.and(Class::WEEKDAY).and(Class::MONTH)) && !class.has(Class::NAME) {
        return 0;
    }
    if super::is_ordinary(view, at) {
        return 0;
    }
    if hyphened(view, at) || of_place(view, at) || of_thing(view, at) || of_noun(view, at) {
        return 0;
    }
    let announced = announced(view, at)
        || matches!(
            view.low(at + 1),
            "noemde" | "noemden" | "heet" | "heette" | "genaamd"
        ) && view.capital(at);
    match token.shape {
        Shape::Lower => lower(view, at, class, announced),
        Shape::Upper if !view.capitals[at] => upper(view, at, class, announced),
        Shape::Title | Shape::Mixed | Shape::Upper => title(view, at, class, announced),
        _ => 0,
    }
}

fn title(view: &View<'_>, at: usize, class: Class, announced: bool) -> i32 {
    let word = class.has(Class::WORD);
    let compound = class.has(Class::COMPOUND) && !view.telling(at);
    let mut points = 0;
    let telling = view.telling(at);
    let listed = class.has(Class::NAME.and(Class::PLACE).and(Class::COUNTRY));
    let adjacent = view.gap(at) == " "
        && view.capital(at.wrapping_sub(1))
        && view.telling(at.wrapping_sub(1))
        && !view.is(at - 1, Class::KEEP.and(Class::TITLE));
    points += match (telling, word) {
        (true, false) => 5,
        (true, true) => 2,
        (false, false) if view.capitals[at] => {
            if compound {
                0
            } else {
                4
            }
        }
        (false, false) if view.low(at + 1) == ":" && !listed => 0,
        (false, false) => {
            if compound {
                1
            } else {
                4
            }
        }
        (false, true) => -2,
    };
    // "Visser, T. – vroeg": a surname, then an initial.
    let turned = view.low(at + 1) == ","
        && view.written(at + 2).chars().count() == 1
        && view.capital(at + 2)
        && view.low(at + 3) == "."
        && !class.has(Class::FIELD_KEY.and(Class::KEEP).and(Class::UNIT));
    // "Straten, P. van der", "Wit-Jansma, de, H.": only a surname has its particles behind it.
    let behind = super::join::turned(view, at + 1) > at + 1 && particled(view, at + 1);
    points += match (behind, turned) {
        (true, _) => 7,
        (false, true) => 4,
        (false, false) => 0,
    };
    // "WAGENPARK, KOSTER, HERKENT": a surname between commas, or behind "ALDUS", where all is capitals.
    let apposed = view.capitals[at]
        && class.has(Class::SURNAME)
        && (view.low(at.wrapping_sub(1)) == "," && view.low(at + 1) == ","
            || matches!(view.low(at.wrapping_sub(1)), "aldus" | "volgens"));
    points += if apposed { 6 } else { 0 };
    points += if named_by(view, at) { 3 } else { 0 };
    points += if listed { 3 } else { 0 };
    points += if announced { 3 } else { 0 };
    points += if adjacent && telling { 1 } else { 0 };
    if class.has(Class::COMMON.and(Class::KEEP)) {
        points -= if class.has(Class::KEEP) { 8 } else { 4 };
    }
    if class.has(
        Class::PARTICLE
            .and(Class::TITLE)
            .and(Class::RANK)
            .and(Class::GREET)
            .and(Class::NUMBER),
    ) {
        points -= 6;
    }
    if class.has(
        Class::ROLE
            .and(Class::UNIT)
            .and(Class::FUNCTION)
            .and(Class::ORGANISATION)
            .and(Class::SAY)
            .and(Class::AUX),
    ) && !class.has(Class::NAME)
    {
        points -= 4;
    }
    // At the start of a sentence: a name acts, or a surname, a particle or an initial follows.
    if !telling && word && listed {
        let next = at + 1;
        // "Roos of doorn": a word between two things, unless the second has its capital too.
        let between = matches!(view.low(next), "of" | "en") && !view.capital(next + 1);
        let acts = view.is(next, Class::SAY)
            || view.is(next, Class::AUX) && class.has(Class::FIRST_NAME) && !between;
        let surname = view.gap(next) == " "
            && view.capital(next)
            && !view.capitals[next]
            && !view.is(next, Class::KEEP);
        let particle = view.is(next, Class::PARTICLE)
            && (1..=3).any(|n| view.capital(next + n) && view.is(next + n, Class::SURNAME))
            && !matches!(
                view.low(next),
                "in" | "op" | "aan" | "uit" | "voor" | "over" | "bij" | "onder" | "het"
            );
        points += if acts { 3 } else { 0 } + if surname || particle { 4 } else { 0 };
    }
    points
}

/// Whether what stands behind a surname's comma holds a particle in small letters.
fn particled(view: &View<'_>, comma: usize) -> bool {
    (comma..super::join::turned(view, comma))
        .any(|at| view.is(at, Class::PARTICLE) && view.shape(at) == Shape::Lower)
}

fn upper(view: &View<'_>, at: usize, class: Class, announced: bool) -> i32 {
    let letters = view.written(at).chars().count();
    let listed = class.has(Class::NAME.and(Class::PLACE));
    if class.has(Class::KEEP) {
        return 0;
    }
    let word = class.has(Class::WORD);
    // "FTH bracht hem binnen": letters that act are a person's; an institution has its article.
    let article = matches!(
        view.low(at.wrapping_sub(1)),
        "de" | "het" | "een" | "the" | "bij" | "van"
    );
    let acts = view.is(at + 1, Class::SAY) && view.shape(at + 1) == Shape::Lower && !article;
    if acts && (2..=4).contains(&letters) {
        return 4;
    }
    let comma = view.low(at + 1) == ","
        && view.written(at + 2).chars().count() == 1
        && view.capital(at + 2);
    let base = match (letters, word) {
        (0..=3, _) => 0,
        (4, _) => 1,
        (_, true) => 0,
        (_, false) => 3,
    };
    base + if listed { 3 } else { 0 } + if announced { 3 } else { 0 } + if comma { 3 } else { 0 }
}

fn lower(view: &View<'_>, at: usize, class: Class, announced: bool) -> i32 {
    let letters = view.written(at).chars().count();
    if super::files::is_name(view, at) || ranked(view, at, class) {
        return 4;
    }
    if letters < 3 || class.has(Class::KEEP.and(Class::PARTICLE)) || view.foreign[at] {
        return 0;
    }
    if class.has(Class::COMMON) && !titled(view, at) {
        return 0;
    }
    let word = class.has(Class::WORD.and(Class::COMPOUND));
    let first = class.has(Class::FIRST_NAME);
    let listed = first || class.has(Class::SURNAME);
    if word {
        // "mevrouw bos": only with a title right before it.
        let titled = titled(view, at);
        return if titled
            && class.has(Class::SURNAME)
            && !class.has(Class::SAY.and(Class::AUX).and(Class::ROLE).and(Class::RANK))
        {
            4
        } else {
            0
        };
    }
    let place = class.has(Class::PLACE) && letters > 3;
    // Where others have their capitals, small letters behind an article name a thing.
    // In talk only "een" says so: "de wijs" may be somebody.
    let counted = view.low(at.wrapping_sub(1)) == "een" && !first;
    let thing = counted
        || !view.chatty
            && !view.uncapitalised
            && matches!(
                view.low(at.wrapping_sub(1)),
                "de" | "het" | "een" | "die" | "deze" | "dit" | "mijn" | "zijn" | "haar" | "onze"
            )
            && !matches!(view.low(at.wrapping_sub(2)), "van" | "op" | "in");
    let mut points = if thing { -3 } else { 0 };
    points += if listed { 4 } else { 0 };
    points += if place { 4 } else { 0 };
    points += if announced { 2 } else { 0 };
    points += if titled(view, at) && letters > 3 {
        3
    } else {
        0
    };
    points
}

/// Whether a token right behind a name goes on with it.
pub(super) fn beside(view: &View<'_>, at: usize) -> bool {
    let class = view.class(at);
    let part = matches!(view.shape(at), Shape::Title | Shape::Mixed)
        || view.shape(at) == Shape::Upper && view.tokens[at].range.len() > 1;
    if view.keep[at] || !part || view.starts[at] {
        // In lower case only what is on a list goes on.
        let low = view.shape(at) == Shape::Lower
            && class.has(Class::SURNAME)
            && !class.has(
                Class::COMMON
                    .and(Class::WORD)
                    .and(Class::KEEP)
                    .and(Class::SAY),
            );
        return low && !view.foreign[at] && view.capital(at - 1).eq(&false);
    }
    let barred = class.has(
        Class::KEEP
            .and(Class::PARTICLE)
            .and(Class::TITLE)
            .and(Class::RANK)
            .and(Class::WEEKDAY),
    );
    let capitals = view.capitals[at];
    let verb = class.has(Class::SAY.and(Class::AUX).and(Class::COMMON));
    let verb = verb && (!class.has(Class::SURNAME) || class.has(Class::SAY.and(Class::AUX)));
    let word = class.has(Class::WORD.and(Class::COMMON)) && !class.has(Class::NAME);
    let short = view.shape(at) == Shape::Upper && view.tokens[at].range.len() < 4;
    let abbreviation = short && !capitals && !class.has(Class::NAME);
    let ordinary = capitals && (verb || word);
    !(barred || hyphened(view, at) || abbreviation || ordinary)
}

/// Whether a token right before a name belongs to it: a first name that is also a word.
pub(super) fn before(view: &View<'_>, at: usize) -> bool {
    let class = view.class(at);
    let first = matches!(view.shape(at), Shape::Title | Shape::Mixed)
        && class.has(Class::FIRST_NAME)
        && !class.has(Class::PARTICLE.and(Class::TITLE));
    let plain = matches!(view.shape(at), Shape::Title) && view.telling(at);
    !view.keep[at]
        && !hyphened(view, at)
        && (first && !class.has(Class::KEEP) || plain)
        && !class.has(
            Class::KEEP
                .and(Class::PARTICLE)
                .and(Class::TITLE)
                .and(Class::RANK)
                .and(Class::ROLE)
                .and(Class::GREET)
                .and(Class::UNIT)
                .and(Class::ORGANISATION)
                .and(Class::WEEKDAY),
        )
}
