//! How many may connect, and how much memory that takes.

use super::{Client, enter, message, message_of, start, usual};
use crate::{
    installation::{Installation, Server},
    support::{clinics, count},
};
use clinic::hl7::frame;
use std::{
    io::{BufRead as _, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};
use verbena::{config, mllp::Patience};

#[tokio::test]
async fn of_a_thousand_connections_as_many_as_allowed_are_served() {
    for clinic in clinics("mllp_thousand").await {
        enter(&clinic).await;
        let most = 64;
        let mllp = start(&clinic, config::Mllp { connections: most, ..usual() }, Patience::default()).await;
        let mut served = Vec::new();
        for number in 0..most {
            let mut client = Client::connect(mllp.address()).await;
            assert_eq!(client.ask(&message(&format!("A-{number}"))).await, format!("AA A-{number}"));
            served.push(client);
        }
        let others: Vec<_> = (most..1000)
            .map(|_| {
                let address = mllp.address();
                tokio::spawn(async move { Client::connect(address).await.told().await })
            })
            .collect();
        for other in others {
            assert_eq!(other.await.unwrap(), "closed");
        }
        // All at the same time: they share the few places where messages are filed.
        let asked: Vec<_> = served
            .into_iter()
            .enumerate()
            .map(|(number, mut client)| {
                tokio::spawn(async move {
                    assert_eq!(client.ask(&message(&format!("B-{number}"))).await, format!("AA B-{number}"));
                    client
                })
            })
            .collect();
        let mut left = Vec::new();
        for client in asked {
            left.push(client.await.unwrap());
        }
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM lab_messages").await, 2 * 64);
        // A place that is given back is given to the next.
        left.pop();
        super::until(async || {
            let mut next = Client::connect(mllp.address()).await;
            // One without a place is closed, perhaps while it writes.
            let sent = tokio::io::AsyncWriteExt::write_all(&mut next.stream, &frame(message("C-1").as_bytes())).await;
            sent.is_ok() && next.told().await == "AA C-1"
        })
        .await;
    }
}

#[tokio::test]
async fn large_messages_that_stall_leave_room_for_small_ones() {
    for clinic in clinics("mllp_stalled").await {
        enter(&clinic).await;
        let patience = Patience { progress: Duration::from_millis(800), ..Patience::default() };
        let mllp = start(&clinic, usual(), patience).await;
        let large = frame(message_of("L-1", "ST", &"x".repeat(200_000)).as_bytes());
        let mut stalled = Vec::new();
        for _ in 0..8 {
            let mut client = Client::connect(mllp.address()).await;
            client.send(&large[..100_000]).await;
            stalled.push(client);
        }
        let mut small = Client::connect(mllp.address()).await;
        assert_eq!(small.ask(&message("M-1")).await, "AA M-1");
        // A large one gets its turn once those before it are given up.
        let mut client = Client::connect(mllp.address()).await;
        client.send(&large).await;
        assert_eq!(client.told().await, "AA L-1");
    }
}

/// The most memory the server has held so far, in bytes.
fn peak(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() * 1024
}

#[test]
fn a_hundred_megabytes_take_no_memory() {
    let here = Installation::new();
    here.done(&["laboratory", "add", "Bay Laboratory", "--sender", "LIS|Bay Lab"]);
    let mut server = here.serve(&["--mllp-listen", "127.0.0.1:0", "--mllp-message-bytes", "1048576"]);
    let mut stream = TcpStream::connect(mllp_address(&mut server)).unwrap();
    stream.write_all(&frame(message("M-1").as_bytes())).unwrap();
    assert_eq!(answer(&mut stream), "AA M-1");
    let before = peak(&server);
    let long = message_of("M-2", "ST", "");
    let (head, tail) = long.split_at(long.find("||mmol/L").unwrap() + 1);
    stream.write_all(&[&b"\x0B"[..], head.as_bytes()].concat()).unwrap();
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..100 {
        stream.write_all(&piece).unwrap();
    }
    stream.write_all(&[tail.as_bytes(), b"\x1C\r"].concat()).unwrap();
    assert_eq!(answer(&mut stream), "AE M-2");
    stream.write_all(&frame(message("M-3").as_bytes())).unwrap();
    assert_eq!(answer(&mut stream), "AA M-3");
    let grown = peak(&server).saturating_sub(before);
    assert!(grown < 16 << 20, "{grown} bytes more");
    server.signal("-TERM");
    let (status, log) = server.wait();
    assert_eq!(status, Some(0), "{log}");
    assert!(!log.contains("Rivera") && !log.contains("M-1"), "logs hold nothing of a message: {log}");
}

/// Where a server takes messages: it says so after it is ready.
pub(super) fn mllp_address(server: &mut Server) -> String {
    let mut line = String::new();
    while !line.contains("(MLLP)") {
        line.clear();
        assert_ne!(server.lines.read_line(&mut line).unwrap(), 0);
    }
    line.trim().rsplit(' ').next().unwrap().to_owned()
}

/// MSA-1 and MSA-2 of the next answer.
pub(super) fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\x1C\r") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        bytes.push(byte[0]);
    }
    super::msa(str::from_utf8(&bytes[1..bytes.len() - 2]).unwrap())
}
