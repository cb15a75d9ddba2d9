//! What a caller sees of the connection to Neo4j: transactions that are left, servers that die, passwords that are wrong.

use std::time::Duration;

use guanxi::store::{Neo4jStore, Params, Statement, Store, StoreError, Transaction, Value, statements};
use tokio::time::timeout;

use crate::support::neo4j;

/// Long enough for a loaded machine, far shorter than any time-out of the database.
const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_schema_is_applied_once_and_found_whole() {
    let server = neo4j::exclusive();
    server.drop_schema();
    let store = Neo4jStore::connect(server.options()).unwrap();
    assert!(!store.examine().await.unwrap().is_empty());
    assert_eq!(
        store.migrate().await.unwrap(),
        ["0001_records", "0002_sales", "0003_win_models", "0004_changes", "0005_jobs", "0006_suggestions_and_sharing"]
    );
    assert_eq!(store.migrate().await.unwrap(), [""; 0]);
    assert_eq!(store.examine().await.unwrap(), [""; 0]);

    server.execute("DROP CONSTRAINT person_id");
    server.execute("DROP INDEX person_search");
    let missing = ["the constraint person_id is missing", "the index person_search is missing"];
    assert_eq!(store.examine().await.unwrap(), missing);

    server.execute("MATCH (m:Meta {id: 'schema'}) SET m.version = 99");
    assert!(matches!(store.migrate().await, Err(StoreError::Foreign(_))));
    server.drop_schema();
}

#[tokio::test]
async fn both_schemes_open_a_connection_to_the_server_named() {
    let server = neo4j::exclusive();
    for scheme in ["bolt", "neo4j"] {
        let mut options = server.options();
        options.uri = options.uri.replacen("bolt", scheme, 1);
        let store = Neo4jStore::connect(options).unwrap();
        store.ping().await.unwrap_or_else(|error| panic!("{scheme}: {error}"));
    }
}

/// A database as the first version of the program left it.
#[tokio::test]
async fn an_older_database_is_brought_up_and_its_assessments_are_everybodys() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    for name in ["signal_id", "target_id", "endorsement_id", "win_model_id", "win_model_use_number"] {
        server.execute(&format!("DROP CONSTRAINT {name}"));
    }
    server.execute("DROP INDEX win_model_use_instant");
    server.execute("MATCH (m:Meta {id: 'schema'}) SET m.version = 1");
    server.execute(
        "CREATE (:Person {id: 'k'})<-[:OF]-(:Assessment {id: 's1', person_id: 'k', vendor_id: 'own', dimension: 'price', \
         level: -2, at: '2026', coach: false, digest: 'd', recorded_at: '2026'})",
    );
    assert_eq!(
        store.migrate().await.unwrap(),
        ["0002_sales", "0003_win_models", "0004_changes", "0005_jobs", "0006_suggestions_and_sharing"]
    );
    assert_eq!(store.examine().await.unwrap(), [""; 0]);
    for (statement, id) in [(&statements::assessment::BY_IDS, "s1"), (&statements::assessment::OF_PEOPLE, "k")] {
        let params = Params::new().with("ids", vec![id]).with("as_of", Value::Null);
        let rows = store.run(statement, params).await.unwrap();
        let at = rows[0].columns().iter().position(|column| &**column == "visibility").unwrap();
        assert_eq!(rows[0].cells()[at], Value::from("company"), "{}", statement.name);
    }
}

#[tokio::test]
async fn a_wrong_password_is_told_at_once() {
    let server = neo4j::exclusive();
    let mut options = server.options();
    options.password = "not the password".into();
    let store = Neo4jStore::connect(options).unwrap();
    let begin = std::time::Instant::now();
    let error = store.ping().await.unwrap_err();
    assert!(matches!(&error, StoreError::Unavailable(reason) if reason.contains("sign-in")), "{error}");
    assert!(begin.elapsed() < std::time::Duration::from_secs(2));
}

#[tokio::test]
async fn versions_are_raised_one_by_one_by_many_writers() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    let writers: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                loop {
                    let mut transaction = store.begin().await.unwrap();
                    let result = async {
                        transaction.run(&statements::meta::RAISE, Params::new()).await?;
                        transaction.commit().await
                    }
                    .await;
                    match result {
                        Ok(()) => break,
                        Err(StoreError::Conflict(_)) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let rows = store.run(&statements::meta::VERSION, Params::new()).await.unwrap();
    assert_eq!(rows[0].cells(), [20.into()]);
}

/// Holds the lock on the data version for a very long time.
static NEVER_ENDING: Statement = Statement {
    name: "test/never_ending",
    cypher: "MERGE (m:Meta {id: 'data'}) SET m.version = 99 WITH m UNWIND range(1, 100000000000) AS x RETURN count(x) AS n",
    sql: "",
};
static ENDLESS_ROWS: Statement =
    Statement { name: "test/endless_rows", cypher: "UNWIND range(1, 100000000000) AS x RETURN x", sql: "" };
static WRONG: Statement = Statement { name: "test/wrong", cypher: "RETURN 1 / $zero AS x", sql: "" };

async fn raise(store: &Neo4jStore) -> Result<Value, StoreError> {
    let mut transaction = store.begin().await?;
    let rows = transaction.run(&statements::meta::RAISE, Params::new()).await?;
    transaction.commit().await?;
    Ok(rows[0].cells()[0].clone())
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing_and_holds_nothing() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    let mut transaction = store.begin().await.unwrap();
    transaction.run(&statements::meta::RAISE, Params::new()).await.unwrap();
    drop(transaction);
    assert_eq!(timeout(SOON, raise(&store)).await.expect("no lock is left").unwrap(), 1.into());

    let mut transaction = store.begin().await.unwrap();
    transaction.run(&statements::meta::RAISE, Params::new()).await.unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(timeout(SOON, raise(&store)).await.expect("no lock is left").unwrap(), 2.into());
}

#[tokio::test]
async fn a_transaction_that_is_cancelled_within_a_statement_ends_on_the_server() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    let mut transaction = store.begin().await.unwrap();
    let cancelled = timeout(Duration::from_millis(500), transaction.run(&NEVER_ENDING, Params::new())).await;
    assert!(cancelled.is_err());
    let after = transaction.run(&statements::meta::RAISE, Params::new()).await;
    assert!(matches!(after, Err(StoreError::Unavailable(_))), "{after:?}");
    assert!(transaction.commit().await.is_err());
    assert_eq!(timeout(SOON, raise(&store)).await.expect("no lock is left").unwrap(), 1.into());
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up_and_ends_on_the_server() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    let mut options = server.options();
    options.statement_timeout = Duration::from_millis(500);
    let impatient = Neo4jStore::connect(options).unwrap();
    let mut transaction = impatient.begin().await.unwrap();
    let error = transaction.run(&NEVER_ENDING, Params::new()).await.unwrap_err();
    assert!(matches!(&error, StoreError::Unavailable(reason) if reason.contains("test/never_ending")), "{error}");
    drop(transaction);
    assert_eq!(timeout(SOON, raise(&store)).await.expect("no lock is left").unwrap(), 1.into());
}

#[tokio::test]
async fn waiting_for_a_connection_ends() {
    let server = neo4j::exclusive();
    server.store().await;
    let mut options = server.options();
    options.pool_size = 1;
    options.pool_wait = Duration::from_millis(100);
    let store = Neo4jStore::connect(options).unwrap();
    let transaction = store.begin().await.unwrap();
    let error = store.ping().await.unwrap_err();
    assert!(matches!(&error, StoreError::Unavailable(reason) if reason.contains("connection")), "{error}");
    drop(transaction);
    store.ping().await.unwrap();

    // A stream whose receiver leaves gives its connection back too.
    let mut rows = store.stream(&ENDLESS_ROWS, Params::new()).await.unwrap();
    assert_eq!(rows.recv().await.unwrap().unwrap().into_rows()[0].cells(), [1.into()]);
    drop(rows);
    let freed = async {
        while store.ping().await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    timeout(SOON, freed).await.expect("the connection comes back");
}

#[tokio::test]
async fn two_writers_in_each_others_way_both_land() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    async fn write(transaction: &mut dyn Transaction, id: &str) -> Result<(), StoreError> {
        let params = Params::new().with("id", id).with("started_at", "2026-01-01T00:00:00.000Z");
        transaction.run(&statements::import_run::OPEN, params).await.map(drop)
    }
    let mut first = store.begin().await.unwrap();
    let mut second = store.begin().await.unwrap();
    write(&mut *first, "a").await.unwrap();
    write(&mut *second, "b").await.unwrap();
    // Each waits for what the other holds: the server ends one of them.
    let (one, other) = tokio::join!(
        async {
            let result = write(&mut *first, "b").await;
            match result {
                Ok(()) => first.commit().await,
                Err(error) => first.rollback().await.and(Err(error)),
            }
        },
        async {
            let result = write(&mut *second, "a").await;
            match result {
                Ok(()) => second.commit().await,
                Err(error) => second.rollback().await.and(Err(error)),
            }
        },
    );
    assert!(
        matches!((&one, &other), (Ok(()), Err(StoreError::Conflict(_))) | (Err(StoreError::Conflict(_)), Ok(()))),
        "{one:?} {other:?}"
    );
    let mut again = store.begin().await.unwrap();
    write(&mut *again, "a").await.unwrap();
    write(&mut *again, "b").await.unwrap();
    again.commit().await.unwrap();
    assert_eq!(store.run(&statements::import_run::PENDING, Params::new()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_callers_and_our_own_mistakes_are_told_apart() {
    let server = neo4j::exclusive();
    let store = server.store().await;
    // Fails only while its rows are read: an answer cut short is an error.
    let error = store.run(&WRONG, Params::new().with("zero", 0_i64)).await.unwrap_err();
    assert!(matches!(error, StoreError::Statement { name: "test/wrong", .. }), "{error}");
    let mut stream = store.stream(&WRONG, Params::new().with("zero", 0_i64)).await.unwrap();
    let error = stream.recv().await.unwrap().unwrap_err();
    assert!(matches!(error, StoreError::Statement { name: "test/wrong", .. }), "{error}");
    assert!(stream.recv().await.is_none());
    // What reads does not write.
    let error = store.run(&statements::meta::RAISE, Params::new()).await.unwrap_err();
    assert!(matches!(error, StoreError::Statement { name: "meta/raise", .. }), "{error}");
    let rows = store.run(&statements::meta::VERSION, Params::new()).await.unwrap();
    assert_eq!(rows[0].cells(), [0.into()]);
}

/// The driver's version 0.8 read −1…−16 as 255…240; our levels are −2…+2.
#[tokio::test]
async fn numbers_come_back_as_they_were() {
    static ECHO: Statement = Statement { name: "test/echo", cypher: "RETURN $values AS v", sql: "" };
    let server = neo4j::exclusive();
    let store = server.store().await;
    let whole = [-2, -1, -16, -17, -128, -129, 0, 1, 127, 128, 255, i64::MIN, i64::MAX];
    let mut values: Vec<Value> = whole.map(Value::from).to_vec();
    values.extend([2.0, -0.5, f64::MIN_POSITIVE].map(Value::from));
    values.extend([Value::Null, true.into(), "".into(), "关系 𠀀 \u{0}".into(), Value::List(vec![])]);
    let rows = store.run(&ECHO, Params::new().with("values", Value::List(values.clone()))).await.unwrap();
    assert_eq!(rows[0].cells(), [Value::List(values)]);
}

#[tokio::test]
async fn a_server_that_is_killed_and_comes_back_needs_no_new_store() {
    let server = neo4j::exclusive();
    if !server.is_ours() {
        // A database somebody lent us is not killed; the tests say so instead of passing silently.
        eprintln!("not run: the server at NEO4J_URI is not ours to kill");
        return;
    }
    let store = server.store().await;
    assert_eq!(raise(&store).await.unwrap(), 1.into());
    let mut rows = store.stream(&ENDLESS_ROWS, Params::new()).await.unwrap();
    rows.recv().await.unwrap().unwrap();
    let open = store.begin().await.unwrap();
    server.kill_hard();

    let cut_off = async {
        loop {
            match rows.recv().await {
                Some(Ok(_)) => {}
                Some(Err(error)) => break error,
                None => panic!("the stream ended as if it were whole"),
            }
        }
    };
    let error = timeout(SOON, cut_off).await.expect("the loss is noticed");
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    for _ in 0..3 {
        let error = timeout(SOON, store.ping()).await.expect("an answer").unwrap_err();
        assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    }
    assert!(matches!(open.commit().await, Err(StoreError::Unavailable(_))));

    server.restart();
    store.ping().await.unwrap();
    assert_eq!(raise(&store).await.unwrap(), 2.into());
}
