//! Ends without warning, between a message and its answer.

use super::{
    bounds::{answer, mllp_address},
    message,
};
use crate::installation::{Installation, Server};
use clinic::hl7::frame;
use sqlx::{Connection as _, SqliteConnection};
use std::{io::Write as _, net::TcpStream};

fn serve(here: &Installation) -> (Server, TcpStream) {
    let mut server = here.serve(&["--mllp-listen", "127.0.0.1:0"]);
    let stream = TcpStream::connect(mllp_address(&mut server)).unwrap();
    (server, stream)
}

fn kill(mut server: Server) {
    server.child.kill().unwrap();
    server.child.wait().unwrap();
}

async fn messages(database: &mut SqliteConnection) -> i64 {
    let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM lab_messages").fetch_one(database).await.unwrap();
    count
}

#[tokio::test]
async fn a_server_killed_between_a_message_and_its_answer_takes_it_once() {
    let here = Installation::new();
    here.done(&["laboratory", "add", "Bay Laboratory", "--sender", "LIS|Bay Lab"]);

    // The patient of these messages, so that results go into a record.
    let rivera = serde_json::json!({ "resourceType": "Bundle", "type": "collection", "entry": [{
        "fullUrl": "https://example.org/Patient/rivera",
        "resource": { "resourceType": "Patient", "id": "rivera", "birthDate": "1980-02-29", "gender": "female",
                      "name": [{ "family": "Rivera", "given": ["Ana", "Maria"] }] } }] });
    std::fs::write(here.folder.path().join("rivera.json"), rivera.to_string()).unwrap();
    here.done(&["import", "rivera.json"]);

    // Before it is kept: somebody else writes meanwhile.
    let (server, mut stream) = serve(&here);
    let mut database = here.database().await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut database).await.unwrap();
    stream.write_all(&frame(message("M-1").as_bytes())).unwrap();
    kill(server);
    sqlx::query("ROLLBACK").execute(&mut database).await.unwrap();
    assert_eq!(messages(&mut database).await, 0);
    database.close().await.unwrap();

    // After it is kept, and perhaps before it is answered: a few times, since the moment is short.
    for round in 1..=5_u8 {
        let (server, mut stream) = serve(&here);
        let mut database = here.database().await;
        stream.write_all(&frame(message(&format!("M-{round}")).as_bytes())).unwrap();
        while messages(&mut database).await < i64::from(round) {
            tokio::task::yield_now().await;
        }
        kill(server);
        database.close().await.unwrap();
    }

    // Its sender heard nothing and repeats it.
    let (server, mut stream) = serve(&here);
    for round in 1..=5_u8 {
        stream.write_all(&frame(message(&format!("M-{round}")).as_bytes())).unwrap();
        assert_eq!(answer(&mut stream), format!("AA M-{round}"));
    }
    server.signal("-TERM");
    let (status, log) = server.wait();
    assert_eq!(status, Some(0), "{log}");
    let mut database = here.database().await;
    assert_eq!(messages(&mut database).await, 5);
    let sql =
        "SELECT (SELECT count(*) FROM lab_messages WHERE state = 'filed'), (SELECT count(*) FROM diagnostic_reports),
               (SELECT count(*) FROM observations)";
    let counts: (i64, i64, i64) = sqlx::query_as(sql).fetch_one(&mut database).await.unwrap();
    assert_eq!(counts, (5, 5, 5), "each is filed once");
    database.close().await.unwrap();
    here.done(&["audit", "verify"]);
}
