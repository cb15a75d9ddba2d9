//! `guanxi calibrate`: what it prints of a table, and what it refuses.

use serde_json::Value;

use crate::support::program::Program;

/// Deals of 40 accounts; the longer the relationship and the rarer the discount, the oftener won. No random numbers: the same
/// table everywhere.
fn deals(n: u32) -> String {
    let mut text = "id;account;years;discount;region;opened;result\n".to_owned();
    for deal in 0..n {
        let (years, discount, noise) = (deal * 7 % 10, deal * 3 % 4, deal * 37 % 11);
        let won = years + 4 > noise + discount;
        let region = ["east", "west", "north"][(deal % 3) as usize];
        let result = if deal % 50 == 49 {
            "open"
        } else if won {
            "赢"
        } else {
            "lost"
        };
        let discount = if deal % 10 == 3 { String::new() } else { discount.to_string() };
        text.push_str(&format!(
            "D-{deal};A{};{years};{discount};{region};2025-03-{:02};{result}\n",
            deal % 40,
            deal % 28 + 1
        ));
    }
    text
}

#[test]
fn a_table_of_any_crm_is_tried_without_a_store() {
    let program = Program::new();
    let file = program.path("deals.csv");
    std::fs::write(&file, deals(600)).unwrap();
    let file = file.to_str().unwrap();
    let told = program.run(&["calibrate", "--table", file, "--outcome", "Result", "--customer", "account"]).done();
    for line in
        ["588 deals of 40 customers", "left out: dates", "left out: free text or identifiers", "12 rows of open"]
    {
        assert!(told.contains(line), "{line:?} is missing in\n{told}");
    }
    let json = ["calibrate", "--table", file, "--outcome", "result", "--customer", "account", "--json"];
    let answer = program.run(&json).done();
    let answer_value: Value = serde_json::from_str(&answer).unwrap();
    let auc = answer_value["quality"]["model"]["auc"]["value"].as_f64().unwrap();
    assert!(auc > 0.7, "{auc}");
    let of = |feature: &str| {
        let terms = answer_value["terms"].as_array().unwrap();
        terms.iter().find(|t| t["feature"] == feature).unwrap()["coefficient"].as_f64().unwrap()
    };
    assert!(of("years") > 0.5 && of("discount") < -0.1, "{answer}");
    assert_eq!(answer, program.run(&json).done(), "the same answer again");
    assert!(!program.store().exists(), "no store was made");
}

#[test]
fn what_cannot_be_fitted_is_told_with_its_code() {
    let program = Program::new();
    let run = |text: &str| {
        let file = program.path("deals.csv");
        std::fs::write(&file, text).unwrap();
        program.run(&["calibrate", "--table", file.to_str().unwrap(), "--outcome", "result"]).failed(1)
    };
    let few = run(&deals(60));
    assert!(few.stderr.contains("TOO_FEW_TO_SAY: too few to say: "), "{few:?}");
    let wrong = run(&deals(100).replace("lost", "nearly"));
    assert!(wrong.stderr.contains("column result: UNKNOWN_WORD \"nearly\""), "{wrong:?}");
    assert!(wrong.stderr.contains("nothing was fitted"), "{wrong:?}");
    let column = run("a,b\n1,2\n");
    assert!(column.stderr.contains("MISSING_COLUMN") && column.stderr.contains("there are: a, b"), "{column:?}");
    let rows: String = (0..200).map(|n| format!("{},{}\n", if n % 2 == 0 { "won" } else { "lost" }, n % 2)).collect();
    let leak = run(&format!("result,reason\n{rows}"));
    assert!(leak.stderr.contains("SEPARABLE") && leak.stderr.contains("\"reason\" alone"), "{leak:?}");
    assert_eq!(program.run(&["calibrate", "--table", "x.csv"]).code, Some(2));
}

#[test]
fn models_of_the_store_are_kept_listed_and_rolled_back() {
    // The demonstration's rep may ask, but does not decide what the win probability rests on.
    let program = Program::with_demo().set("GUANXI_VIEWER_ROLE", "rep");
    let refused = program.run(&["calibrate"]).failed(1);
    assert!(refused.stderr.contains("FORBIDDEN"), "{refused:?}");
    let program = program.set("GUANXI_VIEWER_ROLE", "admin");
    assert!(program.run(&["calibrate", "--list"]).done().contains("No model is kept; the heuristic is in use."));
    let first = program.run(&["calibrate", "--put-to-use"]).done();
    for line in
        [" of 12 customers: ", "model with the caps of votes", "heuristic", "win-model-000001 is in use from now on"]
    {
        assert!(first.contains(line), "{line:?} is missing in\n{first}");
    }
    let kind = |program: &Program| {
        let answer = program.run(&["chain", guanxi::demo::OPPORTUNITY, "--json"]).done();
        let found = ["HEURISTIC", "CALIBRATED"].into_iter().find(|kind| answer.contains(kind));
        found.unwrap_or_else(|| panic!("{answer}"))
    };
    assert_eq!(kind(&program), "CALIBRATED");
    let again: Value = serde_json::from_str(&program.run(&["calibrate", "--json"]).done()).unwrap();
    assert_eq!((&again["model"]["id"], &again["refusal"]), (&"win-model-000002".into(), &Value::Null));
    assert!(program.run(&["calibrate", "--use", "win-model-000002"]).done().contains("win-model-000002 is in use"));
    assert!(program.run(&["calibrate", "--use", "win-model-000001"]).done().contains("win-model-000001 is in use"));
    let listed = program.run(&["calibrate", "--list"]).done();
    let marked = listed.lines().find(|line| line.contains("← in use")).unwrap_or_default();
    assert!(marked.contains("win-model-000001") && listed.contains("win-model-000002"), "{listed}");
    let listed: Value = serde_json::from_str(&program.run(&["calibrate", "--list", "--json"]).done()).unwrap();
    assert_eq!(listed["nodes"].as_array().unwrap().len(), 2);
    program.run(&["calibrate", "--heuristic"]).done();
    assert_eq!(kind(&program), "HEURISTIC");
    assert!(program.run(&["calibrate", "--use", "win-model-000009"]).failed(1).stderr.contains("NOT_FOUND"));
    let wrong = program.run(&["calibrate", "--list", "--heuristic"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
}
