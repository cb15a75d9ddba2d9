//! Questions about customers on the command line: what is printed, and that it is what the API answers.

use guanxi::demo::{KEY_PERSON, VIEWER};
use guanxi::domain::instant_text;
use serde_json::{Value, json};

use crate::support::program::Program;

const CUSTOMERS: &str = include_str!("../../src/cli/customers.graphql");
const OVERVIEW: &str = include_str!("../../src/cli/overview.graphql");
const TREND: &str = include_str!("../../src/cli/trend.graphql");

/// That each text stands in what was printed, one behind the other.
fn told_in_order(printed: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let at = printed[from..].find(text);
        from += at.unwrap_or_else(|| panic!("{text:?} is missing behind {from} in\n{printed}")) + text.len();
    }
}

#[test]
fn customers_their_overview_and_trends_are_printed() {
    let program = Program::with_demo().set("COLUMNS", "250");
    let customers = program.run(&["customers", "--order", "relationship", "--first", "3"]).done();
    told_in_order(
        &customers,
        &[
            "Customer line  as of ",
            "12 customers, ",
            "relationship",
            "Completeness: ",
            "insight: ",
            "Classes: A ",
            "large: yes ",
            "customer",
            "owner",
            "… and 9 more customers (--first)",
            "Not shown: ",
        ],
    );
    let one =
        program.run(&["customers", "--owner", VIEWER, "--band", "relationship=excellent,good,medium,poor"]).done();
    told_in_order(&one, &["customers, ", "江海银行", "刘洋"]);
    let overview = program.run(&["overview", "--by", "region", "--degree", "price", "--points", "4"]).done();
    told_in_order(
        &overview,
        &["Company overview  as of ", "Trend of price:", "region", "East China", "Open business:", "amber", "CNY"],
    );
    let trend = program.run(&["trend", "relationship", "--person", "王芳", "--from", "2020-01-01", "--every", "year"]);
    told_in_order(&trend.done(), &["relationship of con-0000002", "2020-12-31", "unknown", "1 of 1"]);
}

#[test]
fn what_is_wrong_with_a_question_is_told() {
    let program = Program::with_demo();
    for (wrong, code, told) in [
        (&["customers", "--band", "price"][..], 2, "--band"),
        (&["customers", "--class", "e"], 2, "--class"),
        (&["customers", "--owner", "no such person"], 1, "nobody is called"),
        (&["overview", "--by", "colour"], 2, "--by"),
        (&["overview", "--points", "0"], 2, "0"),
        (&["trend", "warmth", "--from", "2026-01-01"], 2, "metric"),
        (&["trend", "chain_score", "--from", "2026-01-01"], 1, "BAD_INPUT: metric: "),
        (&["trend", "price", "--from", "2020-01-01", "--every", "day", "--json"], 1, "LIMIT_EXCEEDED: "),
        (&["trend", "price"], 2, "--from"),
    ] {
        let failed = program.run(wrong).failed(code);
        assert!(failed.stderr.contains(told), "{wrong:?}: {failed:?}");
    }
}

#[tokio::test]
async fn customers_are_printed_as_the_api_answers() {
    let program = Program::with_demo();
    let server = program.serve();
    let now = instant_text(jiff::Timestamp::now());
    let printed = |arguments: &[&str]| -> Value {
        serde_json::from_str(&program.run(&[arguments, &["--json"]].concat()).done()).expect("JSON")
    };
    let customers = printed(&["customers", "--period", "year", "--class", "a,b", "--first", "2", "--as-of", &now]);
    let variables = json!({
        "filter": { "classes": ["A", "B"] }, "period": "YEAR", "order": "IDENTIFIER", "first": 2, "asOf": now,
    });
    assert_eq!(customers, server.ask(CUSTOMERS, variables).await.data()["customerLine"]);
    assert_eq!(customers["customers"]["nodes"].as_array().map(Vec::len), Some(2));

    let overview = printed(&["overview", "--by", "owner", "--every", "quarter", "--points", "3", "--as-of", &now]);
    let variables = json!({
        "by": "OWNER", "period": "QUARTER", "every": "QUARTER", "points": 3, "dimension": "RELATIONSHIP", "first": 20,
        "asOf": now,
    });
    assert_eq!(overview, server.ask(OVERVIEW, variables).await.data()["companyOverview"]);
    assert_eq!(overview["trend"].as_array().map(Vec::len), Some(3));

    let trend = printed(&["trend", "price", "--person", KEY_PERSON, "--from", "2026-01-01", "--to", &now]);
    let variables = json!({ "metric": "PRICE", "of": KEY_PERSON, "from": "2026-01-01", "to": now, "every": "MONTH" });
    assert_eq!(trend, server.ask(TREND, variables).await.data()["trend"]);
}
