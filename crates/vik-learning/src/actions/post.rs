//! Sending letters: a trait, and SMTP behind it.
//!
//! SMTP goes to the mail relay of the same machine, which knows how to protect the rest of the way; a
//! letter holds a link and no figure.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Message, SmtpTransport, Transport};

use super::letter::Letter;

/// Where letters go out.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// The relay, on this machine or on a network that nobody else listens to.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// What the server calls itself to it.
    pub hello: String,
    /// The sender.
    pub from: String,
}

/// A letter that did not go, or a way out that cannot be used. No address stands in the message.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The sender's or the receiver's address is none.
    #[error("the {0}'s mail address is not one")]
    Address(&'static str),
    /// The letter cannot be written.
    #[error("the letter cannot be written")]
    Letter(#[source] lettre::error::Error),
    /// The mail server did not take it.
    #[error("the mail server did not take the letter: {why}")]
    Server {
        /// Whether it said that trying again has no use.
        for_good: bool,
        /// What happened, without a word of the server's own: it may repeat the address.
        why: String,
    },
}

/// Takes letters.
pub trait Post: Send + Sync + 'static {
    /// Sends a letter; it is the mail server's when this returns. It may block for some seconds.
    ///
    /// # Errors
    /// [`PostError`].
    fn send(&self, letter: &Letter) -> Result<(), PostError>;
}

/// Letters over SMTP.
pub struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Smtp {
    /// Prepares the way out; nothing is sent.
    ///
    /// # Errors
    /// [`PostError::Address`].
    pub fn new(settings: &SmtpSettings) -> Result<Self, PostError> {
        let from = settings.from.parse();
        let from = from.map_err(|_| PostError::Address("sender"))?;
        let transport = SmtpTransport::builder_dangerous(&settings.host)
            .port(settings.port)
            .hello_name(ClientId::Domain(settings.hello.clone()))
            .timeout(Some(Duration::from_secs(20)))
            .build();
        Ok(Self { transport, from })
    }
}

impl Post for Smtp {
    fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let to: Mailbox = letter
            .to
            .parse()
            .map_err(|_| PostError::Address("receiver"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject)
            // A mailbox of a unit may answer by itself; nobody waits for that.
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(PostError::Letter)?;
        let sent = self.transport.send(&message);
        sent.map(|_| ()).map_err(|error| PostError::Server {
            for_good: error.is_permanent(),
            why: match error.status() {
                Some(code) => format!("it answered {code}"),
                None if error.is_timeout() => "it did not answer in time".to_owned(),
                None => "there is no connection with it".to_owned(),
            },
        })
    }
}

/// `Auto-Submitted: auto-generated` (RFC 3834): no vacation reply comes back.
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
