//! `cargo xtask readability`: how hard the Dutch of the pages is, and whether its English is there.
//!
//! Collects every text that a reader sees ([`texts`]), measures it ([`formula`]), holds it against the
//! bounds ([`bounds`]) and writes the page of results ([`document`]).

mod bounds;
mod document;
mod formula;
mod language;
mod rust;
mod syllables;
mod template;
#[cfg(test)]
mod tests;
mod texts;

use crate::run::root;

/// Where the results stand, from the root of the workspace.
const PAGE: &str = "crates/vik-server/docs/READABILITY.md";

/// Writes the page of results; with `--list` prints every sentence instead, hardest first.
///
/// # Errors
///
/// A file that cannot be read or written, or texts beyond the bounds: which, and by how much.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let texts = texts::collect(&root())?;
    if arguments.first().is_some_and(|one| one == "--list") {
        print!("{}", document::list(&texts));
        return Ok(());
    }
    let allowed = allowed()?;
    let page = root().join(PAGE);
    if let Some(folder) = page.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
    }
    std::fs::write(&page, document::page(&texts, &allowed))
        .map_err(|e| format!("{PAGE} cannot be written: {e}"))?;
    let mut problems = bounds::beyond(&texts, &allowed);
    problems.extend(bounds::avoided(&texts, &allowed));
    problems.extend(bounds::untranslated(&texts, &allowed));
    if problems.is_empty() {
        eprintln!("{PAGE} is written; every text is within the bounds");
        return Ok(());
    }
    Err(format!("texts to mend:\n  {}", problems.join("\n  ")))
}

fn allowed() -> Result<bounds::Allowed, String> {
    let path = root().join("crates/xtask/readability.toml");
    let text = std::fs::read_to_string(&path)
        .map_err(|e| format!("readability.toml cannot be read: {e}"))?;
    toml::from_str(&text).map_err(|e| format!("readability.toml: {}", e.message()))
}
