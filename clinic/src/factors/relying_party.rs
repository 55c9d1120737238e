use crate::{Error, Portal};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// Whether passkeys can be used at a portal with this address: they belong to a host with a name, and browsers offer them over
/// HTTPS only, or on the machine itself as `localhost`.
pub fn passkeys_work(origin: &str) -> bool {
    Url::parse(origin).is_ok_and(|url| {
        url.domain().is_some_and(|host| url.scheme() == "https" || host == "localhost" || host.ends_with(".localhost"))
    })
}

/// This portal, as passkeys know it.
///
/// # Errors
/// `NotFound` where passkeys cannot be used.
pub(super) fn relying_party(portal: &Portal) -> Result<Webauthn, Error> {
    let origin = &portal.settings.origin;
    if !passkeys_work(origin) {
        return Err(Error::NotFound);
    }
    let url = Url::parse(origin).map_err(|error| Error::Broken(format!("the portal's address: {error}")))?;
    let host = url.domain().unwrap_or_default();
    WebauthnBuilder::new(host, &url)
        .and_then(|builder| builder.rp_name(&portal.settings.clinic_name).build())
        .map_err(|error| Error::Broken(format!("the portal's address: {error}")))
}

#[cfg(test)]
mod tests {
    use super::passkeys_work;

    #[test]
    fn passkeys_want_a_host_with_a_name() {
        for origin in ["https://portal.example.org", "http://localhost:3000", "https://portal.example.org:8443"] {
            assert!(passkeys_work(origin), "{origin}");
        }
        for origin in
            ["http://127.0.0.1:3000", "https://192.0.2.1", "http://[::1]:3000", "http://portal.example.org", ""]
        {
            assert!(!passkeys_work(origin), "{origin}");
        }
    }
}
