use super::{layers::Layers, values};
use ipnet::IpNet;
use std::{fmt, io, net::SocketAddr, sync::Arc};
use tokio_rustls::rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::WebPkiClientVerifier,
};

/// Where laboratories connect (MLLP).
#[derive(Clone, Debug)]
pub struct Mllp {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where they may connect from; everyone may with the right certificate where it is empty and one is demanded.
    pub allow: Vec<IpNet>,
    /// How the connections are protected, if they are.
    pub tls: Option<Tls>,
    /// Connections at the same time.
    pub connections: usize,
}

/// Certificate, key and demands of protected connections.
#[derive(Clone)]
pub struct Tls {
    /// What the library needs.
    pub config: Arc<ServerConfig>,
    /// Whether a laboratory must have a certificate.
    pub asks_for_certificate: bool,
}

/// Not what it holds: a private key is among it.
impl fmt::Debug for Tls {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Tls").field("asks_for_certificate", &self.asks_for_certificate).finish_non_exhaustive()
    }
}

impl Mllp {
    /// Reads what is set; nothing inside where no address is set. What is wrong is noted; then there is no answer.
    pub(super) fn read(layers: &mut Layers) -> Option<Option<Self>> {
        let listen = layers.value("mllp_listen", values::optional_address);
        let allow = layers.value("mllp_allow", values::networks);
        let certificate = layers.value("mllp_tls_certificate", certificates);
        let key = layers.value("mllp_tls_key", private_key);
        let authority = layers.value("mllp_tls_client_ca", certificates);
        let connections = layers.value("mllp_connections", values::within(1..=4096));
        let (listen, mut allow, connections) = (listen?, allow?, connections?);
        let tls = tls(layers, certificate?, key?, authority?)?;
        let Some(listen) = listen else { return Some(None) };
        let is_known = tls.as_ref().is_some_and(|tls| tls.asks_for_certificate);
        if allow.is_empty() && !is_known {
            if !listen.ip().is_loopback() {
                layers.refuse(
                    "mllp_listen",
                    &listen.to_string(),
                    "other machines can reach this address, and nothing says which of them may send results. Name them in \
                     mllp_allow, set mllp_tls_client_ca so that each needs a certificate, or listen on 127.0.0.1",
                );
                return None;
            }
            allow = values::networks("127.0.0.0/8, ::1/128").ok()?;
        }
        Some(Some(Self { listen, allow, tls, connections }))
    }

    /// Whether results travel readably between machines.
    pub fn is_readable(&self) -> bool {
        self.tls.is_none() && !self.listen.ip().is_loopback()
    }
}

/// Protection, nothing inside when none is set.
fn tls(
    layers: &mut Layers,
    certificate: Option<Vec<CertificateDer<'static>>>,
    key: Option<PrivateKeyDer<'static>>,
    authority: Option<Vec<CertificateDer<'static>>>,
) -> Option<Option<Tls>> {
    let (certificate, key) = match (certificate, key) {
        (Some(certificate), Some(key)) => (certificate, key),
        (None, None) if authority.is_none() => return Some(None),
        (Some(_), None) => {
            layers.refuse("mllp_tls_key", "", "mllp_tls_certificate is set, so its private key has to be");
            return None;
        }
        (None, Some(_)) => {
            layers.refuse("mllp_tls_certificate", "", "mllp_tls_key is set, so its certificate has to be");
            return None;
        }
        (None, None) => {
            let why = "mllp_tls_client_ca is set, so certificate and key of this server have to be";
            layers.refuse("mllp_tls_certificate", "", why);
            return None;
        }
    };
    let asks_for_certificate = authority.is_some();
    match server(certificate, key, authority) {
        Ok(config) => Some(Some(Tls { config: Arc::new(config), asks_for_certificate })),
        Err(problem) => {
            let (name, why) = match problem {
                Unfit::Pair => ("mllp_tls_certificate", "the key in mllp_tls_key does not belong to this certificate"),
                Unfit::Authority => ("mllp_tls_client_ca", "it holds no certificate of an authority"),
            };
            layers.refuse(name, "…", why);
            None
        }
    }
}

enum Unfit {
    Pair,
    Authority,
}

fn server(
    certificate: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    authority: Option<Vec<CertificateDer<'static>>>,
) -> Result<ServerConfig, Unfit> {
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|_| Unfit::Pair)?;
    let builder = match authority {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            authority.into_iter().try_for_each(|certificate| roots.add(certificate)).map_err(|_| Unfit::Authority)?;
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(verifier.map_err(|_| Unfit::Authority)?)
        }
    };
    builder.with_single_cert(certificate, key).map_err(|_| Unfit::Pair)
}

fn certificates(text: &str) -> Result<Option<Vec<CertificateDer<'static>>>, String> {
    let Some(bytes) = file(text)? else { return Ok(None) };
    match CertificateDer::pem_slice_iter(&bytes).collect::<Result<Vec<_>, _>>() {
        Ok(certificates) if !certificates.is_empty() => Ok(Some(certificates)),
        _ => Err("it holds no certificate in PEM form".to_owned()),
    }
}

fn private_key(text: &str) -> Result<Option<PrivateKeyDer<'static>>, String> {
    let Some(bytes) = file(text)? else { return Ok(None) };
    PrivateKeyDer::from_pem_slice(&bytes).map(Some).map_err(|_| "it holds no private key in PEM form".to_owned())
}

fn file(text: &str) -> Result<Option<Vec<u8>>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = |error: io::Error| format!("it cannot be read: {error}");
    std::fs::read(text).map(Some).map_err(read)
}
