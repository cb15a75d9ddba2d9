//! Rows in pieces from a thread that reads ahead, so that reading, checking and writing overlap and memory stays bounded.

use std::ops::ControlFlow;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::check::Row;
use super::fault::Fault;
use super::read::{Input, InputFault, Layout, RawRow, Step};

/// Most rows of a piece.
const ROWS: usize = 8192;
/// Bytes of input after which a piece ends.
const BYTES: u64 = 4 << 20;
/// Pieces that are read ahead.
const AHEAD: usize = 2;

/// What the reading thread hands over.
pub(super) enum Piece {
    /// The header row was read.
    Header(Arc<Layout>),
    /// Some rows, how many were read so far, and how much of the file.
    Rows { rows: Vec<Row>, read: u64, bytes: u64 },
    /// The file cannot be read (on).
    Failed(Vec<Fault>),
    /// The end.
    End,
}

/// What is done with each row on the reading thread; `None`: it is passed over.
pub(super) type RowReader = Box<dyn FnMut(&Arc<Layout>, &RawRow, u32) -> Option<Row> + Send>;

/// Reads an input on a thread of its own. A channel that closes before [`Piece::End`] or [`Piece::Failed`] says that the thread
/// panicked.
pub(super) fn read_ahead(input: Input, mut read_row: RowReader) -> mpsc::Receiver<Piece> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut layout: Option<Arc<Layout>> = None;
        let mut rows = Vec::new();
        let (mut ordinal, mut sent_bytes, mut seen_bytes) = (0u32, 0, 0);
        let result = input.read(|step| match step {
            Step::Header(header) => {
                layout = Some(header.clone());
                send(&sender, Piece::Header(header.clone()))
            }
            Step::Row(row, bytes) => {
                if let Some(layout) = &layout {
                    rows.extend(read_row(layout, row, ordinal));
                }
                ordinal = ordinal.saturating_add(1);
                seen_bytes = bytes;
                if rows.len() < ROWS && bytes - sent_bytes < BYTES {
                    return ControlFlow::Continue(());
                }
                sent_bytes = bytes;
                send(&sender, Piece::Rows { rows: std::mem::take(&mut rows), read: u64::from(ordinal), bytes })
            }
        });
        let last = Piece::Rows { rows, read: u64::from(ordinal), bytes: seen_bytes };
        let end = match result {
            Ok(()) => Piece::End,
            Err(InputFault(faults)) => Piece::Failed(faults),
        };
        // Whoever does not listen any more has given up.
        if send(&sender, last).is_continue() {
            let _ = send(&sender, end);
        }
    });
    receiver
}

fn send(sender: &mpsc::Sender<Piece>, piece: Piece) -> ControlFlow<()> {
    match sender.blocking_send(piece) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    }
}
