//! What the circles ask of the server around them: stories, names of codes, and one figure.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use vik_domain::Language;
use vik_story::Story;

/// An answer that may take a moment.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A code with its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The code.
    pub code: String,
    /// What it is called in the language that was asked for.
    pub name: String,
    /// The code of the group it belongs to; only units have one.
    pub group: Option<String>,
}

/// A story that may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the library.
    pub id: String,
    /// The story.
    pub story: Story,
    /// Where it can be read, if the server has a page for it.
    pub href: Option<String>,
}

/// What an organisation has.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// Stories that are released and not withdrawn, in the order in which they are offered.
    pub stories: Vec<Arc<Entry>>,
    /// Themes.
    pub themes: Vec<Named>,
    /// Units with their groups.
    pub units: Vec<Named>,
    /// Bands of sanctions.
    pub bands: Vec<Named>,
}

impl Shelf {
    /// A story by its number.
    #[must_use]
    pub fn story(&self, id: &str) -> Option<&Arc<Entry>> {
        self.stories.iter().find(|entry| entry.id == id)
    }
}

/// The name of a code; the code itself where the list does not know it.
#[must_use]
pub fn name(list: &[Named], code: &str) -> String {
    let known = list.iter().find(|named| named.code == code);
    known.map_or_else(|| code.to_owned(), |named| named.name.clone())
}

/// One protected figure. Everything in it has been released.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// The answer in a sentence: the number in words.
    pub value: String,
    /// What it does not say.
    pub caution: String,
    /// Where it can be looked at in full, if anywhere.
    pub href: Option<String>,
    /// The drawing: an SVG element with its own title and description, or nothing.
    pub svg: String,
}

/// The server around the circles.
pub trait Library: Send + Sync + 'static {
    /// What an organisation has, with names in a language. It is asked for every page that is drawn:
    /// keep it, and give a clone.
    fn shelf<'a>(&'a self, org: &'a str, language: Language) -> Later<'a, Shelf>;

    /// The figure that goes with a story; none when nothing may be shown.
    fn figure<'a>(
        &'a self,
        org: &'a str,
        entry: &'a Entry,
        language: Language,
    ) -> Later<'a, Option<Figure>>;
}
