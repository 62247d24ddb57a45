//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Shows published figures of integrity cases as web pages.
#[derive(Parser)]
#[command(name = "vik-server", version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// Serve the pages.
    #[command(flatten)]
    pub serve: Serve,
    /// Work on the accounts file instead.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options for serving.
#[derive(Args)]
pub struct Serve {
    /// The folder with published figures: of one organisation, or of several in sub-folders.
    #[arg(long, default_value = "var/open")]
    pub open: PathBuf,
    /// A folder with your own queries and dashboards.
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The accounts file; by default accounts.toml in the folder of --open.
    #[arg(long)]
    pub accounts: Option<PathBuf>,
    /// The folder for what is decided here; by default `work` beside the folder of --open.
    #[arg(long)]
    pub work: Option<PathBuf>,
    /// How readers reach this server, for links in letters: `https://leerkring.example.org`.
    #[arg(long)]
    pub address: Option<String>,
    /// The mail relay on this machine, such as 127.0.0.1:25; without it no owner of an action is asked by mail.
    #[arg(long)]
    pub smtp: Option<SocketAddr>,
    /// The sender of letters.
    #[arg(long, default_value = "Leerkring <leerkring@localhost>")]
    pub mail_from: String,
    /// Readers come over https: the cookie is sent over https only.
    #[arg(long)]
    pub https: bool,
}

/// Other things this program does.
#[derive(Subcommand)]
pub enum Command {
    /// Make accounts for signing in.
    #[command(subcommand)]
    Accounts(AccountsCommand),
}

/// Work on the accounts file.
#[derive(Subcommand)]
pub enum AccountsCommand {
    /// Add an account, or give it a new password; the password is read from standard input.
    New {
        /// The accounts file.
        file: PathBuf,
        /// The name to sign in with.
        #[arg(long)]
        name: String,
        /// The role, such as analyst.
        #[arg(long)]
        role: String,
        /// The name on the page.
        #[arg(long)]
        display: Option<String>,
    },
    /// Make one demo account per role; a file that exists is left alone.
    Demo {
        /// The accounts file.
        file: PathBuf,
    },
}
