//! The pack as a SCORM 1.2 package (ADL, *SCORM Version 1.2*, 2001) for a learning platform.
//!
//! One page with the stories, read on one's own. It tells the platform that it was begun, and that it
//! was completed once every story has been opened to its end; nothing else about the reader is sent.

use askama::Template;

use super::ExportError;
use super::model::Item;
use super::ready::{OnShelf, Ready};
use crate::archive::Archive;
use crate::error::DocumentError;

/// The manifest.
#[derive(Template)]
#[template(path = "pack/scorm/imsmanifest.xml", escape = "html")]
struct Manifest<'a> {
    id: String,
    title: &'a str,
}

/// The page.
#[derive(Template)]
#[template(path = "pack/scorm/index.html")]
struct Lesson<'a> {
    title: &'a str,
    audience: &'a str,
    aims: &'a [String],
    stories: Vec<Told<'a>>,
    exercises: Vec<(&'a str, &'a [String])>,
}

/// A story on the page.
struct Told<'a> {
    found: OnShelf<'a>,
    lessons: Vec<(&'static str, &'a [String])>,
}

impl Ready<'_> {
    /// The zip to upload.
    ///
    /// # Errors
    /// When the zip cannot be written.
    pub fn to_scorm(&self) -> Result<Vec<u8>, ExportError> {
        let pack = self.pack;
        let failed = |_| DocumentError::Page;
        let manifest = Manifest {
            id: self.identifier(),
            title: &pack.title,
        };
        let stories = self.told().map(|(found, _)| Told {
            lessons: lessons(found),
            found,
        });
        let exercises = pack.items.iter().filter_map(|item| match item {
            Item::Exercise { title, steps, .. } => Some((title.as_str(), steps.as_slice())),
            _ => None,
        });
        let lesson = Lesson {
            title: &pack.title,
            audience: &pack.audience,
            aims: &pack.aims,
            stories: stories.collect(),
            exercises: exercises.collect(),
        };
        let page = crate::sheets::writable(&lesson.render().map_err(failed)?);
        let manifest = crate::sheets::writable(&manifest.render().map_err(failed)?);
        let mut archive = Archive::new();
        archive.add("imsmanifest.xml", manifest.as_bytes())?;
        archive.add("index.html", page.as_bytes())?;
        archive.add(
            "stijl.css",
            include_bytes!("../../templates/pack/scorm/stijl.css"),
        )?;
        archive.add(
            "scorm.js",
            include_bytes!("../../templates/pack/scorm/scorm.js"),
        )?;
        Ok(archive.finish()?)
    }

    /// Names the lesson with its stories and their versions: another version is another course.
    fn identifier(&self) -> String {
        let chosen = serde_json::to_vec(self.pack).unwrap_or_default();
        let hash = crate::report::Hash::of(&chosen).to_string();
        format!("LEERKRING-{}", hash.get(..16).unwrap_or_default())
    }
}

fn lessons(found: OnShelf<'_>) -> Vec<(&'static str, &[String])> {
    let lessons = &found.story.lessons;
    [
        ("Voor mij", lessons.person.as_slice()),
        ("Voor het team", lessons.team.as_slice()),
        ("Voor wie leidinggeeft", lessons.leader.as_slice()),
        ("Voor het korps", lessons.force.as_slice()),
    ]
    .into_iter()
    .filter(|(_, all)| !all.is_empty())
    .collect()
}

/// Paragraphs of a text, for the template.
fn paragraphs(text: &str) -> Vec<&str> {
    let parts = text.split("\n\n").map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}
