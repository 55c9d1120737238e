//! Signed prescriptions: what is signed, the keys, the code a pharmacy reads, and its check.
//!
//! The code is a JWS (RFC 7515) with ES256 in the way of a SMART Health Card: payload deflated, key named by its thumbprint,
//! keys published. What it says of a prescription is [`Signable`], the whole of it.

mod content;
#[cfg(feature = "store")]
mod es256;
#[cfg(feature = "store")]
mod jws;
#[cfg(feature = "store")]
mod keys;
#[cfg(feature = "store")]
mod payload;
#[cfg(feature = "store")]
mod qr;
#[cfg(any(test, feature = "testing"))]
pub mod sample;
mod state;

pub use content::{
    Directions, Licence, Signable, SignedClinic, SignedDrug, SignedPatient, SignedPharmacy, SignedPrescriber,
    SignedQuantity, fits,
};
pub use state::OnlineState;
#[cfg(feature = "store")]
pub use {
    es256::{Jwk, PublicKey, Signer},
    jws::{Jws, LONGEST, LONGEST_READ, Refused, Unsignable, Verified, read, verify},
    keys::{Jwks, Published, ensure_key, jwks, public_keys, published, rotate, signer},
    qr::{NotNumeric, PREFIX, from_numeric, to_numeric},
    state::{patient_of_code, prescription_state},
};
