//! The chain: each line's hash covers the one before it, so that none can be changed or taken out alone.

use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use crate::Line;

/// SHA-256 in hexadecimal digits of parts, each after its length, so that they cannot run together.
#[must_use]
pub fn sha(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

/// The hash of a line.
pub(crate) fn link(
    previous: &str,
    place: i64,
    stream: &str,
    number: u32,
    at: &str,
    body_hash: &str,
) -> String {
    sha(&[
        previous.as_bytes(),
        &place.to_be_bytes(),
        stream.as_bytes(),
        &number.to_be_bytes(),
        at.as_bytes(),
        body_hash.as_bytes(),
    ])
}

/// Place and hash of the newest line; 0 and nothing in a new log.
pub(crate) fn newest(connection: &Connection) -> rusqlite::Result<(i64, String)> {
    let ask = "SELECT place, hash FROM log ORDER BY place DESC LIMIT 1";
    let row = connection.query_row(ask, [], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?.unwrap_or_default())
}

/// A line from its first five columns.
pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        place: row.get(0)?,
        stream: row.get(1)?,
        number: row.get(2)?,
        at: row.get(3)?,
        body: row.get(4)?,
    })
}

/// Every line, or the place of the first that does not fit.
pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Result<Vec<Line>, i64>> {
    let all = "SELECT place, stream, number, at, body, body_hash, hash FROM log ORDER BY place";
    let mut statement = connection.prepare_cached(all)?;
    let mut rows = statement.query([])?;
    let (mut lines, mut previous) = (Vec::new(), String::new());
    for expected in 1.. {
        let Some(row) = rows.next()? else { break };
        let line = line(row)?;
        let (body_hash, hash): (String, String) = (row.get(5)?, row.get(6)?);
        let hash_now = link(
            &previous,
            line.place,
            &line.stream,
            line.number,
            &line.at,
            &body_hash,
        );
        let text = line.body.as_ref();
        let same = text.is_none_or(|body| sha(&[body.as_bytes()]) == body_hash);
        if line.place != expected || hash_now != hash || !same {
            return Ok(Err(expected));
        }
        lines.push(line);
        previous = hash;
    }
    Ok(Ok(lines))
}
