//! Sending letters: a trait, and SMTP behind it.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Message, SmtpTransport, Transport};

use super::letter::Letter;

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (port 465).
    #[default]
    Tls,
    /// Plain first, then TLS or nothing (port 587).
    StartTls,
    /// None: only to a mail server on the same machine.
    None,
}

/// Where letters go out.
#[derive(Clone)]
pub struct SmtpSettings {
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is protected.
    pub security: Security,
    /// What the server calls itself to it.
    pub hello: String,
    /// The sender.
    pub from: String,
    /// A certificate of the organisation's own authority, in PEM; those of the system hold as well.
    pub authority: Option<Vec<u8>>,
    /// Account and password, if it asks for them.
    pub account: Option<(String, String)>,
}

/// Prints no account.
impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SmtpSettings({:?}, ..)", self.security)
    }
}

/// A letter that did not go, or a way out that cannot be used. No address stands in the message.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The sender's or the receiver's address is none.
    #[error("the {0}'s mail address is not one")]
    Address(&'static str),
    /// A password without TLS could be read on the way.
    #[error("an account for the mail server needs TLS: choose `tls` or `starttls`")]
    Unprotected,
    /// The authority's certificate is none.
    #[error("the certificate of the mail server's authority is not one: expected PEM")]
    Authority,
    /// TLS cannot be set up.
    #[error("TLS to the mail server cannot be set up")]
    Tls(#[source] lettre::transport::smtp::Error),
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
    /// [`PostError::Address`], [`PostError::Authority`], [`PostError::Unprotected`], [`PostError::Tls`].
    pub fn new(settings: &SmtpSettings) -> Result<Self, PostError> {
        let from = settings.from.parse();
        let from = from.map_err(|_| PostError::Address("sender"))?;
        // A text without a certificate in it would be taken as "no authority" without a word.
        let pem = settings.authority.as_deref().map(String::from_utf8_lossy);
        if pem.is_some_and(|pem| !pem.contains("-----BEGIN CERTIFICATE-----")) {
            return Err(PostError::Authority);
        }
        let tls = || -> Result<TlsParameters, lettre::transport::smtp::Error> {
            let mut tls = TlsParameters::builder(settings.host.clone());
            if let Some(pem) = &settings.authority {
                tls = tls.add_root_certificate(Certificate::from_pem(pem)?);
            }
            tls.build()
        };
        let tls = || tls().map_err(PostError::Tls);
        let tls = match settings.security {
            Security::Tls => Tls::Wrapper(tls()?),
            Security::StartTls => Tls::Required(tls()?),
            Security::None if settings.account.is_some() => return Err(PostError::Unprotected),
            Security::None => Tls::None,
        };
        let mut builder = SmtpTransport::builder_dangerous(&settings.host)
            .port(settings.port)
            .hello_name(ClientId::Domain(settings.hello.clone()))
            .timeout(Some(Duration::from_secs(20)))
            .tls(tls);
        if let Some((name, password)) = &settings.account {
            builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
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
            why: why(&error),
        })
    }
}

fn why(error: &lettre::transport::smtp::Error) -> String {
    if let Some(code) = error.status() {
        return format!("it answered {code}");
    }
    // A certificate that is not known comes as a failed connection: the words are the library's own.
    let first: &(dyn std::error::Error + 'static) = error;
    let mut chain = std::iter::successors(Some(first), |one| one.source());
    let certificate = chain.any(|one| one.to_string().contains("certificate"));
    let text = match (certificate, error.is_timeout(), error.is_tls()) {
        (true, _, _) => "its certificate is not known",
        (_, true, _) => "it did not answer in time",
        (_, _, true) => "TLS with it failed",
        _ => "there is no connection, or it does not speak what was agreed",
    };
    text.to_owned()
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
