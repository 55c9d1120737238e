//! Secrets of this installation: made on first start in the data folder, readable by its owner only, never shown.

use crate::Error;
use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit as _};
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
