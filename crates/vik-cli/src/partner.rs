//! `vik partner`: figures given to other organisations and taken from them; reads the open side only.

use std::fs;
use std::path::Path;

use vik_domain::{CodeList, Month, Text};
use vik_partners::shelf::{self, ShelfError};
use vik_partners::{
    Bundle, Choice, Content, DefinitionNote, Figures, MAX_BYTES, PartnerName, PublicKey, Shareable,
    SigningSecret, dimensions, export, verify,
};
use vik_published::Reference;

use crate::arguments::{Arguments, PartnerCommand};
use crate::context::Folders;
use crate::outcome::{Failure, chain};

/// The attribute that our categories are called by.
const ATTRIBUTE: &str = "category";

/// No table or description is longer than this.
const MOST_TEXT: usize = 2 << 20;

/// Runs one of the partner commands.
pub async fn run(arguments: &Arguments, command: &PartnerCommand) -> Result<(), Failure> {
    let open = Folders::of(arguments).open;
    match command {
        PartnerCommand::Key { secret } => {
            println!("{}", signing(secret)?.public());
            Ok(())
        }
        PartnerCommand::Export {
            out,
            secret,
            note,
            from,
            through,
        } => {
            let choice = choice(from.as_deref(), through.as_deref())?;
            let note = text(note)?;
            let note = DefinitionNote::parse(&note).map_err(|e| Failure::Usage(chain(&e)))?;
            let file = written(&open, choice, &note, &signing(secret)?).await?;
            fs::write(out, &file).map_err(|e| {
                Failure::Storage(format!("{} cannot be written: {e}", out.display()))
            })?;
            println!("wrote {} bytes to {}", file.len(), out.display());
            Ok(())
        }
        PartnerCommand::Verify { file, key, json } => {
            let bytes = shelf::read(file, MAX_BYTES).map_err(failure)?;
            let bundle = verify(&bytes, &public(key)?).map_err(|e| failure(e.into()))?;
            tell(&bundle, *json);
            Ok(())
        }
        PartnerCommand::Import {
            file,
            key,
            description,
            json,
        } => {
            let shelf_folder = open.join("partners");
            match (key, description) {
                (Some(key), _) => {
                    let bytes = shelf::read(file, MAX_BYTES).map_err(failure)?;
                    let kept = shelf::keep_bundle(&shelf_folder, &bytes, &public(key)?);
                    tell(&kept.map_err(failure)?, *json);
                }
                (None, Some(description)) => {
                    let csv = shelf::read(file, MOST_TEXT).map_err(failure)?;
                    let described = text(description)?;
                    let ours = categories(&reference(&open)?)?;
                    let kept = shelf::keep_table(&shelf_folder, &csv, &described, &ours);
                    tell_figures(&kept.map_err(failure)?, *json);
                }
                (None, None) => {
                    return Err(Failure::Usage(
                        "name the sender's key with --key for a bundle, or --description for a table"
                            .to_owned(),
                    ));
                }
            }
            Ok(())
        }
    }
}

async fn written(
    open: &Path,
    choice: Choice,
    note: &DefinitionNote,
    secret: &SigningSecret,
) -> Result<Vec<u8>, Failure> {
    let history = vik_published::history(open)
        .await
        .map_err(Failure::storage)?;
    if history.releases.is_empty() {
        return Err(Failure::Usage(
            "no rounded release is published yet; exact tables cannot be shared as a bundle"
                .to_owned(),
        ));
    }
    let reference = reference(open)?;
    let lists = dimensions(&history, |attribute| list_of(&reference, attribute));
    let releases = Shareable::of_published(history)
        .and_then(|all| all.choose(&choice))
        .map_err(|e| Failure::Findings(e.to_string()))?;
    let from = PartnerName {
        id: reference.organisation.id.clone(),
        name: reference.organisation.name.clone(),
    };
    let content = Content {
        from: &from,
        releases: &releases,
        lists: &lists,
        note,
    };
    export(&content, secret).map_err(|e| Failure::Findings(e.to_string()))
}

/// The code list of an attribute, be it a dimension or the level above one.
fn list_of(reference: &Reference, attribute: &str) -> Option<CodeList> {
    let dimensions = reference.cubes.iter().flat_map(|cube| &cube.dimensions);
    for dimension in dimensions {
        if dimension.name == attribute {
            return reference.list(&dimension.list).cloned();
        }
        if dimension.parent.as_deref() == Some(attribute) {
            let above = reference.list(&dimension.list)?.parent_list.as_deref()?;
            return reference.list(above).cloned();
        }
    }
    None
}

fn categories(reference: &Reference) -> Result<CodeList, Failure> {
    list_of(reference, ATTRIBUTE)
        .ok_or_else(|| Failure::Usage(format!("no published cube has the attribute `{ATTRIBUTE}`")))
}

fn reference(open: &Path) -> Result<Reference, Failure> {
    vik_published::reference(open)
        .map_err(Failure::storage)?
        .ok_or_else(|| {
            Failure::Usage("nothing is published yet: run `vik freeze --all` first".to_owned())
        })
}

fn choice(from: Option<&str>, through: Option<&str>) -> Result<Choice, Failure> {
    let month = |text: &str| {
        text.parse::<Month>()
            .map_err(|e| Failure::Usage(e.to_string()))
    };
    match (from, through) {
        (None, None) => Ok(Choice::Everything),
        (Some(from), Some(through)) => Ok(Choice::Months {
            from: month(from)?,
            through: month(through)?,
        }),
        _ => Err(Failure::Usage(
            "give --from and --through together".to_owned(),
        )),
    }
}

fn signing(file: &Path) -> Result<SigningSecret, Failure> {
    SigningSecret::parse(&text(file)?).map_err(|e| Failure::Key(format!("{}: {e}", file.display())))
}

fn public(key: &str) -> Result<PublicKey, Failure> {
    key.parse()
        .map_err(|e: vik_partners::KeyError| Failure::Key(e.to_string()))
}

fn text(file: &Path) -> Result<String, Failure> {
    let bytes = shelf::read(file, MOST_TEXT).map_err(failure)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::Usage(format!("{}: expected UTF-8", file.display())))
}

fn failure(error: ShelfError) -> Failure {
    match error {
        ShelfError::File { .. } => Failure::storage(error),
        ShelfError::Key(_) => Failure::Key(error.to_string()),
        ShelfError::AnotherKey => Failure::Refused(error.to_string()),
        other => Failure::Findings(chain(&other)),
    }
}

fn tell(bundle: &Bundle, json: bool) {
    if json {
        let found = serde_json::json!({
            "manifest": bundle.manifest(),
            "verified": bundle.verified(),
            "note": bundle.note(),
        });
        println!("{found}");
        return;
    }
    println!("{}", bundle.sentence().en);
    println!("counts: {}", bundle.note().counts.en);
    println!(
        "newest release {}, hash {}",
        bundle.manifest().release,
        bundle.manifest().head
    );
}

fn tell_figures(figures: &Figures, json: bool) {
    if json {
        println!("{}", serde_json::json!(figures));
        return;
    }
    let Text { en, .. } = &figures.name;
    println!("{en}: {} years", figures.years.len());
    for flag in &figures.flags {
        println!("  {}", flag.text().en);
    }
    for broken in figures.breaks() {
        println!("  break in {}: {}", broken.year, broken.text.en);
    }
    for row in &figures.unmapped {
        println!("  no category: {}", row.label);
    }
}
