//! Secrets of this installation: made on first start in the data folder, readable by its owner only, never shown.

use crate::Error;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};

/// The installation's secrets.
#[derive(Clone)]
pub struct Keys {
    /// Authenticates each row of the audit trail.
    pub(crate) audit_mac: [u8; 32],
    /// Signs the blocks of the audit trail.
    pub(crate) audit_seal: SigningKey,
    /// Hides e-mail and network addresses where only their equality matters.
    pub(crate) blind: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// The files that [`Keys`] come from, in the folder `keys` of the data folder.
pub const FILES: [&str; 3] = ["audit-mac.key", "audit-seal.key", "blind.key"];

impl Keys {
    /// Reads the keys in `folder`, and makes those that are missing.
    ///
    /// # Errors
    /// When a file cannot be read or written, is not 32 bytes long, or can be read by others than its owner.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder).map_err(Error::file(format!("make {}", folder.display())))?;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
            .map_err(Error::file(format!("protect {}", folder.display())))?;
        let [mac, seal, blind] = FILES;
        Ok(Self {
            audit_mac: key(&folder.join(mac))?,
            audit_seal: SigningKey::from_bytes(&key(&folder.join(seal))?),
            blind: key(&folder.join(blind))?,
        })
    }

    /// Encrypts a secret that lies in the database (XChaCha20-Poly1305), so that a copy of the database alone does not give it
    /// away. It opens only for the same `purpose`, which names what it is and whose.
    ///
    /// # Errors
    /// When the secret is longer than the cipher takes, which none here is.
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce: [u8; 24] = rand::random();
        let payload = Payload { msg: secret, aad: purpose.as_bytes() };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::Broken("a secret could not be sealed".to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Keys::seal`] made.
    ///
    /// # Errors
    /// `Broken` when it was made with other keys or for another purpose, or was changed.
    pub fn open_sealed(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let broken =
            || Error::Broken(format!("a secret does not open ({purpose}): it was made with other keys, or changed"));
        let (nonce, sealed) = sealed.split_first_chunk::<24>().ok_or_else(broken)?;
        let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| broken())
    }

    /// Bytes that only this installation can make from `text`, for codes that are stored nowhere.
    pub fn derive(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        let mut mac = keyed_digest(&self.blind);
        mac.update(b"verbena/derive/");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text);
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derive("seal", b"").into())
    }

    /// Names the sealing key: the first bytes of its public half, in hexadecimal.
    pub fn seal_id(&self) -> String {
        self.audit_seal.verifying_key().as_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A keyed digest to feed. HMAC fills a key up to its block of 64 bytes with zeros, so this is HMAC-SHA256 with `key`.
pub(crate) fn keyed_digest(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    if let Some(start) = block.first_chunk_mut() {
        *start = *key;
    }
    Hmac::new(&block.into())
}

/// 32 bytes from the system's generator of random numbers.
pub fn random() -> [u8; 32] {
    rand::random()
}

fn key(path: &Path) -> Result<[u8; 32], Error> {
    match std::fs::read(path) {
        Ok(bytes) => {
            let mode = std::fs::metadata(path)
                .map_err(Error::file(format!("look at {}", path.display())))?
                .permissions()
                .mode();
            if mode & 0o077 != 0 {
                return Err(Error::Broken(format!(
                    "{} can be read by others (mode {:o}); make it private with: chmod 600 {0}",
                    path.display(),
                    mode & 0o777
                )));
            }
            bytes.try_into().map_err(|bytes: Vec<u8>| {
                Error::Broken(format!(
                    "{} holds {} bytes, but a key has 32; restore it from a backup",
                    path.display(),
                    bytes.len()
                ))
            })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(Error::file(format!("read {}", path.display()))(error)),
    }
}

/// Writes a new key beside its place, then links it there: a crash leaves a whole key or none, and of two processes
/// that start together the second uses the first one's key.
fn make(path: &Path) -> Result<[u8; 32], Error> {
    let bytes = random();
    let fresh = path.with_extension(format!("new-{}", std::process::id()));
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        let linked = std::fs::hard_link(&fresh, path);
        std::fs::remove_file(&fresh)?;
        linked
    };
    match write() {
        Ok(()) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => key(path),
        Err(error) => Err(Error::file(format!("write {}", path.display()))(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_for_its_purpose_only() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path()).unwrap();
        let mut sealed = keys.seal("totp/1", b"secret").unwrap();
        assert_eq!(keys.open_sealed("totp/1", &sealed).unwrap(), b"secret");
        assert_ne!(keys.seal("totp/1", b"secret").unwrap(), sealed);
        assert!(keys.open_sealed("totp/2", &sealed).is_err());
        *sealed.last_mut().unwrap() ^= 1;
        assert!(keys.open_sealed("totp/1", &sealed).is_err());
        assert!(keys.open_sealed("totp/1", b"short").is_err());
        let other = tempfile::tempdir().unwrap();
        assert_ne!(Keys::open(other.path()).unwrap().derive("a", b"b"), keys.derive("a", b"b"));
    }
}
