use super::Failure;
use crate::{config::Config, house::House, out};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use clinic::{
    Error,
    accounts::{self, AccountRow, Language, NewAccount, Password, Role},
    audit::{Action, Actor, Event, Subject},
    clock::Clock,
    factors,
};
use std::io::BufRead as _;

/// Accounts read from the database at a time.
const PAGE: i64 = 500;

/// The command `user`.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Make an account. The password is asked for, or read from standard input; it is never an argument.
    Add(Add),
    /// List all accounts.
    List,
    /// Disable an account and end its sessions.
    Disable {
        /// The e-mail address it signs in with.
        email: String,
    },
    /// Remove all second factors of an account and sign it out everywhere, for someone who has lost them.
    ResetFactors {
        /// The e-mail address it signs in with.
        email: String,
    },
    /// Print an invitation code for a patient; with it and the birth date the patient makes the account.
    Invite {
        /// The patient's record number.
        record_number: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The e-mail address to sign in with.
    #[arg(long)]
    email: String,
    /// The person's name in full.
    #[arg(long)]
    name: String,
    /// patient, prescriber, staff, pharmacist or admin; may be given more than once.
    #[arg(long = "role", value_name = "ROLE", required = true, value_delimiter = ',')]
    roles: Vec<Role>,
    /// The record number of the patient whose account it is (role patient).
    #[arg(long, value_name = "RECORD_NUMBER")]
    patient: Option<String>,
    /// The NPI or the full name of the practitioner whose account it is.
    #[arg(long, value_name = "NPI_OR_NAME")]
    practitioner: Option<String>,
    /// The language of the portal: en or es.
    #[arg(long)]
    language: Option<Language>,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

impl User {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        // Asked before anything is opened: a person may take long to type.
        let password = match &self {
            Self::Add(add) => Some(add.password()?),
            _ => None,
        };
        let house = House::join(config, Clock::System).await?;
        let done = match (self, password) {
            (Self::Add(new), Some(password)) => add(&house, new, password).await,
            (Self::Add(_), None) => Ok(()),
            (Self::List, _) => list(&house).await,
            (Self::Disable { email }, _) => disable(&house, &email).await,
            (Self::ResetFactors { email }, _) => reset_factors(&house, &email).await,
            (Self::Invite { record_number }, _) => invite(&house, &record_number).await,
        };
        house.close().await?;
        done
    }
}

impl Add {
    fn password(&self) -> Result<Password, Failure> {
        let text = if self.password_stdin {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).map_err(Error::file("read the password"))?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        } else {
            let ask = |prompt: &str| {
                rpassword::prompt_password(prompt)
                    .map_err(Error::file("ask for the password (without a terminal, give it with --password-stdin)"))
            };
            let text = ask(&format!("Password (at least {} characters): ", Password::SHORTEST))?;
            if ask("The same again: ")? != text {
                return Err(Failure::Failed(Error::Invalid("the two passwords differ".to_owned())));
            }
            text
        };
        Password::chosen(text, &self.email).map_err(|weak| Failure::Failed(Error::Invalid(weak.to_string())))
    }
}

async fn add(house: &House, new: Add, password: Password) -> Result<(), Failure> {
    let portal = &house.portal;
    let mut q = portal.db.read().await?;
    let patient = match &new.patient {
        Some(number) => Some(accounts::patient_by_number(&mut q, number).await?),
        None => None,
    };
    let practitioner = match &new.practitioner {
        Some(name) => Some(accounts::practitioner_by_name(&mut q, name).await?),
        None => None,
    };
    drop(q);
    let Add { email, name, roles, language, .. } = new;
    let account = NewAccount { email: email.clone(), name, password, roles, language, patient, practitioner };
    accounts::add(&portal.db, &portal.auditor, Actor::operator(), account, portal.clock.now()).await?;
    out::line(format_args!("{email} can sign in now."));
    Ok(())
}

async fn list(house: &House) -> Result<(), Failure> {
    let portal = &house.portal;
    portal.auditor.commit(vec![Event::new(Actor::operator(), Action::Read, Subject::Account)], None).await?;
    let mut accounts: Vec<AccountRow> = Vec::new();
    loop {
        let after = accounts.last().map_or(String::new(), |last| last.email.clone());
        let page = accounts::list(&mut portal.db.read().await?, &after, PAGE).await?;
        if page.is_empty() {
            break;
        }
        accounts.extend(page);
    }
    if accounts.is_empty() {
        out::line("There are no accounts yet. Make one with: verbena user add");
        return Ok(());
    }
    let zone = portal.settings.zone;
    let rows: Vec<Vec<String>> = accounts
        .into_iter()
        .map(|account| {
            let state = if account.disabled_at.is_some() { "disabled" } else { "active" };
            let seen = account.last_seen_at.map_or_else(|| "never".to_owned(), |at| shown(at, zone));
            let roles = account.roles.unwrap_or_default().replace(' ', ", ");
            vec![account.email, account.name, roles, state.to_owned(), seen]
        })
        .collect();
    out::table(&["E-mail", "Name", "Roles", "State", "Last signed in"], &rows, &[]);
    Ok(())
}

async fn disable(house: &House, email: &str) -> Result<(), Failure> {
    let portal = &house.portal;
    let found = accounts::disable(&portal.db, &portal.auditor, Actor::operator(), email, portal.clock.now()).await?;
    if !found {
        return Err(Failure::Failed(Error::Invalid(format!("{email} is no account that is active"))));
    }
    out::line(format_args!("{email} is disabled and signed out everywhere."));
    Ok(())
}

async fn reset_factors(house: &House, email: &str) -> Result<(), Failure> {
    let portal = &house.portal;
    if !factors::reset(portal, Actor::operator(), email, portal.clock.now()).await? {
        return Err(Failure::Failed(Error::Invalid(format!("{email} is no account"))));
    }
    out::line(format_args!("{email} has no second factor now and is signed out everywhere. A mail says so."));
    Ok(())
}

async fn invite(house: &House, record_number: &str) -> Result<(), Failure> {
    let portal = &house.portal;
    let patient = accounts::patient_by_number(&mut portal.db.read().await?, record_number).await?;
    let invitation =
        accounts::invite(&portal.db, &portal.auditor, Actor::operator(), patient, portal.clock.now()).await?;
    let until = shown(invitation.expires_at, portal.settings.zone);
    out::line(format_args!("Invitation code: {}", invitation.code));
    out::line(format_args!("Valid until {until}, once, together with the birth date. It is not shown again."));
    Ok(())
}

fn shown(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}
