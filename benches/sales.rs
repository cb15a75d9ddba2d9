//! Decision chains, the customer line, the company overview, and importing what they stand on, on both stores.
//!
//! Input: the demonstration company of `DemoSize::for_sales`, seed 1: 200 customers, 20,000 contacts, 5,000 opportunities and more
//! than 400,000 assessments; and one more opportunity with a chain of 30 members. `GUANXI_BENCH_STORE` (`embedded`, `neo4j`)
//! takes one of the two stores. "First" is the first question of a service that has just started, or the first after the
//! change that the line names; the others are asked again at the same data version. Beside the customer line stands the single aggregate statement that counts the averages of the customers
//! and nothing else. Run with `cargo bench --bench sales`; figures go into `docs/performance.md`.
//!
//! Not a criterion benchmark: loading takes minutes, and first questions can be asked once.

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::time::Instant;

use guanxi::demo::{self, Demo, DemoSize};
use guanxi::domain::{
    AsOf, Assessment, AttitudeLevel, Coded, DecisionRole, DecisionRoleKind, Dimension, Id, Opportunity,
    OrganizationKind, Period as Days, Record, RecordKind, Role, Viewer, Visibility, YesNoUnknown,
};
use guanxi::service::{
    ChainQuestion, CoachingQuestion, CustomerFilter, Every, Grouping, Period, Reading, SellersQuestion, Service,
    WriteMode,
};
use guanxi::store::{Params, SqliteOptions, SqliteStore, Statement, Store};
use support::loaded::{just_started, loaded, median_of, millis};

const SEED: u64 = 1;
const NOW: &str = "2026-06-30T12:00:00Z";
const MEMBERS: usize = 30;
const POINTS: u32 = 36;
const ROUNDS: usize = 11;
const CHAIN: &str = "bench-chain";

/// The averages of the customers and nothing else.
static FLOOR: Statement = Statement {
    name: "bench/averages",
    cypher: "
MATCH (own:Organization {kind: 'own'})
MATCH (c:Organization {kind: 'customer'})
MATCH ()<-[m:MEMBER_OF]-(p:Person)
WHERE m.organization_id = c.id AND (m.from_day IS NULL OR m.from_day <= $day) AND (m.to_day IS NULL OR m.to_day > $day)
MATCH (a:Assessment)-[:OF]->(p)
WHERE a.vendor_id = own.id AND a.at <= $as_of
WITH c, p, a.dimension AS dimension, a ORDER BY a.at DESC
WITH c, p, dimension, head(collect(a.level)) AS level
RETURN c.id AS customer, dimension, avg(level) AS mean, count(*) AS known",
    sql: "
WITH latest AS (
  SELECT a.person, a.dimension, a.level, max(a.at)
  FROM assessment AS a
  WHERE a.vendor = (SELECT ref FROM organization WHERE kind = 'own') AND a.at <= :as_of
  GROUP BY a.person, a.dimension
)
SELECT c.id AS customer, l.dimension, avg(l.level) AS mean, count(*) AS known
FROM organization AS c
CROSS JOIN membership AS m ON m.organization = c.ref
CROSS JOIN latest AS l ON l.person = m.person
WHERE c.kind = 'customer' AND (m.from_day IS NULL OR m.from_day <= :day) AND (m.to_day IS NULL OR m.to_day > :day)
GROUP BY c.id, l.dimension",
};

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("sales: built; cargo bench measures");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(measure());
}

async fn measure() {
    let only = std::env::var("GUANXI_BENCH_STORE").ok();
    let input = Input::new();
    println!("{:?}, seed {SEED}", input.size);
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = None;
    for name in ["embedded", "neo4j"] {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let empty: Arc<dyn Store> = if name == "embedded" {
            let file = folder.path().join("bench.db");
            Arc::new(SqliteStore::open(&file, SqliteOptions::default()).await.expect("a store"))
        } else {
            server.insert(support::neo4j::Neo4jServer::start_for_figures()).store().await
        };
        let store = loaded(empty, name, now(), &|kind| input.records(kind)).await;
        println!("| {name}: milliseconds | first | again |");
        println!("|---|---|---|");
        chain(&store).await;
        line(&store).await;
        for n in [1, 100] {
            line_after_changes(&store, &input, n).await;
        }
        overview(&store).await;
        coaching(&store).await;
        sellers(&store).await;
    }
}

/// The decision chain with the win probability and what would help most.
async fn chain(store: &Arc<dyn Store>) {
    let question = ChainQuestion { opportunity: chain_id(), vendor: None, with_changes: true };
    let ask = async |service: &Service| {
        let began = Instant::now();
        let outcomes = reading(service).decision_chains(std::slice::from_ref(&question), as_of()).await;
        let answer = outcomes.expect("an answer").remove(0).expect("the chain is there");
        assert_eq!(answer.members.len(), MEMBERS);
        began.elapsed()
    };
    let mut first = Vec::new();
    for _ in 0..ROUNDS {
        first.push(ask(&just_started(store)).await);
    }
    let service = just_started(store);
    ask(&service).await;
    let mut again = Vec::new();
    for _ in 0..ROUNDS {
        again.push(ask(&service).await);
    }
    println!("| decision chain of {MEMBERS} with changes | {:.1} | {:.1} |", median_of(first), median_of(again));
}

/// The customer line beside the single statement.
async fn line(store: &Arc<dyn Store>) {
    let ask = async |service: &Service| {
        let began = Instant::now();
        let answer = reading(service).customer_line(CustomerFilter::default(), Period::Quarter, as_of()).await;
        let customers = answer.expect("an answer").customers.len();
        (customers, began.elapsed())
    };
    let service = just_started(store);
    let (customers, first) = ask(&service).await;
    let mut again = Vec::new();
    for _ in 0..ROUNDS {
        again.push(ask(&service).await.1);
    }
    let mut floor = Vec::new();
    for _ in 0..3 {
        let params = Params::new().with("day", as_of().day_text()).with("as_of", as_of().instant_text());
        let began = Instant::now();
        let rows = store.run(&FLOOR, params).await.expect("the statement runs").len();
        floor.push(began.elapsed());
        assert!(rows >= customers, "{rows} averages of {customers} customers");
    }
    println!("| customer line of {customers} | {:.1} | {:.1} |", millis(first), median_of(again));
    println!("| the single aggregate statement | | {:.1} |", median_of(floor));
}

/// The customer line when some assessments were recorded since it was asked last.
async fn line_after_changes(store: &Arc<dyn Store>, input: &Input, n: usize) {
    let (service, writer) = (just_started(store), just_started(store));
    let ask = async || {
        let began = Instant::now();
        let answer = reading(&service).customer_line(CustomerFilter::default(), Period::Quarter, as_of()).await;
        answer.expect("an answer");
        began.elapsed()
    };
    ask().await;
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let mut recorder = writer.record(now(), WriteMode::Single).await.expect("no other writer");
        let counts = recorder.apply(&input.more_assessments(n, round)).await.expect("written");
        assert_eq!(counts.added, n as u64);
        recorder.finish().await.expect("finished");
        first.push(ask().await);
        again.push(ask().await);
    }
    let (first, again) = (median_of(first), median_of(again));
    println!("| customer line, first after {n} new assessments, each time | {first:.1} | {again:.1} |");
}

/// The opportunities that want attention.
async fn coaching(store: &Arc<dyn Store>) {
    let question = CoachingQuestion { owner: None, department: None };
    let service = just_started(store);
    let (mut times, mut listed) = (Vec::new(), 0);
    for _ in 0..4 {
        let began = Instant::now();
        listed = reading(&service).coaching(&question, as_of()).await.expect("an answer").entries.len();
        times.push(began.elapsed());
    }
    let first = times.remove(0);
    println!("| coaching list of {listed} | {:.1} | {:.1} |", millis(first), median_of(times));
}

/// Grades and scores of all sellers.
async fn sellers(store: &Arc<dyn Store>) {
    let question = SellersQuestion { from: None, to: None, department: None };
    let service = just_started(store);
    let (mut times, mut listed) = (Vec::new(), 0);
    for _ in 0..4 {
        let began = Instant::now();
        listed = reading(&service).sellers(&question, as_of()).await.expect("an answer").sellers.len();
        times.push(began.elapsed());
    }
    let first = times.remove(0);
    println!("| {listed} sellers | {:.1} | {:.1} |", millis(first), median_of(times));
}

/// The overview with its trend, beside as many overviews asked one by one.
async fn overview(store: &Arc<dyn Store>) {
    let service = just_started(store);
    let first = Instant::now();
    everything(&service).await;
    let first = first.elapsed();
    let (mut whole, mut trend, mut one_by_one) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        let began = Instant::now();
        everything(&service).await;
        whole.push(began.elapsed());
        let began = Instant::now();
        let moments = points(&service, as_of()).await;
        trend.push(began.elapsed());
        let began = Instant::now();
        for moment in &moments {
            let overview = reading(&service).company_overview(CustomerFilter::default(), Period::Month, *moment).await;
            overview.expect("an answer");
        }
        one_by_one.push(began.elapsed());
    }
    println!(
        "| overview, {POINTS} points, four groupings, movers, business | {:.1} | {:.1} |",
        millis(first),
        median_of(whole)
    );
    let (trend, one_by_one) = (median_of(trend), median_of(one_by_one));
    println!("| overview with {POINTS} points | | {trend:.1} |");
    println!("| {POINTS} overviews one by one | | {one_by_one:.1} ({:.1} times as long) |", one_by_one / trend);
}

async fn points(service: &Service, as_of: AsOf) -> Vec<AsOf> {
    let overview = reading(service).company_overview(CustomerFilter::default(), Period::Month, as_of).await;
    let points = overview.expect("an answer").trend(Every::Month, POINTS).await.expect("points");
    assert_eq!(points.len(), POINTS as usize);
    points.into_iter().map(|point| point.as_of).collect()
}

async fn everything(service: &Service) {
    let overview = reading(service).company_overview(CustomerFilter::default(), Period::Month, as_of()).await;
    let overview = overview.expect("an answer");
    overview.trend(Every::Month, POINTS).await.expect("points");
    for grouping in Grouping::ALL {
        overview.groups(*grouping);
    }
    overview.movers(Dimension::Relationship, 10).await.expect("movers");
    overview.business().await.expect("business");
}

fn now() -> jiff::Timestamp {
    NOW.parse().expect("an instant")
}

fn as_of() -> AsOf {
    AsOf::new(now())
}

fn reading(service: &Service) -> Arc<Reading> {
    let viewer = Viewer { person: Id::new(demo::EXECUTIVE).expect("an id"), role: Role::Executive };
    service.reading(viewer, now())
}

/// What is loaded.
struct Input {
    size: DemoSize,
    demo: Demo,
    own: Id,
    customer: Id,
    /// The members of the long chain.
    members: Vec<Id>,
    /// Those of whom more is assessed: of many customers.
    contacts: Vec<Id>,
}

impl Input {
    fn new() -> Self {
        let size = DemoSize::for_sales();
        let demo = Demo::new(size, SEED, "2026-06-30".parse().expect("a day"));
        let of_kind = |kind: OrganizationKind| {
            demo.records(RecordKind::Organization).find_map(|record| match record {
                Record::Organization(o) if o.kind == kind => Some(o.id),
                _ => None,
            })
        };
        let own = of_kind(OrganizationKind::Own).expect("our company");
        let customer = of_kind(OrganizationKind::Customer).expect("a customer");
        // The first contacts are those of the first customer.
        let contact = |record| match record {
            Record::Person(person) if person.id.as_str().starts_with("con-") => Some(person.id),
            _ => None,
        };
        let contacts: Vec<Id> = demo.records(RecordKind::Person).filter_map(contact).collect();
        let members = contacts[..MEMBERS].to_vec();
        let contacts = contacts.into_iter().step_by(97).take(100).collect();
        Self { size, demo, own, customer, members, contacts }
    }

    fn records(&self, kind: RecordKind) -> Box<dyn Iterator<Item = Record> + Send> {
        let more = match kind {
            RecordKind::Opportunity => vec![self.opportunity()],
            RecordKind::DecisionRole => self.roles(),
            RecordKind::Assessment => self.assessments(),
            _ => Vec::new(),
        };
        Box::new(self.demo.records(kind).chain(more))
    }

    /// New assessments of contacts, other ones each round.
    fn more_assessments(&self, n: usize, round: usize) -> Vec<Record> {
        let stated = |(number, person): (usize, &Id)| {
            Record::Assessment(Assessment {
                person_id: person.clone(),
                vendor_id: self.own.clone(),
                dimension: Dimension::Relationship,
                level: AttitudeLevel::new((number + round) as i64 % 5 - 2).expect("a level"),
                opportunity_id: None,
                at: now() - jiff::SignedDuration::from_secs((n + 1000 * round) as i64),
                by_id: Some(Id::new(demo::VIEWER).expect("an id")),
                evidence: None,
                coach: false,
                visibility: Visibility::Company,
            })
        };
        self.contacts.iter().take(n).enumerate().map(stated).collect()
    }

    fn opportunity(&self) -> Record {
        Record::Opportunity(Opportunity {
            id: chain_id(),
            name: "Long chain".to_owned(),
            customer_id: self.customer.clone(),
            amount: Some(1e6),
            currency: Some("CNY".to_owned()),
            class: None,
            stage: Some("TAS4".to_owned()),
            owner_id: None,
            opened: None,
            closed: None,
            outcome: None,
        })
    }

    fn roles(&self) -> Vec<Record> {
        let role = |(person, kind): (&Id, &DecisionRoleKind)| {
            Record::DecisionRole(DecisionRole {
                opportunity_id: chain_id(),
                person_id: person.clone(),
                role: Some(*kind),
                importance: Some(2),
                veto: YesNoUnknown::No,
                approve: YesNoUnknown::No,
                contact_level: None,
                period: Days::new(None, None).expect("all times"),
            })
        };
        self.members.iter().zip(DecisionRoleKind::ALL.iter().cycle()).map(role).collect()
    }

    /// Two degrees of each member are known, the third is not.
    fn assessments(&self) -> Vec<Record> {
        let mut assessments = Vec::new();
        for (number, person) in (0..).zip(&self.members) {
            for (place, dimension) in (0..).zip(Dimension::ALL).filter(|(place, _)| (number + place) % 3 != 0) {
                assessments.push(Record::Assessment(Assessment {
                    person_id: person.clone(),
                    vendor_id: self.own.clone(),
                    dimension: *dimension,
                    level: AttitudeLevel::new((number + place) % 5 - 2).expect("a level"),
                    opportunity_id: Some(chain_id()),
                    at: now() - jiff::SignedDuration::from_hours(24 * (1 + number)),
                    by_id: Some(Id::new(demo::VIEWER).expect("an id")),
                    evidence: None,
                    coach: false,
                    visibility: Visibility::Company,
                }));
            }
        }
        assessments
    }
}

fn chain_id() -> Id {
    Id::new(CHAIN).expect("an id")
}
