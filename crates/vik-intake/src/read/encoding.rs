//! How letters are written: recognised, stated, and never quietly replaced.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

use crate::error::IntakeError;
use crate::source::Source;

const LOOK: u64 = 1 << 20;

/// The encoding of a file: as the mapping says, else from its mark, else from its letters.
pub(super) fn recognise(
    source: &Source,
    named: Option<&str>,
) -> Result<&'static Encoding, IntakeError> {
    if let Some(name) = named {
        return Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            source.error(format!(
                "the mapping's encoding `{name}` is not known; use utf-8, windows-1252 or utf-16le"
            ))
        });
    }
    let head = source.head(LOOK)?;
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .take(512)
            .filter(|byte| **byte == 0)
            .count()
    };
    let pairs = head.len().div_ceil(2).min(512);
    if pairs >= 4 && zeros(1) * 2 > pairs {
        return Ok(encoding_rs::UTF_16LE);
    }
    if pairs >= 4 && zeros(0) * 2 > pairs {
        return Ok(encoding_rs::UTF_16BE);
    }
    if head.contains(&0) {
        return Err(source.error("this is not text (it holds zero bytes); export it as CSV in UTF-8, as XLSX or as Parquet"));
    }
    let whole = head.len() < LOOK as usize;
    match std::str::from_utf8(&head) {
        Ok(_) => Ok(UTF_8),
        Err(error) if !whole && error.error_len().is_none() => Ok(UTF_8),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&head, whole);
            // Among encodings that differ in few letters, the one that is usual in the Netherlands.
            Ok(detector.guess(Some(b"nl"), Utf8Detection::Deny))
        }
    }
}

/// The text of a file as UTF-8, without its mark. A byte that is no letter is an error, with a
/// sentence that says what to do: a replacement character in a code would be a wrong code.
pub(super) struct Decoded {
    inner: Box<dyn Read + Send>,
    decoder: encoding_rs::Decoder,
    encoding: &'static Encoding,
    input: Vec<u8>,
    start: usize,
    end: usize,
    finished: bool,
    passed: u64,
}

impl Decoded {
    pub fn open(source: &Source, encoding: &'static Encoding) -> Result<Decoded, IntakeError> {
        Ok(Decoded {
            inner: source.reader()?,
            decoder: encoding.new_decoder_with_bom_removal(),
            encoding,
            input: vec![0; 1 << 17],
            start: 0,
            end: 0,
            finished: false,
            passed: 0,
        })
    }

    fn undecodable(&self) -> io::Error {
        let advice = if self.encoding == UTF_8 {
            "set encoding = \"windows-1252\" in [source] of the mapping, or export the file as UTF-8"
        } else {
            "set `encoding` in [source] of the mapping to the export's own, or export the file as UTF-8"
        };
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!(
                "the text is not {} (near byte {}); {advice}",
                self.encoding.name(),
                self.passed + 1
            ),
        )
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // A letter takes up to four bytes; both readers of this type ask for far more.
        loop {
            if self.start == self.end && !self.finished {
                self.start = 0;
                self.end = self.inner.read(&mut self.input)?;
                self.finished = self.end == 0;
            }
            let pending = self.input.get(self.start..self.end).unwrap_or(&[]);
            let (result, read, written) =
                self.decoder
                    .decode_to_utf8_without_replacement(pending, out, self.finished);
            self.start += read;
            self.passed += read as u64;
            match result {
                DecoderResult::Malformed(..) => return Err(self.undecodable()),
                DecoderResult::InputEmpty if written == 0 && !self.finished => {}
                DecoderResult::InputEmpty => return Ok(written),
                DecoderResult::OutputFull if written == 0 => {
                    return Err(io::Error::other("the buffer is too small for a letter"));
                }
                DecoderResult::OutputFull => return Ok(written),
            }
        }
    }
}
