//! Transactions happen together or not at all; readers keep their state; writers take turns.

use std::time::{Duration, Instant};

use super::*;

static SLOW: Statement = Statement {
    name: "test/slow",
    cypher: "",
    sql: "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
};
static MANY: Statement = Statement {
    name: "test/many",
    cypher: "",
    sql: "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many) SELECT i FROM n",
};
static LATE_FAILURE: Statement = Statement {
    name: "test/late_failure",
    cypher: "",
    sql: "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
          SELECT json_extract(iif(i < 9000, '1', '{'), '$') FROM n",
};

async fn how_many(store: &SqliteStore) -> usize {
    let everybody = Params::new().with("after", "").with("limit", 100);
    store.run(&all::person::PAGE, everybody).await.unwrap().len()
}

fn with_people(ids: &[&str]) -> Params {
    Params::new().with_rows(people(ids))
}

#[tokio::test]
async fn a_dropped_transaction_leaves_nothing_and_frees_the_writer() {
    let scratch = Scratch::new().await;
    let mut transaction = scratch.store.begin().await.unwrap();
    transaction.run(&all::person::WRITE, with_people(&["a"])).await.unwrap();
    drop(transaction);
    let transaction = scratch.store.begin().await.unwrap();
    assert_eq!(how_many(&scratch.store).await, 0);
    transaction.rollback().await.unwrap();
    scratch.write(&all::person::WRITE, people(&["b"])).await.unwrap();
    assert_eq!(how_many(&scratch.store).await, 1);
}

#[tokio::test]
async fn a_write_whose_caller_goes_away_is_stopped_and_undone() {
    let scratch = Scratch::new().await;
    let mut transaction = scratch.store.begin().await.unwrap();
    transaction.run(&all::person::WRITE, with_people(&["a"])).await.unwrap();
    let never = transaction.run(&SLOW, Params::new());
    assert!(tokio::time::timeout(Duration::from_millis(50), never).await.is_err());
    // It is over: nothing of it may be made permanent.
    let late = transaction.run(&all::person::WRITE, with_people(&["b"])).await;
    assert!(matches!(late, Err(StoreError::Unavailable(_))), "{late:?}");
    assert!(transaction.commit().await.is_err());
    scratch.write(&all::person::WRITE, people(&["c"])).await.unwrap();
    assert_eq!(how_many(&scratch.store).await, 1);
}

#[tokio::test]
async fn a_transaction_ends_with_its_first_failure() {
    let scratch = Scratch::new().await;
    let mut transaction = scratch.store.begin().await.unwrap();
    let rows = reporting(&["r k l customer - -"]);
    transaction.run(&all::person::WRITE, with_people(&["a"])).await.unwrap();
    let first = transaction.run(&all::reporting::WRITE, Params::new().with_rows(rows)).await;
    assert!(matches!(first, Err(StoreError::Rejected(_))), "{first:?}");
    let later = transaction.run(&all::person::WRITE, with_people(&["b"])).await;
    assert!(matches!(later, Err(StoreError::Rejected(_))), "{later:?}");
    assert!(matches!(transaction.commit().await, Err(StoreError::Rejected(_))));
    assert_eq!(how_many(&scratch.store).await, 0);
}

#[tokio::test]
async fn a_view_keeps_its_state_while_another_process_writes() {
    let scratch = Scratch::new().await;
    scratch.write(&all::person::WRITE, people(&["a"])).await.unwrap();
    let other = SqliteStore::open(&scratch.path(), options()).await.unwrap();
    let everybody = || Params::new().with("after", "").with("limit", 100);
    let mut view = scratch.store.view().await.unwrap();
    // Written after the view was opened and before it first asks.
    let mut transaction = other.begin().await.unwrap();
    transaction.run(&all::person::WRITE, with_people(&["b"])).await.unwrap();
    transaction.run(&all::meta::RAISE, Params::new()).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(view.run(&all::person::PAGE, everybody()).await.unwrap().len(), 1);
    assert_eq!(view.run(&all::meta::VERSION, Params::new()).await.unwrap()[0].cells(), [Value::Int(0)]);
    let mut pieces = view.stream(&all::person::PAGE, everybody()).await.unwrap();
    assert_eq!(pieces.recv().await.unwrap().unwrap().len(), 1);
    drop(view);
    assert_eq!(how_many(&scratch.store).await, 2);
}

#[tokio::test]
async fn writers_wait_for_each_other_and_then_give_up() {
    let scratch = Scratch::new().await;
    let other = SqliteStore::open(&scratch.path(), options()).await.unwrap();
    let first = scratch.store.begin().await.unwrap();
    for second in [&scratch.store, &other] {
        let began = Instant::now();
        let refused = second.begin().await.err();
        assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
        assert!(began.elapsed() >= Duration::from_millis(250), "{:?}", began.elapsed());
    }
    first.commit().await.unwrap();
    other.begin().await.unwrap().commit().await.unwrap();
    scratch.store.begin().await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn a_writer_that_waits_gets_its_turn() {
    let scratch = Scratch::new().await;
    let other = SqliteStore::open(&scratch.path(), SqliteOptions::default()).await.unwrap();
    let first = scratch.store.begin().await.unwrap();
    let (second, _) = tokio::join!(other.begin(), first.commit());
    second.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn the_data_version_counts_from_nothing() {
    let scratch = Scratch::new().await;
    assert_eq!(scratch.run(&all::meta::VERSION, Params::new()).await[0].cells(), [Value::Int(0)]);
    for version in 1..=2 {
        let mut transaction = scratch.store.begin().await.unwrap();
        let raised = transaction.run(&all::meta::RAISE, Params::new()).await.unwrap();
        assert_eq!((&*raised[0].columns()[0], raised[0].cells()), ("version", &[Value::Int(version)][..]));
        transaction.commit().await.unwrap();
        assert_eq!(scratch.run(&all::meta::VERSION, Params::new()).await[0].cells(), [Value::Int(version)]);
    }
}

#[tokio::test]
async fn streams_come_in_pieces_and_wait_for_the_receiver() {
    let scratch = Scratch::new().await;
    let mut stream = scratch.store.stream(&MANY, Params::new().with("many", 100_000)).await.unwrap();
    let (mut pieces, mut sum) = (0, 0);
    while let Some(piece) = stream.recv().await {
        for row in piece.unwrap().into_rows() {
            let Value::Int(value) = row.cells()[0] else { panic!("{row:?}") };
            sum += value;
        }
        pieces += 1;
    }
    assert_eq!((pieces, sum), (25, 5_000_050_000));
    // A receiver that goes away gives the reader back.
    for _ in 0..2 * options().readers {
        let mut stream = scratch.store.stream(&MANY, Params::new().with("many", i64::MAX)).await.unwrap();
        stream.recv().await.unwrap().unwrap();
    }
    scratch.store.ping().await.unwrap();
}

#[tokio::test]
async fn a_stream_that_breaks_ends_with_the_error() {
    let scratch = Scratch::new().await;
    let mut stream = scratch.store.stream(&LATE_FAILURE, Params::new()).await.unwrap();
    let mut last = None;
    let mut good = 0;
    while let Some(piece) = stream.recv().await {
        good += usize::from(piece.is_ok());
        last = Some(piece);
    }
    assert_eq!(good, 2);
    assert!(matches!(last, Some(Err(StoreError::Statement { name: "test/late_failure", .. }))), "{last:?}");
}

#[tokio::test]
async fn a_question_whose_asker_goes_away_is_stopped() {
    let scratch = Scratch::new().await;
    for _ in 0..2 * options().readers {
        let never = scratch.store.run(&SLOW, Params::new());
        assert!(tokio::time::timeout(Duration::from_millis(20), never).await.is_err());
    }
    // All readers are back.
    let mut views = Vec::new();
    for _ in 0..options().readers {
        views.push(scratch.store.view().await.unwrap());
    }
    let refused = scratch.store.ping().await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
}

#[tokio::test]
async fn a_key_is_answered_once() {
    let scratch = Scratch::new().await;
    let row = || {
        let mut rows = RowBatch::new(&["id", "digest", "answer", "recorded_at"]);
        rows.push(["key", "digest", "{}", "2026-01-01T00:00:00.000Z"].map(Value::from));
        rows
    };
    scratch.write(&all::request::WRITE, row()).await.unwrap();
    assert!(matches!(scratch.write(&all::request::WRITE, row()).await, Err(StoreError::Rejected(_))));
    let found = scratch.run(&all::request::FIND, Params::new().with("id", "key")).await;
    assert_eq!(shown(&found), ["id=key digest=digest answer={}"]);
    assert_eq!(scratch.run(&all::request::FIND, Params::new().with("id", "other")).await, []);
}
