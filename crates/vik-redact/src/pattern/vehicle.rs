//! Vehicles by call sign or by make.

use super::Hit;
use crate::span::Label;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// A call sign: "de 3.11", "eenheid 22.01".
pub(super) fn call_sign(view: &View<'_>, at: usize) -> Option<Hit> {
    if !view.digits(at) || !view.touches_next(at) || !matches!(view.low(at + 1), "." | "-") {
        return None;
    }
    let (a, b) = (
        view.tokens[at].range.len(),
        view.tokens.get(at + 2)?.range.len(),
    );
    let shaped = a <= 2 && (2..=3).contains(&b) && view.digits(at + 2) && view.touches_next(at + 1);
    let before = view.low(at.wrapping_sub(1));
    let announced = matches!(
        before,
        "de" | "eenheid"
            | "wagen"
            | "voertuig"
            | "noodhulp"
            | "met"
            | "koppel"
            | "roepnummer"
            | "auto"
            | "bus"
            | "surveillance"
            | "dienstauto"
            | "dienstvoertuig"
            | "noodhulpeenheid"
            | ":"
            | "|"
            | "("
    );
    let more = view.low(at + 3) == "." && view.touches_next(at + 2) && view.digits(at + 4);
    let numbered = matches!(
        before,
        "artikel"
            | "art"
            | "paragraaf"
            | "par"
            | "§"
            | "versie"
            | "hoofdstuk"
            | "bijlage"
            | "lid"
            | "punt"
            | "€"
            | "v"
            | "sub"
            | "onder"
    ) || view.line_start(at) && view.capital(at + 3)
        || view.low(at + 1) == "-";
    let after = view.low(at + 3);
    let measured = matches!(
        after,
        "meter"
            | "km"
            | "kg"
            | "liter"
            | "procent"
            | "promille"
            | "gram"
            | "cm"
            | "ml"
            | "%"
            | "‰"
            | "euro"
            | "miljoen"
            | "m"
            | "uur"
    );
    let open = shaped && !numbered && !measured && b == 2 && (view.low(at).len() == 2 || announced);
    if (shaped && announced || open) && !more {
        return Hit::new(
            view.start(at)..view.end(at + 2),
            Label::Vehicle,
            80,
            "roepnummer",
        );
    }
    None
}

/// A make and its model: "Volkswagen Transporter", "Audi A4".
pub(super) fn brand(view: &View<'_>, at: usize, class: Class) -> Option<Hit> {
    if is_colour(view.low(at)) && view.same_line(at + 1) {
        let next = at + 1;
        // "gele Amerikaanse pick-up": one word between them.
        let noun = if is_vehicle(view.low(next)) {
            Some(next)
        } else {
            let between = view.low(next).ends_with('e') && view.capital(next);
            (between && view.same_line(next + 1) && is_vehicle(view.low(next + 1)))
                .then_some(next + 1)
        };
        let make = view
            .is(next, Class::BRAND)
            .then(|| brand(view, next, view.class(next)))
            .flatten();
        if let Some(make) = make {
            return Hit::new(
                view.start(at)..make.range.end,
                Label::Vehicle,
                80,
                "kleur, merk en type",
            );
        }
        let noun = noun?;
        return Hit::new(
            view.start(at)..view.end(noun),
            Label::Vehicle,
            70,
            "kleur en soort voertuig",
        );
    }
    if !class.has(Class::BRAND) {
        return None;
    }
    let capital = view.capital(at);
    if !capital && view.is(at, Class::WORD.and(Class::NAME)) {
        return None;
    }
    let mut last = at;
    for next in at + 1..(at + 4).min(view.len()) {
        let model = view.is(next, Class::BRAND)
            || view.capital(next) && view.telling(next) && !view.is(next, Class::KEEP)
            || view.digits(next)
                && view.tokens[next].range.len() <= 4
                && next == last + 1
                && capital
                && (view.tokens[next].range.len() == 3 || view.low(next - 1) == "model")
            || view.shape(next) == Shape::LettersDigits && view.tokens[next].range.len() <= 4;
        // "Harley Softail MF-47-ZK": what follows is its number plate.
        let plate = view.low(next + 1) == "-"
            && view.touches_next(next)
            && view.tokens[next].range.len() <= 3
            && view.written(next + 2).len() <= 3;
        if plate || !view.same_line(next) || !model {
            break;
        }
        last = next;
    }
    // "Volvo stationcar", "Skoda Octavia grijs".
    for _ in 0..2 {
        let next = last + 1;
        let goes_on = is_vehicle(view.low(next))
            || is_colour(&format!("{}e", view.low(next)))
            || matches!(view.low(next), "grijs" | "wit" | "rood" | "geel" | "zilver");
        if goes_on
            && view.same_line(next)
            && view.gap(next) == " "
            && view.shape(next) == Shape::Lower
        {
            last = next;
        }
    }
    Hit::new(
        view.start(at)..view.end(last),
        Label::Vehicle,
        80,
        "merk en type",
    )
}

/// A word for a kind of vehicle that its colour or make describes.
fn is_vehicle(low: &str) -> bool {
    matches!(
        low,
        "bestelbus"
            | "bestelauto"
            | "auto"
            | "bus"
            | "busje"
            | "scooter"
            | "motor"
            | "brommer"
            | "stationwagen"
            | "personenauto"
            | "cabrio"
            | "fatbike"
            | "bakfiets"
            | "caravan"
            | "camper"
            | "terreinwagen"
            | "suv"
            | "sedan"
            | "vrachtwagen"
            | "bestelwagen"
            | "snorfiets"
            | "jeep"
            | "tractor"
            | "fiets"
            | "racefiets"
            | "e-bike"
            | "motorfiets"
            | "step"
            | "aanhanger"
            | "bestelbusje"
            | "hatchback"
            | "stationcar"
            | "pick-up"
            | "pickup"
            | "takelwagen"
    )
}

fn is_colour(low: &str) -> bool {
    const COLOURS: [&str; 18] = [
        "grijze",
        "zwarte",
        "witte",
        "rode",
        "blauwe",
        "groene",
        "gele",
        "oranje",
        "bruine",
        "beige",
        "zilveren",
        "zilverkleurige",
        "zilvergrijze",
        "paarse",
        "gouden",
        "roze",
        "bordeauxrode",
        "crème",
    ];
    COLOURS.contains(&low)
        || COLOURS.iter().any(|colour| {
            low.len() < 20
                && (low
                    .strip_prefix("donker")
                    .or_else(|| low.strip_prefix("licht")))
                    == Some(colour)
        })
}
