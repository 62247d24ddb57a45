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
    /// Verify, export or attack what was published; needs no key.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Give published figures to other organisations, and take theirs; reads the open side only.
    #[command(subcommand)]
    Partner(PartnerCommand),
    /// Say what is loaded and what is published.
    Status,
    /// Replace what identifies people in a Dutch text; needs no key and no organisation.
    Redact(RedactOptions),
    /// Open the desk in a browser: from the text of a case to a reviewed story. Closed side.
    Desk(DeskOptions),
    /// Sign the report of a quarter or half-year and put it in the archive.
    Report(ReportOptions),
}

/// Which report to sign.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// The period: `2025-Q4` for leadership, `2025-H2` for Parliament.
    pub period: String,
    /// The editor's sentences: TOML with `[[section.learning]]` and `[[message]]`, each with `nl` and `en`.
    #[arg(long)]
    pub sentences: Option<PathBuf>,
    /// The folder of the web server's decisions; by default `work` in the folder of --var.
    #[arg(long)]
    pub work: Option<PathBuf>,
    /// 1 for the first; a mended report has a higher number.
    #[arg(long, default_value_t = 1)]
    pub edition: u32,
}

/// What to redact.
#[derive(Debug, Args)]
pub struct RedactOptions {
    /// A text file, a folder of them (one case file), or `-` for standard input.
    pub input: Option<PathBuf>,
    /// Where to write: a file, or a folder for a folder; by default to the screen.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Write a page that shows what was found, by which means, before and after.
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// What is known of the case: JSON with `case` and `persons` (`id`, `name`, `role`).
    #[arg(long)]
    pub record: Option<PathBuf>,
    /// Your organisation's own names: TOML with lists `units`, `places`, `organisations`, `functions`, `staff`.
    #[arg(long)]
    pub names: Option<PathBuf>,
    /// Made-up names instead of roles, for texts that are read in class.
    #[arg(long)]
    pub surrogates: bool,
    /// Chooses the shift of days and the made-up names.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Lines of JSON in, a list of spans for each line out.
    #[arg(long, num_args = 2, value_names = ["IN", "OUT"], conflicts_with_all = ["input", "out", "report", "record", "surrogates"])]
    pub jsonl: Option<Vec<PathBuf>>,
}

/// How to open the desk.
#[derive(Debug, Args)]
pub struct DeskOptions {
    /// Address to listen on; keep it on the closed network.
    #[arg(long, default_value = "127.0.0.1:8090")]
    pub listen: std::net::SocketAddr,
    /// Who may sign in; by default accounts.toml in the desk's folder.
    #[arg(long)]
    pub accounts: Option<PathBuf>,
    /// Make accounts for a demonstration when there are none.
    #[arg(long)]
    pub demo: bool,
    /// Your organisation's own names: TOML with lists `units`, `places`, `organisations`, `functions`, `staff`.
    #[arg(long)]
    pub names: Option<PathBuf>,
    /// Add somebody who may sign in, or change their roles and password, and stop; the password is read
    /// from standard input.
    #[arg(long, value_name = "NAME", requires = "role")]
    pub person: Option<String>,
    /// What that person is: author, privacy_officer, jurist, trainer, releaser, unit_vik:UNIT (repeat).
    #[arg(long, requires = "person")]
    pub role: Vec<String>,
    /// Bring the made-up stories of a folder through the whole review, and stop; for a demonstration.
    #[arg(long, requires = "demo", value_name = "FOLDER")]
    pub sample_stories: Option<PathBuf>,
}

/// What can be done with what was published.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check every release and its proof, without a solver.
    Verify {
        /// A history written by `vik audit history`; by default what is published here.
        #[arg(long)]
        file: Option<PathBuf>,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write all releases with their proofs as one file, for a verifier of somebody else's.
    History {
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write every published number as one JSON line, for an attacker of somebody else's.
    Export {
        /// The file to write; by default to the screen.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Only what this audience reads.
        #[arg(long, value_parser = ["analyst", "leadership"])]
        audience: Option<String>,
    },
    /// Try to learn a small count from what was published.
    Attack(AttackOptions),
    /// Look at the warehouse itself: how many persons share their traits. Closed side.
    Warehouse {
        /// Draw the sizes of the groups that share all traits, as an SVG file. Closed side.
        #[arg(long)]
        plot: Option<PathBuf>,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done with the figures of partners.
#[derive(Debug, Subcommand)]
pub enum PartnerCommand {
    /// Say the public key of a signing secret, to hand over by another road than the bundle.
    Key {
        /// A file with 64 random hexadecimal digits, such as `openssl rand -hex 32` gives.
        #[arg(long)]
        secret: PathBuf,
    },
    /// Write what is published as one signed file.
    Export {
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        /// The file with the signing secret.
        #[arg(long)]
        secret: PathBuf,
        /// What is counted, as TOML; `data-samples/partners/note.toml` is an example.
        #[arg(long)]
        note: PathBuf,
        /// The first month to share, such as 2024-01; by default everything.
        #[arg(long, requires = "through")]
        from: Option<String>,
        /// The last month to share.
        #[arg(long, requires = "from")]
        through: Option<String>,
    },
    /// Check a bundle: signature, digests, chain and proofs. Keeps nothing.
    Verify {
        /// The bundle.
        file: PathBuf,
        /// The sender's public key, 64 hexadecimal digits.
        #[arg(long)]
        key: String,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check a bundle or a table, and keep it on the open side for the pages.
    Import {
        /// The bundle, or the table as CSV.
        file: PathBuf,
        /// The sender's public key, for a bundle.
        #[arg(long, conflicts_with = "description")]
        key: Option<String>,
        /// What the columns and rows of a table mean, as TOML.
        #[arg(long)]
        description: Option<PathBuf>,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// How to attack.
#[derive(Debug, Args)]
pub struct AttackOptions {
    /// Lines written by `vik audit export`, or by hand; by default what is published here.
    #[arg(long)]
    pub file: Option<PathBuf>,
    /// Attack as this audience only; by default as somebody who reads everything.
    #[arg(long)]
    pub audience: Option<String>,
    /// Statements with the rule `exact` that the attacker knows from elsewhere.
    #[arg(long)]
    pub known: Option<PathBuf>,
    /// Cells attacked one by one with integer programmes; all others by elimination and bounds.
    #[arg(long, default_value_t = 20)]
    pub sample: usize,
    /// Seed that chooses the sample.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// A count below this is small; by default 5, and for exact tables the threshold of their policy.
    #[arg(long)]
    pub k: Option<u32>,
    /// Keep the report beside what is published, for the page on releases.
    #[arg(long, conflicts_with_all = ["file", "audience", "known"])]
    pub keep: bool,
    /// Colleagues who join forces, 0 to 3.
    #[arg(long, default_value_t = 3)]
    pub coalition: u32,
    /// Report as JSON.
    #[arg(long)]
    pub json: bool,
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
    /// Protect, but publish nothing, and say what it would cost and protect in each cube. With --config
    /// a changed policy can be tried before anyone commits to it.
    #[arg(long)]
    pub dry_run: bool,
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
    /// Check a published table of others instead: a CSV file with kinds as rows and periods as columns,
    /// or the TOML form of it.
    #[arg(long, value_name = "FILE", conflicts_with = "test")]
    pub table: Option<PathBuf>,
}
