//! A key that another program keeps, such as the client of a key vault.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::error::KeyError;
use crate::file::{KeyFile, unhex};
use crate::keys::{Epoch, Keys};

/// How long a program may take; long enough to confirm a token by hand.
const PATIENCE: Duration = Duration::from_secs(60);

/// More than any number of epochs needs.
const MOST: u64 = 64 * 1024;

impl KeyFile {
    /// Takes the master secrets from a program that prints 64 hexadecimal digits for each epoch, one a
    /// line, oldest first.
    ///
    /// # Errors
    /// [`KeyError::Command`] and [`KeyError::Slow`]; what the program printed is never shown.
    pub fn from_command(
        program: &str,
        arguments: &[String],
        organisation: &str,
    ) -> Result<Keys, KeyError> {
        Self::from_patient_command(program, arguments, organisation, PATIENCE)
    }

    /// [`KeyFile::from_command`] with another limit of time.
    ///
    /// # Errors
    /// As there.
    pub fn from_patient_command(
        program: &str,
        arguments: &[String],
        organisation: &str,
        patience: Duration,
    ) -> Result<Keys, KeyError> {
        let printed = printed(program, arguments, patience)?;
        let text = std::str::from_utf8(&printed).map_err(|_| KeyError::Command)?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let epoch = |(number, line)| {
            Some(Epoch {
                number,
                master: unhex(line)?,
            })
        };
        let epochs: Option<Vec<Epoch>> = (1..).zip(lines).map(epoch).collect();
        let epochs = epochs
            .filter(|epochs| !epochs.is_empty())
            .ok_or(KeyError::Command)?;
        Ok(Keys::new(organisation.to_owned(), epochs))
    }
}

fn printed(
    program: &str,
    arguments: &[String],
    patience: Duration,
) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|_| KeyError::Command)?;
    let Some(output) = child.stdout.take() else {
        return Err(stopped(&mut child, KeyError::Command));
    };
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Zeroizing::new(Vec::with_capacity(4096));
        let read = output.take(MOST).read_to_end(&mut bytes).map(|_| bytes);
        // Nobody listens any more when the program took too long.
        let _ = sender.send(read);
    });
    match receiver.recv_timeout(patience) {
        Ok(Ok(bytes)) if child.wait().is_ok_and(|status| status.success()) => Ok(bytes),
        Err(RecvTimeoutError::Timeout) => Err(stopped(
            &mut child,
            KeyError::Slow {
                seconds: patience.as_secs(),
            },
        )),
        _ => Err(stopped(&mut child, KeyError::Command)),
    }
}

fn stopped(child: &mut Child, error: KeyError) -> KeyError {
    // It may have ended by itself, which is as good.
    let _ = child.kill();
    let _ = child.wait();
    error
}
