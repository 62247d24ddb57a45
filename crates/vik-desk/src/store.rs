//! What happened at the desk: one line for every act and every look, in a [log](vik_log) that shows a change.
//!
//! A review is a stream of its own; so are the looks, and the number that a review's story has in the
//! library.

use std::path::Path;

use vik_log::{Log, LogError, Seen};

/// The store of one organisation's desk.
pub struct Store(Log);

/// A line of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the review, from 1.
    pub number: u32,
    /// When, as the desk's clock had it.
    pub at: String,
    /// The event, as JSON.
    pub body: String,
}

impl Store {
    /// Opens the store, making it if it is new.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn open(file: &Path) -> Result<Self, LogError> {
        Ok(Self(Log::open(file)?))
    }

    /// Adds lines to a review that has `seen` lines.
    ///
    /// # Errors
    /// [`LogError::Late`] when it has more by now.
    pub fn append(
        &self,
        review: &str,
        seen: u32,
        at: &str,
        bodies: &[String],
    ) -> Result<(), LogError> {
        self.0
            .append(review, Seen::InStream(seen), at, bodies)
            .map(|_| ())
    }

    /// How many lines a review has.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn count(&self, review: &str) -> Result<u32, LogError> {
        self.0.count(review)
    }

    /// The lines of a review, oldest first; none for one that does not exist.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn lines(&self, review: &str) -> Result<Vec<Line>, LogError> {
        let lines = self.0.stream(review)?.into_iter();
        // Nothing is ever struck here: a text on the desk is sealed with its case.
        let line = lines.filter_map(|line| {
            Some(Line {
                number: line.number,
                at: line.at,
                body: line.body?,
            })
        });
        Ok(line.collect())
    }

    /// Every review, in the order in which they began.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn reviews(&self) -> Result<Vec<String>, LogError> {
        let mut streams = self.0.streams()?;
        streams.retain(|stream| stream.starts_with("v-"));
        Ok(streams)
    }

    /// Notes which number a review's story has in the library.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn place(&self, review: &str, number: u64, at: &str) -> Result<(), LogError> {
        if self.placed(review)? == Some(number) {
            return Ok(());
        }
        let number = [number.to_string()];
        self.0
            .append(&placed(review), Seen::Anything, at, &number)
            .map(|_| ())
    }

    /// Which number a review's story has in the library, if it ever had one.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn placed(&self, review: &str) -> Result<Option<u64>, LogError> {
        let newest = self.0.stream(&placed(review))?.pop();
        Ok(newest.and_then(|line| line.body?.parse().ok()))
    }

    /// Checks the chain of every line and gives their number.
    ///
    /// # Errors
    /// [`LogError::Tampered`] with the first line that does not fit.
    pub fn verify(&self) -> Result<usize, LogError> {
        self.0.lines().map(|lines| lines.len())
    }
}

/// The stream of the numbers that a review's story had.
fn placed(review: &str) -> String {
    format!("placed {review}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_number_counts_and_is_no_review() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("desk.sqlite")).unwrap();
        store.append("v-a", 0, "t", &["first".to_owned()]).unwrap();
        assert_eq!(store.placed("v-a").unwrap(), None);
        for number in [7, 7, 9] {
            store.place("v-a", number, "t").unwrap();
        }
        assert_eq!(store.placed("v-a").unwrap(), Some(9));
        assert_eq!(store.reviews().unwrap(), ["v-a"]);
        assert_eq!(store.verify().unwrap(), 3);
    }
}
