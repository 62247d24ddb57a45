//! Headers in which an address or a user name stands for the person.

use super::site::{Site, line_before};

/// A sender or receiver of a mail, by itself behind the name of the header.
pub(crate) fn is_mail_header(site: &Site<'_>) -> bool {
    let line = line_before(site.text, site.range.start).to_lowercase();
    let bare = line.trim_end().ends_with([':', ',', ';']);
    ["van:", "aan:", "cc:", "bcc:", "from:", "to:"]
        .iter()
        .any(|h| bare && line.trim_start().starts_with(h))
}

/// The speaker of a turn: at the head of a line or behind its stamp, with a colon after it.
pub(crate) fn is_chat_header(site: &Site<'_>) -> bool {
    let line = line_before(site.text, site.range.start).trim_end();
    let opens = line.is_empty() || line.ends_with([']', '-', '|', '<']);
    opens
        && site
            .text
            .get(site.range.end..)
            .is_some_and(|t| t.starts_with([':', '>']))
}
