//! Laboratories' messages by a connection (MLLP), with real clients.

mod bounds;
mod messages;
mod protection;
mod sudden_ends;

use crate::support::Clinic;
use clinic::{
    audit::Actor,
    hl7::{Charset, frame},
    ids::LaboratoryId,
    laboratories::{self, Sender, Settings},
};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpStream,
};
use verbena::{
    config,
    mllp::{Mllp, Patience},
};

/// Bytes a message may have here.
const MOST: usize = 1 << 20;

/// A message of the laboratory that [`enter`] enters.
pub(crate) fn message(control_id: &str) -> String {
    message_of(control_id, "NM", "5.3")
}

/// One with a result of this type and value.
pub(crate) fn message_of(control_id: &str, kind: &str, value: &str) -> String {
    [
        &format!("MSH|^~\\&|LIS|Bay Lab|Portal|Clinic|20260301120000-0500||ORU^R01^ORU_R01|{control_id}|P|2.5.1"),
        "PID|1||77^^^Bay Lab^MR||Rivera^Ana^Maria||19800229|F",
        &format!("OBR|1|P-{control_id}|F-{control_id}|24317-0^Blood count^LN|||202603010800"),
        &format!("OBX|1|{kind}|2823-3^Potassium^LN||{value}|mmol/L|3.5-5.1||||F"),
        "",
    ]
    .join("\r")
}

/// The laboratory of these messages.
pub(crate) async fn enter(clinic: &Clinic) -> LaboratoryId {
    let portal = &clinic.portal;
    let settings = Settings {
        name: "Bay Laboratory".to_owned(),
        zone: chrono_tz::America::New_York,
        charset: Charset::Ascii,
        takes_trials: false,
        record_authority: None,
        senders: vec![Sender::parse("LIS|Bay Lab").unwrap()],
    };
    laboratories::add(&portal.db, &portal.auditor, Actor::operator(), &settings, portal.clock.now())
        .await
        .unwrap()
        .unwrap()
}

/// How it is set where nothing else is said.
fn usual() -> config::Mllp {
    config::Mllp {
        listen: "127.0.0.1:0".parse().unwrap(),
        allow: vec!["127.0.0.0/8".parse().unwrap()],
        tls: None,
        connections: 16,
    }
}

async fn start(clinic: &Clinic, settings: config::Mllp, patience: Patience) -> Mllp {
    let listener = Mllp::bind(&settings).unwrap();
    Mllp::start(listener, settings, MOST, patience, clinic.portal.clone()).unwrap()
}

/// A laboratory's end of a connection.
struct Client<S = TcpStream> {
    stream: S,
}

impl Client {
    async fn connect(to: SocketAddr) -> Self {
        Self { stream: TcpStream::connect(to).await.unwrap() }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// The next answer without its frame; nothing where the connection is closed instead.
    async fn next(&mut self) -> Option<String> {
        let mut bytes = Vec::new();
        loop {
            match self.stream.read_u8().await {
                Err(_) => {
                    assert!(bytes.is_empty(), "a half answer");
                    return None;
                }
                Ok(0x0D) if bytes.last() == Some(&0x1C) => break,
                Ok(byte) => bytes.push(byte),
            }
        }
        assert_eq!((bytes.remove(0), bytes.pop()), (0x0B, Some(0x1C)));
        Some(String::from_utf8(bytes).unwrap())
    }

    /// MSA-1 and MSA-2 of the next answer, or `closed`.
    async fn told(&mut self) -> String {
        match self.next().await {
            None => "closed".to_owned(),
            Some(answer) => msa(&answer),
        }
    }

    /// Sends a message and reads what came of it.
    async fn ask(&mut self, message: &str) -> String {
        self.send(&frame(message.as_bytes())).await;
        self.told().await
    }
}

/// MSA-1 and MSA-2 of an answer.
pub(crate) fn msa(answer: &str) -> String {
    let fields: Vec<&str> = answer.split('\r').find(|line| line.starts_with("MSA|")).unwrap().split('|').collect();
    format!("{} {}", fields[1], fields.get(2).unwrap_or(&""))
}

/// Waits until something holds.
async fn until(mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..2000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came to hold");
}
