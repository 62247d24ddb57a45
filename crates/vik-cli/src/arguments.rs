//! What can be asked of `vik`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Loads closed cases into the pseudonymised warehouse and publishes protected counts.
#[derive(Debug, Parser)]
#[command(name = "vik", version)]
pub struct Arguments {
    /// Folder for the warehouse, the key and what is published.
    #[arg(long, global = true, default_value = "var")]
    pub var: PathBuf,
    /// Organisation, as in data-samples/organisations.
    #[arg(long, global = true, default_value = "nl-police")]
    pub organisation: String,
    /// Your own folder with queries, dashboards, mappings and code lists; it wins file by file.
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make, check or rotate the organisation's key.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Read exports through a mapping into the warehouse.
    Ingest(IngestOptions),
    /// Publish complete months that are not published yet.
    Freeze(FreezeOptions),
    /// Check queries, cubes, dashboards and mappings.
    Check(CheckOptions),
    /// Say what is loaded and what is published.
    Status,
}

/// What can be done with a key.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make a new key, protected by a passphrase.
    New {
        /// Do nothing when there is a key already.
        #[arg(long)]
        if_missing: bool,
        /// Protect it with little computing time; for demonstrations only.
        #[arg(long)]
        fast: bool,
    },
    /// Open the key and say whether it is whole.
    Check,
    /// Add a key epoch and carry the warehouse over to it; run again, it finishes what was cut off.
    Rotate {
        /// Protect the file with little computing time; for demonstrations only.
        #[arg(long)]
        fast: bool,
    },
}

/// How to load.
#[derive(Debug, Args)]
pub struct IngestOptions {
    /// The exports: CSV, XLSX, ODS, JSON Lines or Parquet.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The mapping: its name, or a path to a TOML file.
    #[arg(long)]
    pub mapping: String,
    /// Do everything but the commit, and show what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Load the good rows and put the refused ones in an encrypted file.
    #[arg(long)]
    pub quarantine: bool,
    /// Report as JSON, one object a file.
    #[arg(long)]
    pub json: bool,
}

/// What to publish.
#[derive(Debug, Args)]
pub struct FreezeOptions {
    /// Every complete month that is not published yet.
    #[arg(long, conflicts_with = "through")]
    pub all: bool,
    /// Up to and including this month, such as 2024-03.
    #[arg(long)]
    pub through: Option<String>,
    /// Count and say how long it took; nothing is protected or published.
    #[arg(long, hide = true)]
    pub count_only: bool,
    /// Report as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What to check.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Also run the tests inside the query files.
    #[arg(long)]
    pub test: bool,
}
