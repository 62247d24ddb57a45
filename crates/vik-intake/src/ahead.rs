//! Reading ahead: one thread reads while another decodes, and two chunks go round.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::error::IntakeError;
use crate::read::{Chunk, Rows};

/// Chunks that are read on a thread of their own.
pub(crate) struct Ahead {
    full: Receiver<Result<Chunk, IntakeError>>,
    empty: SyncSender<Chunk>,
}

impl Ahead {
    pub fn new(mut rows: Box<dyn Rows>) -> Ahead {
        let (give, full) = sync_channel(2);
        let (empty, take) = sync_channel::<Chunk>(4);
        // The thread ends with the file, with an error, or when nobody listens any more.
        std::thread::spawn(move || {
            loop {
                let mut chunk = take.try_recv().unwrap_or_default();
                let result = rows.next(&mut chunk).map(|()| chunk);
                let last = result.as_ref().map_or(true, |chunk| chunk.len() == 0);
                if give.send(result).is_err() || last {
                    break;
                }
            }
        });
        Ahead { full, empty }
    }

    /// The next rows; `None` at the end of the file.
    pub fn next(&mut self) -> Result<Option<Chunk>, IntakeError> {
        match self.full.recv() {
            Ok(chunk) => chunk.map(|chunk| Some(chunk).filter(|chunk| chunk.len() > 0)),
            Err(_) => Ok(None),
        }
    }

    /// Gives a chunk back to be filled again.
    pub fn reuse(&self, chunk: Chunk) {
        // A full channel only means that this chunk is not needed any more.
        let _ = self.empty.try_send(chunk);
    }
}
