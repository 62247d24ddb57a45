//! The key file: master secrets of all epochs, encrypted with `age` under a passphrase.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::error::KeyError;
use crate::keys::{Epoch, Keys};

/// How much computing time a guess of the passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// About a second.
    Real,
    /// Next to nothing: for tests and demonstrations.
    Demonstration,
}

#[derive(Serialize, Deserialize)]
struct Content {
    organisation: String,
    epochs: Vec<EpochContent>,
}

#[derive(Serialize, Deserialize)]
struct EpochContent {
    number: u32,
    master: String,
}

impl Drop for EpochContent {
    fn drop(&mut self) {
        self.master.zeroize();
    }
}

/// Making, opening and rotating the key of one organisation.
pub struct KeyFile;

impl KeyFile {
    /// Makes a key file with one epoch.
    ///
    /// # Errors
    /// [`KeyError::Exists`] rather than overwriting one.
    pub fn create(
        path: &Path,
        organisation: &str,
        passphrase: &SecretString,
        strength: Strength,
    ) -> Result<(), KeyError> {
        if path.exists() {
            return Err(KeyError::Exists {
                path: path.to_path_buf(),
            });
        }
        let content = Content {
            organisation: organisation.to_owned(),
            epochs: vec![fresh(1)?],
        };
        write(path, &content, passphrase, strength)
    }

    /// Opens a key file.
    ///
    /// # Errors
    /// [`KeyError`], each with what to do.
    pub fn open(
        path: &Path,
        organisation: &str,
        passphrase: &SecretString,
    ) -> Result<Keys, KeyError> {
        let content = read(path, passphrase)?;
        if content.organisation != organisation {
            return Err(KeyError::Organisation {
                path: path.to_path_buf(),
                wanted: organisation.to_owned(),
            });
        }
        let damaged = || KeyError::Damaged {
            path: path.to_path_buf(),
        };
        let epoch = |e: &EpochContent| {
            Some(Epoch {
                number: e.number,
                master: unhex(&e.master)?,
            })
        };
        let epochs: Vec<Epoch> = content
            .epochs
            .iter()
            .map(epoch)
            .collect::<Option<_>>()
            .ok_or_else(damaged)?;
        if epochs.is_empty() {
            Err(damaged())
        } else {
            Ok(Keys::new(content.organisation.clone(), epochs))
        }
    }

    /// Adds an epoch. Pseudonyms that exist are carried over with [`Keys::chain`].
    ///
    /// # Errors
    /// [`KeyError`]; the file is then as it was.
    pub fn rotate(
        path: &Path,
        passphrase: &SecretString,
        strength: Strength,
    ) -> Result<(), KeyError> {
        let mut content = read(path, passphrase)?;
        let next = content
            .epochs
            .iter()
            .map(|epoch| epoch.number)
            .max()
            .unwrap_or(0)
            + 1;
        content.epochs.push(fresh(next)?);
        write(path, &content, passphrase, strength)
    }
}

fn fresh(number: u32) -> Result<EpochContent, KeyError> {
    let mut master = Zeroizing::new([0_u8; 32]);
    getrandom::fill(&mut master[..]).map_err(|_| KeyError::Random)?;
    Ok(EpochContent {
        number,
        master: hex(&master),
    })
}

/// Written digit by digit into one string, so that no copy is left behind in memory.
fn hex(bytes: &[u8; 32]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    let mut text = String::with_capacity(64);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

pub(crate) fn unhex(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut bytes = Zeroizing::new([0_u8; 32]);
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn write(
    path: &Path,
    content: &Content,
    passphrase: &SecretString,
    strength: Strength,
) -> Result<(), KeyError> {
    let failed = |cause| KeyError::File {
        path: path.to_path_buf(),
        step: "written",
        cause,
    };
    let other = || failed(std::io::Error::other("encryption failed"));
    let plain = Zeroizing::new(serde_json::to_vec(content).map_err(|_| other())?);
    let mut recipient =
        age::scrypt::Recipient::new(SecretString::from(passphrase.expose_secret().to_owned()));
    if strength == Strength::Demonstration {
        recipient.set_work_factor(4);
    }
    let sealed = age::encrypt(&recipient, &plain).map_err(|_| other())?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let partial = path.with_extension("partial");
    let mut file = File::create(&partial).map_err(failed)?;
    restrict(&file)
        .and_then(|()| file.write_all(&sealed))
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    fs::rename(&partial, path)
        .and_then(|()| settle(path))
        .map_err(failed)
}

/// The new name of a file survives a power cut only when its folder is synced too.
#[cfg(unix)]
fn settle(path: &Path) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn settle(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn restrict(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn restrict(_file: &File) -> std::io::Result<()> {
    Ok(())
}

fn read(path: &Path, passphrase: &SecretString) -> Result<Content, KeyError> {
    let mut sealed = Vec::new();
    let opened = File::open(path).and_then(|mut file| file.read_to_end(&mut sealed));
    opened.map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => KeyError::Missing {
            path: path.to_path_buf(),
        },
        _ => KeyError::File {
            path: path.to_path_buf(),
            step: "read",
            cause,
        },
    })?;
    let damaged = || KeyError::Damaged {
        path: path.to_path_buf(),
    };
    let identity =
        age::scrypt::Identity::new(SecretString::from(passphrase.expose_secret().to_owned()));
    let plain = age::decrypt(&identity, &sealed).map_err(|e| match e {
        age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed
        | age::DecryptError::NoMatchingKeys => KeyError::Passphrase {
            path: path.to_path_buf(),
        },
        _ => damaged(),
    })?;
    serde_json::from_slice(&Zeroizing::new(plain)).map_err(|_| damaged())
}
