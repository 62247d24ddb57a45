//! Names in the names of files: "verklaring_groenhart.pdf".

use crate::view::View;
use crate::words::Class;

const ENDS: [&str; 20] = [
    "pdf", "doc", "docx", "xls", "xlsx", "csv", "jpg", "jpeg", "png", "mp3", "mp4", "m4a", "wav",
    "mov", "txt", "msg", "eml", "zip", "ppt", "pptx",
];

/// Whether a token is a part, between underscores or hyphens, of a file's name.
pub(super) fn in_file_name(view: &View<'_>, at: usize) -> bool {
    let mark = |at: usize| matches!(view.low(at), "_" | "-");
    let led = at > 0 && mark(at - 1) && view.gap(at).is_empty() && view.gap(at - 1).is_empty();
    if !(led || mark(at + 1) && view.touches_next(at)) {
        return false;
    }
    let mut end = at;
    while end < at + 12 && view.touches_next(end) {
        if view.low(end + 1) == "." {
            return view.touches_next(end + 1) && ENDS.contains(&view.low(end + 2));
        }
        end += 1;
    }
    false
}

/// Whether such a part is a name: a listed one that is not frequent, or a surname that is a trade.
pub(super) fn is_name(view: &View<'_>, at: usize) -> bool {
    view.is(at, Class::NAME)
        && view.tokens[at].range.len() > 2
        && (!view.is(at, Class::COMMON) || view.is(at, Class::SURNAME))
        && !view.is(
            at,
            Class::KEEP
                .and(Class::PARTICLE)
                .and(Class::MONTH)
                .and(Class::WEEKDAY)
                .and(Class::ROLE)
                .and(Class::FIELD_KEY)
                .and(Class::UNIT),
        )
        && in_file_name(view, at)
}
