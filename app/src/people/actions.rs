use super::{person::show, words::not_changed};
use crate::web::{Answer, Fresh, Here, Notice, Typed, after};
use clinic::{
    Error,
    accounts::{Admin, Role},
    ids::AccountId,
    people::{NotChanged, disable, enable, end_sessions, give_role, take_role},
};
use serde::Deserialize;

/// Which role is given or taken.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoleFields {
    role: String,
    give: String,
}

/// Gives or takes a role.
pub(crate) async fn change_role(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<RoleFields>) -> Answer {
    let id: AccountId = here.id("account")?;
    let Ok(role) = typed.role.parse::<Role>() else { return Err(Error::NotFound.into()) };
    let portal = &here.portal;
    let changed = if typed.give == "true" {
        give_role(&portal.db, &portal.auditor, &by, id, role).await?
    } else {
        take_role(&portal.db, &portal.auditor, &by, id, role, here.now).await?
    };
    answer(here, &by, id, changed, Notice::RoleChanged).await
}

/// Whether someone may sign in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct StateFields {
    active: String,
}

/// Disables an account, or lets it sign in again.
pub(crate) async fn change_state(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<StateFields>) -> Answer {
    let id: AccountId = here.id("account")?;
    let portal = &here.portal;
    let changed = if typed.active == "true" {
        Ok(enable(&portal.db, &portal.auditor, &by, id).await?)
    } else {
        disable(&portal.db, &portal.auditor, &by, id, here.now).await?
    };
    answer(here, &by, id, changed, Notice::AccountChanged).await
}

/// Signs someone out everywhere.
pub(crate) async fn end_all_sessions(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: AccountId = here.id("account")?;
    let portal = &here.portal;
    end_sessions(&portal.db, &portal.auditor, &by, id).await?;
    answer(here, &by, id, Ok(()), Notice::SessionsEnded).await
}

/// Back to the person, with the notice; or the page with what stands in the way.
pub(super) async fn answer(
    here: Here,
    by: &Admin,
    id: AccountId,
    changed: Result<(), NotChanged>,
    notice: Notice,
) -> Answer {
    match changed {
        Ok(()) => Ok(after(&format!("/people/{id}"), Some(notice))),
        Err(why) => {
            let words = not_changed(why, here.lang);
            show(here, by, id, Some(words)).await
        }
    }
}
