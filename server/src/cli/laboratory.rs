use super::Failure;
use crate::{config::Config, house::House, out};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use clinic::{
    Error,
    audit::{Action, Actor, Event, Subject},
    clock::Clock,
    hl7::Charset,
    laboratories::{self, NotSet, Sender, Settings},
};

/// The command `laboratory`.
#[derive(Debug, Subcommand)]
pub(super) enum Laboratory {
    /// Enter a laboratory that sends results here.
    Add(Add),
    /// List the laboratories.
    List,
    /// Print a new key with which a laboratory sends by HTTP; it is not shown again.
    Key {
        /// The laboratory's name.
        name: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// Its name, as patients read it.
    name: String,
    /// How its messages name their sender: MSH-3 and MSH-4 with a bar between; may be given more than once.
    #[arg(long = "sender", value_name = "APPLICATION|FACILITY")]
    senders: Vec<String>,
    /// The zone of its times that name none, such as America/Chicago; the clinic's where it is missing.
    #[arg(long, value_name = "ZONE")]
    zone: Option<Tz>,
    /// The letters of its messages that name no set (HL7 table 0211), such as "UNICODE UTF-8" or 8859/1; ASCII where it is missing.
    #[arg(long, value_name = "CODE")]
    charset: Option<String>,
    /// Take messages for training and tests too, besides those of production.
    #[arg(long)]
    trials: bool,
    /// What it calls the clinic's own record numbers: the assigning authority in PID-3.
    #[arg(long, value_name = "TEXT")]
    record_authority: Option<String>,
}

impl Laboratory {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let house = House::join(config, Clock::System).await?;
        let done = match self {
            Self::Add(new) => add(&house, new).await,
            Self::List => list(&house).await,
            Self::Key { name } => key(&house, &name).await,
        };
        house.close().await?;
        done
    }
}

async fn add(house: &House, new: Add) -> Result<(), Failure> {
    let portal = &house.portal;
    let invalid = |why: String| Failure::Failed(Error::Invalid(why));
    let senders = new.senders.iter().map(|text| {
        Sender::parse(text)
            .ok_or_else(|| invalid(format!("{text:?} names no sender: APPLICATION|FACILITY, one of them may be empty")))
    });
    let charset = match &new.charset {
        None => Charset::Ascii,
        Some(code) => {
            Charset::parse(code).ok_or_else(|| invalid(format!("{code:?} is no set of letters that is read")))?
        }
    };
    let settings = Settings {
        name: new.name.clone(),
        zone: new.zone.unwrap_or(portal.settings.zone),
        charset,
        takes_trials: new.trials,
        record_authority: new.record_authority.clone(),
        senders: senders.collect::<Result<_, _>>()?,
    };
    match laboratories::add(&portal.db, &portal.auditor, Actor::operator(), &settings, portal.clock.now()).await? {
        Ok(_) => {
            out::line(format_args!("{} can send results now.", new.name.trim()));
            if settings.senders.is_empty() {
                out::line(
                    "No sender was given: it is known by its key only, which is for HTTP (verbena laboratory key).",
                );
            }
            Ok(())
        }
        Err(why) => Err(invalid(match why {
            NotSet::Name => "the name is empty, too long, or holds signs that cannot be seen".to_owned(),
            NotSet::NameTaken => format!("there is a laboratory {:?} already", new.name.trim()),
            NotSet::Senders => "there are too many senders".to_owned(),
            NotSet::SenderTaken(sender) => format!("another laboratory has the sender {sender:?}"),
        })),
    }
}

async fn list(house: &House) -> Result<(), Failure> {
    let portal = &house.portal;
    portal.auditor.commit(vec![Event::new(Actor::operator(), Action::Read, Subject::Laboratory)], None).await?;
    let all = laboratories::overview(&mut portal.db.read().await?, portal.clock.now()).await?;
    if all.is_empty() {
        out::line("There are no laboratories yet. Enter one with: verbena laboratory add");
        return Ok(());
    }
    let zone = portal.settings.zone;
    let rows: Vec<Vec<String>> = all
        .into_iter()
        .map(|row| {
            let state = if row.laboratory.paused_at.is_some() { "paused" } else { "active" };
            let last = row.last_at.map_or_else(|| "never".to_owned(), |at| shown(at, zone));
            vec![row.laboratory.name, state.to_owned(), last, row.waiting.to_string(), row.refused.to_string()]
        })
        .collect();
    out::table(&["Name", "State", "Last message", "Waiting", "Refused in 30 days"], &rows, &[3, 4]);
    Ok(())
}

async fn key(house: &House, name: &str) -> Result<(), Failure> {
    let portal = &house.portal;
    let found = laboratories::named(&mut portal.db.read().await?, name).await;
    let laboratory = match found {
        Err(Error::NotFound) => {
            return Err(Failure::Failed(Error::Invalid(format!("there is no laboratory {name:?}"))));
        }
        found => found?,
    };
    let (db, auditor, now) = (&portal.db, &portal.auditor, portal.clock.now());
    let key = laboratories::new_key(db, auditor, Actor::operator(), None, laboratory.id, now).await?;
    out::line(format_args!("Key: {}", key.text));
    out::line(format_args!(
        "{} sends with it to {}/laboratories/messages (Authorization: Bearer KEY). It is not shown again.",
        laboratory.name, portal.settings.origin
    ));
    Ok(())
}

fn shown(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}
