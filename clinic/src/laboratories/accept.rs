//! A message comes in: judged, kept, filed, and only then answered.

use super::{
    answer::answers,
    filing::{self, Message},
    model::{Answer, State, Way, What, noted},
    process::{file_or_wait, is_urgent, step},
    sender::{MOST_UNKNOWN, Sender, laboratory_of},
    setup::Laboratory,
};
use crate::{
    Error, Portal,
    db::{Source as _, Tx},
    hl7::{self, Fault, FaultCode, LONGEST_CONTROL_ID, LabReport, Outcome, Person, Place, Received, Rules},
    ids::LabMessageId,
    moment::Precision,
    patients::Sex,
    reviews,
};
use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};

/// Longer messages are read on a thread where it may take its time.
const LONG_BYTES: usize = 32 * 1024;
/// Repetitions that are written down; the others are only counted.
const MOST_REPEATS_NOTED: i64 = 20;

/// Takes a message as it came, without its frame, and tells what to answer. When it returns, what the answer says is durable: a sender that hears
/// nothing sends again, and gets the same answer without anything being filed twice.
///
/// # Errors
/// When the database failed: nothing is kept, and the sender is to be told so (AE 207), or nothing.
pub async fn accept(portal: &Portal, way: Way, bytes: &[u8]) -> Result<Answer, Error> {
    let now = portal.clock.now();
    let coming = Coming::read(portal, way, bytes).await?;
    let Kept { state, is_repeated, fault } = coming.keep(portal, now).await?;
    let (outcome, faults) = match (fault, &coming.received.report) {
        (Some(fault), _) => (Outcome::Faulty, vec![fault]),
        (None, _) => (coming.received.outcome(), coming.received.faults().to_vec()),
    };
    let header = coming.received.header.as_ref();
    Ok(Answer {
        messages: answers(header, outcome, &faults, now, portal.settings.zone),
        state,
        is_repeated,
        laboratory: coming.laboratory.as_ref().map(|laboratory| laboratory.id),
        control_id: header.map(|header| header.control_id.clone()).unwrap_or_default(),
        faults,
    })
}

/// A message as it was read, by the rules of its laboratory.
pub(super) async fn received(bytes: &[u8], rules: Rules) -> Result<Received, Error> {
    let received = if bytes.len() > LONG_BYTES {
        let owned = bytes.to_vec();
        let reading = tokio::task::spawn_blocking(move || hl7::receive(&owned, &rules));
        reading.await.map_err(|error| Error::Broken(format!("reading a message: {error}")))?
    } else {
        hl7::receive(bytes, &rules)
    };
    let Received { header, report } = received;
    let report = report.and_then(|report| match filing::numberless(&report) {
        Some(fault) => Err(vec![fault]),
        None => Ok(report),
    });
    Ok(Received { header, report })
}

/// A message that has just come.
struct Coming<'m> {
    way: Way,
    bytes: &'m [u8],
    digest: Vec<u8>,
    sender: Sender,
    laboratory: Option<Laboratory>,
    received: Received,
    /// Whether it is not even kept: its laboratory is to send it again.
    is_put_off: bool,
}

/// What has become of it.
struct Kept {
    state: State,
    is_repeated: bool,
    /// What is wrong with it beside what it says itself.
    fault: Option<Fault>,
}

/// A message of this name that was here before, and was taken.
#[derive(sqlx::FromRow)]
struct Before {
    id: LabMessageId,
    digest: Vec<u8>,
    state: State,
    times: i64,
}

impl<'m> Coming<'m> {
    async fn read(portal: &Portal, way: Way, bytes: &'m [u8]) -> Result<Self, Error> {
        let header = hl7::header(bytes);
        let sender =
            header.as_ref().map_or_else(|| Sender { application: String::new(), facility: String::new() }, Sender::of);
        let found = match &header {
            Some(_) => Some(laboratory_of(&mut portal.db.read().await?, way, &sender).await?),
            None => None,
        };
        let known = found.as_ref().and_then(|found| found.as_ref().ok()).cloned();
        let rules = known.as_ref().map_or(Rules { trials: true, ..Rules::USUAL }, Laboratory::rules);
        let mut received = received(bytes, rules).await?;
        let mut is_put_off = false;
        if let Some(Err(fault)) = found {
            is_put_off = fault.code == FaultCode::ApplicationInternal;
            // A message of another type is rejected, whoever sends it.
            if received.outcome() != Outcome::Rejected {
                received.report = Err(vec![fault]);
            }
        }
        let digest = Sha256::digest(bytes).to_vec();
        Ok(Self { way, bytes, digest, sender, laboratory: known, received, is_put_off })
    }

    fn control_id(&self) -> Option<&str> {
        let header = self.received.header.as_ref()?;
        Some(header.control_id.as_str()).filter(|id| !id.is_empty())
    }

    async fn keep(&self, portal: &Portal, now: DateTime<Utc>) -> Result<Kept, Error> {
        match (&self.received.report, &self.laboratory) {
            (Ok(report), Some(laboratory)) => self.take(portal, laboratory, report, now).await,
            _ if self.is_put_off => Ok(Kept { state: State::Refused, is_repeated: false, fault: None }),
            (Err(faults), _) => {
                let mut tx = portal.db.begin().await?;
                let is_repeated = self.refuse(&mut tx, faults, now).await?;
                tx.commit().await?;
                Ok(Kept { state: State::Refused, is_repeated, fault: None })
            }
            (Ok(_), None) => Err(Error::Broken("a message without a laboratory was not refused".to_owned())),
        }
    }

    /// Keeps a good message and files it.
    async fn take(
        &self,
        portal: &Portal,
        laboratory: &Laboratory,
        report: &LabReport,
        now: DateTime<Utc>,
    ) -> Result<Kept, Error> {
        let mut tx = portal.db.begin().await?;
        // One that was refused before, such as for a sender nobody had entered yet, goes on from where it stopped.
        let refused: Option<(LabMessageId, DateTime<Utc>)> = tx
            .query(
                "SELECT id, received_at FROM lab_messages WHERE digest = $1 AND state = 'refused' AND COALESCE(laboratory_id, $2) = $2 LIMIT 1",
            )
            .bind(self.digest.clone())
            .bind(laboratory.id)
            .maybe()
            .await?;
        let id = match refused {
            Some((id, _)) if self.is_free(&mut tx, laboratory).await? => id,
            Some(_) => return self.again(tx, laboratory, now).await,
            None => match self.insert(&mut tx, State::Waiting, &[], now).await? {
                Some(id) => id,
                None => return self.again(tx, laboratory, now).await,
            },
        };
        let about = About::of(report);
        let limits = reviews::in_force(&mut tx).await?;
        tx.query(
            "UPDATE lab_messages SET laboratory_id = $2, state = 'waiting', faults = $3, name = $4, born = $5, sex = $6,
               is_urgent = $7, times = times + $8 WHERE id = $1",
        )
        .bind(id)
        .bind(laboratory.id)
        .bind(noted(&report.warnings))
        .bind(about.name)
        .bind(about.born)
        .bind(about.sex)
        .bind(is_urgent(report, &limits))
        .bind(i64::from(refused.is_some()))
        .run()
        .await?;
        step(&mut tx, id, What::Received, None, None, now).await?;
        let received_at = refused.map_or(now, |(_, received_at)| received_at);
        let message = Message { id, laboratory, report, received_at, is_anew: false };
        let tx = file_or_wait(portal, tx, &message, None, now).await?;
        let mut tx = tx;
        let (state,): (State,) = tx.query("SELECT state FROM lab_messages WHERE id = $1").bind(id).one().await?;
        tx.commit().await?;
        Ok(Kept { state, is_repeated: false, fault: None })
    }

    /// Whether no message of this name was taken before.
    async fn is_free(&self, tx: &mut Tx, laboratory: &Laboratory) -> Result<bool, Error> {
        Ok(self.before(tx, laboratory).await?.is_none())
    }

    async fn before(&self, tx: &mut Tx, laboratory: &Laboratory) -> Result<Option<Before>, Error> {
        Ok(tx
            .query(
                "UPDATE lab_messages SET times = times + 1
                 WHERE laboratory_id = $1 AND facility = $2 AND control_id = $3 AND state <> 'refused'
                 RETURNING id, digest, state, times",
            )
            .bind(laboratory.id)
            .bind(self.sender.scope())
            .bind(self.control_id().map(str::to_owned))
            .maybe()
            .await?)
    }

    /// A message with a name that was taken before: the same one again, or another one, which is refused.
    async fn again(&self, mut tx: Tx, laboratory: &Laboratory, now: DateTime<Utc>) -> Result<Kept, Error> {
        let Some(before) = self.before(&mut tx, laboratory).await? else {
            return Err(Error::Broken("a message is neither new nor here".to_owned()));
        };
        if before.digest == self.digest {
            if before.times <= MOST_REPEATS_NOTED {
                step(&mut tx, before.id, What::Repeated, None, None, now).await?;
            }
            tx.commit().await?;
            return Ok(Kept { state: before.state, is_repeated: true, fault: None });
        }
        let says = "Another message with this control id (MSH-10) was taken before. Each message needs its own.";
        let fault = Fault::error(FaultCode::DuplicateKey, Place::segment("MSH", 1).field(10), says);
        self.refuse(&mut tx, std::slice::from_ref(&fault), now).await?;
        tx.commit().await?;
        Ok(Kept { state: State::Refused, is_repeated: false, fault: Some(fault) })
    }

    /// Keeps a message that is not taken, once; tells whether it was here before.
    async fn refuse(&self, tx: &mut Tx, faults: &[Fault], now: DateTime<Utc>) -> Result<bool, Error> {
        let before: Option<(LabMessageId, i64)> = tx
            .query(
                "UPDATE lab_messages SET times = times + 1, faults = $2, laboratory_id = COALESCE(laboratory_id, $3)
                 WHERE id = (SELECT id FROM lab_messages WHERE digest = $1 AND state = 'refused' LIMIT 1) RETURNING id, times",
            )
            .bind(self.digest.clone())
            .bind(noted(faults))
            .bind(self.laboratory.as_ref().map(|laboratory| laboratory.id))
            .maybe()
            .await?;
        if let Some((id, times)) = before {
            if times <= MOST_REPEATS_NOTED {
                step(tx, id, What::Repeated, None, None, now).await?;
            }
            return Ok(true);
        }
        if self.laboratory.is_none() {
            let (unknown,): (i64,) = tx
                .query("SELECT count(*) FROM (SELECT id FROM lab_messages WHERE laboratory_id IS NULL LIMIT $1) kept")
                .bind(MOST_UNKNOWN)
                .one()
                .await?;
            if unknown >= MOST_UNKNOWN {
                return Ok(false);
            }
        }
        if let Some(id) = self.insert(tx, State::Refused, faults, now).await? {
            step(tx, id, What::Received, None, None, now).await?;
            step(tx, id, What::Refused, None, None, now).await?;
        }
        Ok(false)
    }

    /// Keeps the message; nothing where one of its name was taken before.
    async fn insert(
        &self,
        tx: &mut Tx,
        state: State,
        faults: &[Fault],
        now: DateTime<Utc>,
    ) -> Result<Option<LabMessageId>, Error> {
        let sent = self.received.header.as_ref().and_then(|header| header.at);
        let zone = self.laboratory.as_ref().map_or(chrono_tz::Tz::UTC, Laboratory::zone);
        let sent = sent.map(|at| at.resolve(None, zone)).filter(|moment| moment.precision == Precision::Time);
        let row: Option<(LabMessageId,)> = tx
            .query(
                "INSERT INTO lab_messages (id, laboratory_id, sender, facility, control_id, way, sent_at, received_at, digest, body,
                   state, faults, is_urgent, times, revision)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, FALSE, 1, 1)
                 ON CONFLICT DO NOTHING RETURNING id",
            )
            .bind(LabMessageId::new())
            .bind(self.laboratory.as_ref().map(|laboratory| laboratory.id))
            .bind(self.sender.shown())
            .bind(self.sender.scope())
            // A longer one is refused.
            .bind(self.control_id().map(|id| id.chars().take(LONGEST_CONTROL_ID).collect::<String>()))
            .bind(self.way.name())
            .bind(sent.map(|moment| moment.at))
            .bind(now)
            .bind(self.digest.clone())
            .bind(self.bytes.to_vec())
            .bind(state)
            .bind(noted(faults))
            .maybe()
            .await?;
        Ok(row.map(|(id,)| id))
    }
}

/// Whose results they are said to be, as the queue lists it.
struct About {
    name: Option<String>,
    born: Option<NaiveDate>,
    sex: Option<Sex>,
}

impl About {
    fn of(report: &LabReport) -> Self {
        let person = Person::of(report);
        let parts = [&person.given, &person.family, &person.suffix];
        let name: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        Self { name: (!name.is_empty()).then(|| name.join(" ")), born: person.born, sex: person.sex }
    }
}
