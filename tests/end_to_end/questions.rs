//! Questions about sales on the command line: what is printed, and that it is what the API answers.

use guanxi::demo::{KEY_PERSON, VIEWER};
use guanxi::domain::instant_text;
use serde_json::{Value, json};

use crate::support::program::{Finished, Program};

const CHAIN: &str = include_str!("../../src/cli/chain.graphql");
const COACH: &str = include_str!("../../src/cli/coach.graphql");
const SELLERS: &str = include_str!("../../src/cli/sellers.graphql");
const PERSON: &str = include_str!("../../src/cli/person.graphql");

/// The opportunity of the demonstration's story.
const OPPORTUNITY: &str = "opp-00000";

/// That each text stands in what was printed, one behind the other.
fn told_in_order(printed: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let at = printed[from..].find(text);
        from += at.unwrap_or_else(|| panic!("{text:?} is missing behind {from} in\n{printed}")) + text.len();
    }
}

/// That every field of the first is the same in the second, and that there are some.
fn same_fields(printed: &Value, answer: &Value) {
    let (printed, answer) = (printed.as_object().expect("an object"), answer.as_object().expect("an object"));
    assert!(printed.len() > 3 && printed.len() == answer.len());
    for (field, value) in printed {
        assert_eq!(*value, answer[field], "{field}");
    }
}

#[test]
fn a_decision_chain_is_printed_with_all_its_parts() {
    let program = Program::with_demo().set("COLUMNS", "200");
    for name in ["江海银行核心系统二期", OPPORTUNITY] {
        let printed = program.run(&["chain", name]).done();
        told_in_order(
            &printed,
            &[
                "江海银行核心系统二期 (opp-00000)  as of ",
                "48000000 CNY  stage present  owner 刘洋",
                "amber: Somebody who decides or approves supports",
                "approver",
                "唐雪",
                "Conflict: 陈国栋 ↔ 王芳: 一期超支之争",
                "good, polarised",
                "Chain score: ",
                "Insight: ",
                "! Somebody with a veto opposes. — 陈国栋",
                "Win probability: ",
                "Cap 25.0 %: veto opposed (陈国栋)",
                "no decision",
                "what would help",
                "more changes (--first)",
                "3 knows, 6 haves",
                "enemy intelligence",
                "deal signal",
                "award rule known",
                "Not shown: ",
            ],
        );
    }
    let chinese = program.run(&["chain", OPPORTUNITY, "--language", "zh", "--first", "1"]).done();
    assert!(chinese.contains("有一票否决权者反对。 — 陈国栋"), "{chinese}");
    let rival = program.run(&["chain", OPPORTUNITY, "--vendor", "凌峰软件"]).done();
    assert!(rival.contains("凌峰软件"), "{rival}");
    assert_ne!(rival.lines().nth(2), chinese.lines().nth(2));
}

#[test]
fn a_key_person_card_is_printed_with_its_history() {
    let program = Program::with_demo().set("COLUMNS", "200");
    let printed = program.run(&["person", "王芳", "--opportunity", OPPORTUNITY, "--first", "2"]).done();
    told_in_order(
        &printed,
        &[
            &format!("王芳 ({KEY_PERSON})  towards 远航科技  as of "),
            "importance: 3",
            "relationship",
            "邀请我们参加规划评审",
            "In opp-00000: decision maker",
            "Reports to: 周明远 (customer)",
            "Influenced by: a colleague (support, trusted)",
            "Our reach: ",
            "older ones (--first)",
        ],
    );
    let general = program.run(&["person", KEY_PERSON]).done();
    assert!(general.contains("importance: unknown") && !general.contains("In opp-00000: "), "{general}");
}

#[test]
fn what_a_name_may_mean_is_listed_and_wrong_ones_are_told() {
    let program = Program::with_demo();
    let several = program.run(&["chain", "江海银行"]).failed(1);
    assert_eq!(several.stdout, "");
    for told in ["opportunities; ask again with an id:", "\n  opp-00000  江海银行核心系统二期  江海银行"]
    {
        assert!(several.stderr.contains(told), "{several:?}");
    }
    let told = |arguments: &[&str], text: &str| {
        let failed: Finished = program.run(arguments).failed(1);
        assert!(failed.stderr.contains(text), "{arguments:?}: {failed:?}");
    };
    told(&["chain", "no such deal"], "no opportunity is called");
    told(&["chain", OPPORTUNITY, "--vendor", "nobody"], "no organization is called");
    told(&["person", VIEWER], "works for us");
    told(&["person", "张伟"], "may mean 2 people");
    told(&["person", "王芳", "--opportunity", "no such deal"], "no opportunity is called");
    for json in [&[][..], &["--json"]] {
        let arguments = [&["chain", OPPORTUNITY, "--vendor", "江海银行"][..], json].concat();
        told(&arguments, "BAD_INPUT: vendor: ");
    }
    for wrong in [
        &["chain"][..],
        &["chain", OPPORTUNITY, "--as-of", "yesterday"],
        &["chain", OPPORTUNITY, "--first", "0"],
        &["chain", OPPORTUNITY, "--language", "fr"],
        &["person"],
        &["person", "王芳", "--as-of", "2026-02-30"],
    ] {
        let told = program.run(wrong);
        assert_eq!(told.code, Some(2), "{wrong:?}: {told:?}");
    }
}

#[tokio::test]
async fn the_command_line_prints_what_the_api_answers() {
    let program = Program::with_demo();
    let server = program.serve();
    let now = instant_text(jiff::Timestamp::now());
    let printed = |arguments: &[&str]| -> Value {
        let arguments = [arguments, &["--as-of", &now, "--json"]].concat();
        serde_json::from_str(&program.run(&arguments).done()).expect("JSON")
    };
    let chain = printed(&["chain", OPPORTUNITY, "--first", "3", "--language", "zh", "--vendor", "凌峰软件"]);
    let rival = chain["decisionChain"]["vendor"]["sourceId"].clone();
    let variables = json!({ "opportunity": OPPORTUNITY, "vendor": rival, "asOf": now, "first": 3, "language": "ZH" });
    same_fields(&chain, &server.ask(CHAIN, variables).await.data()["lookup"]);
    assert_eq!(chain["bestChanges"].as_array().map(Vec::len), Some(3));

    let card = printed(&["person", "王芳", "--opportunity", OPPORTUNITY, "--first", "4"]);
    let variables = json!({ "person": KEY_PERSON, "opportunity": OPPORTUNITY, "asOf": now, "first": 4 });
    let answer = server.ask(PERSON, variables).await;
    same_fields(&card["keyPerson"], &answer.data()["lookup"]["keyPerson"]);
    assert_eq!(card["keyPerson"]["history"].as_array().map(Vec::len), Some(4));
}

#[tokio::test]
async fn a_claimed_map_is_compared_and_not_written() {
    let program = Program::with_demo();
    let folder = program.write(
        "claimed",
        &[
            ("organizations.csv", "id,name,kind\nx-bank,江海银行,customer\nx-us,远航科技,competitor\n"),
            ("people.csv", "id,name\ncon-0000002,王芳\nc-new,Newton\n"),
            ("memberships.csv", "person_id,organization_id\nc-new,x-bank\n"),
            (
                "assessments.csv",
                "person_id,vendor_id,dimension,level,at\ncon-0000002,x-us,relationship,-2,2026-01-02T00:00:00Z\n\
                 c-new,x-us,relationship,1,2026-01-02T00:00:00Z\n",
            ),
        ],
    );
    let stored = std::fs::read(program.store()).expect("a store");
    let printed = program.run(&["interview", &folder]).done();
    told_in_order(
        &printed,
        &[
            "Claimed map against what is known  as of ",
            "Not for automated pay or employment decisions.",
            "people",
            "50.0 %",
            "Contradiction: 王芳: relationship towards 远航科技: claimed -2, known +1, the opposite",
            "New person: Newton (c-new)",
            "New degree: Newton: relationship towards 远航科技: +1",
        ],
    );
    let json: Value = serde_json::from_str(&program.run(&["interview", &folder, "--json"]).done()).expect("JSON");
    assert_eq!(
        json["comparison"]["people"],
        json!({ "nClaimed": 2, "nKnown": json["comparison"]["people"]["nKnown"], "nShared": 1, "share": 0.5 })
    );
    let bad = program.write("bad", &[("people.csv", "id,name\nc-new,a\u{202e}b\n")]);
    let told = program.run(&["interview", &bad]).failed(1);
    assert!(told.stdout.contains("people.csv, row 2, column name: BAD_TEXT"), "{told:?}");
    assert!(told.stderr.contains("the claimed map has faults"), "{told:?}");
    assert!(std::fs::read(program.store()).expect("a store") == stored, "the store changed");
    assert_eq!(program.run(&["interview"]).code, Some(2));
}

#[tokio::test]
async fn coaching_and_sellers_are_printed_as_the_api_answers() {
    let program = Program::with_demo().set("COLUMNS", "200");
    let server = program.serve();
    let now = instant_text(jiff::Timestamp::now());
    let list = program.run(&["coach", "--first", "2"]).done();
    told_in_order(&list, &["open opportunities need help  as of ", "compared with", "why", "  ? "]);
    let chinese = program.run(&["coach", "--first", "1", "--language", "zh"]).done();
    assert!(chinese.contains('？'), "{chinese}");
    let printed = |arguments: &[&str]| -> Value {
        let arguments = [arguments, &["--as-of", &now, "--json"]].concat();
        serde_json::from_str(&program.run(&arguments).done()).expect("JSON")
    };
    let json = printed(&["coach", "--first", "3"]);
    let variables = json!({ "asOf": now, "first": 3 });
    same_fields(&json, &server.ask(COACH, variables).await.data()["coachingList"]);
    assert!(json["opportunities"]["nodes"].as_array().is_some_and(|nodes| (1..=3).contains(&nodes.len())), "{json}");

    let told = program.run(&["sellers"]).done();
    told_in_order(&told, &["Sellers from ", "Not for automated pay or employment decisions.", "刘洋"]);
    let json = printed(&["sellers", "--from", "2025-01-01"]);
    let variables = json!({ "from": "2025-01-01", "asOf": now, "first": 50 });
    same_fields(&json, &server.ask(SELLERS, variables).await.data()["sellers"]);
    for wrong in
        [&["coach", "--owner", "no such person"][..], &["sellers", "--from", "2026-02-01", "--to", "2026-02-01"]]
    {
        program.run(wrong).failed(1);
    }
    assert_eq!(program.run(&["sellers", "--from", "2026-02-30"]).code, Some(2));
}
