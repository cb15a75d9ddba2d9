//! Rows on their way from whoever reads them to whoever asked.

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{Piece, Statement, StoreError};

/// Rows in pieces, so that the receiver is woken once for many. The channel ends after the last piece or the first error.
pub type RowStream = mpsc::Receiver<Result<Piece, StoreError>>;

/// Says so at the end of a stream if the task that reads the statement for it panics: a channel that simply closes says that
/// all rows were there.
pub(super) fn tell_of_panic(
    reading: JoinHandle<()>,
    statement: &'static Statement,
    pieces: mpsc::Sender<Result<Piece, StoreError>>,
) {
    tokio::spawn(async move {
        if reading.await.is_err() {
            let error = StoreError::Statement { name: statement.name, reason: "reading panicked".to_owned() };
            // Nobody to tell where the receiver is gone.
            let _ = pieces.send(Err(error)).await;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    static STATEMENT: Statement = Statement { name: "test/rows", cypher: "", sql: "" };

    #[tokio::test]
    async fn a_stream_whose_reader_panics_ends_with_an_error() {
        for panics in [false, true] {
            let (sender, mut receiver) = mpsc::channel(1);
            let pieces = sender.clone();
            let reading = tokio::spawn(async move {
                pieces.send(Ok(Piece::default())).await.expect("somebody receives");
                assert!(!panics, "as the test wants it");
            });
            tell_of_panic(reading, &STATEMENT, sender);
            assert_eq!(receiver.recv().await.map(|piece| piece.is_ok()), Some(true));
            match receiver.recv().await {
                None => assert!(!panics),
                Some(end) => assert!(panics && matches!(end, Err(StoreError::Statement { name: "test/rows", .. }))),
            }
        }
    }
}
