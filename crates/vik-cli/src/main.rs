//! `vik`: the program of the closed side. It holds the key while it runs and nothing after.
//!
//! Commands here parse what is asked, call a library and say what happened; exit codes are stable:
//! 0 done, 2 usage, 3 findings in data, 4 key or rights, 5 storage, 6 refused.

mod arguments;
mod audit;
mod check;
mod class_sizes;
mod context;
mod desk;
mod diary;
mod freeze;
mod ingest;
mod key;
mod outcome;
mod partner;
mod progress;
mod redact;
mod report;
mod sealed;
mod status;
mod tables;
mod trial;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

/// The engines below warn about things that are no concern of a reader, such as a table that is new.
const QUIET: &str = "error,deltalake_core=error,buoyant_kernel=off";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| QUIET.into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(cause) => {
            eprintln!("error: the program could not start its threads: {cause}");
            return ExitCode::from(5);
        }
    };
    let result = runtime.block_on(async {
        match &arguments.command {
            Command::Key(command) => key::run(&arguments, command).await,
            Command::Ingest(options) => ingest::run(&arguments, options).await,
            Command::Freeze(options) => freeze::run(&arguments, options).await,
            Command::Check(options) => check::run(&arguments, options).await,
            Command::Audit(command) => audit::run(&arguments, command).await,
            Command::Partner(command) => partner::run(&arguments, command).await,
            Command::Status => status::run(&arguments).await,
            Command::Redact(options) => redact::run(options),
            Command::Desk(options) => desk::run(&arguments, options).await,
            Command::Report(options) => report::run(&arguments, options).await,
        }
    });
    outcome::finish(result)
}
