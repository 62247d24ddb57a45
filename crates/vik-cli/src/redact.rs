//! `vik redact`: the detector and the replacement alone, for a text, a folder or lines of JSON.
//!
//! It needs no key, no warehouse and no organisation, so that another team can use it by itself.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use vik_redact::{
    Detector, Draft, KnownPerson, Names, PartKind, Record, Report, RiskNote, Role, Span, Status,
    Style, Tables, replace, risk,
};

use crate::arguments::RedactOptions;
use crate::outcome::Failure;

/// What is known of a case, as it stands in a file.
#[derive(Default, Deserialize)]
struct KnownCase {
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    persons: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    id: String,
    name: String,
    #[serde(default)]
    role: String,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    record: Option<KnownCase>,
}

/// An organisation's own names, in TOML.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OwnNames {
    units: Vec<String>,
    places: Vec<String>,
    organisations: Vec<String>,
    functions: Vec<String>,
    staff: Vec<String>,
}

impl From<KnownCase> for Record {
    fn from(known: KnownCase) -> Self {
        let person = |Known { id, name, role }| KnownPerson {
            id,
            name,
            role: Role::from_dutch(&role),
        };
        Self {
            case: known.case.filter(|case| !case.is_empty()),
            persons: known.persons.into_iter().map(person).collect(),
        }
    }
}

/// Runs the command.
pub fn run(options: &RedactOptions) -> Result<(), Failure> {
    let detector = Detector::new(tables(options.names.as_deref())?);
    if let Some(files) = &options.jsonl
        && let [from, to] = files.as_slice()
    {
        return lines(&detector, from, to);
    }
    let record = match &options.record {
        Some(file) => serde_json::from_str::<KnownCase>(&read(file)?)
            .map_err(|_| {
                Failure::Usage(format!(
                    "{}: expected an object with `case` and `persons`, each person with `id`, `name` and `role`",
                    file.display()
                ))
            })?
            .into(),
        None => Record::default(),
    };
    let style = Style {
        names: if options.surrogates {
            Names::Surrogates
        } else {
            Names::Roles
        },
        seed: options.seed,
        ..Style::default()
    };
    let work = Work {
        detector,
        record,
        style,
        options,
    };
    match options.input.as_deref() {
        Some(path) if path.is_dir() => work.folder(path),
        Some(path) if path != Path::new("-") => work.single(&title(path), &read(path)?),
        _ => {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .map_err(|_| Failure::Usage("standard input: expected UTF-8 text".to_owned()))?;
            work.single("tekst", &text)
        }
    }
}

struct Work<'a> {
    detector: Detector,
    record: Record,
    style: Style,
    options: &'a RedactOptions,
}

impl Work<'_> {
    fn single(&self, title: &str, text: &str) -> Result<(), Failure> {
        let spans = self.detector.detect(text, &self.record);
        let draft = replace(text, &spans, &self.record, &self.style);
        if let Some(file) = &self.options.report {
            write(file, &self.html(title, text, &spans, &draft))?;
        }
        match &self.options.out {
            Some(file) => write(file, &shown(&draft))?,
            None => println!("{}", shown(&draft)),
        }
        open_flags(flags(&spans))
    }

    /// All text files of a folder as one case file: what is found in one is found in all.
    fn folder(&self, folder: &Path) -> Result<(), Failure> {
        let Some(out) = &self.options.out else {
            return Err(Failure::Usage(
                "a folder needs a folder to write into: add --out FOLDER".to_owned(),
            ));
        };
        let unreadable =
            |e: std::io::Error| Failure::Usage(format!("{} cannot be read: {e}", folder.display()));
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .map_err(unreadable)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
            .collect();
        files.sort();
        if files.is_empty() {
            return Err(Failure::Usage(format!(
                "there are no .txt or .md files in {}",
                folder.display()
            )));
        }
        let texts: Vec<String> = files.iter().map(|f| read(f)).collect::<Result<_, _>>()?;
        let given: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = self.detector.detect_file(&given, &self.record);
        let pairs: Vec<(&str, &[Span])> = given
            .iter()
            .copied()
            .zip(found.iter().map(Vec::as_slice))
            .collect();
        let drafts = vik_redact::replace_file(&pairs, &self.record, &self.style);
        fs::create_dir_all(out)
            .map_err(|e| Failure::Storage(format!("{} cannot be made: {e}", out.display())))?;
        let mut open = 0;
        for (file, ((text, spans), draft)) in files.iter().zip(pairs.iter().zip(&drafts)) {
            let title = title(file);
            write(&out.join(format!("{title}.txt")), &shown(draft))?;
            write(
                &out.join(format!("{title}.html")),
                &self.html(&title, text, spans, draft),
            )?;
            println!(
                "{title}: {} replaced, {} flagged",
                spans.iter().filter(|s| s.status == Status::Mask).count(),
                flags(spans)
            );
            open += flags(spans);
        }
        open_flags(open)
    }

    fn html(&self, title: &str, text: &str, spans: &[Span], draft: &Draft) -> String {
        let found = risk(spans);
        let reasons: Vec<&str> = found.reasons.iter().map(|(reason, _)| *reason).collect();
        Report {
            title,
            text,
            spans,
            draft,
            risk: Some(RiskNote {
                score: found.score,
                reasons: &reasons,
            }),
        }
        .html()
    }
}

/// The draft, with what a person must still decide between double brackets.
fn shown(draft: &Draft) -> String {
    let mut out = String::with_capacity(draft.text.len() + 64);
    for part in &draft.parts {
        let text = draft.text.get(part.draft.clone()).unwrap_or_default();
        if part.kind == PartKind::Flagged {
            let _ = write!(out, "[[{text}]]");
        } else {
            out.push_str(text);
        }
    }
    out
}

fn flags(spans: &[Span]) -> usize {
    spans.iter().filter(|s| s.status == Status::Flag).count()
}

fn open_flags(count: usize) -> Result<(), Failure> {
    if count == 0 {
        return Ok(());
    }
    Err(Failure::Findings(format!(
        "{count} places between [[ ]] must be decided by a person before the text may leave"
    )))
}

/// One JSON list of `[start, end, label, status]` for each line, offsets in Unicode code points.
fn lines(detector: &Detector, from: &Path, to: &Path) -> Result<(), Failure> {
    let mut out = String::new();
    for (number, line) in read(from)?.lines().enumerate() {
        let line: Line = serde_json::from_str(line).map_err(|_| {
            Failure::Findings(format!(
                "{} line {}: expected an object with `text` and perhaps `record`",
                from.display(),
                number + 1
            ))
        })?;
        let record: Record = line.record.unwrap_or_default().into();
        let spans = detector.detect(&line.text, &record);
        let list: Vec<serde_json::Value> = code_points(&line.text, &spans)
            .zip(&spans)
            .map(|((start, end), span)| {
                let status = match span.status {
                    Status::Mask => "mask",
                    Status::Flag => "flag",
                };
                serde_json::json!([start, end, span.label.code(), status])
            })
            .collect();
        let _ = writeln!(out, "{}", serde_json::Value::from(list));
    }
    write(to, &out)
}

/// Where sorted spans lie, counted in characters; one pass over the text.
fn code_points<'a>(text: &'a str, spans: &'a [Span]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let (mut at, mut count) = (0, 0);
    let mut advance = move |to: usize| {
        count += text.get(at..to).map_or(0, |part| part.chars().count());
        at = to;
        count
    };
    spans.iter().map(move |span| {
        let start = advance(span.range.start);
        (start, advance(span.range.end))
    })
}

/// An organisation's own names from a file; none without one.
pub fn tables(file: Option<&Path>) -> Result<Tables, Failure> {
    let Some(file) = file else {
        return Ok(Tables::default());
    };
    let own: OwnNames = toml::from_str(&read(file)?).map_err(|_| {
        Failure::Usage(format!(
            "{}: expected lists of names under units, places, organisations, functions or staff",
            file.display()
        ))
    })?;
    Ok(Tables {
        units: own.units,
        places: own.places,
        organisations: own.organisations,
        functions: own.functions,
        staff: own.staff,
        ..Tables::default()
    })
}

fn title(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = fs::read(file)
        .map_err(|e| Failure::Usage(format!("{} cannot be read: {e}", file.display())))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::Usage(format!("{}: expected UTF-8 text", file.display())))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text)
        .map_err(|e| Failure::Storage(format!("{} cannot be written: {e}", file.display())))
}
