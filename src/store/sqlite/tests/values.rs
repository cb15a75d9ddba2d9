//! Values keep their type and all their bits on the way in and out.

use super::*;

static VALUES: Statement = Statement {
    name: "test/values",
    cypher: "",
    sql: "SELECT :null AS nil, :int AS int, :float AS float, :text AS text, :yes AS \"yes:bool\", \
          :list AS \"list:list\", -2 AS minus_two, 1 = 1 AS \"expression:bool\"",
};
static BYTES: Statement = Statement { name: "test/bytes", cypher: "", sql: "SELECT x'ff' AS odd" };
static TWO: Statement = Statement { name: "test/two", cypher: "", sql: "SELECT 2 AS \"flag:bool\"" };
static UNBOUND: Statement = Statement { name: "test/unbound", cypher: "", sql: "SELECT :there, :missing" };
static WRITE: Statement = Statement { name: "test/write", cypher: "", sql: "DELETE FROM person" };

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    let scratch = Scratch::new().await;
    let list = Value::List(vec!["龙\n\"'".into(), i64::MAX.into(), 0.5.into(), true.into(), Value::Null]);
    let params = Params::new()
        .with("null", Value::Null)
        .with("int", i64::MIN)
        .with("float", 2.0)
        .with("text", "𠮷 é \u{10ffff}")
        .with("yes", true)
        .with("list", list.clone());
    let rows = scratch.run(&VALUES, params).await;
    assert_eq!(
        rows[0].cells(),
        [
            Value::Null,
            Value::Int(i64::MIN),
            Value::Float(2.0),
            "𠮷 é \u{10ffff}".into(),
            Value::Bool(true),
            list,
            Value::Int(-2),
            Value::Bool(true),
        ]
    );
    let names: Vec<&str> = rows[0].columns().iter().map(|name| &**name).collect();
    assert_eq!(names, ["nil", "int", "float", "text", "yes", "list", "minus_two", "expression"]);
}

#[tokio::test]
async fn what_cannot_be_a_value_is_an_error() {
    let scratch = Scratch::new().await;
    let bytes = scratch.store.run(&BYTES, Params::new()).await;
    assert!(matches!(&bytes, Err(StoreError::Decode { column, .. }) if column == "odd"), "{bytes:?}");
    let two = scratch.store.run(&TWO, Params::new()).await;
    assert!(matches!(&two, Err(StoreError::Decode { column, .. }) if column == "flag"), "{two:?}");
    let unbound = scratch.store.run(&UNBOUND, Params::new().with("there", 1)).await;
    assert!(matches!(&unbound, Err(StoreError::Statement { reason, .. }) if reason.contains("missing")), "{unbound:?}");
    let nan = scratch.store.run(&UNBOUND, Params::new().with("there", f64::NAN).with("missing", 1)).await;
    assert!(matches!(nan, Err(StoreError::Statement { .. })), "{nan:?}");
    let write = scratch.store.run(&WRITE, Params::new()).await;
    assert!(matches!(write, Err(StoreError::Statement { name: "test/write", .. })), "{write:?}");
}

#[tokio::test]
async fn records_keep_their_values() {
    let scratch = small_world().await;
    let store = &scratch;
    let whole = ["p 龙·𠮷 P@x.org +49 Long,long@x.org team innovator amiable needs 龙"];
    store.write(&all::person::WRITE, people_in_full(&whole)).await.unwrap();
    let row = &store.run(&all::person::BY_IDS, ids(&["p"])).await[0];
    assert_eq!(cell(row, "name"), &Value::from("龙·𠮷"));
    assert_eq!(cell(row, "aliases"), &Value::from(vec!["Long", "long@x.org"]));
    let row = &store.run(&all::person::BY_IDS, ids(&["a"])).await[0];
    assert_eq!(cell(row, "aliases"), &Value::List(Vec::new()));

    let rows = assessments(&["s1 k own price -2 - 2026-01-01T00:00:00.000Z a - yes team"]);
    store.write(&all::assessment::WRITE, rows).await.unwrap();
    let row = &store.run(&all::assessment::BY_IDS, ids(&["s1"])).await[0];
    assert_eq!((cell(row, "level"), cell(row, "coach")), (&Value::Int(-2), &Value::Bool(true)));
    assert_eq!(cell(row, "visibility"), &Value::from("team"));

    let rows = opportunities(&["o1 Deal cust 2 CNY - - a 2026-01-01 - - deal"]);
    store.write(&all::opportunity::WRITE, rows).await.unwrap();
    let row = &store.run(&all::opportunity::BY_IDS, ids(&["o1"])).await[0];
    assert_eq!(cell(row, "amount"), &Value::Float(2.0));

    let rows = interactions(&["i1 a k 2026-01-01T00:00:00.000Z 2026-01-01 mail 4000000000 yes"]);
    store.write(&all::interaction::WRITE, rows).await.unwrap();
    let row = &store.run(&all::interaction::BY_IDS, ids(&["i1"])).await[0];
    assert_eq!((cell(row, "count"), cell(row, "explicit_id")), (&Value::Int(4_000_000_000), &Value::Bool(true)));

    let rows = reporting(&["r1 k l customer - -", "r2 k l o1 - 2026-01-01"]);
    store.write(&all::reporting::WRITE, rows).await.unwrap();
    assert_eq!(texts(&store.run(&all::reporting::BY_IDS, ids(&["r1", "r2"])).await, "scope"), ["customer", "o1"]);

    let rows = memberships(&["m1 k - cust Boss 1 - -", "m2 l it cust - - 2026-01-01 -"]);
    store.write(&all::membership::WRITE, rows).await.unwrap();
    assert_eq!(
        shown(&store.run(&all::membership::BY_IDS, ids(&["m1", "m2"])).await),
        [
            "id=m1 person_id=k organization_id=cust title=Boss level=Int(1)",
            "id=m2 person_id=l department_id=it organization_id=cust from_day=2026-01-01",
        ]
    );
    let rows = signals(&["s o1 scoring_known no 2026-01-01T00:00:00.000Z a said"]);
    store.write(&all::signal::WRITE, rows).await.unwrap();
    let row = &store.run(&all::signal::BY_IDS, ids(&["s"])).await[0];
    assert_eq!((cell(row, "value"), cell(row, "by_id")), (&Value::Bool(false), &Value::from("a")));
    store.write(&all::target::WRITE, targets(&["t a 2026-01-01 2027-01-01 3 CNY"])).await.unwrap();
    let row = &store.run(&all::target::BY_IDS, ids(&["t"])).await[0];
    assert_eq!((cell(row, "amount"), cell(row, "to_day")), (&Value::Float(3.0), &Value::from("2027-01-01")));
    let rows = decision_roles(&["d1 o1 k approver 3 yes no deep - -"]);
    store.write(&all::decision_role::WRITE, rows).await.unwrap();
    let row = &store.run(&all::decision_role::BY_IDS, ids(&["d1"])).await[0];
    assert_eq!((cell(row, "importance"), cell(row, "veto")), (&Value::Int(3), &Value::from("yes")));
}

#[tokio::test]
async fn writing_again_replaces_and_digests_tell_what_is_there() {
    let scratch = small_world().await;
    let changed = people_in_full(&["a Anna - - x,y - - - - anna"]);
    scratch.write(&all::person::WRITE, changed).await.unwrap();
    scratch.write(&all::person::WRITE, people_in_full(&["a Anna - - y,z - - - - anna"])).await.unwrap();
    let resolved = scratch.run(&all::person::RESOLVE, Params::new().with("texts", vec!["x", "y", "z"])).await;
    assert_eq!(texts(&resolved, "text"), ["y", "z"]);
    let found = scratch.run(&all::person::DIGESTS, ids(&["a", "b", "nobody"])).await;
    let at = "recorded_at=2026-01-01T00:00:00.000Z";
    assert_eq!(shown(&found), [format!("id=a digest=d {at}"), format!("id=b digest=d {at}")]);
}

#[tokio::test]
async fn pages_are_in_the_order_of_bytes() {
    let scratch = Scratch::new().await;
    scratch.write(&all::person::WRITE, people(&["b", "a", "B", "é", "龙", "a-1"])).await.unwrap();
    let page = |after: &'static str| Params::new().with("after", after).with("limit", 4);
    let order = async |after| {
        let rows = scratch.run(&all::person::PAGE, page(after)).await;
        rows.iter().map(|row| cell(row, "id").clone()).collect::<Vec<_>>()
    };
    assert_eq!(order("").await, ["B", "a", "a-1", "b"].map(Value::from));
    assert_eq!(order("b").await, ["é", "龙"].map(Value::from));
}

#[tokio::test]
async fn a_reference_to_nothing_is_refused() {
    let scratch = small_world().await;
    scratch
        .write(&all::opportunity::WRITE, opportunities(&["o1 Deal cust - - - - - - - - deal"]))
        .await
        .expect("without an owner");
    let refused: [(&'static Statement, RowBatch); 18] = [
        (&all::department::WRITE, departments(&["d D nobody - unit d"])),
        (&all::department::WRITE, departments(&["d D cust nobody unit d"])),
        (&all::membership::WRITE, memberships(&["m nobody it cust - - - -"])),
        (&all::membership::WRITE, memberships(&["m k nobody cust - - - -"])),
        (&all::opportunity::WRITE, opportunities(&["o Deal cust - - - - nobody - - - deal"])),
        (&all::opportunity::WRITE, opportunities(&["o Deal nobody - - - - - - - - deal"])),
        (&all::reporting::WRITE, reporting(&["r k nobody customer - -"])),
        (&all::reporting::WRITE, reporting(&["r k l nobody - -"])),
        (&all::influence::WRITE, influences(&["i a nobody deep - support - - - - - company -"])),
        (&all::influence::WRITE, influences(&["i a k deep - support - - - - - company nobody"])),
        (&all::interaction::WRITE, interactions(&["i a nobody 2026 2026 mail 1 no"])),
        (&all::decision_role::WRITE, decision_roles(&["d nobody k - - - - - - -"])),
        (&all::assessment::WRITE, assessments(&["s k own price 1 - 2026 nobody - no company"])),
        (&all::signal::WRITE, signals(&["s nothing scoring_known yes 2026 - -"])),
        (&all::signal::WRITE, signals(&["s o1 scoring_known yes 2026 nobody -"])),
        (&all::target::WRITE, targets(&["t nobody 2026-01-01 2027-01-01 1 CNY"])),
        (&all::endorsement::WRITE, endorsements(&["e nobody 2026 - - -"])),
        (&all::endorsement::WRITE, endorsements(&["e k 2026 nobody - -"])),
    ];
    for (statement, rows) in refused {
        let shown = format!("{rows:?}");
        let refused = scratch.write(statement, rows).await;
        assert!(matches!(refused, Err(StoreError::Rejected(_))), "{} {shown}: {refused:?}", statement.name);
    }
    let both = influences(&["i a k deep 0.5 support - - - - - company -"]);
    assert!(matches!(scratch.write(&all::influence::WRITE, both).await, Err(StoreError::Rejected(_))));
}
