//! Mail headers: whom it is from and whom it is to.

use super::Line;
use crate::found::Found;
use crate::view::View;

pub(super) fn find(view: &View<'_>, lines: &[Line], out: &mut Vec<Found>) {
    for line in lines {
        let mut at = line.first;
        while matches!(view.low(at), ">" | "*" | "|" | "-") && at < line.end {
            at += 1;
        }
        let header = matches!(
            view.low(at),
            "van"
                | "aan"
                | "cc"
                | "bcc"
                | "from"
                | "to"
                | "afzender"
                | "ontvanger"
                | "cc'd"
                | "reply-to"
        );
        if !header || view.low(at + 1) != ":" {
            continue;
        }
        // Names stand before the address in angle or square brackets, or alone.
        let first = at + 2;
        let mut begin = first;
        for next in first..=line.end {
            let low = view.low(next);
            let closes = next == line.end || matches!(low, ";" | "<" | "[" | "(" | "|");
            if closes && begin < next {
                let mail = (begin..next).any(|i| view.low(i) == "@");
                if !mail && next - begin <= 12 {
                    super::names(view, begin..next, "mailkop", 85, out);
                }
            }
            if closes || matches!(low, ">" | "]" | ")") {
                begin = next + 1;
            }
        }
    }
}
