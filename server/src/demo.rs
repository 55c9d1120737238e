//! The demo clinic of this installation: loading it, and who can sign in.

use crate::{config::Config, out};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use clinic::{
    DemoPerson, Error, Portal,
    accounts::{self, NewAccount, Password, Role},
    audit::{Action, Actor, Event, Subject},
    demo::{self, DemoAccount},
    dispensing::enter_pharmacist,
    factors, fhir,
    helpers::{self, Entered},
    hl7::Charset,
    ids::{OrganizationId, PatientId, PractitionerId},
    laboratories::{self, State, Way},
    people::{Licence, give_demo_licence},
    profile::{mark_pharmacies, name_demo_pharmacy},
    reviews::give_demo_question,
    schedules::give_demo_calendar,
};
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    sync::Arc,
};

/// The system the demo's records are said to come from.
const SOURCE: &str = "demo";
/// Days for which the licences of the demo's prescribers are valid.
const LICENCE_DAYS: i64 = 900;
/// Letters of the password: none that are taken for one another.
const LETTERS: &[u8; 30] = b"23456789abcdefghjkmnpqrstuvwxy";

/// How it stands with the demo here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing is here at all.
    Empty,
    /// A clinic's own records are here.
    Foreign,
    /// The demo was begun and not finished.
    Partly,
    /// The demo is here.
    Loaded,
}

/// Finds out how it stands with the demo here. Its password is written before anything else of it.
pub(crate) async fn standing(config: &Config, portal: &Portal) -> Result<Standing, Error> {
    let mut q = portal.db.read().await?;
    let holdings = accounts::holdings(&mut q).await?;
    if !config.demo_password_file().exists() {
        return Ok(if holdings.patients || holdings.accounts { Standing::Foreign } else { Standing::Empty });
    }
    for person in demo::people() {
        if !accounts::is_known(&mut q, person.email).await? {
            return Ok(Standing::Partly);
        }
    }
    Ok(Standing::Loaded)
}

/// Loads the demo clinic, or what is missing of it. `progress` is told how many of how many patients' files are in.
///
/// # Errors
/// `Invalid` when the database holds other records.
pub(crate) async fn load(
    config: &Config,
    portal: &Portal,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<(), Error> {
    if standing(config, portal).await? == Standing::Foreign {
        return Err(Error::Invalid(
            "the database holds records or accounts of its own, and the demo is for an empty one: name another folder with \
             --data, or another database with DATABASE_URL"
                .to_owned(),
        ));
    }
    let password = password(config)?;
    let today = portal.clock.now().date_naive();
    let bundles = tokio::task::spawn_blocking(move || demo::bundle(today))
        .await
        .map_err(|error| Error::Broken(format!("the demo could not be made: {error}")))?;
    let options = fhir::Options { source: SOURCE.to_owned(), zone: portal.settings.zone };
    let all = bundles.len();
    progress(0, all);
    for (place, bundle) in bundles.chunks(1).enumerate() {
        let report = fhir::import_values(&portal.db, &portal.clock, SOURCE, bundle, &options).await?;
        if let Some(refusal) = report.refused.first() {
            let place = refusal.place.clone().unwrap_or_default();
            return Err(Error::Broken(format!("the demo does not fit: {} {place}: {}", refusal.file, refusal.reason)));
        }
        progress(place + 1, all);
    }
    let event = Event::new(Actor::operator(), Action::Create, Subject::Import).noting("demo clinic");
    portal.auditor.commit(vec![event], None).await?;
    let pharmacies: Vec<OrganizationId> =
        demo::pharmacy_ids().iter().map(|id| OrganizationId(fhir::resource_id(&format!("urn:uuid:{id}")))).collect();
    mark_pharmacies(&portal.db, &portal.auditor, Actor::operator(), &pharmacies).await?;
    give_demo_calendar(&portal.db, &portal.auditor, today, portal.clock.now()).await?;
    for person in demo::people() {
        add(portal, person, &password).await?;
        let roles = person.roles.iter().filter_map(|role| role.parse::<Role>().ok());
        if roles.into_iter().any(Role::needs_factor) {
            factors::give_demo_app(portal, person.email).await?;
        }
    }
    for (email, pharmacy) in demo::pharmacists() {
        let account = accounts::account_by_email(&mut portal.db.read().await?, email).await?;
        let Some(account) = account else { continue };
        let pharmacy = OrganizationId(fhir::resource_id(&format!("urn:uuid:{}", demo::pharmacy_id(pharmacy))));
        let (by, now) = (Actor::operator(), portal.clock.now());
        enter_pharmacist(&portal.db, &portal.auditor, by, account, pharmacy, now).await?;
    }
    give_licences(portal).await?;
    for (patient, pharmacy) in demo::nominated_pharmacies() {
        let id = |fhir_id: String| fhir::resource_id(&format!("urn:uuid:{fhir_id}"));
        let (patient, pharmacy) = (PatientId(id(patient)), OrganizationId(id(pharmacy)));
        name_demo_pharmacy(&portal.db, &portal.auditor, patient, pharmacy).await?;
    }
    give_laboratory(portal, today).await?;
    for helper in demo::helpers() {
        let right = Entered {
            patient: PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(helper.patient)))),
            email: helper.email.to_owned(),
            relationship: helper.relationship,
            ground: helper.ground,
            sections: helper.sections.iter().copied().collect(),
            ends_at: helper.days.map(|days| last_moment(portal, days)),
        };
        helpers::enter(&portal.db, &portal.auditor, Actor::operator(), right, portal.clock.now()).await?;
    }
    Ok(())
}

/// Enters the demo's laboratory and takes what it has sent in the last days; a patient asks about one of the results.
async fn give_laboratory(portal: &Portal, today: NaiveDate) -> Result<(), Error> {
    let known = laboratories::named(&mut portal.db.read().await?, demo::LABORATORY).await;
    if let Err(Error::NotFound) = known {
        let settings = laboratories::Settings {
            name: demo::LABORATORY.to_owned(),
            zone: portal.settings.zone,
            charset: Charset::Utf8,
            takes_trials: false,
            record_authority: None,
            senders: laboratories::Sender::parse(demo::LABORATORY_SENDER).into_iter().collect(),
        };
        let (by, now) = (Actor::operator(), portal.clock.now());
        let entered = laboratories::add(&portal.db, &portal.auditor, by, &settings, now).await?;
        entered.map_err(|why| Error::Broken(format!("the demo's laboratory does not fit: {why:?}")))?;
    }
    for message in demo::laboratory_messages(today) {
        let answer = laboratories::accept(portal, Way::File(None), message.as_bytes()).await?;
        if answer.state == State::Refused {
            return Err(Error::Broken(format!("a message of the demo's laboratory does not fit: {:?}", answer.faults)));
        }
    }
    let (asker, words) = demo::LABORATORY_QUESTION;
    let asker = PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(asker))));
    give_demo_question(&portal.db, asker, words, portal.clock.now()).await?;
    Ok(())
}

/// Everyone who prescribes has a licence, proposed by the administrator and confirmed by a colleague.
async fn give_licences(portal: &Portal) -> Result<(), Error> {
    let until = portal.clock.now().date_naive() + Duration::days(LICENCE_DAYS);
    for person in demo::people().iter().filter(|person| person.roles.contains(&"prescriber")) {
        let Some((_, number, state)) = demo::licences().find(|(key, ..)| Some(*key) == person.practitioner) else {
            continue;
        };
        let licence = Licence { number: number.to_owned(), issuer: state.to_owned(), until, npi: None };
        let confirmer = demo::people()
            .iter()
            .find(|other| other.roles.contains(&"prescriber") && other.email != person.email)
            .ok_or(Error::NotFound)?;
        let proposer = demo::people().iter().find(|other| other.roles.contains(&"admin")).ok_or(Error::NotFound)?;
        give_demo_licence(portal, person.email, licence, (proposer.email, confirmer.email)).await?;
    }
    Ok(())
}

/// The end, at the clinic, of the day that is so many days from now.
fn last_moment(portal: &Portal, days: i64) -> DateTime<Utc> {
    let (then, zone) = (portal.clock.now() + Duration::days(days), portal.settings.zone);
    helpers::end_of_day(then.with_timezone(&zone).date_naive(), zone).unwrap_or(then)
}

/// Shows the demo's people on the sign-in page, and gives what to say about them: only where no other machine can reach it.
pub(crate) async fn introduce(config: &Config, portal: &mut Portal) -> Result<Vec<String>, Error> {
    if !config.listen.ip().is_loopback() || standing(config, portal).await? != Standing::Loaded {
        return Ok(Vec::new());
    }
    let password = password(config)?;
    let people = demo::people().iter().map(|person| DemoPerson {
        name: person.name.to_owned(),
        email: person.email.to_owned(),
        about: person.about.to_owned(),
    });
    Arc::make_mut(&mut portal.settings).demo_people = people.collect();
    let rows: Vec<Vec<String>> = demo::people()
        .iter()
        .map(|person| {
            let roles = if person.roles.is_empty() { "helper".to_owned() } else { person.roles.join(", ") };
            vec![person.email.to_owned(), roles, person.about.to_owned()]
        })
        .collect();
    let mut lines =
        vec![String::new(), "The demo clinic is loaded; everyone in it is invented. Sign in as:".to_owned()];
    lines.extend(
        out::aligned(&["E-mail", "Role", "What there is to see"], &rows, &[]).into_iter().map(|row| format!("  {row}")),
    );
    lines.push(format!("Everyone's password here: {password}"));
    Ok(lines)
}

async fn add(portal: &Portal, person: &DemoAccount, password: &str) -> Result<(), Error> {
    if accounts::is_known(&mut portal.db.read().await?, person.email).await? {
        return Ok(());
    }
    let id = |fhir_id: String| fhir::resource_id(&format!("urn:uuid:{fhir_id}"));
    let invalid = |text: String| Error::Broken(format!("the demo account {}: {text}", person.email));
    let account = NewAccount {
        email: person.email.to_owned(),
        name: person.name.to_owned(),
        password: Password::chosen(password, person.email).map_err(|weak| invalid(weak.to_string()))?,
        roles: person.roles.iter().map(|role| role.parse().map_err(invalid)).collect::<Result<_, _>>()?,
        language: Some(person.language.parse().map_err(invalid)?),
        patient: person.patient.map(|key| PatientId(id(demo::patient_id(key)))),
        practitioner: person.practitioner.map(|key| PractitionerId(id(demo::practitioner_id(key)))),
    };
    accounts::add(&portal.db, &portal.auditor, Actor::operator(), account, portal.clock.now()).await?;
    Ok(())
}

/// The one password of the demo's people in this installation: made at random, once.
fn password(config: &Config) -> Result<String, Error> {
    let path = config.demo_password_file();
    let fresh: String = (0..16)
        .map(|place| {
            let letter = LETTERS.get(rand::random_range(0..LETTERS.len())).copied().map_or('2', char::from);
            if place > 0 && place % 4 == 0 { format!("-{letter}") } else { letter.to_string() }
        })
        .collect();
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            let written = writeln!(file, "{fresh}").and_then(|()| file.sync_all());
            written.map_err(Error::file(format!("write {}", path.display())))?;
            Ok(fresh)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let text = std::fs::read_to_string(&path).map_err(Error::file(format!("read {}", path.display())))?;
            Ok(text.trim().to_owned())
        }
        Err(error) => Err(Error::file(format!("make {}", path.display()))(error)),
    }
}
