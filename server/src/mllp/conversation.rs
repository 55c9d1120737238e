use super::{
    SMALL, Stopped,
    answering::{answer, too_long},
    reception::Reception,
};
use clinic::hl7::{Found, Frames, frame};
use metrics::counter;
use std::{io, net::IpAddr, pin::pin};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    sync::SemaphorePermit,
    time::{Instant, timeout},
};

/// Bytes between two messages that are borne: line ends, or a check whether somebody is there.
const MOST_NOISE: usize = 64;
/// Bytes that are read at once.
const PIECE: usize = 8 << 10;

/// Why a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The laboratory ended it, or it broke.
    Closed,
    /// Nothing came for long.
    Quiet,
    /// The rest of a message did not come in time.
    Half,
    /// Something else than MLLP is spoken.
    Noise,
    /// An answer was not taken.
    Unanswered,
    /// A message could not be dealt with now.
    Failed,
    /// The server ends.
    Stopping,
}

/// Takes messages out of a connection and answers each before the next is read.
pub(super) async fn converse(
    stream: impl AsyncRead + AsyncWrite,
    reception: &Reception,
    from: IpAddr,
    stopped: &mut Stopped,
) -> End {
    let mut stream = pin!(stream);
    let mut frames = Frames::new(reception.message_bytes, MOST_NOISE);
    let mut buffer = vec![0; PIECE];
    let mut began = None;
    // Held as long as more of a message is kept than every connection may.
    let mut large: Option<SemaphorePermit> = None;
    loop {
        let patience = if frames.is_open() {
            let began = *began.get_or_insert_with(Instant::now);
            reception.patience.progress.min(reception.patience.message.saturating_sub(began.elapsed()))
        } else {
            reception.patience.idle
        };
        let read = tokio::select! {
            biased;
            _ = stopped.changed() => return dropped(&frames, from, End::Stopping),
            read = timeout(patience, stream.read(&mut buffer)) => read,
        };
        let mut bytes = match read {
            Err(_) if frames.is_open() => return dropped(&frames, from, End::Half),
            Err(_) => return End::Quiet,
            Ok(Ok(0) | Err(_)) => return dropped(&frames, from, End::Closed),
            Ok(Ok(count)) => buffer.get(..count).unwrap_or_default(),
        };
        while !bytes.is_empty() {
            let (rest, found) = frames.feed(bytes);
            bytes = rest;
            let answers = match found {
                None => continue,
                Some(Found::Noise) => {
                    tracing::warn!(%from, "a connection was closed: it does not speak MLLP");
                    counter!("laboratory_connections_refused_total", "reason" => "no MLLP").increment(1);
                    return End::Noise;
                }
                Some(Found::TooLong(opening)) => too_long(reception, &opening, from),
                Some(Found::Message(message)) => match answer(reception, &message, from).await {
                    Some(answers) => answers,
                    None => return End::Failed,
                },
            };
            (large, began) = (None, None);
            let patience = reception.patience.answer;
            if !matches!(timeout(patience, send(&mut stream, &answers)).await, Ok(Ok(()))) {
                // Whatever became of the message stays so: the laboratory sends it again and hears the same.
                return End::Unanswered;
            }
            if stopped.borrow().is_some() {
                return End::Stopping;
            }
        }
        if frames.held() > SMALL && large.is_none() {
            large = tokio::select! {
                biased;
                _ = stopped.changed() => return dropped(&frames, from, End::Stopping),
                permit = reception.large.acquire() => permit.ok(),
            };
            // Its sender did not have to wait for itself.
            began = None;
        }
    }
}

async fn send(stream: &mut (impl AsyncWrite + Unpin), answers: &[Vec<u8>]) -> io::Result<()> {
    for answer in answers {
        stream.write_all(&frame(answer)).await?;
    }
    stream.flush().await
}

/// Notes what is lost of a message by such an end: nothing of it was kept or answered, so it is sent again.
fn dropped(frames: &Frames, from: IpAddr, end: End) -> End {
    if frames.is_open() {
        tracing::warn!(%from, "a message was dropped: its end did not come");
        counter!("laboratory_messages_total", "way" => "mllp", "outcome" => "half").increment(1);
    }
    end
}
