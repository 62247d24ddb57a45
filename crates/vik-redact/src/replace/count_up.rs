//! Equal labels in a row.

use super::people;
use super::story::Edit;

/// "medewerker A en medewerker B" becomes "medewerkers A en B".
pub(crate) fn count_up(text: &str, edits: &mut [Edit]) {
    let mut nth = 0;
    while nth < edits.len() {
        let Some(noun) = edits.get(nth).and_then(|e| e.noun) else {
            nth += 1;
            continue;
        };
        let mut last = nth;
        let mut closed = false;
        while !closed
            && let (Some(a), Some(b)) = (edits.get(last), edits.get(last + 1))
            && b.noun == Some(noun)
            && b.text != a.text
            && let Some(gap @ (" en " | ", " | " & ")) = text.get(a.range.end..b.range.start)
        {
            closed = gap != ", ";
            last += 1;
        }
        if closed {
            let plural = people::plural(noun);
            for (i, edit) in edits.iter_mut().enumerate().take(last + 1).skip(nth) {
                let letter = edit.text.trim_start_matches(noun).trim_start().to_owned();
                edit.text = if i == nth {
                    format!("{plural} {letter}")
                } else {
                    letter
                };
            }
        }
        nth = last + 1;
    }
}
