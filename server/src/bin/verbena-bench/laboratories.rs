//! What laboratories' messages cost from the first byte to the answer.

use super::{Outcome, Place, people, percentiles};
use chrono::{Duration as Days, NaiveDate};
use clinic::{
    audit::Actor,
    db::Source as _,
    hl7::{Charset, Found, Frames, frame},
    laboratories::{self, Sender, Settings},
    patients::Sex,
};
use std::{net::SocketAddr, time::Duration, time::Instant};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use verbena::{config, mllp::Mllp, mllp::Patience};

/// Patients whose results are sent.
const PATIENTS: usize = 1_000;
/// Results in a message: those of a blood count.
const RESULTS: usize = 8;

/// Somebody as a laboratory writes them.
#[derive(Clone)]
struct Someone {
    family: String,
    given: String,
    birth_date: NaiveDate,
    sex: Sex,
}

/// Measures and says it.
pub(crate) async fn measure(database_url: Option<&str>, seconds: u64) -> Outcome<()> {
    let place = Place::new(database_url).await?;
    let source = TempDir::new()?;
    let files = people::write(source.path(), PATIENTS)?;
    place.import("import of invented patients", &files).await?;
    let portal = place.app.house.portal.clone();
    let (kind, now) = (portal.db.kind(), portal.clock.now());
    let settings = Settings {
        name: "Bench".to_owned(),
        zone: portal.settings.zone,
        charset: Charset::Utf8,
        takes_trials: false,
        record_authority: None,
        senders: Sender::parse("LIS|Bench").into_iter().collect(),
    };
    let entered = laboratories::add(&portal.db, &portal.auditor, Actor::operator(), &settings, now).await?;
    entered.map_err(|why| format!("{why:?}"))?;
    // Those with a name of their own: namesakes born on one day would wait for a person.
    let rows: Vec<(String, String, NaiveDate, Sex)> = portal
        .db
        .read()
        .await?
        .query(
            "SELECT min(family), min(given), birth_date, min(sex) FROM patients
             WHERE NOT deceased AND birth_date_precision = 'day' GROUP BY birth_date HAVING count(*) = 1 ORDER BY birth_date",
        )
        .all()
        .await?;
    let named = |(family, given, birth_date, sex)| Someone { family, given, birth_date, sex };
    let people: Vec<Someone> = rows.into_iter().take(PATIENTS).map(named).collect();
    let listen = config::Mllp {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        allow: vec!["127.0.0.0/8".parse()?],
        tls: None,
        connections: 64,
    };
    let listener = Mllp::bind(&listen)?;
    let mllp = Mllp::start(listener, listen, 16 << 20, Patience::default(), portal.clone())?;
    let address = mllp.address();
    let everybody = ("E", "messages", people.as_slice());
    // The first was born first, and has the largest chart.
    let largest = ("L", "messages into a chart of 10,000 results", people.get(..1).ok_or("there are no people")?);
    for ((mark, what, people), connections) in [(everybody, 1_usize), (everybody, 8), (largest, 1)] {
        let until = Instant::now() + Duration::from_secs(seconds);
        let senders = (0..connections).map(|number| {
            let people: Vec<Someone> = people.iter().skip(number).step_by(connections).cloned().collect();
            tokio::spawn(send(address, people, format!("{mark}{connections}-{number}"), until))
        });
        let began = Instant::now();
        let mut times = Vec::new();
        for sender in senders.collect::<Vec<_>>() {
            times.extend(sender.await??);
        }
        let per_second = times.len() as f64 / began.elapsed().as_secs_f64();
        let (p50, p99) = percentiles(times);
        println!(
            "{what}, of {RESULTS} results each, by {connections} connections on {kind}: {per_second:.0} a second, answered once they are \
             durable after p50 {p50:.1} ms, p99 {p99:.1} ms"
        );
    }
    mllp.finish(Duration::from_secs(5)).await;
    let waiting: (i64,) =
        portal.db.read().await?.query("SELECT count(*) FROM lab_messages WHERE state <> 'filed'").one().await?;
    if waiting.0 > 0 {
        return Err(format!("{} messages of the benchmark were not filed", waiting.0).into());
    }
    Ok(())
}

/// Sends results of these people one after the other, each after the answer to the one before.
async fn send(address: SocketAddr, people: Vec<Someone>, name: String, until: Instant) -> Outcome<Vec<Duration>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut frames = Frames::new(1 << 20, 16);
    let (mut times, mut buffer) = (Vec::new(), vec![0; 8192]);
    for (number, someone) in people.iter().cycle().enumerate() {
        if Instant::now() >= until {
            break;
        }
        let began = Instant::now();
        stream.write_all(&frame(&message(someone, &name, number))).await?;
        let answer = 'answer: loop {
            let count = stream.read(&mut buffer).await?;
            if count == 0 {
                return Err("the connection was closed".into());
            }
            let mut bytes = &buffer[..count];
            while !bytes.is_empty() {
                let (rest, found) = frames.feed(bytes);
                bytes = rest;
                if let Some(Found::Message(answer)) = found {
                    break 'answer answer;
                }
            }
        };
        times.push(began.elapsed());
        if !String::from_utf8_lossy(&answer).contains("MSA|AA|") {
            return Err(format!("not accepted: {}", String::from_utf8_lossy(&answer)).into());
        }
    }
    Ok(times)
}

fn message(someone: &Someone, name: &str, number: usize) -> Vec<u8> {
    let day = (NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default()
        + Days::days(i64::try_from(number % 300).unwrap_or_default()))
    .format("%Y%m%d");
    let sex = match someone.sex {
        Sex::Female => "F",
        Sex::Male => "M",
        Sex::Other | Sex::Unknown => "O",
    };
    let mut text = format!(
        "MSH|^~\\&|LIS|Bench|||{day}120000||ORU^R01^ORU_R01|{name}-{number}|P|2.5.1||||||UNICODE UTF-8\r\
         PID|1||||{}^{}||{}|{sex}\r\
         OBR|1||{name}-{number}^Bench|57021-8^Blood count^LN|||{day}080000||||||||||||||||||F\r",
        someone.family,
        someone.given,
        someone.birth_date.format("%Y%m%d"),
    );
    let tests = ["6690-2", "789-8", "718-7", "4544-3", "787-2", "785-6", "786-4", "777-3"];
    for (place, code) in tests.iter().enumerate().take(RESULTS) {
        let value = (number * 7 + place * 13) % 90 + 10;
        let set = place + 1;
        text.extend(["OBX|", &set.to_string(), "|NM|", code, "^Test ", code, "^LN||"]);
        text.extend([&value.to_string(), ".5|g/L^^UCUM|10-99|N|||F\r"]);
    }
    text.into_bytes()
}
