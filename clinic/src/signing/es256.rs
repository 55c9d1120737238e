use super::jws::{decode, encode};
use p256::{
    Sec1Point,
    ecdsa::{
        Signature, SigningKey, VerifyingKey,
        signature::{Signer as _, Verifier as _},
    },
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A public key as it is published (RFC 7517).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    kty: String,
    kid: String,
    #[serde(rename = "use")]
    usage: String,
    alg: String,
    crv: String,
    x: String,
    y: String,
}

/// A key that signs with ES256: ECDSA on P-256 with SHA-256.
pub struct Signer {
    key: SigningKey,
    kid: String,
}

/// The public half of a key that signs, or has signed.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    key: VerifyingKey,
    kid: String,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.kid)
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PublicKey({})", self.kid)
    }
}

impl Signer {
    /// A new key with its secret, from the system's random numbers.
    pub(super) fn generate() -> (Self, [u8; 32]) {
        loop {
            // Of 2^32 numbers one is none of the curve.
            let secret = crate::keys::random();
            if let Some(signer) = Self::of(&secret) {
                return (signer, secret);
            }
        }
    }

    /// The key of a secret; nothing where it is none of the curve.
    pub(super) fn of(secret: &[u8]) -> Option<Self> {
        let key = SigningKey::from_slice(secret).ok()?;
        let kid = thumbprint(key.verifying_key())?;
        Some(Self { key, kid })
    }

    /// The thumbprint of the public key (RFC 7638), which names the key.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey { key: *self.key.verifying_key(), kid: self.kid.clone() }
    }

    /// Signs. Of the two signatures that hold for one message and number (`s` and its negative) always the one with the
    /// lower `s`.
    pub(super) fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        let signature: Signature = self.key.try_sign(message).ok()?;
        Some(signature.normalize_s().to_bytes().into())
    }
}

impl PublicKey {
    /// The key that was published; nothing where it is no point of the curve, or its thumbprint is another.
    pub fn of(jwk: &Jwk) -> Option<Self> {
        if jwk.kty != "EC" || jwk.crv != "P-256" {
            return None;
        }
        let (x, y): ([u8; 32], [u8; 32]) = (decode(&jwk.x)?.try_into().ok()?, decode(&jwk.y)?.try_into().ok()?);
        let point = Sec1Point::from_affine_coordinates(&x.into(), &y.into(), false);
        let key = VerifyingKey::from_sec1_point(&point).ok()?;
        let kid = thumbprint(&key).filter(|kid| *kid == jwk.kid)?;
        Some(Self { key, kid })
    }

    /// The key as it is published.
    pub fn jwk(&self) -> Option<Jwk> {
        let (x, y) = coordinates(&self.key)?;
        let [kty, usage, alg, crv] = ["EC", "sig", "ES256", "P-256"].map(str::to_owned);
        Some(Jwk { kty, kid: self.kid.clone(), usage, alg, crv, x, y })
    }

    /// The thumbprint, which names the key.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Whether it is the signature of a message, and the one of the two possible that [`Signer::sign`] makes: so nobody makes
    /// another valid code from a code.
    pub(super) fn holds(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| signature.normalize_s() == signature && self.key.verify(message, &signature).is_ok())
    }
}

/// The SHA-256 of the members that make a key, in the order of their names (RFC 7638).
fn thumbprint(key: &VerifyingKey) -> Option<String> {
    let (x, y) = coordinates(key)?;
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    Some(encode(Sha256::digest(members)))
}

fn coordinates(key: &VerifyingKey) -> Option<(String, String)> {
    let point = key.to_sec1_point(false);
    Some((encode(point.x()?), encode(point.y()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 7515, A.3.
    const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    const D: &str = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";
    const SIGNED: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const SIGNATURE: &str = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    #[test]
    fn the_example_of_rfc_7515_holds() {
        let signer = Signer::of(&decode(D).unwrap()).unwrap();
        let public = signer.public();
        assert_eq!((public.jwk().unwrap().x.as_str(), public.jwk().unwrap().y.as_str()), (X, Y));
        let signature = Signature::from_slice(&decode(SIGNATURE).unwrap()).unwrap();
        assert!(public.key.verify(SIGNED.as_bytes(), &signature).is_ok());
        // Its `s` is the higher one: the signature holds, but is not the one that is made here.
        assert!(!public.holds(SIGNED.as_bytes(), &signature.to_bytes()));
        assert!(public.holds(SIGNED.as_bytes(), &signature.normalize_s().to_bytes()));
        assert!(!public.holds(b"another message", &signature.normalize_s().to_bytes()));
        assert!(public.holds(SIGNED.as_bytes(), &signer.sign(SIGNED.as_bytes()).unwrap()));
    }

    #[test]
    fn a_thumbprint_is_the_one_that_others_make() {
        // The sample key of the SMART Health Cards framework.
        let jwk = |kid: &str| -> Jwk {
            serde_json::from_str(&format!(
                r#"{{"kty":"EC","kid":"{kid}","use":"sig","alg":"ES256","crv":"P-256",
                    "x":"11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw","y":"eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8"}}"#
            ))
            .unwrap()
        };
        let right = jwk("3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s");
        assert_eq!(PublicKey::of(&right).unwrap().jwk().unwrap(), right);
        assert!(PublicKey::of(&jwk("3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9t")).is_none());
    }

    #[test]
    fn what_is_no_point_is_no_key() {
        let (signer, _) = Signer::generate();
        let mut jwk = signer.public().jwk().unwrap();
        assert!(PublicKey::of(&jwk).is_some());
        jwk.y = jwk.x.clone();
        assert!(PublicKey::of(&jwk).is_none());
    }
}
