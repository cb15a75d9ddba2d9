//! Customers as wholes: what questions about them cost, that the past is the past, that many moments at once are what asking
//! each by itself answers, and that neither hidden facts nor unknown people change a number.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guanxi::demo::{self, DemoSize};
use guanxi::domain::{AsOf, Coded, Dimension, Id, RecordKind, Role, Viewer};
use guanxi::service::{
    ChainQuestion, CustomerFilter, CustomerTotals, Every, Grouping, KeyPersonQuestion, Period, Question, Reading,
    RequestKey, RouteLimits, ServiceError, TrendMetric, TrendQuestion, TrendSubject, Viewpoint,
};
use serde_json::{Value, json};

use crate::decision::{chains_until, chains_without_hidden};
use crate::interposed::{Interposed, Noted};
use crate::world::World;

const LINE: &str = "query Line($asOf: DateTime) { customerLine(asOf: $asOf) {
  nCustomers nKeyPersons
  degrees { ...Degree }
  completeness { value roles { done of } reporting { done of } features { done of } }
  insight { rate nCustomers nFresh nKnown nTotal }
  classes { class count } large { yes no unknown }
  periodOnPeriod { keyPersons { earlier } degrees { pooled { earlier } weighted { earlier } } insight { earlier } }
  customers { nodes { customer { sourceId } nKeyPersons class
    degrees { dimension average { mean nKnown nTotal } weighted { mean } periodOnPeriod { difference } }
    completeness { value } insight { rate } } }
} companyOverview(asOf: $asOf) {
  trend(points: 14) { asOf nKeyPersons degrees { ...Degree } }
  movers(dimension: RELATIONSHIP, direction: UP) { ...Mover } down: movers(dimension: PRICE, direction: DOWN) { ...Mover }
  business { status open { count } }
} }
fragment Degree on CustomerDegree { dimension bands { band count } pooled { mean nKnown nTotal band polarised }
  meanOfMeans { mean nKnown nTotal } weighted { mean nKnown nTotal weightKnown } }
fragment Mover on CustomerMover { customer { sourceId } change
  reasons { kind person { sourceId } before after assessment { level at evidence } } }";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn viewer(person: &str, role: Role) -> Viewer {
    Viewer { person: id(person), role }
}

async fn line_of(world: &World, person: &str, as_of: Option<&str>) -> Value {
    let request = json!({ "query": LINE, "variables": { "asOf": as_of } });
    let answer = world.ask(&viewer(person, Role::Rep), &request).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    assert_eq!(answer["data"]["customerLine"]["nCustomers"], 2, "{answer}");
    answer["data"].clone()
}

fn viewers_of_the_demonstration() -> [Viewer; 4] {
    [
        viewer(demo::VIEWER, Role::Rep),
        viewer(demo::MANAGER, Role::Manager),
        viewer(demo::EXECUTIVE, Role::Executive),
        viewer("emp-0000200", Role::Rep),
    ]
}

#[tokio::test]
async fn a_whole_overview_costs_at_most_twelve_statements() {
    let counted = Noted::default();
    let counting = Arc::clone(&counted);
    let around = |inner| Interposed::noting_in(&inner, &counting);
    let world = World::embedded_as(&World::with_chains(), around).await;
    let query = "{ companyOverview { nCustomers trend { asOf degrees { pooled { mean } } } business { status open { count } }
      groups(by: DEPARTMENT) { nodes { department { name } degrees { weighted { mean } } } }
      regions: groups(by: REGION) { nodes { region } } owners: groups(by: OWNER) { nodes { owner { name } trend { asOf } } }
      customers: groups(by: CUSTOMER) { nodes { customer { name } trend(points: 12) { asOf } } }
      movers(dimension: RELATIONSHIP, direction: UP) { customer { name } reasons { person { name } assessment { evidence by { name } } } }
      policy { name } dataVersion } }";
    let mut asked = Vec::new();
    for _ in 0..2 {
        counted.lock().unwrap().clear();
        let answer = world.ask(&viewer("u-li", Role::Rep), &json!({ "query": query })).await;
        assert_eq!(answer.get("errors"), None, "{answer}");
        assert_eq!(answer["data"]["companyOverview"]["trend"].as_array().unwrap().len(), 36);
        assert!(!answer["data"]["companyOverview"]["movers"].as_array().unwrap().is_empty(), "{answer}");
        asked.push(std::mem::take(&mut *counted.lock().unwrap()));
    }
    let [first, second] = asked.try_into().unwrap();
    // On a busy machine the keys of one statement may leave in two batches.
    let different: BTreeSet<&str> = first.iter().copied().collect();
    assert!(different.len() <= 11 && first.len() <= different.len() + 3, "{first:?}");
    assert_eq!(first.iter().filter(|name| name.starts_with("ledger/")).count(), 8, "{first:?}");
    // What was read stays as long as the data is the same.
    assert!(second.iter().all(|name| !name.starts_with("ledger/")), "{second:?}");
}

const COACHING: &str = "{ coachingList { nOpen opportunities(first: 20) { totalCount nodes {
  opportunity { name customer { name } owner { name } } department { name } status statusThen amount questions
  chain { status members { person { name } } alerts { kind members { person { name } } } } bestChanges { probability } } }
  policy { name } dataVersion } }";
const SELLERS: &str = "{ sellers(from: \"2026-01-01\", to: \"2026-07-01\") { sellers(first: 20) { totalCount nodes {
  person { name } department { name } grade held { strong total } performance { score change }
  customers { customer { name } } } } groups { department { name } nSellers } policy { name } dataVersion } }";

/// A page of twenty with chains and changes costs what a page of three does, and no more than twelve statements.
#[tokio::test]
async fn coaching_and_sellers_cost_at_most_twelve_statements() {
    let mut costs = Vec::new();
    for size in ["few", "240 opportunities"] {
        let counted = Noted::default();
        let counting = Arc::clone(&counted);
        let around = |inner| Interposed::noting_in(&inner, &counting);
        let (world, asks) = match size {
            "few" => (World::embedded_as(&World::with_sellers(), around).await, viewer("u-exec", Role::Executive)),
            _ => {
                let executive = viewer(demo::EXECUTIVE, Role::Executive);
                (World::demonstration(DemoSize::default(), around).await, executive)
            }
        };
        for (query, list) in [(COACHING, "coachingList"), (SELLERS, "sellers")] {
            for time in ["first", "again"] {
                counted.lock().unwrap().clear();
                let answer = world.ask(&asks, &json!({ "query": query })).await;
                assert_eq!(answer.get("errors"), None, "{answer}");
                let listed = if list == "sellers" { "sellers" } else { "opportunities" };
                let total = answer["data"][list][listed]["totalCount"].as_u64().unwrap();
                assert!(total > if size == "few" { 2 } else { 10 }, "{total} in {list} of {size}");
                let names = std::mem::take(&mut *counted.lock().unwrap());
                // The ledger is read once for both; whose team the viewer is in is asked where a line is for a team.
                let is_counted = |name: &&&str| !name.starts_with("ledger/") && **name != "team/visible_owners";
                let asked = names.iter().filter(is_counted).count();
                assert!(names.len() <= 20 && asked <= 12, "{list} of {size}, {time}: {names:?}");
                costs.push((list, time, asked));
            }
        }
    }
    let (few, many) = costs.split_at(4);
    assert_eq!(few, many, "a longer list costs more statements");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_line_as_of_a_day_is_that_of_a_store_that_stops_there() {
    let whole = World::embedded_of(&World::with_chains()).await;
    let mut seen = Vec::new();
    for day in ["2026-02-15", "2026-05-31", "2026-06-14", "2026-06-21"] {
        let (_kept, folders) = chains_until(day);
        let stopped = World::embedded_of(&folders).await;
        let then = line_of(&whole, "u-li", Some(day)).await;
        assert_eq!(then, line_of(&stopped, "u-li", Some(day)).await, "on {day}");
        assert!(!seen.contains(&then), "{day} tells nothing new");
        seen.push(then);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_viewer_may_not_see_changes_no_number_of_a_customer() {
    let (_kept, folders) = chains_without_hidden();
    let (whole, without) = (World::embedded_of(&World::with_chains()).await, World::embedded_of(&folders).await);
    let seen = line_of(&whole, "u-li", None).await;
    assert_eq!(seen, line_of(&without, "u-li", None).await);
    assert_ne!(seen, line_of(&whole, "u-fin", None).await, "the owner sees more");
}

/// Records of their own beside the company and its chains.
fn with_files(files: &[(&str, &str)]) -> (tempfile::TempDir, [PathBuf; 3]) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let [data, chains] = World::with_chains();
    let own = Path::to_path_buf(folder.path());
    (folder, [data, chains, own])
}

fn averages(line: &Value) -> Vec<Value> {
    let of = |degree: &Value| {
        let (pooled, means) = (&degree["pooled"], &degree["meanOfMeans"]);
        json!([pooled["mean"], pooled["nKnown"], pooled["band"], pooled["polarised"], means["mean"], degree["bands"]])
    };
    let line = &line["customerLine"];
    let customers = line["customers"]["nodes"].as_array().unwrap().iter();
    let customers =
        customers.flat_map(|c| c["degrees"].as_array().unwrap().iter().map(|d| d["average"]["mean"].clone()));
    line["degrees"].as_array().unwrap().iter().map(of).chain(customers).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_whom_nothing_is_known_changes_no_average() {
    let (_kept, folders) = with_files(&[
        ("people.csv", "id,name,email,phone,aliases,consent,behaviour,social_style,needs\nz-new,Zoe New,,,,,,,\n"),
        (
            "memberships.csv",
            "person_id,department_id,organization_id,title,level,from,to\nz-new,,o-mill,,,2019-01-01,\n",
        ),
        (
            "decision_roles.csv",
            "opportunity_id,person_id,role,importance,veto,approve,contact_level,from,to\np-mill,z-new,user,3,yes,,,2026-01-05,\n",
        ),
    ]);
    let (before, after) = (World::embedded_of(&World::with_chains()).await, World::embedded_of(&folders).await);
    for person in ["u-li", "u-fin"] {
        let (before, after) = (line_of(&before, person, None).await, line_of(&after, person, None).await);
        assert_eq!(averages(&before), averages(&after));
        let n = |line: &Value| line["customerLine"]["nKeyPersons"].as_u64().unwrap();
        assert_eq!(n(&after), n(&before) + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_scales_come_out_as_one() {
    // Somebody of each level, given on three scales (method §4).
    let rows = |scale: &str, levels: [i64; 3]| {
        let mut assessments =
            "person_id,vendor_id,dimension,level,scale,opportunity_id,at,by_id,evidence,coach,visibility\n".to_owned();
        for (person, level) in ["x-21", "x-22", "x-23"].iter().zip(levels) {
            assessments += &format!("{person},o-own,price,{level},{scale},,2026-06-25T09:00:00Z,u-han,,,\n");
        }
        assessments
    };
    let mut lines = Vec::new();
    for (scale, levels) in [("bipolar5", [-1, 0, 1]), ("tri", [-1, 0, 1]), ("huawei", [-1, 0, 1]), ("", [-1, 0, 1])] {
        let (_kept, folders) = with_files(&[("assessments.csv", &rows(scale, levels))]);
        lines.push(line_of(&World::embedded_of(&folders).await, "u-li", None).await);
    }
    assert!(lines.windows(2).all(|two| two[0] == two[1]));
    let (_kept, folders) = with_files(&[("assessments.csv", &rows("huawei", [2, 3, 3]))]);
    let upper = line_of(&World::embedded_of(&folders).await, "u-li", None).await;
    let (_kept, folders) = with_files(&[("assessments.csv", &rows("bipolar5", [2, 2, 2]))]);
    assert_eq!(upper, line_of(&World::embedded_of(&folders).await, "u-li", None).await, "coach is +2");
    assert_ne!(upper, lines[0]);
}

async fn totals(reading: &Reading, as_of: AsOf) -> CustomerTotals {
    reading.customer_line(CustomerFilter::default(), Period::Month, as_of).await.unwrap().totals
}

#[tokio::test(flavor = "multi_thread")]
async fn many_moments_at_once_are_what_asking_each_answers() {
    let world = World::demonstration(DemoSize::default(), |store| store).await;
    let mut means = Vec::new();
    for viewer in viewers_of_the_demonstration() {
        let reading = world.reading(&viewer);
        let now = reading.now();
        let overview = reading.company_overview(CustomerFilter::default(), Period::Quarter, now).await.unwrap();
        let points = overview.trend(Every::Month, 36).await.unwrap();
        assert_eq!((points.len(), points.last().unwrap().as_of), (36, now));
        for point in &points {
            let then = totals(&reading, point.as_of).await;
            assert_eq!(point.degrees, then.degrees, "{} on {}", viewer.person, point.as_of.day());
            assert_eq!(
                (point.n_customers, point.n_key_persons),
                (then.n_customers, then.n_key_persons),
                "on {}",
                point.as_of.day()
            );
            means.extend(then.degrees[0].weighted.mean);
        }
        // Each customer by itself: together they are all.
        let groups = overview.groups(Grouping::Customer);
        let mut together = 0;
        for group in groups.iter().take(3) {
            let of_group = overview.trend_of(group, Every::Quarter, 5).await.unwrap();
            together += of_group.last().unwrap().n_key_persons;
            assert_eq!(of_group.last().unwrap().degrees, group.totals.degrees);
        }
        assert!(together > 0 && groups.len() == 12);
    }
    means.sort_by(f64::total_cmp);
    means.dedup();
    assert!(means.len() > 80, "{} different means", means.len());
}

/// The values of a metric, once by its trend and once by asking each moment.
async fn trend(reading: &Reading, metric: TrendMetric, of: TrendSubject) -> Vec<(AsOf, Option<f64>, u64, u64)> {
    let to = reading.now();
    let from = AsOf::new("2024-09-15T00:00:00Z".parse().unwrap());
    let question = TrendQuestion { metric, of, from, to, every: Every::Quarter };
    let answer = reading.trend(&question).await.unwrap();
    assert_eq!(answer.points.len(), 8, "{metric:?}");
    answer.points.iter().map(|p| (p.as_of, p.value, p.n_known, p.n_total)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trend_of_a_reach_is_what_asking_about_the_person_answers() {
    let world = World::embedded().await;
    let reading = world.reading(&viewer("u-li", Role::Rep));
    let ask = |every, from: &str| TrendQuestion {
        metric: TrendMetric::Reach,
        of: TrendSubject::Named(id("k-wang")),
        from: AsOf::new(from.parse().unwrap()),
        to: reading.now(),
        every,
    };
    let answer = reading.trend(&ask(Every::Quarter, "2025-10-01T00:00:00Z")).await.unwrap();
    let mut seen = Vec::new();
    for point in &answer.points {
        let question = Question {
            key_person: id("k-wang"),
            viewpoint: Viewpoint::OurCompany,
            as_of: Some(point.as_of),
            limits: RouteLimits::default(),
        };
        let then = reading.influencers_of(&question).await.unwrap();
        let doors = then.doors.len() as u64;
        assert_eq!((point.value, point.n_known), (Some(then.company_reach.probability), doors), "{point:?}");
        seen.push(then.company_reach.probability);
    }
    seen.dedup();
    assert!(answer.points.len() == 3 && seen.len() > 1 && answer.omitted > 0, "{answer:?}");
    let many = reading.trend(&ask(Every::Day, "2026-03-01T00:00:00Z")).await;
    assert!(matches!(many, Err(ServiceError::LimitExceeded { max: 60, .. })), "{many:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trend_is_what_asking_each_moment_answers() {
    let world = World::demonstration(DemoSize::default(), |store| store).await;
    calibrated_since(&world, "2025-11-15T00:00:00Z").await;
    let mut different = Vec::new();
    for viewer in viewers_of_the_demonstration() {
        let reading = world.reading(&viewer);
        let of = |kind, id: &str| TrendSubject::Of(kind, Id::new(id).unwrap());
        for (place, (plain, weighted, means)) in [
            (TrendMetric::Relationship, TrendMetric::RelationshipWeighted, TrendMetric::RelationshipOfCustomers),
            (TrendMetric::Solution, TrendMetric::SolutionWeighted, TrendMetric::SolutionOfCustomers),
            (TrendMetric::Price, TrendMetric::PriceWeighted, TrendMetric::PriceOfCustomers),
        ]
        .into_iter()
        .enumerate()
        {
            for (as_of, value, n_known, n_total) in trend(&reading, plain, TrendSubject::Company).await {
                let then = totals(&reading, as_of).await.degrees[place].pooled;
                assert_eq!((value, n_known, n_total), (then.mean, then.n_known.into(), then.n_total.into()));
            }
            for (as_of, value, ..) in trend(&reading, weighted, TrendSubject::Company).await {
                assert_eq!(value, totals(&reading, as_of).await.degrees[place].weighted.mean);
            }
            for (as_of, value, ..) in trend(&reading, means, TrendSubject::Company).await {
                assert_eq!(value, totals(&reading, as_of).await.degrees[place].mean_of_means.mean);
            }
            let person = of(RecordKind::Person, demo::KEY_PERSON);
            for (as_of, value, n_known, _) in trend(&reading, plain, person).await {
                let question = KeyPersonQuestion { person: id(demo::KEY_PERSON), opportunity: None, vendor: None };
                let card = reading.key_person(question, as_of).await.unwrap();
                let level = card.degrees[place].assessment.as_ref().map(|a| f64::from(a.level.get()));
                assert_eq!((value, n_known), (level, u64::from(level.is_some())));
                different.extend(value);
            }
        }
        for (as_of, value, ..) in trend(&reading, TrendMetric::Completeness, TrendSubject::Company).await {
            assert_eq!(value, Some(totals(&reading, as_of).await.completeness.value));
        }
        for (as_of, value, ..) in trend(&reading, TrendMetric::Insight, TrendSubject::Company).await {
            assert_eq!(value, totals(&reading, as_of).await.insight.rate);
        }
        for (as_of, value, ..) in trend(&reading, TrendMetric::KeyPersons, TrendSubject::Company).await {
            assert_eq!(value, Some(f64::from(totals(&reading, as_of).await.n_key_persons)));
        }
        for (as_of, value, ..) in trend(&reading, TrendMetric::OpenOpportunities, TrendSubject::Company).await {
            assert_eq!(value, Some(f64::from(totals(&reading, as_of).await.open.n)));
        }
        let line = reading.customer_line(CustomerFilter::default(), Period::Month, reading.now()).await.unwrap();
        let customer = &line.customers[0].standing;
        let of_customer = trend(&reading, TrendMetric::Relationship, TrendSubject::Named(customer.customer.id.clone()));
        assert_eq!(of_customer.await.last().unwrap().1, customer.degrees[0].average.mean);
        different.extend(chain_trends(&reading, demo::OPPORTUNITY).await);
    }
    different.sort_by(f64::total_cmp);
    different.dedup();
    assert!(different.len() > 15, "{} different values", different.len());
}

/// Fits a model to the closed deals and puts it to use at a moment: before it, the win probability is the heuristic's.
async fn calibrated_since(world: &World, since: &str) {
    let viewer = viewer(demo::EXECUTIVE, Role::Executive);
    let reading = world.reading(&viewer);
    let (service, key) = (reading.service(), |text| RequestKey::new(text).unwrap());
    let now = reading.now().instant();
    let fitted = service.calibrate_win_model(&viewer, &key("fit"), false, now).await.unwrap();
    let model = fitted.outcome.expect("there are enough closed deals");
    service.use_win_model(&viewer, &key("use"), Some(&model.id), since.parse().unwrap()).await.unwrap();
    let question = ChainQuestion { opportunity: id(demo::OPPORTUNITY), vendor: None, with_changes: false };
    for (day, fitted) in [("2025-11-14", false), ("2025-11-15", true)] {
        let as_of = AsOf::end_of(day.parse().unwrap()).unwrap();
        let chains = world.reading(&viewer).decision_chains(std::slice::from_ref(&question), as_of).await.unwrap();
        assert_eq!(chains[0].as_ref().unwrap().model.is_some(), fitted, "on {day}");
    }
}

/// Holds all metrics of an opportunity against its decision chain at each moment.
async fn chain_trends(reading: &Reading, opportunity: &str) -> Vec<f64> {
    let mut values = Vec::new();
    for metric in [
        TrendMetric::ChainScore,
        TrendMetric::WinProbability,
        TrendMetric::Insight,
        TrendMetric::Completeness,
        TrendMetric::Relationship,
        TrendMetric::Solution,
        TrendMetric::Price,
    ] {
        for (as_of, value, ..) in
            trend(reading, metric, TrendSubject::Of(RecordKind::Opportunity, id(opportunity))).await
        {
            let question = ChainQuestion { opportunity: id(opportunity), vendor: None, with_changes: false };
            let answers = reading.decision_chains(&[question], as_of).await.unwrap();
            let chain = answers[0].as_ref().unwrap();
            let average = |dimension: Dimension| {
                let place = Dimension::ALL.iter().position(|d| *d == dimension).unwrap();
                chain.assessment.averages[place].1.mean
            };
            let asked = match metric {
                TrendMetric::ChainScore => chain.assessment.scores[0],
                TrendMetric::WinProbability => Some(chain.win.probability),
                TrendMetric::Insight => Some(chain.assessment.insight.rate),
                TrendMetric::Completeness => Some(chain.assessment.completeness.value),
                TrendMetric::Relationship => average(Dimension::Relationship),
                TrendMetric::Solution => average(Dimension::Solution),
                _ => average(Dimension::Price),
            };
            assert_eq!(value, asked, "{metric:?} on {}", as_of.day());
            values.extend(value);
        }
    }
    values
}
