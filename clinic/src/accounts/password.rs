use super::strength::{Guessable, judge};
use crate::Error;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// A password as typed. It is never shown, logged or stored.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

/// Why a new password is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than 12 characters.
    #[error("a password needs at least {} characters", Password::SHORTEST)]
    Short,
    /// More than 200 characters.
    #[error("a password has at most {} characters", Password::LONGEST)]
    Long,
    /// One character repeated, or the e-mail address.
    #[error("a password must not be the e-mail address or one character repeated")]
    Plain,
    /// Easy to guess.
    #[error("that password is easy to guess; a few words that do not belong together are good")]
    Guessable(Guessable),
}

impl Password {
    /// Characters a new password needs: NIST SP 800-63B-4 (2025) asks for 15 where a password stands alone and 8 with a second
    /// factor; 12 lies between, and sign-in is slowed after failures.
    pub const SHORTEST: usize = 12;
    /// Characters a password may have, so that hashing it costs little.
    pub const LONGEST: usize = 200;

    /// What someone typed to sign in.
    pub fn typed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A password someone wants to have.
    pub fn chosen(text: impl Into<String>, email: &str) -> Result<Self, WeakPassword> {
        Self::chosen_knowing(text, email, &[])
    }

    /// A password someone wants to have, of whom others know more than the address: their name, their clinic.
    pub fn chosen_knowing(text: impl Into<String>, email: &str, about: &[&str]) -> Result<Self, WeakPassword> {
        let text = text.into();
        let length = text.chars().count();
        if length < Self::SHORTEST {
            return Err(WeakPassword::Short);
        }
        if length > Self::LONGEST {
            return Err(WeakPassword::Long);
        }
        let mut letters = text.chars();
        let first = letters.next();
        if text.eq_ignore_ascii_case(email) || letters.all(|letter| Some(letter) == first) {
            return Err(WeakPassword::Plain);
        }
        let known: Vec<&str> = std::iter::once(email).chain(about.iter().copied()).collect();
        judge(&text, &known).map_err(WeakPassword::Guessable)?;
        Ok(Self(text))
    }

    /// The same password, if it can be had by someone of whom others know so much.
    pub(super) fn check(self, email: &str, about: &[&str]) -> Result<Self, WeakPassword> {
        Self::chosen_knowing(self.0, email, about)
    }

    /// The Argon2id hash to store.
    pub(crate) async fn hash(self) -> Result<String, Error> {
        off_thread(move || argon2().hash_password(self.0.as_bytes()).map(|hash: PasswordHash| hash.to_string()))
            .await?
            .map_err(|error| Error::Broken(format!("password hash: {error}")))
    }

    /// Whether this is the password behind `hash`. Without a hash it takes as long and answers no.
    pub(crate) async fn fits(self, hash: Option<String>) -> Result<bool, Error> {
        // An account without a password has an empty hash: it costs the time of a known one too.
        let hash = hash.filter(|hash| !hash.is_empty());
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => DECOY.clone(),
        };
        let fits = off_thread(move || {
            self.0.chars().count() <= Self::LONGEST
                && PasswordHash::new(&hash).is_ok_and(|hash| argon2().verify_password(self.0.as_bytes(), &hash).is_ok())
        })
        .await?;
        Ok(known && fits)
    }
}

/// OWASP's first choice for Argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, None).unwrap_or(Params::DEFAULT))
}

/// The hash of a password nobody has, so that an unknown account costs the time of a known one.
static DECOY: LazyLock<String> = LazyLock::new(|| {
    let nobody = crate::keys::random();
    argon2().hash_password(&nobody).map(|hash: PasswordHash| hash.to_string()).unwrap_or_default()
});

/// Hashes at once at most: each takes 19 MiB and a core.
static HASHING: Semaphore = Semaphore::const_new(2);

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _turn = HASHING.acquire().await.map_err(|error| Error::Broken(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let hash = Password::chosen("correct horse battery", "a@example.org").unwrap().hash().await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(Password::typed("correct horse battery").fits(Some(hash.clone())).await.unwrap());
        assert!(!Password::typed("correct horse batterz").fits(Some(hash)).await.unwrap());
        assert!(!Password::typed("correct horse battery").fits(None).await.unwrap());
    }

    #[test]
    fn weak_passwords_are_refused() {
        let choose = |text: &str| Password::chosen(text, "somebody@example.org").map(|_| ());
        assert_eq!(choose("short"), Err(WeakPassword::Short));
        assert_eq!(choose(&"a".repeat(20)), Err(WeakPassword::Plain));
        assert_eq!(choose("Somebody@example.org"), Err(WeakPassword::Plain));
        assert_eq!(choose(&"ab".repeat(101)), Err(WeakPassword::Long));
        assert!(matches!(choose("passwordpassword"), Err(WeakPassword::Guessable(_))));
        assert_eq!(choose("twelve charming chairs"), Ok(()));
    }
}
