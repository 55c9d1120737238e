use super::words::render_from;
use clinic::{
    Portal,
    mail::{Fate, Letter, Sender, Way, compose},
};

/// Writes a mail, puts it together and sends it that way.
pub async fn send(portal: &Portal, way: &Way, letter: &Letter) -> Fate {
    let settings = &portal.settings;
    let host = settings.origin.split("://").last().and_then(|rest| rest.split(':').next()).unwrap_or("localhost");
    // An address with a number instead of a name would be refused by some readers.
    let host = if host.contains(|letter: char| letter.is_ascii_alphabetic()) { host } else { "localhost" };
    let (from, reply_to) = way.sender(host);
    let sender = Sender { name: settings.clinic_name.clone(), from, reply_to, origin: settings.origin.clone() };
    let now = portal.clock.now();
    let rendered = render_from(letter, settings, &sender, now);
    match compose(letter.id, &letter.to, &sender, &rendered, now) {
        Ok(mail) => portal.post.send(way, &mail).await,
        Err(fate) => fate,
    }
}
