//! What is sent and what is answered.

use super::{Client, MOST, enter, message, message_of, start, usual};
use crate::support::{Clinic, clinics, count};
use clinic::{db::Source as _, hl7::frame};
use std::time::Duration;
use verbena::mllp::Patience;

async fn kept(clinic: &Clinic) -> i64 {
    count(&clinic.portal.db, "SELECT count(*) FROM lab_messages WHERE state IN ('waiting', 'filed')").await
}

#[tokio::test]
async fn each_message_is_answered_and_kept_once() {
    for clinic in clinics("mllp_answers").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut client = Client::connect(mllp.address()).await;
        assert_eq!(client.ask(&message("M-1")).await, "AA M-1");
        assert_eq!(client.ask(&message_of("M-2", "NM", "five")).await, "AE M-2");
        assert_eq!(client.ask(&message("M-3").replace("ORU^R01^ORU_R01", "ADT^A01^ADT_A01")).await, "AR M-3");
        assert_eq!(client.ask("nonsense").await, "AR ");
        assert_eq!(client.ask(&message("M-5").replace("Bay Lab|Portal", "Nobody|Portal")).await, "AE M-5");
        assert_eq!(client.ask(&message("M-1")).await, "AA M-1", "the same message again");
        assert_eq!(kept(&clinic).await, 1);
        // From another connection, too.
        assert_eq!(Client::connect(mllp.address()).await.ask(&message("M-1")).await, "AA M-1");
        assert_eq!(kept(&clinic).await, 1);
        mllp.finish(Duration::from_secs(5)).await;
    }
}

#[tokio::test]
async fn a_header_that_cannot_be_stored_is_refused_and_holds_nothing_up() {
    for clinic in clinics("mllp_header").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut client = Client::connect(mllp.address()).await;
        assert_eq!(client.ask(&message("M-1\0")).await, "AE M-1?");
        assert_eq!(client.ask(&message("M-2").replace("|LIS|", "|LIS\0|")).await, "AE M-2");
        let long: String = (0..4_000_u32).map(|at| char::from(b'a' + (at * at % 23) as u8)).collect();
        assert_eq!(client.ask(&message(&long)).await, format!("AE {long}"));
        assert_eq!(client.ask(&message("M-4")).await, "AA M-4", "what stands behind them arrives");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM lab_messages WHERE state = 'refused'").await, 3);
        assert_eq!(kept(&clinic).await, 1);
        mllp.finish(Duration::from_secs(5)).await;
    }
}

#[tokio::test]
async fn the_enhanced_mode_has_two_answers() {
    for clinic in clinics("mllp_enhanced").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut client = Client::connect(mllp.address()).await;
        assert_eq!(client.ask(&message("M-1").replace("|P|2.5.1", "|P|2.5.1|||AL|AL")).await, "CA M-1");
        assert_eq!(client.told().await, "AA M-1");
        // Nobody wants to hear of this one; what comes next is answered as ever.
        client.send(&frame(message("M-2").replace("|P|2.5.1", "|P|2.5.1|||NE|NE").as_bytes())).await;
        assert_eq!(client.ask(&message("M-3")).await, "AA M-3");
        assert_eq!(kept(&clinic).await, 3);
    }
}

#[tokio::test]
async fn pieces_of_any_size_make_a_message() {
    for clinic in clinics("mllp_pieces").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut client = Client::connect(mllp.address()).await;
        for byte in frame(message("M-1").as_bytes()) {
            client.send(&[byte]).await;
        }
        assert_eq!(client.told().await, "AA M-1");
        let both = [frame(message("M-2").as_bytes()), b"\r\n".to_vec(), frame(message("M-3").as_bytes())].concat();
        client.send(&both).await;
        assert_eq!([client.told().await, client.told().await], ["AA M-2", "AA M-3"]);
        let long = message_of("M-4", "ST", &"x".repeat(300_000));
        assert_eq!(client.ask(&long).await, "AA M-4");
        assert_eq!(kept(&clinic).await, 4);
    }
}

#[tokio::test]
async fn half_a_message_is_none() {
    for clinic in clinics("mllp_half").await {
        enter(&clinic).await;
        let patience = Patience { progress: Duration::from_millis(200), ..Patience::default() };
        let mllp = start(&clinic, usual(), patience).await;
        let whole = frame(message("M-1").as_bytes());
        let (half, _) = whole.split_at(whole.len() - 2);
        let mut broken = Client::connect(mllp.address()).await;
        broken.send(half).await;
        drop(broken);
        let mut slow = Client::connect(mllp.address()).await;
        slow.send(half).await;
        assert_eq!(slow.told().await, "closed", "the rest does not come");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM lab_messages").await, 0);
        // One that waits between two messages is not hurried.
        let mut quiet = Client::connect(mllp.address()).await;
        assert_eq!(quiet.ask(&message("M-1")).await, "AA M-1");
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(quiet.ask(&message("M-2")).await, "AA M-2");
    }
}

#[tokio::test]
async fn whoever_never_ends_or_says_nothing_is_not_waited_for() {
    for clinic in clinics("mllp_waits").await {
        let patience =
            Patience { message: Duration::from_millis(300), idle: Duration::from_millis(300), ..Patience::default() };
        let mllp = start(&clinic, usual(), patience).await;
        let mut silent = Client::connect(mllp.address()).await;
        assert_eq!(silent.told().await, "closed");
        let mut endless = Client::connect(mllp.address()).await;
        endless.send(b"\x0BMSH|").await;
        let dripping = async {
            loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                if tokio::io::AsyncWriteExt::write_all(&mut endless.stream, b"x").await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), dripping).await.expect("it is closed");
    }
}

#[tokio::test]
async fn a_message_that_is_too_long_is_answered_and_the_next_one_taken() {
    for clinic in clinics("mllp_long").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut client = Client::connect(mllp.address()).await;
        let long = message_of("M-1", "ST", &"x".repeat(2 * MOST));
        client.send(&frame(long.as_bytes())).await;
        let answer = client.next().await.unwrap();
        assert_eq!(super::msa(&answer), "AE M-1");
        assert!(answer.contains("|207^") && answer.contains("larger than this server takes"), "{answer}");
        assert_eq!(client.ask(&message("M-2")).await, "AA M-2");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM lab_messages").await, 1);
    }
}

#[tokio::test]
async fn what_is_no_mllp_is_closed() {
    for clinic in clinics("mllp_garbage").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut browser = Client::connect(mllp.address()).await;
        browser
            .send(b"GET /laboratories HTTP/1.1\r\nHost: portal.example.org\r\nAccept: text/html,*/*;q=0.8\r\n\r\n")
            .await;
        assert_eq!(browser.told().await, "closed");
        let mut noisy = Client::connect(mllp.address()).await;
        let noise: Vec<u8> = (0..=255).cycle().filter(|byte| ![0x0B, 0x1C].contains(byte)).take(5000).collect();
        assert_eq!(noisy.ask(&String::from_utf8_lossy(&noise)).await, "AR ");
        assert_eq!(noisy.ask(&message("M-1")).await, "AA M-1");
    }
}

#[tokio::test]
async fn without_the_database_nothing_is_answered_and_nothing_lost() {
    for clinic in clinics("mllp_away").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut client = Client::connect(mllp.address()).await;
        clinic.portal.db.close().await;
        assert_eq!(client.ask(&message("M-1")).await, "closed", "so that its sender sends it again");
    }
}

#[tokio::test]
async fn an_end_waits_for_the_message_in_work_only() {
    for clinic in clinics("mllp_stop").await {
        enter(&clinic).await;
        let mllp = start(&clinic, usual(), Patience::default()).await;
        let mut half = Client::connect(mllp.address()).await;
        half.send(b"\x0BMSH|").await;
        let mut idle = Client::connect(mllp.address()).await;
        assert_eq!(idle.ask(&message("M-0")).await, "AA M-0");
        // Nobody else may write meanwhile: on SQLite by the transaction itself.
        let mut writer = clinic.portal.db.begin().await.unwrap();
        if clinic.portal.db.kind() == "PostgreSQL" {
            writer.query("LOCK TABLE lab_messages IN ACCESS EXCLUSIVE MODE").run().await.unwrap();
        }
        let mut client = Client::connect(mllp.address()).await;
        client.send(&[frame(message("M-1").as_bytes()), frame(message("M-2").as_bytes())].concat()).await;
        super::until(async || mllp.under_way() == 1).await;
        let address = mllp.address();
        let end = tokio::spawn(mllp.finish(Duration::from_secs(30)));
        assert_eq!(half.told().await, "closed");
        assert_eq!(idle.told().await, "closed");
        assert!(!end.is_finished());
        writer.commit().await.unwrap();
        assert_eq!(client.told().await, "AA M-1");
        assert_eq!(client.told().await, "closed", "the second one was not begun");
        end.await.unwrap();
        assert!(tokio::net::TcpStream::connect(address).await.is_err());
        assert_eq!(kept(&clinic).await, 2);
    }
}
