//! What a caller sees of the connection to Neo4j: transactions that are left, servers that die, passwords that are wrong.

use guanxi::store::{Neo4jStore, Params, Store, StoreError, statements};

use crate::support::neo4j;

#[tokio::test]
async fn the_schema_is_applied_once_and_found_whole() {
    let server = neo4j::exclusive();
    server.drop_schema();
    let store = Neo4jStore::connect(server.options()).unwrap();
    assert!(!store.examine().await.unwrap().is_empty());
    assert_eq!(store.migrate().await.unwrap(), ["0001_records"]);
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
