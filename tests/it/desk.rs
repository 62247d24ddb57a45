//! From the text of a sample case to a story in the library, as five people do it in their browsers.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};

use crate::program::{Var, root};

/// A desk that runs until it is dropped.
struct Running {
    child: Child,
    address: String,
    _out: BufReader<ChildStdout>,
}

impl Running {
    fn start(var: &Var) -> Self {
        let mut child = var
            .command(&["desk", "--demo", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        Self {
            child,
            address,
            _out: out,
        }
    }

    fn person(&self, name: &str) -> Person<'_> {
        let mut person = Person {
            desk: self,
            cookie: String::new(),
        };
        let form = [("name", name), ("password", "leerkring-demo")];
        let (status, head, _) = person.send("POST", "/aanmelden", &form);
        assert_eq!(status, 303, "{name} signs in");
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .unwrap();
        person.cookie = cookie.split(';').next().unwrap().to_owned();
        person
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Somebody at the desk.
struct Person<'a> {
    desk: &'a Running,
    cookie: String,
}

impl Person<'_> {
    fn send(&self, method: &str, path: &str, form: &[(&str, &str)]) -> (u16, String, String) {
        let mut body = String::new();
        for (name, value) in form {
            let _ = write!(body, "{}{name}=", if body.is_empty() { "" } else { "&" });
            for byte in value.bytes() {
                let _ = write!(body, "%{byte:02X}");
            }
        }
        let host = &self.desk.address;
        let mut stream = TcpStream::connect(host).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_owned(), body.to_owned())
    }

    #[track_caller]
    fn page(&self, path: &str) -> String {
        let (status, _, body) = self.send("GET", path, &[]);
        assert_eq!(status, 200, "{path}");
        body
    }

    fn version(&self, story: &str) -> String {
        let page = self.page(story);
        between(&page, "name=\"seen\" class=\"seen\" value=\"", "\"").to_owned()
    }

    /// Posts on the version that is there now; the status says whether it was allowed.
    fn post(&self, story: &str, to: &str, form: &[(&str, &str)]) -> (u16, String) {
        let seen = self.version(story);
        let mut all = vec![("seen", seen.as_str())];
        all.extend(form);
        let (status, _, body) = self.send("POST", &format!("{story}/{to}"), &all);
        (status, body)
    }

    #[track_caller]
    fn does(&self, story: &str, what: &str, value: &str) {
        let form = [("doe", what), ("waarde", value), ("tekst", "omdat het kan")];
        let (status, body) = self.post(story, "doe", &form);
        let told = if body.contains("role=\"alert\">") {
            between(&body, "role=\"alert\">", "<").to_owned()
        } else {
            String::new()
        };
        assert_eq!(status, 303, "{what}: {told}");
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before)
        .unwrap_or_else(|| panic!("no {before} in the page"))
        .1
        .split_once(after)
        .unwrap()
        .0
}

fn story_in_full() -> Vec<(&'static str, &'static str, String)> {
    let words = |many: usize, end: &str| {
        format!(
            "{}{end}",
            "Iemand doet iets en een ander kijkt toe "
                .repeat(many / 8 + 1)
                .trim()
        )
    };
    vec![
        (
            "/title",
            "line",
            "Kijken zonder reden in een systeem".to_owned(),
        ),
        ("/situation", "text", words(40, ".")),
        ("/parts/0/text", "text", words(60, ".")),
        (
            "/parts/0/questions",
            "lines",
            "Wat zou jij nu doen?".to_owned(),
        ),
        ("/assessment/careful", "text", words(12, ".")),
        ("/assessment/done", "text", words(12, ".")),
        ("/assessment/neglect", "text", words(12, ".")),
        ("/assessment/attributable", "text", words(12, ".")),
        ("/assessment/proportionate", "text", words(12, ".")),
        ("/outcome/band", "choice", "reprimand".to_owned()),
        ("/outcome/text", "text", words(12, ".")),
        ("/outcome/action", "text", words(12, ".")),
        ("/went_well", "text", words(12, ".")),
        ("/lessons/person", "lines", words(8, ".")),
        ("/lessons/team", "lines", words(8, ".")),
        ("/lessons/leader", "lines", words(8, ".")),
        ("/lessons/force", "lines", words(8, ".")),
        (
            "/questions/staff",
            "lines",
            "Wat zou jij nu doen?".to_owned(),
        ),
        (
            "/questions/supervisors",
            "lines",
            "Wat zou jij nu doen?".to_owned(),
        ),
        ("/questions/vik", "lines", "Wat zou jij nu doen?".to_owned()),
        (
            "/questions/policy",
            "lines",
            "Wat zou jij nu doen?".to_owned(),
        ),
        ("/themes", "choices", "unlawful_information".to_owned()),
        ("/values", "choices", "integer".to_owned()),
        ("/causes", "choices", "culture".to_owned()),
        ("/audiences", "choices", "staff".to_owned()),
        ("/facets/from", "half", "2021-H1".to_owned()),
        ("/facets/until", "half", "2021-H1".to_owned()),
    ]
}

#[test]
fn a_case_becomes_a_story_in_three_hands_and_can_be_taken_back() {
    let var = Var::new("nl-police");
    let file = "data-samples/cases/cases-2021.csv";
    var.vik(&["ingest", file, "--mapping", "nl-police"]).done();
    var.vik(&["freeze", "--through", "2021-06"]).done();
    let desk = Running::start(&var);
    let author = desk.person("auteur");

    // A case about information, with a text of its own.
    let list = author.page("/zaken?soort=INF");
    let number = between(&list, "name=\"zaak\" value=\"", "\"").to_owned();
    let case = author.page(&format!("/zaak/{number}"));
    assert!(case.contains("Restrisico"));
    let export = std::fs::read_to_string(root().join(file)).unwrap();
    let row = export
        .split('\n')
        .find(|row| row.starts_with(&number))
        .unwrap();
    assert!(row.len() > 100);
    let (status, head, _) = author.send("POST", "/zaken/begin", &[("zaak", &number)]);
    assert_eq!(status, 303);
    let story = head
        .lines()
        .find_map(|line| line.strip_prefix("location: "))
        .unwrap()
        .to_owned();
    let two = [("zaak", number.as_str()), ("zaak", number.as_str())];
    assert_eq!(
        author.send("POST", "/zaken/begin", &two).0,
        400,
        "two cases are refused"
    );

    for (field, kind, value) in story_in_full() {
        let form = [("field", field), ("kind", kind), ("value", value.as_str())];
        let (status, body) = author.post(&story, "veld", &form);
        assert_eq!(status, 303, "{field}: {body}");
    }
    // Parts beyond the first come from the case; the test tells one part only.
    while author.page(&story).contains("/parts/1/text") {
        let form = [("field", "/parts"), ("kind", "structure"), ("value", "-")];
        assert_eq!(author.post(&story, "veld", &form).0, 303);
    }
    let attribute = [
        ("field", "/facets/attributes"),
        ("kind", "attribute"),
        ("name", "category"),
        ("value", "INF"),
    ];
    assert_eq!(author.post(&story, "veld", &attribute).0, 303);

    // Two people write in the same field: who comes second is told, and nothing is overwritten.
    let second = desk.person("auteur2");
    let old = second.version(&story);
    let title = [
        ("field", "/title"),
        ("kind", "line"),
        ("value", "Kijken zonder dat het nodig is"),
    ];
    assert_eq!(author.post(&story, "veld", &title).0, 303);
    let late = [
        ("seen", old.as_str()),
        ("field", "/title"),
        ("kind", "line"),
        ("value", "Iets anders"),
    ];
    let (status, _, told) = second.send("POST", &format!("{story}/veld"), &late);
    assert_eq!(status, 409);
    assert!(told.contains("Iemand anders heeft dit intussen veranderd"));
    assert!(
        author
            .page(&story)
            .contains("Kijken zonder dat het nodig is")
    );

    author.does(&story, "doorzoek", "");
    loop {
        let page = author.page(&story);
        let Some((_, rest)) = page.split_once("class=\"keep\">") else {
            break;
        };
        let (check, place) = (
            between(rest, "name=\"check\" value=\"", "\""),
            between(rest, "name=\"place\" value=\"", "\""),
        );
        let form = [
            ("check", check),
            ("place", place),
            ("hoe", "blijft"),
            ("reden", "gewoon woord"),
        ];
        assert_eq!(author.post(&story, "plek", &form).0, 303);
    }
    let page = author.page(&story);
    assert!(
        page.contains("De poort laat deze kenmerken door"),
        "{}",
        between(&page, "id=\"poort\"", "<table")
    );
    assert!(
        !page.contains("Nog niet compleet"),
        "{}",
        between(&page, "Nog niet compleet", "</details>")
    );

    // Whoever wrote may not check, and who checked may not release.
    let form = [("doe", "privacy"), ("waarde", ""), ("tekst", "")];
    assert_eq!(author.post(&story, "doe", &form).0, 409);
    let officer = desk.person("privacy");
    officer.does(&story, "privacy", "");
    assert_eq!(officer.post(&story, "doe", &[("doe", "vrijgeven")]).0, 409);
    desk.person("jurist").does(&story, "recht", "");
    desk.person("trainer").does(&story, "leren", "");
    let unit = {
        let vik = desk.person("vik");
        let page = vik.page(&story);
        let unit = between(
            &page,
            "value=\"herkenning\"><input type=\"hidden\" name=\"waarde\" value=\"",
            "\"",
        )
        .to_owned();
        vik.does(&story, "herkenning", &unit);
        unit
    };
    assert!(!unit.is_empty());
    let releaser = desk.person("vrijgever");
    releaser.does(&story, "vrijgeven", "");

    let published = var.path().join("open/nl-police/stories/000001.json");
    let text = std::fs::read_to_string(&published).unwrap();
    assert!(text.contains("Kijken zonder dat het nodig is") && !text.contains(&number));
    releaser.does(&story, "bekeken", "");
    releaser.does(&story, "intrekken", "");
    let text = std::fs::read_to_string(&published).unwrap();
    assert!(!text.contains("Kijken zonder") && text.contains("omdat het kan"));
}
