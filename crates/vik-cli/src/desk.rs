//! `vik desk`: the closed side's own pages, from the text of a case to a reviewed story.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use tokio::net::TcpListener;
use vik_catalogue::TextKind;
use vik_desk::app::{Desk, Inner};
use vik_desk::demo;
use vik_desk::drafting::texts;
use vik_desk::pages::router;
use vik_desk::people::{DEMO_PASSWORD, People, Person};
use vik_desk::store::Store;
use vik_desk::vault::Vault;
use vik_domain::{CodeLists, Organisation};
use vik_published::StoryEntry;
use vik_redact::Detector;
use vik_server::accounts::hash_password;
use vik_story::Story;

use crate::arguments::{Arguments, DeskOptions};
use crate::context::{Folders, catalogue};
use crate::key::open_keys;
use crate::outcome::{Failure, chain};
use crate::redact;

/// Serves the desk until it is stopped.
pub async fn run(arguments: &Arguments, options: &DeskOptions) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    let known = catalogue(arguments)?;
    let usage = |text: String| Failure::Usage(text);
    let profile = known
        .text(TextKind::Organisations, &arguments.organisation)
        .ok_or_else(|| {
            usage(format!(
                "there is no organisation `{}`",
                arguments.organisation
            ))
        })?;
    let organisation = Organisation::parse(profile).map_err(|e| usage(e.to_string()))?;
    let lists =
        CodeLists::parse(known.texts(TextKind::CodeLists)).map_err(|e| usage(e.to_string()))?;
    let policy = known.freeze_policy().ok_or_else(|| {
        usage("policies/freeze.toml is missing or has errors: run `vik check`".to_owned())
    })?;
    std::fs::create_dir_all(&folders.desk)
        .map_err(|e| Failure::Storage(format!("{} cannot be made: {e}", folders.desk.display())))?;
    let file = options
        .accounts
        .clone()
        .unwrap_or_else(|| folders.desk.join("people.toml"));
    if let Some(name) = &options.person {
        return add(&file, name, &options.role);
    }
    let keys = open_keys(&folders, &arguments.organisation)?;
    let cases = Vault::at(&folders.narratives)
        .open(|epoch| keys.narrative_key(epoch).map(|key| *key))
        .map_err(|e| Failure::Storage(chain(&e)))?;
    drop(keys);
    if options.demo && !file.exists() {
        People::demo()
            .ok_or_else(|| Failure::Storage("the system gives no randomness".to_owned()))?
            .write(&file)
            .map_err(|e| Failure::Storage(e.to_string()))?;
    }
    let people = People::read(&file).map_err(|e| usage(e.to_string()))?;
    let store =
        Store::open(&folders.desk.join("desk.sqlite")).map_err(|e| Failure::Storage(chain(&e)))?;
    store.verify().map_err(|e| Failure::Storage(chain(&e)))?;
    let bands: BTreeMap<String, String> = lists
        .list("sanctions")
        .map(|list| {
            list.codes
                .iter()
                .filter_map(|code| {
                    Some((code.code.clone(), code.attributes.get("band")?.to_string()))
                })
                .collect()
        })
        .unwrap_or_default();
    let mut tables = redact::tables(options.names.as_deref())?;
    if let Some(list) = lists.list("units") {
        tables
            .units
            .extend(list.codes.iter().map(|code| code.nl.clone()));
    }
    tables.released = released(&folders.open)?;
    let count = cases.len();
    let desk = Desk::new(Inner {
        cases,
        store,
        people,
        sessions: vik_server::sessions::Sessions::default(),
        detector: Detector::new(tables),
        lists,
        organisation: organisation.name.nl.clone(),
        open: folders.open.clone(),
        minimum_roster: policy.minimum_roster,
        bands,
        published_before: tokio::sync::Mutex::default(),
    });
    if let Some(folder) = &options.sample_stories {
        return samples(&desk, folder).await;
    }
    let listener = TcpListener::bind(options.listen).await.map_err(|_| {
        usage(format!(
            "the address {} cannot be used: choose another with --listen",
            options.listen
        ))
    })?;
    let address = listener.local_addr().unwrap_or(options.listen);
    let mut told = format!("{count} cases with a text; the desk is at http://{address}\n");
    if options.demo {
        told += &format!(
            "sign in as auteur, privacy, jurist, trainer, vik or vrijgever; password {DEMO_PASSWORD}\n"
        );
    }
    // Whoever started the desk may have stopped listening; that is no reason to stop serving.
    let _heard = std::io::stdout().write_all(told.as_bytes());
    let stop = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    axum::serve(listener, router(desk))
        .with_graceful_shutdown(stop)
        .await
        .map_err(|_| Failure::Storage("the desk stopped: start it again".to_owned()))
}

/// Adds a person with a password from standard input.
fn add(file: &Path, name: &str, roles: &[String]) -> Result<(), Failure> {
    let usage = |text: String| Failure::Usage(text);
    let mut people = if file.exists() {
        People::read(file).map_err(|e| usage(e.to_string()))?
    } else {
        People::default()
    };
    let mut password = String::new();
    let read = std::io::stdin().read_line(&mut password);
    let password = password.trim_end_matches(['\r', '\n']);
    if read.is_err() || password.chars().count() < 12 {
        return Err(usage(
            "give a password of at least 12 characters on standard input".to_owned(),
        ));
    }
    let person = Person {
        name: name.to_owned(),
        display: name.to_owned(),
        roles: roles.to_vec(),
        password: hash_password(password)
            .ok_or_else(|| Failure::Storage("the system gives no randomness".to_owned()))?,
    };
    people.put(person).map_err(|e| usage(e.to_string()))?;
    people
        .write(file)
        .map_err(|e| Failure::Storage(e.to_string()))?;
    println!(
        "{name} may sign in as {}; restart the desk",
        roles.join(", ")
    );
    Ok(())
}

/// Releases every made-up story of a folder that is not in the library yet.
async fn samples(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    let unreadable =
        |e: std::io::Error| Failure::Usage(format!("{} cannot be read: {e}", folder.display()));
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let there = vik_published::stories(&desk.open).map_err(Failure::storage)?;
    for file in files {
        let wrong = |what: &str| Failure::Usage(format!("{}: {what}", file.display()));
        let text = std::fs::read_to_string(&file).map_err(|_| wrong("expected UTF-8 text"))?;
        let story: Story = toml::from_str(&text).map_err(|e| wrong(e.message()))?;
        let known = there.iter().any(|entry| match entry {
            StoryEntry::Standing(known) => known.story.title == story.title,
            StoryEntry::Withdrawn(_) => false,
        });
        if known {
            println!("in the library already: {}", story.title);
            continue;
        }
        let title = story.title.clone();
        demo::tell(desk, story)
            .await
            .map_err(|e| Failure::Refused(chain(&e)))?;
        println!("released: {title}");
    }
    Ok(())
}

/// What everybody may read already; what is rare beside it is flagged.
fn released(open: &Path) -> Result<Vec<String>, Failure> {
    let entries = vik_published::stories(open).map_err(Failure::storage)?;
    let standing = entries.iter().filter_map(|entry| match entry {
        StoryEntry::Standing(known) => Some(&known.story),
        StoryEntry::Withdrawn(_) => None,
    });
    Ok(standing
        .flat_map(|story| texts(story).into_iter().map(|(_, text)| text))
        .collect())
}
