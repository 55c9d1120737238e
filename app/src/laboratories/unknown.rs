use super::form::refusal;
use crate::{
    ui::{
        button::{Actions, Button, Weight},
        choice::{Choice, SelectField},
        form::Form,
        list::{Row, Rows},
        page::Part,
        text::Lang,
    },
    web::{Answer, Fresh, Here, Notice, Typed, after, segment},
};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Admin,
    ids::LaboratoryId,
    laboratories::{LookedBack, Overview, Sender, UnknownSender, entrust, look_back},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Which laboratory a sender is.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SenderFields {
    sender: String,
    laboratory: String,
}

/// Says which laboratory a sender is, and takes what it sent before.
pub(crate) async fn entrust_sender(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<SenderFields>) -> Answer {
    let id: LaboratoryId = typed.laboratory.parse().map_err(|_| Error::NotFound)?;
    let sender = Sender::parse(&typed.sender).ok_or(Error::NotFound)?;
    match entrust(&here.portal, &by, &sender, id).await? {
        Ok(()) => {
            let looked = look_back(&here.portal, &by, &[sender]).await?;
            Ok(after(&format!("/laboratories/{id}"), Some(saved(looked))))
        }
        // Somebody else was quicker, or the laboratory has too many: its page says what there is.
        Err(why) => super::form::refused(here, by, id, refusal(&why, Lang::default())).await,
    }
}

/// What is said once a laboratory is entered or changed.
pub(super) fn saved(looked: LookedBack) -> Notice {
    match looked {
        LookedBack { is_more: true, .. } => Notice::LaboratoryCatchingUp,
        LookedBack { taken: 0, .. } => Notice::LaboratorySaved,
        LookedBack { .. } => Notice::LaboratoryCaughtUp,
    }
}

/// The senders nobody has entered.
pub(super) fn part(unknown: &[UnknownSender], all: &[Overview], zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let rows: Vec<AnyView> = unknown.iter().map(|one| row(one, zone, lang).into_any()).collect();
    let senders = unknown.iter().map(|one| Choice::new(one.sender.clone(), one.sender.clone())).collect::<Vec<_>>();
    let laboratories: Vec<Choice> =
        all.iter().map(|one| Choice::new(one.laboratory.id.to_string(), one.laboratory.name.clone())).collect();
    let known = (!laboratories.is_empty()).then(|| {
        view! {
            <Form action="/laboratories/senders">
                <SelectField name="sender" label=lang.t("laboratories-unknown-sender") choices=senders />
                <SelectField name="laboratory" label=lang.t("laboratories-unknown-which") choices=laboratories />
                <Actions>
                    <Button weight=Weight::Secondary>{lang.t("laboratories-unknown-is")}</Button>
                </Actions>
            </Form>
        }
    });
    view! {
        <Part title=lang.t("laboratories-unknown") id="unknown">
            <p>{lang.t("laboratories-unknown-lead")}</p>
            <Rows>{rows}</Rows>
            {known}
        </Part>
    }
}

fn row(one: &UnknownSender, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let about = lang.with(
        "laboratories-unknown-about",
        &[("count", one.messages.into()), ("time", lang.moment(one.last_at, zone).into())],
    );
    let new = format!("/laboratories/new?sender={}", segment(&one.sender));
    let words = lang.with("laboratories-unknown-add", &[("sender", one.sender.clone().into())]);
    view! {
        <Row title=one.sender.clone()>
            <p>{about}</p>
            <p>
                <a href=new>{words}</a>
            </p>
        </Row>
    }
}
