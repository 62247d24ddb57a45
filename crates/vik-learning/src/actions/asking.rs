//! Asking owners by mail: whose look has come, a key in the link, a letter, a line.
//!
//! # Guarantee
//! A letter goes at least once: the line that it went is written after the mail server took it, so a
//! power cut between the two sends it again, and both links work. Only the hash of a key is kept. An
//! owner without a known mailbox is not asked; the register shows it. A letter is tried once a day.

use vik_log::sha;

use super::agreement::Look;
use super::letter::letter;
use super::post::{Post, PostError};
use crate::code::key;
use crate::workshop::deed::{ActionId, Deed, Line};
use crate::workshop::{Workshop, WorkshopError};

/// What one round of asking did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Letters that went.
    pub sent: usize,
    /// Owners without a mailbox.
    pub without: usize,
    /// Letters that the mail server did not take; they are tried again the next day.
    pub failed: usize,
}

/// The hash of a key, as it is kept.
#[must_use]
pub fn hash(key: &str) -> String {
    sha(&[b"vik-learning/follow-up", key.as_bytes()])
}

/// Whether a key is that of a letter about this action and look.
#[must_use]
pub fn fits(org: &str, lines: &[Line], action: ActionId, look: Look, key: &str) -> bool {
    let wanted = Deed::Asking {
        action,
        look,
        key: hash(key),
    };
    let mut own = lines.iter().filter(|line| line.org == org);
    // Hashes are compared, so the time this takes says nothing about a key.
    !key.is_empty() && own.any(|line| line.deed.as_ref() == Some(&wanted))
}

impl Workshop {
    /// Sends the letters of an organisation that are due today. It blocks: use a blocking thread.
    ///
    /// # Errors
    /// [`WorkshopError`]; letters that went before are marked as gone.
    pub fn ask_owners(
        &self,
        org: &str,
        shelf: &crate::library::Shelf,
        post: &dyn Post,
    ) -> Result<Round, WorkshopError> {
        let mut round = Round::default();
        let today = self.today();
        for entry in self.entries(org, shelf)? {
            let Some(look) = entry.look_on(today) else {
                continue;
            };
            let Some(mailbox) = self.house().mailbox(org, &entry.owner) else {
                round.without += 1;
                continue;
            };
            let action = entry.id;
            // One try a day: a mailbox that does not exist must not fill the file.
            let lines = self.ledger().lines();
            let tried = lines.iter().rev().take_while(|line| line.day >= today);
            let tried = tried.filter(|line| line.org == org).any(|line| {
                matches!(&line.deed, Some(Deed::Asking { action: of, look: at, .. })
                    if *of == action && *at == look)
            });
            if tried {
                continue;
            }
            let key = key().ok_or(WorkshopError::Randomness)?;
            self.write(org, |_| {
                Ok(Deed::Asking {
                    action,
                    look,
                    key: hash(&key),
                })
            })?;
            let link = self.house().address(
                org,
                &format!("/nl/acties/{action}/opvolging/{}", look.code()),
                &key,
            );
            match post.send(&letter(mailbox, look, &link)) {
                Ok(()) => {
                    self.write(org, |_| Ok(Deed::Asked { action, look }))?;
                    round.sent += 1;
                }
                Err(error) => {
                    tracing::warn!("a letter about an action did not go: {error}");
                    round.failed += 1;
                    // A server that is away is away for the next letter too.
                    if matches!(
                        error,
                        PostError::Server {
                            for_good: false,
                            ..
                        }
                    ) {
                        break;
                    }
                }
            }
        }
        Ok(round)
    }

    /// Asks the owners of some organisations every hour, until the task is dropped.
    pub async fn keep_asking(self, orgs: Vec<String>, post: std::sync::Arc<dyn Post>) {
        let mut hours = tokio::time::interval(std::time::Duration::from_secs(3_600));
        loop {
            hours.tick().await;
            for org in &orgs {
                let shelf = self
                    .circles()
                    .library()
                    .shelf(org, vik_domain::Language::Dutch)
                    .await;
                let (workshop, post, org) = (self.clone(), post.clone(), org.clone());
                let round =
                    tokio::task::spawn_blocking(move || workshop.ask_owners(&org, &shelf, &*post));
                match round.await {
                    Ok(Ok(round)) if round != Round::default() => tracing::info!(
                        "asked {} owners about their actions; {} have no mailbox, {} letters wait",
                        round.sent,
                        round.without,
                        round.failed
                    ),
                    Ok(Ok(_)) => {}
                    Ok(Err(error)) => tracing::error!("owners could not be asked: {error}"),
                    Err(error) => tracing::error!("asking owners stopped: {error}"),
                }
            }
        }
    }
}
