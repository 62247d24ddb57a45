//! The file around the parts: a zip archive in which nothing is left to choose.
//!
//! Parts are stored, never compressed, in a fixed order, with fixed dates and flags; so there is one
//! file for given parts, any archive tool opens it, and a hostile one has nothing to play with. The
//! reader takes slices of the file it was given and allocates nothing that a header asks for.
//!
//! Source: PKWARE, APPNOTE.TXT 6.3.3, sections 4.3.7, 4.3.12 and 4.3.16.

/// The largest bundle that is read: a ten-year history takes a tenth of it.
pub const MAX_BYTES: usize = 1 << 30;

/// The parts, in the order of the file.
pub(crate) const NAMES: [&str; 7] = [
    "manifest.json",
    "manifest.sig",
    "cells.jsonl",
    "codelists.json",
    "definition-note.json",
    "history.json",
    "records.json",
];

/// A file that is not a bundle, or not written in the one way that a bundle is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// Larger than any bundle.
    #[error("the file is larger than {MAX_BYTES} bytes, which no bundle is")]
    TooLarge,
    /// A part is not where it should be: another name, a second one of a name, or none.
    #[error("expected the part `{0}` next, stored without compression, and found something else")]
    Part(&'static str),
    /// The header of a part says more bytes than there are.
    #[error("the file ends within the part `{0}`")]
    Short(&'static str),
    /// The parts are there, but the bytes around them are not as they should be.
    #[error(
        "byte {at} of the file, beside the part `{near}`, is not as the format says: \
         the archive was changed or written by a tool that does not follow the format"
    )]
    Spelling {
        /// Where, counted from 0.
        at: usize,
        /// The part that it stands in front of, or the last one.
        near: &'static str,
    },
}

/// Writes the parts; `None` when they are larger than [`MAX_BYTES`] together.
pub(crate) fn write(parts: &[&[u8]; 7]) -> Option<Vec<u8>> {
    let size = parts.iter().map(|part| part.len()).sum::<usize>() + 2048;
    if size > MAX_BYTES {
        return None;
    }
    let mut file = Vec::with_capacity(size);
    let mut directory = Vec::new();
    for (name, part) in NAMES.iter().zip(parts) {
        let offset = file.len();
        let shared = shared_header(name, part);
        file.extend(LOCAL);
        file.extend(&shared);
        file.extend(name.as_bytes());
        file.extend(*part);
        directory.extend(CENTRAL);
        // Made by version 2.0 on a system with Unix permissions.
        directory.extend([20, 3]);
        directory.extend(&shared);
        // Comment, disk and internal attributes: none. Permissions: rw for the owner.
        directory.extend([0; 6]);
        directory.extend((0o600_u32 << 16).to_le_bytes());
        directory.extend(u32_of(offset));
        directory.extend(name.as_bytes());
    }
    let (start, length) = (file.len(), directory.len());
    file.extend(directory);
    file.extend(END);
    file.extend([0; 4]);
    let entries = u16::try_from(NAMES.len()).unwrap_or(u16::MAX).to_le_bytes();
    file.extend(entries);
    file.extend(entries);
    file.extend(u32_of(length));
    file.extend(u32_of(start));
    file.extend([0; 2]);
    Some(file)
}

/// The parts of a file, in the order of [`NAMES`]. Names and sizes are checked here, every byte
/// around them by [`spelled`].
pub(crate) fn read(file: &[u8]) -> Result<[&[u8]; 7], ContainerError> {
    if file.len() > MAX_BYTES {
        return Err(ContainerError::TooLarge);
    }
    let mut rest = file;
    let mut parts: [&[u8]; 7] = [&[]; 7];
    for (name, part) in NAMES.into_iter().zip(&mut parts) {
        let short = ContainerError::Short(name);
        let (header, after) = rest.split_at_checked(30).ok_or(short)?;
        let length = |at: usize| number(header, at, 4);
        let as_expected = header.starts_with(&LOCAL)
            && number(header, 8, 2) == Some(0)
            && number(header, 26, 2) == Some(name.len())
            && number(header, 28, 2) == Some(0)
            && after.starts_with(name.as_bytes())
            && length(18) == length(22);
        let (Some(length), true) = (length(18), as_expected) else {
            return Err(ContainerError::Part(name));
        };
        let (_, body) = after.split_at_checked(name.len()).ok_or(short)?;
        (*part, rest) = body.split_at_checked(length).ok_or(short)?;
    }
    Ok(parts)
}

/// Checks that the file has exactly the bytes that [`write`] gives for its parts.
pub(crate) fn spelled(file: &[u8], parts: &[&[u8]; 7]) -> Result<(), ContainerError> {
    let expected = write(parts).ok_or(ContainerError::TooLarge)?;
    if expected == file {
        return Ok(());
    }
    let same = expected.iter().zip(file).take_while(|(a, b)| a == b);
    let at = same.count();
    let mut end = 0;
    let near = NAMES.iter().zip(parts).find(|(name, part)| {
        end += 30 + name.len() + part.len();
        at < end
    });
    let near = near.map_or(NAMES[6], |(name, _)| name);
    Err(ContainerError::Spelling { at, near })
}

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// What the header of a part and its line in the directory share: 26 bytes.
fn shared_header(name: &str, part: &[u8]) -> Vec<u8> {
    // Version 2.0 to extract, no flags, stored, midnight of 1 January 1980.
    let mut header = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
    header.extend(crc32(part).to_le_bytes());
    header.extend(u32_of(part.len()));
    header.extend(u32_of(part.len()));
    header.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    header.extend([0; 2]);
    header
}

/// Sizes are below [`MAX_BYTES`], so they fit.
fn u32_of(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let digits = bytes.get(at..at + width)?;
    Some(
        digits
            .iter()
            .rev()
            .fold(0, |sum, byte| (sum << 8) | usize::from(*byte)),
    )
}

/// The checksum of zip (ISO 3309), four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 16] = {
        let mut steps = [0; 16];
        let mut at = 0;
        while at < 16 {
            let mut step = at as u32;
            let mut bit = 0;
            while bit < 4 {
                step = (step >> 1) ^ if step & 1 == 1 { 0xEDB8_8320 } else { 0 };
                bit += 1;
            }
            steps[at] = step;
            at += 1;
        }
        steps
    };
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        sum = (sum >> 4) ^ STEPS[(sum & 15) as usize];
        sum = (sum >> 4) ^ STEPS[(sum & 15) as usize];
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> [&'static [u8]; 7] {
        [b"a", b"bb", b"", b"dddd", b"e", b"PK\x03\x04", b"g"]
    }

    /// The check value of the standard.
    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn what_is_written_is_read_and_spelled_so() {
        let file = write(&parts()).unwrap();
        let read = read(&file).unwrap();
        assert_eq!(read, parts());
        spelled(&file, &read).unwrap();
    }

    #[test]
    fn no_byte_outside_the_parts_is_free() {
        let file = write(&parts()).unwrap();
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut bent = file.clone();
                bent[at] ^= 1 << bit;
                let refused = read(&bent).and_then(|parts| spelled(&bent, &parts));
                assert!(refused.is_err(), "byte {at}, bit {bit}");
            }
        }
        for cut in 0..file.len() {
            assert!(
                read(&file[..cut])
                    .and_then(|p| spelled(&file[..cut], &p))
                    .is_err()
            );
        }
        let longer = [file.as_slice(), b"\0"].concat();
        assert!(spelled(&longer, &read(&longer).unwrap()).is_err());
    }

    #[test]
    fn an_archive_tool_reads_it() {
        let file = write(&parts()).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
        assert_eq!(archive.len(), 7);
        for (at, (name, part)) in NAMES.iter().zip(parts()).enumerate() {
            let mut entry = archive.by_index(at).unwrap();
            assert_eq!(entry.name().unwrap(), *name);
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            assert_eq!(bytes, part);
        }
    }
}
