//! The demo's accounts: a file of names, roles and Argon2id hashes. Production signs in elsewhere.

use std::path::Path;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use serde::{Deserialize, Serialize};
use vik_catalogue::Role;

/// One account per role, all with [`DEMO_PASSWORD`].
pub const DEMO: [(&str, &str, &str); 8] = [
    ("analist", "analyst", "Analist"),
    ("trainer", "trainer", "Trainer"),
    ("gespreksleider", "facilitator", "Gespreksleider"),
    ("leiding", "leadership", "Leiding"),
    ("privacy", "privacy_officer", "Privacy officer"),
    ("gegevens", "data_steward", "Gegevensbeheerder"),
    ("beheer", "administrator", "Functioneel beheerder"),
    ("auditor", "auditor", "Auditor"),
];

/// The password of every demo account; it is printed by the demo and protects nothing.
pub const DEMO_PASSWORD: &str = "leerkring-demo";

/// One account.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The name to sign in with.
    pub name: String,
    /// The role's code, such as `analyst`.
    pub role: String,
    /// The name on the page.
    pub display: String,
    /// The Argon2id hash in PHC form.
    pub password: String,
}

impl Account {
    /// The role, if the code is known.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.role.parse().ok()
    }
}

/// All accounts.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    #[serde(default, rename = "account")]
    list: Vec<Account>,
}

/// The accounts cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// There is no file.
    #[error("there is no accounts file {0}: make one with `vik-server accounts demo {0}`")]
    Missing(String),
    /// The file is not what it should be.
    #[error("the accounts file {file} cannot be used: {problem}")]
    Invalid {
        /// The file.
        file: String,
        /// What is wrong, without any value.
        problem: String,
    },
    /// Writing or hashing failed.
    #[error("the accounts file {0} cannot be written: check the folder and its rights")]
    Write(String),
}

impl Accounts {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is missing, is not TOML, or names an unknown role.
    pub fn read(file: &Path) -> Result<Self, AccountsError> {
        let name = file.display().to_string();
        let text =
            std::fs::read_to_string(file).map_err(|_| AccountsError::Missing(name.clone()))?;
        let accounts: Self = toml::from_str(&text).map_err(|e| AccountsError::Invalid {
            file: name.clone(),
            problem: format!(
                "{}; each [[account]] needs name, role, display and password",
                e.message()
            ),
        })?;
        if let Some(bad) = accounts.list.iter().find(|a| a.role().is_none()) {
            let roles = Role::ALL.map(Role::code).join(", ");
            let problem = format!(
                "account {} has an unknown role; use one of {roles}",
                bad.name
            );
            return Err(AccountsError::Invalid {
                file: name,
                problem,
            });
        }
        Ok(accounts)
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// When the folder does not exist or is read-only.
    pub fn write(&self, file: &Path) -> Result<(), AccountsError> {
        let failed = || AccountsError::Write(file.display().to_string());
        let text = toml::to_string(self).map_err(|_| failed())?;
        let draft = file.with_extension("toml.new");
        std::fs::write(&draft, text).map_err(|_| failed())?;
        std::fs::rename(&draft, file).map_err(|_| failed())
    }

    /// Adds an account, or replaces the one with the same name.
    pub fn put(&mut self, account: Account) {
        self.list.retain(|old| old.name != account.name);
        self.list.push(account);
    }

    /// The account with this name and password. An unknown name costs as much time as a known one.
    #[must_use]
    pub fn verify(&self, name: &str, password: &str) -> Option<Account> {
        let known = self.list.iter().find(|account| account.name == name);
        let matches = fits(known.map(|account| account.password.as_str()), password);
        known.filter(|_| matches).cloned()
    }
}

/// Whether a password fits a hash; without a hash it does not, after as much work.
#[must_use]
pub fn fits(hash: Option<&str>, password: &str) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$8nq1bGGd9o0bHv1yK1yqO5Qm3kqv5y3Q0m7oV2q8x1Y";
    let matches = PasswordHash::new(hash.unwrap_or(NOBODY)).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    });
    matches && hash.is_some()
}

/// The Argon2id hash of a password with a fresh salt; `None` when the system gives no randomness.
#[must_use]
pub fn hash_password(password: &str) -> Option<String> {
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).ok()?;
    let salt = SaltString::encode_b64(&salt).ok()?;
    Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .ok()
        .map(|hash| hash.to_string())
}

/// One account per role, for the demo.
#[must_use]
pub fn demo_accounts() -> Option<Accounts> {
    let mut accounts = Accounts::default();
    for (name, role, display) in DEMO {
        let password = hash_password(DEMO_PASSWORD)?;
        accounts.put(Account {
            name: name.into(),
            role: role.into(),
            display: display.into(),
            password,
        });
    }
    Some(accounts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_opens_an_account() {
        let mut accounts = Accounts::default();
        let password = hash_password("een goed wachtwoord").unwrap();
        accounts.put(Account {
            name: "a".into(),
            role: "analyst".into(),
            display: "A".into(),
            password,
        });
        assert!(accounts.verify("a", "een goed wachtwoord").is_some());
        assert!(accounts.verify("a", "iets anders").is_none());
        assert!(accounts.verify("b", "een goed wachtwoord").is_none());
    }

    #[test]
    fn a_missing_file_and_an_unknown_role_say_what_to_do() {
        let folder = std::env::temp_dir().join(format!("accounts-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("accounts.toml");
        assert!(Accounts::read(&file).is_err_and(|e| e.to_string().contains("accounts demo")));
        std::fs::write(
            &file,
            "[[account]]\nname='a'\nrole='chef'\ndisplay='A'\npassword='x'\n",
        )
        .unwrap();
        assert!(Accounts::read(&file).is_err_and(|e| e.to_string().contains("privacy_officer")));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
