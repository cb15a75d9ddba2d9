//! The rules that need more than one row, and what becomes of rows.

use std::fs;
use std::path::PathBuf;

use guanxi::domain::{Id, Record, Unit};

use crate::world::{BASE, World, base, check, contents, faults, tally};

#[tokio::test]
async fn a_reference_leads_to_something() {
    let departments = "id,name,organization_id,parent_id\nd8,a,c1,d9\nd9,b,nowhere,\n";
    check("departments.csv", departments, &["3 organization_id UNKNOWN_REFERENCE"]).await;
    let departments = "id,name,organization_id,parent_id\nd8,a,c1,missing\n";
    check("departments.csv", departments, &["2 parent_id UNKNOWN_REFERENCE"]).await;
    let lines = "from_id,to_id,level,owner_id\ne1,nobody,deep,someone\n";
    check("influences.csv", lines, &["2 to_id UNKNOWN_REFERENCE", "2 owner_id UNKNOWN_REFERENCE"]).await;
    let reporting = "person_id,manager_id,scope\nk1,k2,o1\nk1,k2,o2\nk1,k2,customer\n";
    check("reporting.csv", reporting, &["3 scope UNKNOWN_REFERENCE"]).await;
    let text = "person_id,vendor_id,dimension,level,opportunity_id,at,by_id\nk1,x,price,1,y,2024-01-01T00:00:00Z,z\n";
    let expected = ["2 vendor_id UNKNOWN_REFERENCE", "2 opportunity_id UNKNOWN_REFERENCE", "2 by_id UNKNOWN_REFERENCE"];
    check("assessments.csv", text, &expected).await;
    let signals = "opportunity_id,signal,value,at,by_id\nx,scoring_known,yes,2024-01-01T00:00:00Z,y\n";
    check("signals.csv", signals, &["2 opportunity_id UNKNOWN_REFERENCE", "2 by_id UNKNOWN_REFERENCE"]).await;
    let targets = "person_id,from,to,amount,currency\nnobody,2024-01-01,2025-01-01,1,CNY\n";
    check("targets.csv", targets, &["2 person_id UNKNOWN_REFERENCE"]).await;
    let endorsements = "person_id,at,by_id\nnobody,2024-01-01T00:00:00Z,y\n";
    check("endorsements.csv", endorsements, &["2 person_id UNKNOWN_REFERENCE", "2 by_id UNKNOWN_REFERENCE"]).await;
}

#[tokio::test]
async fn a_person_may_be_named_by_an_address_that_is_theirs_alone() {
    let world = base().await;
    let people = "id,name,email,aliases\n\
        p7,Eve,Eve@c1.example,eve@old.example;E.\np8,Gil,team@c1.example,\np9,Hal,team@c1.example,\n";
    let lines = "from_id,to_id,level\nANN@own.example,eve@C1.example,deep\neve@old.example,wang@c1.example,weak\n";
    let outcome = world.import(&[("people.csv", people), ("influences.csv", lines)]).await;
    assert!(outcome.is_written(), "{outcome}");
    let mut ends = Vec::new();
    for record in world.records().await {
        if let Record::Influence(l) = record {
            ends.push(format!("{} {}", l.from_id, l.to_id));
        }
    }
    ends.sort();
    assert_eq!(ends, ["e1 p7", "p7 k1"]);
    let lines = "from_id,to_id,level\nteam@c1.example,k1,deep\nzed@c1.example,k1,deep\n";
    let outcome = world.import(&[("influences.csv", lines)]).await;
    assert_eq!(faults(&outcome), ["2 from_id AMBIGUOUS_REFERENCE", "3 from_id UNKNOWN_REFERENCE"]);
}

#[tokio::test]
async fn an_address_that_the_run_takes_away_is_nobodys() {
    let world = base().await;
    let people = "id,name,email\nk1,王芳,other@c1.example\np9,Zoe,wang@c1.example\n";
    let lines = "from_id,to_id,level\ne1,wang@c1.example,deep\n";
    assert!(world.import(&[("people.csv", people), ("influences.csv", lines)]).await.is_written());
    let records = world.records().await;
    assert!(records.iter().any(|r| matches!(r, Record::Influence(l) if l.to_id.as_str() == "p9")));
}

#[tokio::test]
async fn an_identity_has_one_set_of_values() {
    check("people.csv", "id,name\np9,a\np9,b\n", &["3 id DUPLICATE_ID"]).await;
    let contacts = "from_id,to_id,at,count\ne1,k1,2024-01-01T00:00:00Z,2\ne1,k1,2024-01-01T00:00:00Z,3\n";
    check("interactions.csv", contacts, &["3 at DUPLICATE_ID"]).await;
    let at = "2024-01-01T00:00:00Z";
    let signals = format!("opportunity_id,signal,value,at\no1,scoring_known,yes,{at}\no1,scoring_known,no,{at}\n");
    check("signals.csv", &signals, &["3 opportunity_id DUPLICATE_ID"]).await;
    let target = "e1,2024-01-01,2025-01-01";
    let targets = format!("person_id,from,to,amount,currency\n{target},1,CNY\n{target},2,EUR\n{target},2,CNY\n");
    check("targets.csv", &targets, &["4 person_id DUPLICATE_ID"]).await;
    let endorsements = format!("person_id,at,evidence\ne1,{at},a\ne1,{at},b\n");
    check("endorsements.csv", &endorsements, &["3 person_id DUPLICATE_ID"]).await;
    let head = "person_id,vendor_id,dimension,level,at,by_id,visibility";
    let row = format!("k1,own,price,1,{at},e1");
    check("assessments.csv", &format!("{head}\n{row},team\n{row},\n"), &["3 person_id DUPLICATE_ID"]).await;
    let world = base().await;
    let outcome = world.import(&[("people.csv", "id,name\np9,a\np9,a\n")]).await;
    assert_eq!(tally(&outcome.files[0]), [2, 1, 0, 0, 1, 0], "{outcome}");
}

#[tokio::test]
async fn a_department_and_an_organization_of_one_id_are_two_units() {
    let world = base().await;
    let departments = "id,name,organization_id\nc1,Board,c1\n";
    let memberships = "person_id,department_id,organization_id\nk1,c1,\nk1,,c1\n";
    let outcome = world.import(&[("departments.csv", departments), ("memberships.csv", memberships)]).await;
    assert_eq!(tally(&outcome.files[1]), [2, 2, 0, 0, 0, 0], "{outcome}");
    let mut units = Vec::new();
    for record in world.records().await {
        match record {
            Record::Membership(m) if m.person_id.as_str() == "k1" && m.unit.id().as_str() == "c1" => units.push(m.unit),
            _ => {}
        }
    }
    units.sort_by_key(|unit| matches!(unit, Unit::Organization(_)));
    let id = Id::new("c1").unwrap();
    assert_eq!(units, [Unit::Department(id.clone()), Unit::Organization(id)]);
}

#[tokio::test]
async fn lines_lead_from_one_person_to_another() {
    check("reporting.csv", "person_id,manager_id\nk1,k1\n", &["2 manager_id SELF_LINE"]).await;
    check("influences.csv", "from_id,to_id,level\nk1,wang@c1.example,deep\n", &["2 to_id SELF_LINE"]).await;
    check("interactions.csv", "from_id,to_id,at\nk1,k1,2024-01-01T00:00:00Z\n", &["2 to_id SELF_LINE"]).await;
}

#[tokio::test]
async fn reporting_lines_close_no_circle() {
    let circle = "person_id,manager_id\nk1,k2\nk2,e1\ne1,k1\n";
    check("reporting.csv", circle, &["4 manager_id REPORTING_CIRCLE"]).await;
    // Neither in different scopes nor at different times.
    check("reporting.csv", "person_id,manager_id,scope\nk1,k2,\nk2,k1,o1\n", &[]).await;
    check("reporting.csv", "person_id,manager_id,from,to\nk1,k2,,2024-01-01\nk2,k1,2024-01-01,\n", &[]).await;
    // With lines of the store; and a line that the import itself ends counts as it says.
    let world = base().await;
    assert!(world.import(&[("reporting.csv", "person_id,manager_id,from\nk1,k2,2020-01-01\n")]).await.is_written());
    let outcome = world.import(&[("reporting.csv", "person_id,manager_id,from\nk2,k1,2024-01-01\n")]).await;
    assert_eq!(faults(&outcome), ["2 manager_id REPORTING_CIRCLE"]);
    let swap = "person_id,manager_id,from,to\nk1,k2,2020-01-01,2024-01-01\nk2,k1,2024-01-01,\n";
    let outcome = world.import(&[("reporting.csv", swap)]).await;
    assert_eq!(tally(&outcome.files[0]), [2, 1, 0, 1, 0, 0], "{outcome}");
}

#[tokio::test]
async fn departments_are_no_part_of_themselves() {
    let head = "id,name,organization_id,parent_id\n";
    let circle = format!("{head}d7,a,c1,d8\nd8,b,c1,d9\nd9,c,c1,d7\n");
    check("departments.csv", &circle, &["4 parent_id DEPARTMENT_CIRCLE"]).await;
    check("departments.csv", &format!("{head}d9,a,c1,d9\n"), &["2 parent_id DEPARTMENT_CIRCLE"]).await;
    // Parents may come later, and through the store.
    let world = base().await;
    let outcome = world.import(&[("departments.csv", &format!("{head}d7,a,c1,d8\nd8,b,c1,d9\nd9,c,c1,it\n"))]).await;
    assert_eq!(tally(&outcome.files[0]), [3, 3, 0, 0, 0, 0], "{outcome}");
    let outcome = world.import(&[("departments.csv", &format!("{head}it,IT,c1,d7\n"))]).await;
    assert_eq!(faults(&outcome), ["2 parent_id DEPARTMENT_CIRCLE"]);
}

#[tokio::test]
async fn nobody_is_in_two_own_posts_at_once_without_dates() {
    let ours = "id,name,organization_id,kind\nhr,HR,own,unit\nboard,Board,own,board\n";
    let cases: [(&str, &[&str]); 7] = [
        // The base has an undated post of e1 in sales.
        ("e1,hr,,\n", &["2 from TWO_POSTS_AT_ONCE"]),
        ("e1,hr,2024-01-01,\n", &["2 from TWO_POSTS_AT_ONCE"]),
        ("k1,hr,,\n", &[]),
        ("k1,hr,,\nk1,sales,,\n", &["3 from TWO_POSTS_AT_ONCE"]),
        ("k1,hr,2020-01-01,\nk1,sales,2022-01-01,\n", &[]),
        ("k1,hr,,2020-01-01\nk1,sales,2020-01-01,\n", &[]),
        // A seat on a board is no post.
        ("e1,board,,\n", &[]),
    ];
    for (rows, expected) in cases {
        let world = base().await;
        let memberships = format!("person_id,department_id,from,to\n{rows}");
        let outcome = world.import(&[("departments.csv", ours), ("memberships.csv", &memberships)]).await;
        assert_eq!(faults(&outcome), expected, "{rows}");
    }
}

#[tokio::test]
async fn there_is_one_own_organization() {
    check("organizations.csv", "id,name,kind\nother,Other,own\n", &["2 kind SECOND_OWN_ORGANIZATION"]).await;
    check("organizations.csv", "id,name,kind\nown,Renamed,own\n", &[]).await;
    let world = World::new().await;
    let outcome = world.import(&[("organizations.csv", "id,name,kind\na,A,own\nb,B,own\n")]).await;
    assert_eq!(faults(&outcome), ["3 kind SECOND_OWN_ORGANIZATION"]);
    let outcome = world.import(&[("organizations.csv", "id,name,kind\nc,C,customer\n")]).await;
    assert_eq!(outcome.notices, ["there is no organization of kind own yet: nobody counts as a colleague"]);
}

#[tokio::test]
async fn the_same_files_again_change_nothing() {
    let world = base().await;
    let before = world.records().await;
    let outcome = world.import(&BASE).await;
    assert!(outcome.files.iter().all(|f| tally(f) == [f.read, 0, 0, 0, f.read, 0]), "{outcome}");
    assert!(outcome.to_string().contains("nothing changed"), "{outcome}");
    assert_eq!(outcome.data_version, Some(1));
    assert_eq!(world.records().await, before);
}

#[tokio::test]
async fn an_interaction_counts_once_in_overlapping_pieces() {
    let world = base().await;
    let row = |hour: u32, id: &str| format!("e1,k1,2024-01-01T{hour:02}:00:00Z,{id}\n");
    let head = "from_id,to_id,at,id\n";
    let first = format!("{head}{}{}{}", row(1, ""), row(2, ""), row(3, "m3"));
    let second = format!("{head}{}{}{}", row(2, ""), row(3, "m3"), row(4, "m4"));
    let outcome = world.import(&[("interactions-1.csv", &first), ("interactions-2.csv", &second)]).await;
    assert_eq!(tally(&outcome.files[0]), [3, 3, 0, 0, 0, 0], "{outcome}");
    assert_eq!(tally(&outcome.files[1]), [3, 1, 0, 0, 2, 0], "{outcome}");
}

#[tokio::test]
async fn nothing_is_written_unless_all_is_valid_or_invalid_rows_are_skipped() {
    let files = [
        ("people.csv", "id,name,note\np8,Good,x\np9,,y\n"),
        ("memberships.csv", "person_id,department_id\np8,it\np9,it\nk1,nowhere\n"),
        ("reporting.csv", "person_id,manager_id\np8,k1\nk1,p8\np9,k1\n"),
    ];
    let world = base().await;
    let before = world.records().await;
    let outcome = world.import(&files).await;
    // A row that only depends on a rejected one is no fault of its own.
    let expected = ["3 name MISSING_VALUE", "4 department_id UNKNOWN_REFERENCE", "3 manager_id REPORTING_CIRCLE"];
    assert_eq!(faults(&outcome), expected, "{outcome}");
    assert_eq!(world.records().await, before);

    let outcome = world.import_valid(&files).await;
    let tallies: Vec<[u64; 6]> = outcome.files.iter().map(tally).collect();
    assert_eq!(tallies, [[2, 1, 0, 0, 0, 1], [3, 1, 0, 0, 0, 2], [3, 1, 0, 0, 0, 2]], "{outcome}");
    let mut rejects = Vec::new();
    for (name, bytes) in contents(&world.path("rejects")) {
        rejects.push(format!("{name}\n{}", String::from_utf8(bytes).unwrap()));
    }
    insta::assert_snapshot!("rejects", rejects.join("\n"));
    // Whoever may read any new file here may correct them.
    let other = world.path("other");
    fs::write(&other, "").unwrap();
    let permissions = |path: PathBuf| fs::metadata(path).unwrap().permissions();
    assert_eq!(permissions(world.path("rejects/people.csv")), permissions(other));

    // Corrected rejects go in as they are.
    let people = rejects.iter().find_map(|text| text.strip_prefix("people.csv\n")).unwrap();
    let outcome = world.import(&[("people.csv", &people.replace("p9,,y", "p9,Better,y"))]).await;
    assert_eq!(tally(&outcome.files[0]), [1, 1, 0, 0, 0, 0], "{outcome}");
}

#[tokio::test]
async fn what_depends_on_rejected_rows_is_rejected() {
    let world = base().await;
    let departments = "id,name,organization_id,parent_id\nd6,a,c1,d7\nd7,b,c1,d8\nd8,,c1,\nd9,d,c1,\n";
    let memberships = "person_id,department_id\nk1,d6\n";
    let outcome = world.import_valid(&[("departments.csv", departments), ("memberships.csv", memberships)]).await;
    assert_eq!(tally(&outcome.files[0]), [4, 1, 0, 0, 0, 3], "{outcome}");
    assert_eq!(tally(&outcome.files[1]), [1, 0, 0, 0, 0, 1], "{outcome}");
}
