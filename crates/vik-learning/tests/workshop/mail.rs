//! Letters to a real mail server: aiosmtpd, a Python program, in a process of its own.
//!
//! `VIK_SMTP_PYTHON` may name a Python that has it; otherwise the test makes an environment in the
//! build folder and installs it. Where neither works, the test says so and passes nothing.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use vik_learning::actions::agreement::Look;
use vik_learning::actions::asking::Round;
use vik_learning::actions::letter::letter;
use vik_learning::actions::post::{Post, PostError, Smtp, SmtpSettings};

use crate::client::Client;
use crate::world::{Hand, World, shelf, written};

/// Keeps each letter as a file and refuses a mailbox called `weg`.
const SERVER: &str = r#"
import asyncio, sys
from aiosmtpd.smtp import SMTP

class Keep:
    count = 0
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("weg@"):
            return "550 no such mailbox"
        if address.startswith("later@"):
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"
    async def handle_DATA(self, server, session, envelope):
        Keep.count += 1
        with open(f"{sys.argv[1]}/{Keep.count}.eml", "wb") as file:
            file.write(("To-Envelope: " + ",".join(envelope.rcpt_tos) + "\r\n").encode())
            file.write(envelope.content)
        return "250 kept"

async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keep(), hostname="mail.example"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)

asyncio.run(serve())
"#;

fn has_it(python: &Path) -> bool {
    let found = Command::new(python)
        .args(["-c", "import aiosmtpd"])
        .output();
    found.is_ok_and(|output| output.status.success())
}

/// A Python with aiosmtpd.
fn python() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("VIK_SMTP_PYTHON") {
        return Some(PathBuf::from(given)).filter(|python| has_it(python));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let venv = folder.join("smtp");
    // Tests that run side by side install it once.
    let turn = std::fs::File::create(folder.join("smtp.lock")).ok()?;
    turn.lock().ok()?;
    let python = venv.join("bin/python");
    if has_it(&python) {
        return Some(python);
    }
    let run = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let made = run(Command::new("python3").args(["-m", "venv"]).arg(&venv))
        && run(Command::new(&python).args(["-m", "pip", "install", "-q", "aiosmtpd==1.4.6"]));
    (made && has_it(&python)).then_some(python)
}

/// The mail server; it ends when this is dropped.
pub struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It reads its input to the end; killing is for when it does not listen.
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts one that keeps letters in a folder; none where it cannot be installed.
    fn start(folder: &Path) -> Option<Self> {
        let Some(python) = python() else {
            eprintln!("skipped: aiosmtpd could not be installed, so no letter was sent");
            return None;
        };
        let mut child = Command::new(python)
            .args(["-c", SERVER])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = child.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap();
        Some(Self { child, port })
    }

    fn settings(&self) -> SmtpSettings {
        SmtpSettings {
            host: "127.0.0.1".into(),
            port: self.port,
            hello: "leerkring.example".into(),
            from: "Leerkring <leerkring@example.org>".into(),
        }
    }

    fn post(&self) -> Smtp {
        Smtp::new(&self.settings()).unwrap()
    }
}

/// The letters that the server kept, decoded by Python's own reader of mail: head and body.
fn letters(folder: &Path) -> Vec<String> {
    let mut count = 1;
    let mut all = Vec::new();
    while folder.join(format!("{count}.eml")).exists() {
        let read = "import email, email.policy, sys\n\
            m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n\
            print('\\n'.join(f'{k}: {v}' for k, v in m.items()))\nprint()\nprint(m.get_content())";
        let file = folder.join(format!("{count}.eml"));
        let output = Command::new("python3")
            .args(["-c", read])
            .arg(file)
            .output();
        let output = output.unwrap();
        assert!(output.status.success());
        all.push(String::from_utf8(output.stdout).unwrap());
        count += 1;
    }
    all
}

async fn ask(world: &World, post: Arc<Smtp>) -> Round {
    let workshop = world.workshop.clone();
    tokio::task::spawn_blocking(move || workshop.ask_owners("korps", &shelf(), &*post).unwrap())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_is_asked_twice_and_answers_by_the_link() {
    let (folder, mails) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(server) = Server::start(mails.path()) else {
        return;
    };
    let post = Arc::new(server.post());
    let world = World::start(folder.path(), Hand::new()).await;
    let place = world.hold("korps", "NN");
    world.hold("ander", "NN");
    assert_eq!(ask(&world, post.clone()).await, Round::default());
    world.clock.days(27);
    assert_eq!(ask(&world, post.clone()).await, Round::default());
    world.clock.days(1);
    // The unit has a mailbox, the role has none; the other organisation is not asked.
    let round = ask(&world, post.clone()).await;
    assert_eq!((round.sent, round.without, round.failed), (1, 1, 0));
    // Nobody is asked a second time on the same day, the next day, or after a restart.
    assert_eq!(ask(&world, post.clone()).await.sent, 0);
    world.clock.days(1);
    assert_eq!(ask(&world, post.clone()).await.sent, 0);
    let clock = world.clock.clone();
    world.cut().await;
    let world = World::start(folder.path(), clock).await;
    assert_eq!(ask(&world, post.clone()).await.sent, 0);
    let kept = letters(mails.path());
    let [first] = kept.as_slice() else {
        panic!("{} letters", kept.len());
    };
    for expected in [
        "To-Envelope: nn@example.org",
        "To: nn@example.org",
        "Auto-Submitted: auto-generated",
        "Hoe staat het met de actie?",
        "Vier weken geleden",
        "Four weeks ago",
    ] {
        assert!(first.contains(expected), "{expected}: {first}");
    }
    // A link, and no word of the action, no figure.
    let (_, body) = first.split_once("\n\n").unwrap();
    let link = body
        .lines()
        .find(|line| line.starts_with("https://"))
        .unwrap();
    assert!(!body.contains("opzoekt") && !body.contains("Naam NN"));
    assert!(!body.replace(link, "").chars().any(|c| c.is_ascii_digit()));
    let path = link.strip_prefix("https://leerkring.example").unwrap();
    let key = path.rsplit('=').next().unwrap();
    assert!(
        key.len() == 32 && !written(folder.path(), key),
        "only its hash is kept"
    );

    // Whoever has the letter and is signed in answers; without its key one may not.
    let reader = Client::leading(world.at, "lezer/korps");
    let bare = path.split('?').next().unwrap().to_owned();
    assert_eq!(reader.get(&format!("{bare}?org=korps")).await.status, 403);
    assert_eq!(
        reader.get(&path.replace(key, &"0".repeat(32))).await.status,
        403
    );
    assert_eq!(Client::new(world.at).get(path).await.status, 403);
    let other = bare.replace("vier-weken", "drie-maanden");
    assert_eq!(
        reader.get(&format!("{other}?sleutel={key}")).await.status,
        403
    );
    let role = bare.replace(&format!("c{place}-1"), &format!("c{place}-2"));
    assert_eq!(
        reader.get(&format!("{role}?sleutel={key}")).await.status,
        403
    );
    let strangers = Client::leading(world.at, "lezer/ander");
    assert_eq!(strangers.get(path).await.status, 404);
    let theirs = path.replace("c1-", "c2-").replace("=korps", "=ander");
    assert_eq!(strangers.get(&theirs).await.status, 403);
    let page = reader.get(path).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Vraag altijd waarvoor je iets opzoekt."));
    let wrong = [("sleutel", key), ("gedaan", "gedaan"), ("hielp", "kanarie")];
    assert_eq!(reader.post(&bare, &wrong).await.status, 422);
    let named = [
        ("sleutel", key),
        ("gedaan", "deels"),
        ("hielp", "te-vroeg"),
        ("opmerking", "Jan de Vries wilde niet."),
    ];
    let refused = reader.post(&bare, &named).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Jan de Vries") && !written(folder.path(), "Jan de Vries"));
    let said = [
        ("sleutel", key),
        ("gedaan", "deels"),
        ("hielp", "te-vroeg"),
        ("opmerking", "We doen het elke maand."),
    ];
    assert_eq!(reader.post(&bare, &said).await.status, 303);
    // Everybody in the organisation reads the answer, and nobody else.
    let page = Client::leading(world.at, "iemand/korps")
        .get(&format!("/nl/acties/c{place}-1"))
        .await;
    for expected in [
        "Deels gedaan",
        "Te vroeg om te zeggen",
        "We doen het elke maand.",
    ] {
        assert!(page.body.contains(expected), "{expected}");
    }
    let page = strangers.get(&format!("/nl/acties/c{place}-1")).await;
    assert_eq!(page.status, 404);

    // After three months it is asked once more.
    world.clock.days(62);
    assert_eq!(ask(&world, post.clone()).await.sent, 1);
    let kept = letters(mails.path());
    assert!(kept.len() == 2 && kept[1].contains("Drie maanden geleden"));
    world.cut().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_was_away_asks_the_newest_look_only_and_a_mail_server_that_is_away_costs_nothing()
 {
    let (folder, mails) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(server) = Server::start(mails.path()) else {
        return;
    };
    let world = World::start(folder.path(), Hand::new()).await;
    world.hold("korps", "NN");
    world.hold("korps", "ON");
    world.clock.days(200);
    // A port on which nobody listens: one try, and the next letter waits with it.
    let mut gone = server.settings();
    gone.port = {
        let unused = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        unused.local_addr().unwrap().port()
    };
    let round = ask(&world, Arc::new(Smtp::new(&gone).unwrap())).await;
    assert_eq!((round.sent, round.failed), (0, 1));
    let lines = world.workshop.ledger().lines().len();
    // The next day both go, each once, and about the newest look only.
    world.clock.days(1);
    let post = Arc::new(server.post());
    assert_eq!(ask(&world, post.clone()).await.sent, 2);
    assert_eq!(ask(&world, post).await.sent, 0);
    assert_eq!(world.workshop.ledger().lines().len(), lines + 4);
    let kept = letters(mails.path());
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|one| one.contains("Drie maanden geleden")));
    world.cut().await;
}

#[test]
fn the_post_says_what_went_wrong_and_repeats_no_address() {
    let mails = tempfile::tempdir().unwrap();
    let Some(server) = Server::start(mails.path()) else {
        return;
    };
    let send = |to: &str| {
        server
            .post()
            .send(&letter(to.into(), Look::Weeks, "https://a.example"))
    };
    for (to, for_good) in [("weg@example.org", true), ("later@example.org", false)] {
        let error = send(to).unwrap_err();
        assert!(matches!(error, PostError::Server { for_good: it, .. } if it == for_good));
        assert!(!error.to_string().contains("example"), "{error}");
        let code = if for_good { "550" } else { "451" };
        assert!(error.to_string().contains(code), "{error}");
    }
    let injected = send("nn@example.org>\r\nRCPT TO:<kanarie@example.org").unwrap_err();
    assert!(matches!(injected, PostError::Address("receiver")));
    assert!(!injected.to_string().contains("kanarie"));
    assert!(letters(mails.path()).is_empty());
    send("nn@example.org").unwrap();
    assert_eq!(letters(mails.path()).len(), 1);
}
