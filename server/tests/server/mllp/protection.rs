//! Who may connect.

use super::{Client, enter, message, start, usual};
use crate::support::clinics;
use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use std::{path::Path, sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject as _},
    },
};
use verbena::{
    config::{self, Config, Environment, Flags, Key},
    mllp::{Mllp, Patience},
};

#[tokio::test]
async fn only_from_where_it_is_allowed() {
    for clinic in clinics("mllp_allow").await {
        enter(&clinic).await;
        let allow = vec!["10.0.0.0/8".parse().unwrap(), "192.0.2.7/32".parse().unwrap()];
        let mllp = start(&clinic, config::Mllp { allow, ..usual() }, Patience::default()).await;
        assert_eq!(Client::connect(mllp.address()).await.told().await, "closed");
        // An IPv4 client is the same by an address of IPv6.
        let listen = "[::]:0".parse().unwrap();
        let mllp = start(&clinic, config::Mllp { listen, ..usual() }, Patience::default()).await;
        let mut client = Client::connect(([127, 0, 0, 1], mllp.address().port()).into()).await;
        assert_eq!(client.ask(&message("M-1")).await, "AA M-1");
    }
}

/// An authority with certificates for a server and a laboratory, as files.
struct Papers {
    folder: TempDir,
}

impl Papers {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for (authority, owners) in [("ca", ["server", "client"]), ("other-ca", ["other-server", "other-client"])] {
            let key = KeyPair::generate().unwrap();
            let mut params = CertificateParams::new(Vec::new()).unwrap();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let certificate = params.self_signed(&key).unwrap();
            std::fs::write(folder.path().join(format!("{authority}.pem")), certificate.pem()).unwrap();
            let issuer = Issuer::new(params, key);
            for owner in owners {
                let own = KeyPair::generate().unwrap();
                let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
                params.extended_key_usages =
                    vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
                let certificate = params.signed_by(&own, &issuer).unwrap();
                std::fs::write(folder.path().join(format!("{owner}.pem")), certificate.pem()).unwrap();
                std::fs::write(folder.path().join(format!("{owner}.key")), own.serialize_pem()).unwrap();
            }
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// The settings that a configuration with these files makes.
    fn settings(&self, more: &[(&str, &str)]) -> config::Mllp {
        let files = [("mllp_tls_certificate", self.path("server.pem")), ("mllp_tls_key", self.path("server.key"))];
        let flags = files
            .iter()
            .map(|(name, path)| (*name, path.as_str()))
            .chain(more.iter().copied())
            .fold(Flags::default(), |flags, (name, value)| flags.with(Key::find(name).unwrap(), value));
        let flags = flags.with(Key::find("mllp_listen").unwrap(), "127.0.0.1:0");
        Config::load(&flags, &Environment::default()).unwrap().mllp.unwrap()
    }

    /// What comes of a message that a client with this certificate sends.
    async fn ask(&self, mllp: &Mllp, certificate: Option<&str>, control_id: &str) -> String {
        let certificates = |name: &str| -> Vec<CertificateDer<'static>> {
            let pem = std::fs::read(Path::new(&self.path(&format!("{name}.pem")))).unwrap();
            CertificateDer::pem_slice_iter(&pem).map(Result::unwrap).collect()
        };
        let mut roots = RootCertStore::empty();
        roots.add(certificates("ca").remove(0)).unwrap();
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots);
        let config = match certificate {
            None => builder.with_no_client_auth(),
            Some(name) => {
                let key = PrivateKeyDer::from_pem_file(self.path(&format!("{name}.key"))).unwrap();
                builder.with_client_auth_cert(certificates(name), key).unwrap()
            }
        };
        let stream = TcpStream::connect(mllp.address()).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let Ok(stream) = TlsConnector::from(Arc::new(config)).connect(name, stream).await else {
            return "closed".to_owned();
        };
        let mut client = Client { stream };
        // With TLS 1.3 a client learns only afterwards that its certificate does not count.
        let framed = clinic::hl7::frame(message(control_id).as_bytes());
        match tokio::io::AsyncWriteExt::write_all(&mut client.stream, &framed).await {
            Ok(()) => client.told().await,
            Err(_) => "closed".to_owned(),
        }
    }
}

#[tokio::test]
async fn connections_are_protected_where_that_is_set() {
    let papers = Papers::new();
    for clinic in clinics("mllp_tls").await {
        enter(&clinic).await;
        let mllp = start(&clinic, papers.settings(&[]), Patience::default()).await;
        assert_eq!(papers.ask(&mllp, None, "M-1").await, "AA M-1");
        assert_eq!(papers.ask(&mllp, Some("client"), "M-2").await, "AA M-2");
        let mut plain = Client::connect(mllp.address()).await;
        plain.send(&clinic::hl7::frame(message("M-3").as_bytes())).await;
        let mut answer = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut plain.stream, &mut answer).await;
        assert!(!answer.contains(&0x0B), "nothing is answered readably");
    }
}

#[tokio::test]
async fn a_certificate_is_demanded_where_that_is_set() {
    let papers = Papers::new();
    for clinic in clinics("mllp_client_tls").await {
        enter(&clinic).await;
        let settings = papers.settings(&[("mllp_tls_client_ca", &papers.path("ca.pem"))]);
        assert!(settings.allow.is_empty(), "whoever has the certificate may come from anywhere");
        let mllp = start(&clinic, settings, Patience::default()).await;
        assert_eq!(papers.ask(&mllp, None, "M-1").await, "closed");
        assert_eq!(papers.ask(&mllp, Some("other-client"), "M-1").await, "closed");
        assert_eq!(papers.ask(&mllp, Some("client"), "M-1").await, "AA M-1");
    }
}

#[tokio::test]
async fn whoever_agrees_on_nothing_keeps_nobody_out() {
    let papers = Papers::new();
    for clinic in clinics("mllp_idle_tls").await {
        enter(&clinic).await;
        let settings = config::Mllp { connections: 4, ..papers.settings(&[]) };
        let mllp = start(&clinic, settings, Patience::default()).await;
        let mut idle = Vec::new();
        for _ in 0..16 {
            idle.push(TcpStream::connect(mllp.address()).await.unwrap());
        }
        assert_eq!(papers.ask(&mllp, None, "M-1").await, "AA M-1");
        drop(idle);
    }
}

#[tokio::test]
async fn agreeing_on_protection_has_an_end() {
    let papers = Papers::new();
    for clinic in clinics("mllp_slow_tls").await {
        let patience = Patience { handshake: Duration::from_millis(50), ..Patience::default() };
        let mllp = start(&clinic, papers.settings(&[]), patience).await;
        assert_eq!(Client::connect(mllp.address()).await.told().await, "closed");
    }
}

#[test]
fn settings_that_let_everyone_in_are_refused() {
    let papers = Papers::new();
    let load = |settings: &[(&str, &str)]| {
        let flags =
            settings.iter().fold(Flags::default(), |flags, (name, value)| flags.with(Key::find(name).unwrap(), *value));
        Config::load(&flags, &Environment::default())
    };
    let refused = |settings: &[(&str, &str)], words: &str| {
        let said = load(settings).unwrap_err().to_string();
        assert!(said.contains(words), "{said}");
    };
    assert!(load(&[]).unwrap().mllp.is_none());
    assert_eq!(load(&[("mllp_listen", "2575")]).unwrap().mllp.unwrap().listen, "127.0.0.1:2575".parse().unwrap());
    refused(&[("mllp_listen", "0.0.0.0:2575")], "nothing says which of them may send results");
    let (pem, key) = (papers.path("server.pem"), papers.path("server.key"));
    let tls = [("mllp_tls_certificate", pem.as_str()), ("mllp_tls_key", key.as_str()), ("mllp_listen", "0.0.0.0:2575")];
    refused(&tls, "nothing says which of them may send results");
    let named = load(&[("mllp_listen", "0.0.0.0:2575"), ("mllp_allow", "192.0.2.0/24")]).unwrap().mllp.unwrap();
    assert!(named.is_readable());
    let authority = papers.path("ca.pem");
    let both = load(&[tls[0], tls[1], tls[2], ("mllp_tls_client_ca", authority.as_str())]).unwrap().mllp.unwrap();
    assert!(!both.is_readable());
    let shown = format!("{both:?}");
    assert!(shown.contains("asks_for_certificate: true") && !shown.contains("key"), "{shown}");
    refused(&[("mllp_listen", "2575"), tls[0]], "its private key has to be");
    refused(&[("mllp_listen", "2575"), tls[1]], "its certificate has to be");
    refused(
        &[("mllp_listen", "2575"), ("mllp_tls_client_ca", authority.as_str())],
        "certificate and key of this server",
    );
    let other = papers.path("other-server.key");
    refused(&[tls[0], ("mllp_tls_key", other.as_str())], "does not belong to this certificate");
    refused(&[tls[0], ("mllp_tls_key", pem.as_str())], "it holds no private key");
    refused(&[("mllp_tls_certificate", "nowhere.pem"), tls[1]], "it cannot be read");
    refused(&[("mllp_message_bytes", "99999999")], "mllp_message_bytes");
}
