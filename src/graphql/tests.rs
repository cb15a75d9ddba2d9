//! The schema as a whole.

use async_graphql::{Request, Value};

use super::*;

/// Everything introspection tells that may have a description.
const INTROSPECTION: &str = "{ __schema { types { name kind description
    fields { name description args { name description } }
    inputFields { name description }
    enumValues { name description } } } }";

#[tokio::test]
async fn everything_has_a_description() {
    let response = schema(true).execute(Request::new(INTROSPECTION)).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    let data = match response.data {
        data @ Value::Object(_) => data.into_json().unwrap(),
        other => panic!("{other}"),
    };
    let types = data["__schema"]["types"].as_array().unwrap();
    assert!(types.len() > 80, "{}", types.len());
    let mut silent = Vec::new();
    let mut look = |place: String, thing: &serde_json::Value| {
        if thing["description"].as_str().is_none_or(str::is_empty) {
            silent.push(place);
        }
    };
    // The specification describes its own: introspection, and the scalar for identifiers.
    let is_ours = |name: &str| !name.starts_with("__") && name != "ID";
    for ty in types.iter().filter(|ty| is_ours(ty["name"].as_str().unwrap())) {
        let name = ty["name"].as_str().unwrap();
        look(name.to_owned(), ty);
        for list in ["fields", "inputFields", "enumValues"] {
            for part in ty[list].as_array().into_iter().flatten() {
                let place = format!("{name}.{}", part["name"].as_str().unwrap());
                for argument in part["args"].as_array().into_iter().flatten() {
                    look(format!("{place}({})", argument["name"].as_str().unwrap()), argument);
                }
                look(place, part);
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn the_recorded_schema_is_the_one_of_this_program() {
    let recorded = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql")).unwrap();
    let now = sdl();
    if recorded != now {
        let same = recorded.lines().zip(now.lines()).take_while(|(a, b)| a == b).count();
        panic!("schema.graphql differs from line {} on; if that is meant: guanxi schema > schema.graphql", same + 1);
    }
}

#[tokio::test]
async fn the_names_other_programs_rely_on_are_there() {
    let asked = "{ __schema { queryType { fields { name } } } }";
    let data = schema(true).execute(asked).await.data.into_json().unwrap();
    let mut names: Vec<&str> =
        data["__schema"]["queryType"]["fields"].as_array().unwrap().iter().filter_map(|f| f["name"].as_str()).collect();
    names.sort_unstable();
    let expected = [
        "changes",
        "coachingList",
        "companyOverview",
        "coverage",
        "customerLine",
        "departure",
        "departureRanking",
        "hiddenInfluencers",
        "importPreview",
        "influenceMap",
        "influenceMaximization",
        "influenceStructure",
        "influencersOf",
        "interviewCheck",
        "introductionPlan",
        "job",
        "jobs",
        "lookup",
        "node",
        "organizations",
        "reachRanking",
        "search",
        "sellers",
        "sharing",
        "singlePointsOfFailure",
        "suggestedLines",
        "trend",
        "viewer",
        "winModelUses",
        "winModels",
    ];
    assert_eq!(names, expected);
}
