use super::{
    content::Signable,
    es256::{PublicKey, Signer},
    payload,
    qr::{NotNumeric, PREFIX, from_numeric, to_numeric},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// Characters of a code at most: as many as one QR code of version 22 holds (SMART Health Cards).
pub const LONGEST: usize = 1195;
/// Characters of what is read at most, whatever it is.
pub const LONGEST_READ: usize = 10_000;
/// Bytes of a payload at most, once inflated.
const LONGEST_PAYLOAD: usize = 16 * 1024;
/// The strongest compression there is.
const STRONGEST: u8 = 10;
/// Characters of a key's name.
const KID: usize = 43;
/// Bytes of a signature.
const SIGNATURE: usize = 64;

/// A signed prescription: a JWS in its compact form. It is kept as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Jws(String);

impl std::fmt::Debug for Jws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Jws({} characters)", self.0.len())
    }
}

impl Jws {
    /// The compact form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form for a QR code: `shc:/` and digits.
    pub fn numeric(&self) -> String {
        // A JWS has none but the characters it may have.
        to_numeric(&self.0).unwrap_or_default()
    }
}

/// Why a prescription cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsignable {
    /// It does not fit into one code.
    #[error("{by} characters too long for one code")]
    TooLong {
        /// By how many characters of the code.
        by: usize,
    },
    /// It would not be read back as it is: a time with fractions of a second, or a date beyond the calendar.
    #[error("it would not be read back as it is")]
    NotFaithful,
    /// The key did not sign.
    #[error("the key did not sign")]
    Key,
}

impl Signable {
    /// Signs.
    ///
    /// # Errors
    /// When it does not fit into one code, or would not be read back as it is.
    pub fn encode(&self, key: &Signer) -> Result<Jws, Unsignable> {
        let payload = self.deflated()?;
        let signed = format!("{}.{}", encode(header(key.kid())), encode(payload));
        let signature = key.sign(signed.as_bytes()).ok_or(Unsignable::Key)?;
        Ok(Jws(format!("{signed}.{}", encode(signature))))
    }

    /// How many characters of the code are left, without signing: a text of plain letters may grow by about as many.
    ///
    /// # Errors
    /// As for [`Signable::encode`].
    pub fn room(&self) -> Result<usize, Unsignable> {
        let payload = self.deflated()?;
        Ok(LONGEST - length(payload.len()))
    }

    fn deflated(&self) -> Result<Vec<u8>, Unsignable> {
        let json = payload::write(self).ok_or(Unsignable::NotFaithful)?;
        let payload = miniz_oxide::deflate::compress_to_vec(&json, STRONGEST);
        match length(payload.len()).saturating_sub(LONGEST) {
            0 => Ok(payload),
            by => Err(Unsignable::TooLong { by }),
        }
    }
}

/// What a code says that was found authentic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What was signed.
    pub signable: Signable,
    /// The key that signed.
    pub kid: String,
    /// When it was signed, as it says.
    pub signed_at: DateTime<Utc>,
}

/// Why a code is not taken for a prescription of this portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no code, or not all of it.
    #[error("no code, or not all of it")]
    Malformed,
    /// It is one of several parts.
    #[error("one of several parts")]
    Parts,
    /// It is signed, but in another way than prescriptions are here.
    #[error("signed, but no prescription of this kind")]
    NotOurs,
    /// It names a key that this portal has never signed with.
    #[error("signed with a key that is not this portal's")]
    UnknownKey,
    /// Its signature does not belong to what it says.
    #[error("altered: the signature does not fit")]
    Altered,
    /// It is signed by this portal, but says something that this program cannot read.
    #[error("authentic, but not readable for this program")]
    Unreadable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    zip: String,
    alg: String,
    kid: String,
}

/// Checks a code, in whichever of its forms it is given: digits after `shc:/`, the compact JWS, or an address with either
/// after `#`. Spaces and line breaks in it do not matter.
///
/// The answer says that it is authentic and unaltered. Whether it was dispensed already, no signature can tell.
///
/// # Errors
/// When it is not authentic, and why. Nothing of what it says is looked at before its signature is found right.
pub fn verify(code: &str, keys: &[PublicKey]) -> Result<Verified, Refused> {
    let jws = read(code)?;
    let mut parts = jws.split('.');
    let (Some(head), Some(body), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refused::Malformed);
    };
    let (payload, signature) = (decode(body).ok_or(Refused::Malformed)?, decode(signature).ok_or(Refused::Malformed)?);
    let key = key_of(&decode(head).ok_or(Refused::Malformed)?, keys)?;
    let signed = jws.get(..head.len() + 1 + body.len()).ok_or(Refused::Malformed)?;
    if !key.holds(signed.as_bytes(), &signature) {
        return Err(Refused::Altered);
    }
    let json = miniz_oxide::inflate::decompress_to_vec_with_limit(&payload, LONGEST_PAYLOAD)
        .map_err(|_| Refused::Unreadable)?;
    let signable = payload::read(&json).ok_or(Refused::Unreadable)?;
    Ok(Verified { signed_at: signable.issued_at, signable, kid: key.kid().to_owned() })
}

/// The compact JWS that was given, in whichever form; its signature is not looked at.
///
/// # Errors
/// `Malformed` or `Parts`.
pub fn read(code: &str) -> Result<String, Refused> {
    if code.len() > LONGEST_READ {
        return Err(Refused::Malformed);
    }
    let text: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = text.rsplit_once('#').map_or(text.as_str(), |(_, code)| code);
    let is_prefixed = text.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX));
    if is_prefixed || text.bytes().all(|letter| letter.is_ascii_digit()) {
        return from_numeric(text).map_err(|why| match why {
            NotNumeric::Parts => Refused::Parts,
            NotNumeric::Digits => Refused::Malformed,
        });
    }
    Ok(text.to_owned())
}

fn key_of<'k>(header: &[u8], keys: &'k [PublicKey]) -> Result<&'k PublicKey, Refused> {
    let json: serde_json::Value = serde_json::from_slice(header).map_err(|_| Refused::Malformed)?;
    // Whatever else a header holds, such as `crit`, would change what the signature means.
    let Ok(Header { zip, alg, kid }) = serde_json::from_slice(header) else {
        return Err(if json.get("alg").is_some() { Refused::NotOurs } else { Refused::Malformed });
    };
    if zip != "DEF" || alg != "ES256" {
        return Err(Refused::NotOurs);
    }
    keys.iter().find(|key| key.kid() == kid).ok_or(Refused::UnknownKey)
}

fn header(kid: &str) -> String {
    format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{kid}"}}"#)
}

/// Characters of a code whose payload has so many bytes.
fn length(payload: usize) -> usize {
    let letters = |bytes: usize| (bytes * 4).div_ceil(3);
    letters(header("").len() + KID) + 1 + letters(payload) + 1 + letters(SIGNATURE)
}

/// Bytes as base64url without padding, the one form that is taken.
pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
#[path = "jws_test.rs"]
mod tests;
