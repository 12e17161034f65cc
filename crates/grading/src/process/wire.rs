//! Frames between two processes, above all the judge and the learner's: a length, then postcard bytes.
//!
//! Not JSON, which has no NaN. A frame has a limit, a value has a depth, and bytes that are no frame are an error, so
//! that whatever comes out of a learner's process cannot harm its reader.

use crate::answers::answer::Answer;
use nabla_core::Value;
use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// What the judge says.
#[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
pub(crate) enum Request {
    /// The first frame: what will be asked, and the limits that the process shall set itself where it can.
    Open { exercise: String, part: usize, memory_bytes: u64, cpu_seconds: u64 },
    /// One probe.
    Ask { number: u32, arguments: Vec<Value> },
    /// All has been asked: say that you are still there.
    Rest,
}

/// What the learner's process says.
#[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
pub(crate) enum Response {
    /// The answer to the probe of that number.
    Answer { number: u32, answer: Answer },
    /// The reply to [`Request::Rest`].
    Resting,
}

/// The largest frame: a probe with a hundred thousand points of twenty features is about a half of it.
const MAX_FRAME: usize = 32 << 20;

/// Why a frame could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// It could not be carried.
    #[error("the channel failed: {0}")]
    Channel(#[from] io::Error),
    /// It has more bytes than a frame may have.
    #[error("a message of {0} bytes, more than the {MAX_FRAME} that are allowed")]
    TooLong(usize),
    /// Its bytes are not what they should be.
    #[error("bytes that are no message: {0}")]
    Damaged(#[from] postcard::Error),
}

/// Writes one frame.
///
/// # Errors
/// When the channel fails, or the message is too long.
pub fn write_frame(channel: &mut impl Write, message: &impl Serialize) -> Result<(), WireError> {
    let bytes = postcard::to_stdvec(message)?;
    let length =
        u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= MAX_FRAME).ok_or(WireError::TooLong(bytes.len()))?;
    channel.write_all(&length.to_le_bytes())?;
    Ok(channel.write_all(&bytes)?)
}

/// Reads one frame; `None` at the orderly end of the channel.
///
/// # Errors
/// When the channel fails, or what comes is no such message.
pub fn read_frame<T: DeserializeOwned>(channel: &mut impl Read) -> Result<Option<T>, WireError> {
    let mut length = [0; 4];
    match channel.read(&mut length[..1])? {
        0 => return Ok(None),
        _ => channel.read_exact(&mut length[1..])?,
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > MAX_FRAME {
        return Err(WireError::TooLong(length));
    }
    let mut bytes = vec![0; length];
    channel.read_exact(&mut bytes)?;
    let (message, rest) = postcard::take_from_bytes(&bytes)?;
    if rest.is_empty() { Ok(Some(message)) } else { Err(postcard::Error::DeserializeBadEncoding.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Option<Response>, WireError> {
        read_frame(&mut &*bytes)
    }

    #[test]
    fn a_frame_is_read_as_it_was_written_nan_included() {
        let mut bytes = Vec::new();
        let request = Request::Ask { number: 3, arguments: vec![Value::Numbers(vec![f64::NAN, f64::NEG_INFINITY])] };
        write_frame(&mut bytes, &request).expect("written");
        let Ok(Some(Request::Ask { arguments, .. })) = read_frame(&mut &*bytes) else { panic!("not read") };
        assert!(arguments[0].components()[0].is_nan());
    }

    #[test]
    fn damaged_bytes_are_an_error_and_never_a_panic() {
        assert!(matches!(read(&[]), Ok(None)));
        assert!(matches!(read(&[9]), Err(WireError::Channel(_))));
        assert!(matches!(read(&[255, 255, 255, 255]), Err(WireError::TooLong(_))));
        assert!(matches!(read(&[3, 0, 0, 0, 77, 1, 2]), Err(WireError::Damaged(_))));
        assert!(matches!(read(&[2, 0, 0, 0, 1, 1]), Err(WireError::Damaged(_))));
        let mut state = 1u64;
        for length in 0..2_000u32 {
            let mut bytes = (length % 40).to_le_bytes().to_vec();
            bytes.extend((0..length % 40).map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 56) as u8
            }));
            let _ = read(&bytes);
        }
    }

    #[test]
    fn a_deeply_nested_value_is_refused_and_not_recursed_into() {
        let mut bytes = Vec::new();
        for _ in 0..1_000_000 {
            bytes.extend([6, 1]); // a list of one item, which is a list of one item, …
        }
        assert!(postcard::from_bytes::<Value>(&bytes).is_err());
        let list = Value::list([Value::Nothing, Value::Numbers(vec![f64::NAN])]);
        let read: Value = postcard::from_bytes(&postcard::to_stdvec(&list).expect("written")).expect("read");
        assert_eq!(read.shape(), "2 items");
    }
}
