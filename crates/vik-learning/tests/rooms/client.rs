//! A browser of fifty lines: requests over a real socket, and a stream of events.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use url::form_urlencoded::Serializer;

/// What every phone of the tests says about itself. None of it may be written anywhere.
pub const DEVICE: &str = "Kanariefoon/47.11 (Zwartekraai)";
/// The address that a proxy would pass on.
pub const ADDRESS: &str = "203.0.113.77";

/// Somebody with a browser.
#[derive(Clone)]
pub struct Client {
    at: SocketAddr,
    /// The account and organisation that the server would know; none for phones and walls.
    pub host: Option<&'static str>,
    /// The cookie, as the server set it.
    pub cookie: Option<String>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    /// The text of the first element of a kind.
    pub fn first(&self, element: &str) -> String {
        let (open, close) = (format!("<{element}"), format!("</{element}>"));
        let text = self.body.split_once(&open).map_or("", |(_, rest)| rest);
        let text = text.split_once('>').map_or("", |(_, rest)| rest);
        text.split_once(&close)
            .map_or("", |(text, _)| text)
            .to_owned()
    }

    /// Where it sends the browser, without what stands behind a question mark.
    pub fn location(&self) -> String {
        let found = self
            .head
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        let target = found.unwrap_or_default();
        target.split('?').next().unwrap_or_default().to_owned()
    }
}

impl Client {
    pub fn new(at: SocketAddr) -> Self {
        Self {
            at,
            host: None,
            cookie: None,
        }
    }

    pub fn leading(at: SocketAddr, host: &'static str) -> Self {
        Self {
            host: Some(host),
            ..Self::new(at)
        }
    }

    async fn open(
        &self,
        method: &str,
        path: &str,
        body: &str,
        origin: &str,
    ) -> std::io::Result<BufReader<TcpStream>> {
        let mut socket = TcpStream::connect(self.at).await?;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nuser-agent: {DEVICE}\r\nx-forwarded-for: {ADDRESS}\r\n\
             origin: {origin}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n",
            self.at,
            body.len()
        );
        for (name, value) in [("x-host", self.host), ("cookie", self.cookie.as_deref())] {
            if let Some(value) = value {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        socket
            .write_all(format!("{head}\r\n{body}").as_bytes())
            .await?;
        Ok(BufReader::new(socket))
    }

    async fn send(&self, method: &str, path: &str, body: &str, origin: &str) -> Answer {
        self.try_send(method, path, body, origin).await.unwrap()
    }

    async fn try_send(
        &self,
        method: &str,
        path: &str,
        body: &str,
        origin: &str,
    ) -> std::io::Result<Answer> {
        let mut bytes = Vec::new();
        let mut socket = self.open(method, path, body, origin).await?;
        socket.read_to_end(&mut bytes).await?;
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Ok(Answer {
            status: head[9..12].parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        })
    }

    /// The page, unless the server is away.
    pub async fn try_get(&self, path: &str) -> Option<Answer> {
        self.try_send("GET", path, "", &format!("http://{}", self.at))
            .await
            .ok()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", &format!("http://{}", self.at))
            .await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, &body, &format!("http://{}", self.at))
            .await
    }

    /// A form that a page of somebody else sends.
    pub async fn foreign(&self, path: &str) -> Answer {
        self.send("POST", path, "doe=verder", "http://elsewhere.example")
            .await
    }

    /// Joins by a code and keeps the cookie. The status of a refusal otherwise.
    pub async fn join(&mut self, code: &str) -> Result<(), u16> {
        let answer = self.post("/nl/leercirkel/mee", &[("code", code)]).await;
        if answer.status != 303 {
            return Err(answer.status);
        }
        let line = answer
            .head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        let (pair, rest) = line.unwrap().split_once(';').unwrap();
        for part in [
            "Path=/nl/leercirkel/mee",
            "HttpOnly",
            "SameSite=Strict",
            "Max-Age=",
        ] {
            assert!(rest.contains(part), "{rest}");
        }
        self.cookie = Some(pair.to_owned());
        Ok(())
    }

    /// Follows a stream until it ends; every event goes to `told`.
    pub async fn follow(
        &self,
        path: &str,
        told: tokio::sync::mpsc::UnboundedSender<String>,
    ) -> u16 {
        let mut lines = self.open("GET", path, "", "null").await.unwrap().lines();
        let first = lines.next_line().await.unwrap().unwrap_or_default();
        let status = first
            .get(9..12)
            .and_then(|code| code.parse().ok())
            .unwrap_or(0);
        while let Ok(Some(line)) = lines.next_line().await {
            if let Some(version) = line.strip_prefix("data: ")
                && told.send(version.to_owned()).is_err()
            {
                break;
            }
        }
        status
    }
}
