//! The rules for headers, cells and rows, one by one.

use guanxi::domain::{Coded, Record, Strength, Visibility};
use guanxi::import::ImportOptions;

use crate::world::{base, check};

#[tokio::test]
async fn columns_come_in_any_order_any_case_and_in_chinese() {
    check("people.csv", "EMAIL,姓名,Id\nx@y.example,赵,p9\n", &[]).await;
    check("组织.csv", "类型,id,名称\ncustomer,c9,客户\n", &[]).await;
    check("汇报.csv", "person_id,上级\nk1,k2\n", &[]).await;
    check("任职.csv", "person_id,organization_id,职务,职级\nk1,c1,总经理,1\n", &[]).await;
}

#[tokio::test]
async fn a_required_column_must_be_there_and_none_twice() {
    check("people.csv", "id\np9\n", &["1 name MISSING_COLUMN"]).await;
    check("people.csv", "id,name,ID\np9,a,p9\n", &["1 id DUPLICATE_COLUMN"]).await;
    check("influences.csv", "from_id,to_id\ne1,k1\n", &["1 strength MISSING_COLUMN"]).await;
    check("people.csv", "", &[" - MISSING_COLUMN"]).await;
}

#[tokio::test]
async fn unknown_columns_are_told_once_and_ignored() {
    let world = base().await;
    let outcome = world.import(&[("people.csv", "id,name,shoe size,color\np8,a,42,red\np9,b,43,\n")]).await;
    assert!(outcome.is_written());
    assert_eq!(outcome.notices, ["people.csv: columns ignored: \"shoe size\", \"color\""]);
}

#[tokio::test]
async fn required_cells_must_be_filled_and_others_may_be_empty() {
    check("people.csv", "id,name,email\np8,, \np9,Zoe, \n", &["2 name MISSING_VALUE"]).await;
    check("organizations.csv", "id,name,kind\nc9,x,\n", &["2 kind MISSING_VALUE"]).await;
}

#[tokio::test]
async fn words_are_of_their_lists() {
    let organizations = "id,name,kind,potential\nc8,x,Customer,HIGH\nc9,x,client,huge\n";
    check("organizations.csv", organizations, &["3 kind UNKNOWN_WORD", "3 potential UNKNOWN_WORD"]).await;
    let people = "id,name,consent,behaviour,social_style\np8,a,blind,laggard,amiable\np9,b,x,y,z\n";
    let expected = ["3 consent UNKNOWN_WORD", "3 behaviour UNKNOWN_WORD", "3 social_style UNKNOWN_WORD"];
    check("people.csv", people, &expected).await;
    let departments = "id,name,organization_id,kind\nd8,b,c1,board\nd9,b,c1,club\n";
    check("departments.csv", departments, &["3 kind UNKNOWN_WORD"]).await;
    let opportunities = "id,name,customer_id,outcome,currency\no8,x,c1,won,cny\no9,x,c1,great,RMB Yuan\n";
    check("opportunities.csv", opportunities, &["3 currency UNKNOWN_WORD", "3 outcome UNKNOWN_WORD"]).await;
    let roles = "opportunity_id,person_id,role,importance,veto,approve,contact_level\n\
                 o1,k1,approver,3,yes,no,deep\no1,k2,boss,4,maybe,unknown,daily\n";
    let expected = [
        "3 role UNKNOWN_WORD",
        "3 importance NUMBER_OUT_OF_RANGE",
        "3 veto UNKNOWN_WORD",
        "3 approve UNKNOWN_WORD",
        "3 contact_level UNKNOWN_WORD",
    ];
    check("decision_roles.csv", roles, &expected).await;
}

#[tokio::test]
async fn exactly_one_of_strength_and_level() {
    check("influences.csv", "from_id,to_id,strength,level\ne1,k1,0.5,\ne1,k2,,强\ne2,k1,,none\n", &[]).await;
    let both_and_neither = "from_id,to_id,strength,level\ne1,k1,0.5,deep\ne1,k2,,\n";
    check("influences.csv", both_and_neither, &["2 level EXACTLY_ONE", "3 strength EXACTLY_ONE"]).await;
    let values = "from_id,to_id,strength,level\ne1,k1,1.5,\ne1,k2,0,\ne2,k1,NaN,\ne2,k2,,huge\n";
    let expected = [
        "2 strength NUMBER_OUT_OF_RANGE",
        "3 strength NUMBER_OUT_OF_RANGE",
        "4 strength NOT_A_NUMBER",
        "5 level LEVEL_OUT_OF_SCALE",
    ];
    check("influences.csv", values, &expected).await;
}

#[tokio::test]
async fn exactly_one_of_department_and_organization() {
    let text = "person_id,department_id,organization_id,level\nk1,it,c1,\nk2,,,\nk2,,c1,0\n";
    let expected = ["2 organization_id EXACTLY_ONE", "3 department_id EXACTLY_ONE", "4 level LEVEL_OUT_OF_SCALE"];
    check("memberships.csv", text, &expected).await;
}

#[tokio::test]
async fn levels_are_of_their_scale() {
    let head = "person_id,vendor_id,dimension,level,scale,at\n";
    let at = "2024-01-01T00:00:00Z";
    let good = "k1,own,relationship,-2,,AT\nk1,own,方案认可度,3,huawei,AT\nk1,v1,价格接受度,1,tri,AT\n";
    check("assessments.csv", &format!("{head}{}", good.replace("AT", at)), &[]).await;
    let bad = "k1,own,price,3,,AT\nk1,own,price,2,tri,AT\nk1,own,price,-2,huawei,AT\nk1,own,love,x,,AT\n";
    let expected = [
        "2 level LEVEL_OUT_OF_SCALE",
        "3 level LEVEL_OUT_OF_SCALE",
        "4 level LEVEL_OUT_OF_SCALE",
        "5 dimension UNKNOWN_WORD",
        "5 level NOT_A_NUMBER",
    ];
    check("assessments.csv", &format!("{head}{}", bad.replace("AT", at)), &expected).await;
}

#[tokio::test]
async fn a_huawei_three_names_a_coach() {
    let world = base().await;
    let text = "person_id,vendor_id,dimension,level,scale,at\nk1,own,relationship,3,huawei,2024-01-01T00:00:00Z\n";
    assert!(world.import(&[("assessments.csv", text)]).await.is_written());
    let mut coaches = Vec::new();
    for record in world.records().await {
        if let Record::Assessment(a) = record {
            coaches.push((a.level.get(), a.coach));
        }
    }
    assert_eq!(coaches, [(2, true)]);
}

#[tokio::test]
async fn dates_and_instants_are_readable_and_in_order() {
    let head = "person_id,organization_id,from,to\n";
    let expected = ["2 from UNREADABLE_DATE", "2 to UNREADABLE_DATE"];
    check("memberships.csv", &format!("{head}k1,c1,2024-13-01,01.02.2024\n"), &expected).await;
    check("memberships.csv", &format!("{head}k1,c1,2024-02-02,2024-02-01\n"), &["2 to PERIOD_REVERSED"]).await;
    let contacts = "from_id,to_id,at\ne1,k1,2024-02-30T00:00:00Z\ne1,k1,yesterday\n";
    check("interactions.csv", contacts, &["2 at UNREADABLE_INSTANT", "3 at UNREADABLE_INSTANT"]).await;
    let lines = "from_id,to_id,level,observed_at,ended_at\ne1,k1,deep,2024-02-02T00:00:00Z,2024-02-01T00:00:00Z\n";
    check("influences.csv", lines, &["2 ended_at PERIOD_REVERSED"]).await;
    let opportunities = "id,name,customer_id,opened,closed\no9,x,c1,2024-02-02,2024-02-01\n";
    check("opportunities.csv", opportunities, &["2 closed PERIOD_REVERSED"]).await;
    let targets = "person_id,from,to,amount,currency\ne1,2024-01-01,2025-01-01,1,CNY\ne1,2024-01-01,2024-01-01,1,CNY\n";
    check("targets.csv", targets, &["3 to PERIOD_REVERSED"]).await;
    let endorsements = "person_id,at,ended_at\ne1,2024-02-02T00:00:00Z,2024-02-01T00:00:00Z\n";
    check("endorsements.csv", endorsements, &["2 ended_at PERIOD_REVERSED"]).await;
}

#[tokio::test]
async fn signals_are_yes_or_no_of_six() {
    let head = "opportunity_id,信号,是否,at,by_id\n";
    let good = "o1,exchange_time_ours,yes,2024-01-01T00:00:00Z,e1\no1,Scoring_Known,NO,2024-01-01T00:00:00Z,\n";
    let world = base().await;
    assert!(world.import(&[("成交信号.csv", &format!("{head}{good}"))]).await.is_written());
    let bad = "o1,luck,yes,2024-01-01T00:00:00Z,\no1,scoring_known,,2024-01-01T00:00:00Z,\n\
               o1,scoring_known,unknown,2024-01-02T00:00:00Z,\no1,scoring_known,yes,2024-01-02,\n";
    let expected =
        ["2 signal UNKNOWN_WORD", "3 value MISSING_VALUE", "4 value UNKNOWN_WORD", "5 at UNREADABLE_INSTANT"];
    check("signals.csv", &format!("{head}{bad}"), &expected).await;
}

#[tokio::test]
async fn targets_have_days_an_amount_and_a_currency() {
    let head = "person_id,from,to,金额,币种\n";
    check("销售目标.csv", &format!("{head}ann@own.example,2024-01-01,2025-01-01,1200000.5,cny\n"), &[]).await;
    let bad = "e1,,2025-01-01,1,CNY\ne1,2024-01-01,2025-01-01,-1,CNY\ne1,2024-01-01,2025-01-01,1,\ne1,2024-01-01,2025-01-01,x,RMB Yuan\n";
    let expected = [
        "2 from MISSING_VALUE",
        "3 amount NUMBER_OUT_OF_RANGE",
        "4 currency MISSING_VALUE",
        "5 amount NOT_A_NUMBER",
        "5 currency UNKNOWN_WORD",
    ];
    check("targets.csv", &format!("{head}{bad}"), &expected).await;
    check("targets.csv", "person_id,from,to,amount\n", &["1 currency MISSING_COLUMN"]).await;
}

/// The imports of these tests are on 2026-03-02.
#[tokio::test]
async fn nothing_is_seen_or_said_in_the_future() {
    let assessments = "person_id,vendor_id,dimension,level,at\nk1,own,price,1,2026-03-02T00:00:00Z\n\
                       k1,own,price,1,2026-03-02T00:00:00.001Z\n";
    check("assessments.csv", assessments, &["3 at IN_THE_FUTURE"]).await;
    let signals = "opportunity_id,signal,value,at\no1,scoring_known,yes,2026-03-03T00:00:00Z\n";
    check("signals.csv", signals, &["2 at IN_THE_FUTURE"]).await;
    check("endorsements.csv", "person_id,at\ne1,2027-01-01T00:00:00Z\n", &["2 at IN_THE_FUTURE"]).await;
}

#[tokio::test]
async fn assessments_from_before_the_person_was_anywhere_are_told_and_kept() {
    let world = base().await;
    let people = ("people.csv", "id,name\nk8,Kim\nk9,Kai\n");
    let memberships = (
        "memberships.csv",
        "person_id,organization_id,from\nk8,c1,2024-02-01\nk8,v1,2023-02-01\nk9,c1,\nk9,v1,2024-02-01\n",
    );
    let assessments = (
        "assessments.csv",
        "person_id,vendor_id,dimension,level,at\nk8,own,price,1,2023-01-31T23:59:59Z\nk8,own,price,1,2023-02-01T00:00:00Z\n\
         k9,own,price,1,2020-01-01T00:00:00Z\nk1,own,price,1,2001-01-01T00:00:00Z\n",
    );
    let outcome = world.import(&[people, memberships, assessments]).await;
    assert!(outcome.is_written(), "{outcome}");
    assert_eq!(outcome.notices, ["1 assessments are from before the first membership of their person"]);
    assert_eq!(outcome.files.last().map(|file| file.added), Some(4), "nothing is lost");

    // What is stored counts as well: without a word of memberships, with an earlier one, with a later one.
    let again = "person_id,vendor_id,dimension,level,at\nk8,own,solution,1,2023-01-31T23:59:59Z\nk8,own,solution,1,2023-02-01T00:00:00Z\n";
    let outcome = world.import(&[("assessments.csv", again)]).await;
    assert_eq!(outcome.notices, ["1 assessments are from before the first membership of their person"]);
    for (from, expected) in [("2024-06-01", 1), ("2020-01-01", 0)] {
        let memberships = format!("person_id,organization_id,from\nk8,c1,{from}\n");
        let assessments = again.replace("solution", "relationship");
        let outcome = world.import(&[("memberships.csv", &memberships), ("assessments.csv", &assessments)]).await;
        let told = |n: usize| format!("{n} assessments are from before the first membership of their person");
        assert_eq!(outcome.notices, (expected > 0).then(|| told(expected)).into_iter().collect::<Vec<_>>(), "{from}");
    }
}

#[tokio::test]
async fn an_assessment_that_not_everybody_may_see_is_somebodys_and_never_blind() {
    let head = "person_id,vendor_id,dimension,level,at,by_id,visibility\n";
    let row = |by: &str, visibility: &str| format!("k1,own,price,1,2024-01-01T00:00:00Z,{by},{visibility}\n");
    for (by, visibility) in
        [("e1", "private"), ("ann@own.example", "Team"), ("e1", "company"), ("", "company"), ("", "")]
    {
        check("assessments.csv", &format!("{head}{}", row(by, visibility)), &[]).await;
    }
    for (by, visibility, code) in [
        ("e1", "blind", "BAD_VISIBILITY"),
        ("", "blind", "BAD_VISIBILITY"),
        ("", "private", "BAD_VISIBILITY"),
        ("", "team", "BAD_VISIBILITY"),
        ("e1", "secret", "UNKNOWN_WORD"),
    ] {
        let expected = format!("2 visibility {code}");
        check("assessments.csv", &format!("{head}{}", row(by, visibility)), &[&expected]).await;
    }
}

#[tokio::test]
async fn an_empty_visibility_means_what_the_options_say() {
    let world = base().await;
    let text = "from_id,to_id,level,visibility,owner_id\ne1,k1,deep,,e1\ne1,k2,deep,team,e1\ne2,k2,deep,,\n";
    let options = ImportOptions { visibility: Visibility::Private, ..ImportOptions::default() };
    let outcome = world.import_as(&[("influences.csv", text)], &options).await;
    assert!(outcome.is_written());
    assert_eq!(outcome.notices, ["1 private influence lines name no owner_id: nobody will see them"]);
    let mut told = Vec::new();
    for record in world.records().await {
        if let Record::Influence(l) = record {
            told.push(format!("{} {} {}", l.from_id, l.to_id, l.visibility.code()));
        }
    }
    told.sort();
    assert_eq!(told, ["e1 k1 private", "e1 k2 team", "e2 k2 private"]);
}

#[tokio::test]
async fn what_is_left_empty_has_its_default() {
    let world = base().await;
    let lines = "from_id,to_id,strength\ne1,k1,0.25\n";
    let contacts = "from_id,to_id,at\ne1,k1,2024-01-01T08:00:00+08:00\n";
    assert!(world.import(&[("influences.csv", lines), ("interactions.csv", contacts)]).await.is_written());
    let mut seen = 0;
    for record in world.records().await {
        match record {
            Record::Influence(l) => {
                assert_eq!((l.polarity.code(), l.visibility.code(), l.owner_id), ("support", "company", None));
                assert!(matches!(l.strength, Strength::Given(p) if p.get() == 0.25));
                seen += 1;
            }
            Record::Interaction(i) => {
                assert_eq!((i.kind.code(), i.count, i.at.to_string().as_str()), ("other", 1, "2024-01-01T00:00:00Z"));
                seen += 1;
            }
            _ => {}
        }
    }
    assert_eq!(seen, 2);
}
