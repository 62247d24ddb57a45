//! The two tokens: a count that nobody has cleared, and one that passed the door.

use std::fmt;

use crate::record::ReleaseRecord;

/// A value computed from warehouse records that nobody has cleared for reading.
///
/// Any crate may seal a value; only this crate opens one.
/// It has no `Deref`, `Display`, `Serialize` or `Clone`, and its `Debug` prints two dots, so it
/// cannot be logged or sent by accident.
///
/// ```compile_fail
/// let sealed = vik_disclosure::Protected::seal(3);
/// println!("{sealed}");
/// ```
/// ```compile_fail
/// let sealed = vik_disclosure::Protected::seal(3);
/// let opened: i32 = sealed.0;
/// ```
pub struct Protected<T>(T);

impl<T> Protected<T> {
    /// Seals a value.
    pub fn seal(value: T) -> Self {
        Self(value)
    }

    pub(crate) fn open(&self) -> &T {
        #[cfg(test)]
        crate::tests::work::step();
        &self.0
    }

    pub(crate) fn into_inner(self) -> T {
        #[cfg(test)]
        crate::tests::work::step();
        self.0
    }
}

impl<T> fmt::Debug for Protected<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Protected(..)")
    }
}

/// A value that passed the door, with the record of that passage.
///
/// Only this crate makes one, in [`freeze`](crate::freeze), [`round_year_end`](crate::round_year_end),
/// [`release_reference`](crate::release_reference) and [`pass_story`](crate::story::pass_story) (and
/// [`derive_leadership`](crate::derive_leadership), from published cubes): no `Deserialize`, `Default`, `From` or `map`, because each would be
/// a second way in.
///
/// ```compile_fail
/// fn forge(record: vik_disclosure::ReleaseRecord) -> vik_disclosure::Released<u8> {
///     vik_disclosure::Released { value: 3, record }
/// }
/// ```
#[derive(Debug)]
pub struct Released<T> {
    value: T,
    record: ReleaseRecord,
}

impl<T> Released<T> {
    pub(crate) fn new(value: T, record: ReleaseRecord) -> Self {
        Self { value, record }
    }

    /// What may be shown.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The record of its release.
    pub fn record(&self) -> &ReleaseRecord {
        &self.record
    }

    /// Takes both parts; the value may be shown, and cannot be made `Released` again.
    pub fn into_parts(self) -> (T, ReleaseRecord) {
        (self.value, self.record)
    }
}
