//! Wires arguments, log, catalogue, figures and router together, and serves.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use tokio::net::TcpListener;
use vik_catalogue::{Catalogue, Role};
use vik_server::accounts::{Account, Accounts, DEMO, demo_accounts, hash_password};
use vik_server::arguments::{AccountsCommand, Arguments, Command, Serve};
use vik_server::decisions::Decisions;
use vik_server::work::{Mail, Work};
use vik_server::{App, open_side, router};

/// Wrong use of the command line, and what cannot be done with it.
const USAGE: u8 = 2;
/// Files and folders that cannot be used.
const STORAGE: u8 = 5;

/// A sentence for the terminal, and the exit code.
type Failure = (u8, String);

/// What is logged unless `RUST_LOG` says otherwise: our own lines, and of libraries what is wrong.
const OURS: &str =
    "warn,vik_server=info,vik_desk=info,vik_learning=info,deltalake_core=error,buoyant_kernel=off";

#[tokio::main]
async fn main() -> ExitCode {
    let filter =
        tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| OURS.into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Some(Command::Accounts(command)) => accounts(command),
        None => serve(arguments.serve).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, sentence)) => {
            eprintln!("error: {sentence}");
            ExitCode::from(code)
        }
    }
}

async fn serve(options: Serve) -> Result<(), Failure> {
    let sources = open_side::find(&options.open).map_err(|e| (STORAGE, e.to_string()))?;
    let file = options
        .accounts
        .unwrap_or_else(|| options.open.join("accounts.toml"));
    let accounts = Accounts::read(&file).map_err(|e| (USAGE, e.to_string()))?;
    let (catalogue, problems) = Catalogue::load(options.config.as_deref());
    for problem in problems {
        eprintln!("{problem}");
    }
    for name in catalogue.overrides() {
        tracing::info!("your {name} replaces the built-in one");
    }
    let beside = || options.open.with_file_name("work");
    let folder = options.work.clone().unwrap_or_else(beside);
    let decisions = Decisions::open(&folder).map_err(|e| (STORAGE, e.to_string()))?;
    let app = App::new(catalogue, sources, accounts, options.https, Some(decisions));
    let listener = TcpListener::bind(options.listen).await.map_err(|e| {
        let reason = if e.kind() == std::io::ErrorKind::AddrInUse {
            "is in use"
        } else {
            "cannot be used"
        };
        (
            USAGE,
            format!(
                "the address {} {reason}: choose another with --listen, for example 127.0.0.1:8081",
                options.listen
            ),
        )
    })?;
    app.warm_up();
    let address = listener.local_addr().unwrap_or(options.listen);
    let own = format!("http://{address}");
    let reached = options.address.as_deref().unwrap_or(&own);
    let work = Work::open(&app, &folder, reached).map_err(|e| (STORAGE, e.to_string()))?;
    let mail = options.smtp.map(|relay| Mail {
        relay,
        from: options.mail_from,
    });
    work.start(&app, mail.as_ref())
        .map_err(|e| (USAGE, e.to_string()))?;
    say(&format!("listening on http://{address}"));
    let ending = work.clone();
    let stop = async move {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        // Screens hold a stream each; the server would wait for them.
        ending.stop();
    };
    axum::serve(listener, router(app, Some(work)))
        .with_graceful_shutdown(stop)
        .await
        .map_err(|_| (STORAGE, "the server stopped: start it again".to_owned()))
}

fn accounts(command: AccountsCommand) -> Result<(), Failure> {
    match command {
        AccountsCommand::Demo { file } => {
            if !file.exists() {
                let no_randomness = || {
                    (
                        STORAGE,
                        "the system gives no randomness: try again".to_owned(),
                    )
                };
                let accounts = demo_accounts().ok_or_else(no_randomness)?;
                accounts
                    .write(&file)
                    .map_err(|e| (STORAGE, e.to_string()))?;
            }
            for (name, role, _) in DEMO {
                say(&format!("{name} {role}"));
            }
            Ok(())
        }
        AccountsCommand::New {
            file,
            name,
            role,
            display,
        } => {
            if role.parse::<Role>().is_err() {
                let roles = Role::ALL.map(Role::code).join(", ");
                return Err((
                    USAGE,
                    format!("there is no role {role}: use one of {roles}"),
                ));
            }
            add(&file, name, role, display)
        }
    }
}

fn add(file: &Path, name: String, role: String, display: Option<String>) -> Result<(), Failure> {
    let mut accounts = if file.exists() {
        Accounts::read(file).map_err(|e| (USAGE, e.to_string()))?
    } else {
        Accounts::default()
    };
    let mut password = String::new();
    let read = std::io::stdin().read_line(&mut password);
    let password = password.trim_end_matches(['\r', '\n']);
    if read.is_err() || password.len() < 12 {
        return Err((
            USAGE,
            "give a password of at least 12 characters on standard input".to_owned(),
        ));
    }
    let password = hash_password(password).ok_or_else(|| {
        (
            STORAGE,
            "the password could not be hashed: try again".to_owned(),
        )
    })?;
    let display = display.unwrap_or_else(|| name.clone());
    accounts.put(Account {
        name,
        role,
        display,
        password,
    });
    accounts.write(file).map_err(|e| (STORAGE, e.to_string()))
}

/// Writes a line to standard output; a closed pipe is no reason to stop.
fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
