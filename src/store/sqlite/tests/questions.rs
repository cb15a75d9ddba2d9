//! The other questions: relations, teams, search, names, history and checks.

use super::*;

fn at(people: &[&str], day: Option<&'static str>) -> Params {
    ids(people).with("day", day.map(Value::from).unwrap_or(Value::Null))
}

fn as_of(people: &[&str], instant: Option<&'static str>) -> Params {
    ids(people).with("as_of", instant.map(Value::from).unwrap_or(Value::Null))
}

async fn found(scratch: &Scratch, statement: &'static Statement, params: Params) -> Vec<String> {
    texts(&scratch.run(statement, params).await, "id")
}

#[tokio::test]
async fn relations_hold_on_their_days() {
    let scratch = small_world().await;
    let rows = memberships(&[
        "m1 k it cust - - 2026-01-01 2026-02-01",
        "m2 k net cust - - 2026-02-01 -",
        "m3 l - cust - - - -",
    ]);
    scratch.write(&all::membership::WRITE, rows).await.unwrap();
    for (day, expected) in [
        (Some("2025-12-31"), vec!["m3"]),
        (Some("2026-01-01"), vec!["m1", "m3"]),
        (Some("2026-02-01"), vec!["m2", "m3"]),
        (None, vec!["m1", "m2", "m3"]),
    ] {
        assert_eq!(found(&scratch, &all::membership::OF_PEOPLE, at(&["k", "l"], day)).await, expected, "{day:?}");
        let of_organization = found(&scratch, &all::membership::OF_ORGANIZATIONS, at(&["cust"], day)).await;
        assert_eq!(of_organization, expected, "{day:?}");
    }
    assert_eq!(found(&scratch, &all::membership::OF_DEPARTMENTS, at(&["it"], None)).await, ["m1"]);
    assert_eq!(found(&scratch, &all::department::OF_ORGANIZATIONS, ids(&["cust"])).await, ["board", "it", "net"]);
    assert_eq!(found(&scratch, &all::department::CHILDREN, ids(&["it", "sales"])).await, ["net"]);

    scratch.write(&all::reporting::WRITE, reporting(&["r1 k l customer - 2026-01-01"])).await.unwrap();
    assert_eq!(found(&scratch, &all::reporting::OF_PEOPLE, at(&["k"], Some("2025-12-31"))).await, ["r1"]);
    assert_eq!(found(&scratch, &all::reporting::OF_MANAGERS, at(&["l"], Some("2026-01-01"))).await, [""; 0]);

    let rows = influences(&["i1 a k deep - support - - - 2026-01-01T00:00:00.000Z 2026-02-01T00:00:00.000Z company -"]);
    scratch.write(&all::influence::WRITE, rows).await.unwrap();
    for (instant, expected) in [
        (Some("2025-12-31T23:59:59.999Z"), 0),
        (Some("2026-01-01T00:00:00.000Z"), 1),
        (Some("2026-02-01T00:00:00.000Z"), 0),
        (None, 1),
    ] {
        assert_eq!(found(&scratch, &all::influence::FROM_PEOPLE, as_of(&["a"], instant)).await.len(), expected);
        assert_eq!(found(&scratch, &all::influence::TO_PEOPLE, as_of(&["k"], instant)).await.len(), expected);
    }

    scratch
        .write(
            &all::opportunity::WRITE,
            opportunities(&["o1 Deal cust - - - - a - - - deal", "o2 B cust - - - - - - - - b"]),
        )
        .await
        .unwrap();
    assert_eq!(found(&scratch, &all::opportunity::OF_CUSTOMERS, ids(&["cust"])).await, ["o1", "o2"]);
    assert_eq!(found(&scratch, &all::opportunity::OF_OWNERS, ids(&["a", "b"])).await, ["o1"]);
    scratch.write(&all::decision_role::WRITE, decision_roles(&["d1 o1 k - - - - - - 2026-01-01"])).await.unwrap();
    assert_eq!(found(&scratch, &all::decision_role::OF_OPPORTUNITIES, at(&["o1"], None)).await, ["d1"]);
    assert_eq!(found(&scratch, &all::decision_role::OF_PEOPLE, at(&["k"], Some("2026-01-01"))).await, [""; 0]);
    let rows = assessments(&["s1 k own price -2 o1 2026-01-01T00:00:00.000Z a - no company"]);
    scratch.write(&all::assessment::WRITE, rows).await.unwrap();
    let before = as_of(&["k"], Some("2025-12-31T23:59:59.999Z"));
    assert_eq!(found(&scratch, &all::assessment::OF_PEOPLE, before).await, [""; 0]);
    assert_eq!(found(&scratch, &all::assessment::OF_PEOPLE, as_of(&["k"], None)).await, ["s1"]);
}

#[tokio::test]
async fn signals_targets_and_endorsements_are_found_by_whose_they_are() {
    let scratch = small_world().await;
    let deals = opportunities(&["o1 Deal cust - - - - a - - - deal", "o2 B cust - - - - - - - - b"]);
    scratch.write(&all::opportunity::WRITE, deals).await.unwrap();
    let rows = signals(&[
        "s1 o1 scoring_known yes 2026-01-01T00:00:00.000Z a -",
        "s2 o1 scoring_known no 2026-02-01T00:00:00.000Z - -",
        "s3 o2 award_mode_known yes 2026-01-01T00:00:00.000Z a -",
    ]);
    scratch.write(&all::signal::WRITE, rows).await.unwrap();
    let then = Some("2026-01-01T00:00:00.000Z");
    assert_eq!(found(&scratch, &all::signal::OF_OPPORTUNITIES, as_of(&["o1"], then)).await, ["s1"]);
    assert_eq!(found(&scratch, &all::signal::OF_OPPORTUNITIES, as_of(&["o1", "o2"], None)).await, ["s1", "s2", "s3"]);
    let rows = targets(&["t1 a 2025-01-01 2026-01-01 1 CNY", "t2 b 2025-01-01 2026-01-01 1 CNY"]);
    scratch.write(&all::target::WRITE, rows).await.unwrap();
    assert_eq!(found(&scratch, &all::target::OF_PEOPLE, ids(&["a", "k"])).await, ["t1"]);
    let rows = endorsements(&[
        "e1 a 2026-01-01T00:00:00.000Z b - -",
        "e2 a 2025-01-01T00:00:00.000Z - - 2026-01-01T00:00:00.000Z",
    ]);
    scratch.write(&all::endorsement::WRITE, rows).await.unwrap();
    let holding = async |moment| found(&scratch, &all::endorsement::OF_PEOPLE, as_of(&["a"], moment)).await;
    assert_eq!(holding(then).await, ["e1"]);
    assert_eq!(holding(Some("2025-06-01T00:00:00.000Z")).await, ["e2"]);
    assert_eq!(holding(None).await, ["e1", "e2"]);
}

#[tokio::test]
async fn organizations_are_listed_by_kind() {
    let scratch = small_world().await;
    let list = |kind: Value| Params::new().with("kind", kind).with("after", "").with("limit", 10);
    assert_eq!(found(&scratch, &all::organization::LIST, list(Value::Null)).await, ["cust", "own"]);
    assert_eq!(found(&scratch, &all::organization::LIST, list("own".into())).await, ["own"]);
}

#[tokio::test]
async fn contacts_of_people_count_once() {
    let scratch = small_world().await;
    let rows = interactions(&[
        "c1 a k 2026-05-01T08:00:00.000Z 2026-05-01 mail 2 no",
        "c2 a k 2026-05-01T09:00:00.000Z 2026-05-01 mail 3 no",
        "c3 k a 2026-05-01T09:00:00.000Z 2026-05-01 mail 1 no",
        "c4 l m 2026-05-01T09:00:00.000Z 2026-05-01 mail 1 no",
    ]);
    scratch.write(&all::interaction::WRITE, rows).await.unwrap();
    let both = scratch.run(&all::interaction::OF_PEOPLE, as_of(&["a", "k"], None)).await;
    assert_eq!(
        shown(&both),
        [
            "from_id=a to_id=k kind=mail day=2026-05-01 contacts=Int(5)",
            "from_id=k to_id=a kind=mail day=2026-05-01 contacts=Int(1)",
        ]
    );
    let early = scratch.run(&all::interaction::OF_PEOPLE, as_of(&["k"], Some("2026-05-01T08:59:59.999Z"))).await;
    assert_eq!(shown(&early), ["from_id=a to_id=k kind=mail day=2026-05-01 contacts=Int(2)"]);
}

#[tokio::test]
async fn people_are_resolved_by_mail_and_alias() {
    let scratch = small_world().await;
    let rows = people_in_full(&["x X Ann@x.org - 小安,ann2@x.org - - - - x", "y Y ÄNN@x.org - 小安 - - - - y"]);
    scratch.write(&all::person::WRITE, rows).await.unwrap();
    let texts = vec!["ANN@X.ORG", "小安", "ann2@x.org", "ANN2@x.org", "änn@x.org", "nobody", "X"];
    let found = scratch.run(&all::person::RESOLVE, Params::new().with("texts", texts)).await;
    assert_eq!(shown(&found), ["text=ANN@X.ORG id=x", "text=ann2@x.org id=x", "text=小安 id=x", "text=小安 id=y"]);
}

#[tokio::test]
async fn teams_are_departments_and_the_people_below() {
    let scratch = small_world().await;
    // a manages b, b manages k, and in a circle k manages a; l sits with a.
    let rows = reporting(&["r1 b a customer - -", "r2 k b customer - -", "r3 a k customer 2026-03-01 -"]);
    scratch.write(&all::reporting::WRITE, rows).await.unwrap();
    let rows = memberships(&["m1 a sales own - - - -", "m2 l sales own - - - 2026-02-01", "m3 l - own - - - -"]);
    scratch.write(&all::membership::WRITE, rows).await.unwrap();
    let team = |viewer: &'static str, day: &'static str| Params::new().with("viewer", viewer).with("day", day);
    let owners = |viewer, day| team(viewer, day).with("owners", vec!["a", "b", "k", "l", "nobody"]);
    for (viewer, day, members, visible) in [
        ("a", "2026-01-01", vec!["a", "b", "k", "l"], vec!["a", "b", "k", "l"]),
        ("a", "2026-02-01", vec!["a", "b", "k"], vec!["a", "b", "k"]),
        ("l", "2026-01-01", vec!["a", "l"], vec!["a", "l"]),
        ("b", "2026-01-01", vec!["b", "k"], vec!["b", "k"]),
        ("b", "2026-03-01", vec!["a", "b", "k"], vec!["a", "b", "k"]),
        ("nobody", "2026-01-01", vec![], vec![]),
    ] {
        assert_eq!(found(&scratch, &all::team::MEMBERS, team(viewer, day)).await, members, "{viewer} {day}");
        assert_eq!(found(&scratch, &all::team::VISIBLE_OWNERS, owners(viewer, day)).await, visible, "{viewer} {day}");
    }
}

#[tokio::test]
async fn the_search_ranks_whole_keys_before_beginnings_before_pieces() {
    let scratch = small_world().await;
    let mut rows = RowBatch::new(people(&[]).columns());
    for (id, name, keys) in
        [("p1", "Lin", "lin\n林"), ("p2", "Linda", "linda\nl. li"), ("p3", "Bolin", "bolin"), ("p0", "Lin", "x\nlin")]
    {
        let mut cells = vec![Value::Null; rows.columns().len()];
        for (column, value) in [("id", id), ("name", name), ("search_key", keys), ("digest", "d"), ("recorded_at", "r")]
        {
            cells[rows.columns().iter().position(|name| *name == column).unwrap()] = Value::from(value);
        }
        cells[4] = Value::List(Vec::new());
        rows.push(cells);
    }
    scratch.write(&all::person::WRITE, rows).await.unwrap();
    scratch.write(&all::department::WRITE, departments(&["d1 Line own - unit line"])).await.unwrap();
    let search = async |text: &'static str, kinds: &[&'static str], skip: i64| {
        let params = Params::new().with("text", text).with("kinds", kinds.to_vec()).with("skip", skip).with("limit", 4);
        let rows = scratch.run(&all::search::ENTITIES, params).await;
        let shown = |row: &Row| row.cells().iter().map(|cell| format!("{cell:?}")).collect::<Vec<_>>().join(" ");
        rows.iter().map(|row| shown(row).replace("Text(\"", "").replace("\")", "")).collect::<Vec<_>>()
    };
    let both = ["person", "department"];
    assert_eq!(
        search("lin", &both, 0).await,
        ["person p0 Int(0)", "person p1 Int(0)", "person p2 Int(1)", "department d1 Int(1)"]
    );
    assert_eq!(search("lin", &both, 4).await, ["person p3 Int(2)"]);
    assert_eq!(search("lin", &["department"], 0).await, ["department d1 Int(1)"]);
    assert_eq!(search("林", &both, 0).await, ["person p1 Int(0)"]);
    assert_eq!(search("%", &both, 0).await, [""; 0]);
    assert_eq!(search("cust", &["organization", "opportunity"], 0).await, ["organization cust Int(0)"]);
}

#[tokio::test]
async fn history_is_told_oldest_first() {
    let scratch = Scratch::new().await;
    let mut rows = RowBatch::new(&["kind", "record_id", "recorded_at", "superseded_at", "record"]);
    rows.push(["person", "p", "2", "3", "{\"name\":\"B\"}"].map(Value::from));
    rows.push(["person", "p", "1", "2", "{\"name\":\"A\"}"].map(Value::from));
    rows.push(["organization", "p", "1", "2", "{}"].map(Value::from));
    scratch.write(&all::history::WRITE, rows).await.unwrap();
    let told = scratch.run(&all::history::OF, Params::new().with("kind", "person").with("record_id", "p")).await;
    let told: Vec<&Value> = told.iter().map(|row| cell(row, "record")).collect();
    assert_eq!(told, [&Value::from("{\"name\":\"A\"}"), &Value::from("{\"name\":\"B\"}")]);
}

#[tokio::test]
async fn imports_are_pending_until_they_are_finished() {
    let scratch = Scratch::new().await;
    let mut transaction = scratch.store.begin().await.unwrap();
    for (id, started_at) in [("b", "1"), ("a", "2")] {
        let params = Params::new().with("id", id).with("started_at", started_at);
        assert_eq!(transaction.run(&all::import_run::OPEN, params).await.unwrap(), []);
    }
    transaction.commit().await.unwrap();
    let pending = scratch.run(&all::import_run::PENDING, Params::new()).await;
    assert_eq!(pending.iter().map(|row| cell(row, "id").clone()).collect::<Vec<_>>(), ["b", "a"].map(Value::from));
    let mut transaction = scratch.store.begin().await.unwrap();
    assert_eq!(transaction.run(&all::import_run::FINISH, Params::new().with("id", "b")).await.unwrap(), []);
    transaction.commit().await.unwrap();
    assert_eq!(shown(&scratch.run(&all::import_run::PENDING, Params::new()).await), ["id=a started_at=2"]);
}

#[tokio::test]
async fn checks_count_what_is_there() {
    let scratch = small_world().await;
    scratch.write(&all::membership::WRITE, memberships(&["m1 k it cust - - - -"])).await.unwrap();
    scratch.write(&all::reporting::WRITE, reporting(&["r1 k k customer - -", "r2 k l customer - -"])).await.unwrap();
    let rows = influences(&["i1 a a deep - support - - - - - company -"]);
    scratch.write(&all::influence::WRITE, rows).await.unwrap();
    let run = async |statement| shown(&scratch.run(statement, Params::new()).await);
    assert_eq!(run(&all::check::OWN_ORGANIZATIONS).await, ["count=Int(1)"]);
    assert_eq!(run(&all::check::PEOPLE_WITHOUT_MEMBERSHIP).await, ["count=Int(4)"]);
    assert_eq!(run(&all::check::SELF_LINES).await, ["kind=influence id=i1", "kind=reporting id=r1"]);
    let counts = run(&all::check::COUNTS).await;
    assert_eq!(counts.len(), 13);
    assert!(counts.contains(&"kind=person records=Int(5)".to_owned()), "{counts:?}");
}
