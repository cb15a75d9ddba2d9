//! Calibration: it finds the hidden model of the demonstration again, sees nothing from the day of closing on, and says the same on
//! both stores.

use std::collections::HashMap;
use std::sync::Arc;

use guanxi::demo::{Demo, DemoSize};
use guanxi::domain::{
    Assessment, AttitudeLevel, DecisionRole, DecisionRoleKind, Dimension, Id, Influence, InfluenceLevel, Opportunity,
    Period, Polarity, Policy, Record, Role, Signal, SignalKind, Strength, Viewer, Visibility, YesNoUnknown,
};
use guanxi::service::{Cases, ClosedDeals, calibrate};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};

use crate::interposed::{Interposed, Noted};
use crate::support::neo4j;
use crate::world::{NOW, World};

/// Few people, and as many deals as asked for.
fn size(opportunities: u32, customers: u32) -> DemoSize {
    DemoSize {
        colleagues: 80,
        customers,
        contacts: customers * 24,
        competitors: 2,
        rivals: 8,
        influence_lines: 300,
        interactions: 400,
        opportunities,
        ..DemoSize::default()
    }
}

fn executive() -> Viewer {
    Viewer { person: Id::new(guanxi::demo::EXECUTIVE).unwrap(), role: Role::Executive }
}

async fn closed(world: &World) -> ClosedDeals {
    world.reading(&executive()).closed_deals().await.unwrap().0
}

fn today() -> Date {
    NOW.parse::<Timestamp>().unwrap().to_zoned(TimeZone::UTC).date()
}

/// The AUC of some numbers, by its definition.
fn auc(told: &[(f64, bool)]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (one, _) in told.iter().filter(|(_, won)| *won) {
        for (other, _) in told.iter().filter(|(_, won)| !won) {
            pairs += 1.0;
            right += if one > other {
                1.0
            } else if one == other {
                0.5
            } else {
                0.0
            };
        }
    }
    right / pairs
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hidden_model_of_the_demonstration_is_found_again() {
    let size = size(1_200, 40);
    let world = World::demonstration(size, |store| store).await;
    let closed = closed(&world).await;
    let policy = Policy::default().calibration;
    let found = calibrate(&closed.cases, &policy).unwrap();
    let quality = &found.quality;

    // The chances nature used, where it used any: the story's deal has none.
    let demo = Demo::new(size, 1, today());
    let number = |id: &Id| id.as_str().strip_prefix("opp-").unwrap().parse::<u32>().unwrap();
    let told: Vec<(f64, f64, bool)> = closed
        .opportunities
        .iter()
        .zip(&closed.cases.deals)
        .filter_map(|(id, deal)| {
            let place = |name: &str| closed.cases.features.iter().position(|feature| feature.name == name);
            let said = found.model.probability(|name| place(name).map(|k| deal.values[k]));
            Some((demo.chance_of(number(id))?, said, deal.won))
        })
        .collect();
    assert!(told.len() > 500, "{} deals", told.len());
    let n = told.len() as f64;
    let hidden_brier = told.iter().map(|(p, _, won)| (p - f64::from(u8::from(*won))).powi(2)).sum::<f64>() / n;
    let hidden_auc = auc(&told.iter().map(|(p, _, won)| (*p, *won)).collect::<Vec<_>>());
    let (brier, area) = (quality.model.brier.value, quality.model.auc.unwrap().value);
    assert!((brier - hidden_brier).abs() < 0.025, "Brier score {brier}, of the hidden chances {hidden_brier}");
    assert!((area - hidden_auc).abs() < 0.04 && hidden_auc > 0.75, "AUC {area}, of the hidden chances {hidden_auc}");
    assert!(quality.model.brier.high < quality.base_rate_brier.value);
    assert!(quality.gain.unwrap().value > 0.0, "{:?}", quality.gain);
    let apart = told.iter().map(|(hidden, said, _)| (hidden - said).abs()).sum::<f64>() / n;
    assert!(apart < 0.10, "probabilities are {apart} apart on average");

    // Signs, and sizes as far as features that say nearly the same can be told apart.
    let slope = |name: &str| {
        found.model.terms.iter().find(|term| term.feature == name).map_or(0.0, |term| term.coefficient / term.scale)
    };
    let model = guanxi::demo::HIDDEN_MODEL;
    let near = |name: &str, hidden: f64, tolerance: f64| {
        let found = slope(name);
        assert!((found - hidden).abs() < tolerance, "{name}: {found}, hidden {hidden}");
    };
    near("signals_yes", model.signals_yes, 0.25);
    near("signals_no", model.signals_no, 0.25);
    near("rival_score", model.rival_score, 1.2);
    let ours = slope("our_score");
    assert!(ours > 0.3 * model.our_score && ours < 1.7 * model.our_score, "our_score: {ours}");
    assert!(slope("vetoer_opposes") <= 0.0 && slope("opponents") <= 0.0 && slope("supporters") >= 0.0);

    // With the outcomes dealt out anew there is nothing to find.
    let mut cases = Cases::clone(&closed.cases);
    let mut state = 7_u64;
    for last in (1..cases.deals.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = (state >> 33) as usize % (last + 1);
        let won = cases.deals[last].won;
        cases.deals[last].won = cases.deals[other].won;
        cases.deals[other].won = won;
    }
    let nothing = calibrate(&cases, &policy).unwrap().quality.model.auc.unwrap();
    assert!(nothing.low <= 0.5 && 0.5 <= nothing.high, "{nothing:?}");
}

/// What is recorded from the day of closing on: another mind of everybody, other signals, new members, new lines.
fn afterwards(deals: &HashMap<Id, Opportunity>, members: &HashMap<Id, Vec<DecisionRole>>) -> Vec<Vec<Record>> {
    let own = Id::new("org-own").unwrap();
    let instant = |day: Date, hours: i64| day.to_zoned(TimeZone::UTC).unwrap().timestamp() + hours.hours();
    let (mut roles, mut assessments, mut signals) = (Vec::new(), Vec::new(), Vec::new());
    for (id, deal) in deals {
        let Some(closed) = deal.closed else { continue };
        // The very first instant of the day counts as afterwards.
        for (days, hours) in [(0, 0), (0, 23), (5, 9)] {
            let at = instant(closed.saturating_add(days.days()), hours);
            if at > NOW.parse().unwrap() {
                continue;
            }
            for (k, member) in members.get(id).into_iter().flatten().enumerate() {
                for &dimension in &[Dimension::Relationship, Dimension::Solution, Dimension::Price] {
                    assessments.push(Record::Assessment(Assessment {
                        person_id: member.person_id.clone(),
                        vendor_id: own.clone(),
                        dimension,
                        level: AttitudeLevel::new(if k % 2 == 0 { 2 } else { -2 }).unwrap(),
                        opportunity_id: Some(id.clone()),
                        at,
                        by_id: None,
                        evidence: None,
                        coach: false,
                        visibility: Visibility::Company,
                    }));
                }
            }
            for &signal in &[SignalKind::ScoringKnown, SignalKind::AwardModeKnown] {
                let opportunity_id = id.clone();
                signals.push(Record::Signal(Signal {
                    opportunity_id,
                    signal,
                    value: true,
                    at,
                    by_id: None,
                    evidence: None,
                }));
            }
        }
        roles.push(Record::DecisionRole(DecisionRole {
            opportunity_id: id.clone(),
            person_id: Id::new("con-0000001").unwrap(),
            role: Some(DecisionRoleKind::Influencer),
            importance: Some(3),
            veto: YesNoUnknown::Yes,
            approve: YesNoUnknown::Yes,
            contact_level: None,
            period: Period::new(Some(closed), None).unwrap(),
        }));
    }
    vec![roles, assessments, signals]
}

/// Lines between contacts that begin on a day on which everything is closed.
fn late_lines(day: Date) -> Vec<Record> {
    let at = day.to_zoned(TimeZone::UTC).unwrap().timestamp();
    let id = |n: u32| Id::new(format!("con-{n:07}")).unwrap();
    let line = |n: u32| {
        Record::Influence(Influence {
            from_id: id(n),
            to_id: id((n + 1) % 24),
            strength: Strength::Level(InfluenceLevel::Deep),
            polarity: Polarity::Support,
            kind: Some("seen afterwards".to_owned()),
            source: None,
            evidence: None,
            observed_at: Some(at),
            ended_at: None,
            visibility: Visibility::Company,
            owner_id: None,
        })
    };
    (0..24).map(line).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_from_the_day_of_closing_on_changes_a_feature() {
    let size = size(150, 12);
    let world = World::demonstration(size, |store| store).await;
    let before = closed(&world).await;
    assert!(before.cases.deals.len() > 60, "{} deals", before.cases.deals.len());
    let demo = Demo::new(size, 1, today());
    let deals = demo.records(guanxi::domain::RecordKind::Opportunity);
    let deals: HashMap<Id, Opportunity> =
        deals.filter_map(|r| if let Record::Opportunity(o) = r { Some((o.id.clone(), o)) } else { None }).collect();
    let mut members: HashMap<Id, Vec<DecisionRole>> = HashMap::new();
    for record in demo.records(guanxi::domain::RecordKind::DecisionRole) {
        if let Record::DecisionRole(role) = record {
            members.entry(role.opportunity_id.clone()).or_default().push(role);
        }
    }
    let last = deals.values().filter_map(|deal| deal.closed).max().unwrap();
    let mut added = afterwards(&deals, &members);
    added.push(late_lines(last));
    let counts: Vec<usize> = added.iter().map(Vec::len).collect();
    assert!(counts.iter().all(|n| *n > 20), "{counts:?}");
    world.record(&added).await;
    let after = closed(&world).await;
    assert_eq!(before.opportunities, after.opportunities);
    for ((id, before), after) in before.opportunities.iter().zip(&before.cases.deals).zip(&after.cases.deals) {
        assert_eq!(before, after, "{id}");
    }

    // What is recorded of the day before does count.
    let id = before.opportunities.iter().find(|id| members.contains_key(*id)).unwrap();
    let eve = deals[id].closed.unwrap().to_zoned(TimeZone::UTC).unwrap().timestamp() - 1.second();
    let opposite = |role: &DecisionRole| {
        Record::Assessment(Assessment {
            person_id: role.person_id.clone(),
            vendor_id: Id::new("org-own").unwrap(),
            dimension: Dimension::Solution,
            level: AttitudeLevel::new(-2).unwrap(),
            opportunity_id: Some(id.clone()),
            at: eve,
            by_id: None,
            evidence: None,
            coach: false,
            visibility: Visibility::Company,
        })
    };
    world.record(&[members[id].iter().map(opposite).collect()]).await;
    let changed = closed(&world).await;
    let differ: Vec<&Id> = (0..changed.opportunities.len())
        .filter(|&n| changed.cases.deals[n] != before.cases.deals[n])
        .map(|n| &changed.opportunities[n])
        .collect();
    assert_eq!(differ, [id]);
}

const MODEL: &str = "fragment Whole on WinModel { id madeAt madeBy dataVersion intercept
  features { feature direction mean scale coefficient } constantFeatures parameters { name value }
  quality { deals customers won lost model { ...S } capped { ...S } heuristic { ...S } baseRateBrier { ...E } gain { ...E }
    reliability { deals won from to predicted observed { ...E } } } }
  fragment S on ProbabilityScore { brier { ...E } auc { ...E } } fragment E on Estimate { value low high }";

async fn asked(world: &World, query: &str) -> Value {
    let query = if query.contains("...Whole") { format!("{query} {MODEL}") } else { query.to_owned() };
    let answer = world.ask(&executive(), &json!({ "query": query })).await;
    assert_eq!(answer.get("errors"), None, "{query}: {answer}");
    answer["data"].clone()
}

/// Everything a client does with models, and what it is answered.
async fn story(world: &World) -> Vec<Value> {
    let chance = "{ lookup(kind: OPPORTUNITY, sourceId: \"opp-00000\") { ... on Opportunity {
        winProbability { kind probability uncapped raw insight prior model { id quality { deals model { brier { value } } } } caps { limit lowers } }
        before: winProbability(asOf: \"2026-06-29\") { kind probability }
        rival: decisionChain(vendor: \"org-r-00\") { scores { score } }
        bestChanges(first: 3) { kind probability gain } } } }";
    let mut answers = Vec::new();
    for query in [
        chance,
        "mutation { calibrateWinModel(clientId: \"a\", useIt: true) { model { ...Whole } refusal refusalText deals undated dataVersion } }",
        chance,
        "mutation { calibrateWinModel(clientId: \"a\", useIt: true) { model { id } dataVersion } }",
        "mutation { calibrateWinModel(clientId: \"b\") { model { id } dataVersion } }",
        "{ winModels(first: 1) { nodes { ...Whole } pageInfo { hasNextPage endCursor } } }",
        "mutation { useWinModel(clientId: \"c\", id: \"win-model-000002\") { model { id } dataVersion } }",
        chance,
        "mutation { useWinModel(clientId: \"d\") { model { id } dataVersion } }",
        chance,
        "mutation { useWinModel(clientId: \"e\", id: \"win-model-000001\") { model { id } dataVersion } }",
        "{ winModelUses(first: 3) { nodes { number since usedBy modelId } pageInfo { hasNextPage } } }",
        "{ winModels { nodes { id } } }",
    ] {
        answers.push(asked(world, query).await);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn models_are_fitted_used_and_rolled_back_alike_on_both_stores() {
    let size = size(320, 12);
    let world = World::demonstration(size, |store| store).await;
    let cases = closed(&world).await.cases;
    let embedded = story(&world).await;
    let chance = |n: usize| &embedded[n]["lookup"]["winProbability"];
    assert_eq!(chance(0)["kind"], "HEURISTIC");
    assert_eq!(chance(0)["model"], Value::Null);
    let fitted = &embedded[1]["calibrateWinModel"];
    assert_eq!((&fitted["refusal"], &fitted["model"]["id"]), (&Value::Null, &json!("win-model-000001")), "{fitted}");
    assert_eq!(
        (chance(2)["kind"].as_str(), chance(2)["model"]["id"].as_str()),
        (Some("CALIBRATED"), Some("win-model-000001"))
    );
    assert_ne!(chance(0)["uncapped"], chance(2)["uncapped"]);
    for part in ["raw", "insight", "prior"] {
        assert_eq!(chance(0)[part], chance(2)[part], "the heuristic's parts are still told");
    }
    let limits = chance(2)["caps"].as_array().unwrap().iter().map(|cap| cap["limit"].as_f64().unwrap());
    let most = limits.fold(chance(2)["uncapped"].as_f64().unwrap(), f64::min);
    assert_eq!(chance(2)["probability"].as_f64().unwrap(), most);
    assert_eq!(embedded[2]["lookup"]["before"]["kind"], "HEURISTIC", "then no model was in use");
    let gain = &embedded[2]["lookup"]["bestChanges"][0];
    let difference = gain["probability"].as_f64().unwrap() - gain["gain"].as_f64().unwrap();
    assert!((difference - most).abs() < 1e-12, "changes are told by the same model");
    assert_eq!(embedded[3]["calibrateWinModel"]["model"]["id"], "win-model-000001", "the same request again");
    assert_eq!(embedded[3]["calibrateWinModel"]["dataVersion"], fitted["dataVersion"]);
    assert_eq!(embedded[5]["winModels"]["nodes"][0]["id"], "win-model-000002");
    assert_eq!(
        fitted["model"]["features"], embedded[5]["winModels"]["nodes"][0]["features"],
        "the same data, the same model"
    );
    assert_eq!(chance(7)["model"]["id"], "win-model-000002");
    assert_eq!(chance(9), chance(0), "back to the heuristic");
    let uses = embedded[11]["winModelUses"]["nodes"].as_array().unwrap();
    let uses: Vec<_> = uses.iter().map(|used| (used["number"].as_i64(), used["modelId"].as_str())).collect();
    assert_eq!(uses, [(Some(4), Some("win-model-000001")), (Some(3), None), (Some(2), Some("win-model-000002"))]);

    let server = tokio::task::block_in_place(neo4j::exclusive);
    let world = World::demonstration_on(&server, size).await;
    assert_eq!(cases, closed(&world).await.cases);
    let there = story(&world).await;
    for (n, (here, there)) in embedded.iter().zip(&there).enumerate() {
        assert_eq!(here, there, "step {n}");
    }
}

#[tokio::test]
async fn a_chain_costs_no_more_statements_with_a_model() {
    let counted = Noted::default();
    let counting = Arc::clone(&counted);
    let world = World::demonstration(size(320, 12), |inner| Interposed::noting_in(&inner, &counting)).await;
    asked(&world, "mutation { calibrateWinModel(clientId: \"a\", useIt: true) { model { id } } }").await;
    counted.lock().unwrap().clear();
    let query = "{ lookup(kind: OPPORTUNITY, sourceId: \"opp-00000\") { ... on Opportunity {
        decisionChain { status } winProbability { kind model { id } } bestChanges { gain } } } }";
    let answer = asked(&world, query).await;
    assert_eq!(answer["lookup"]["winProbability"]["kind"], "CALIBRATED");
    let statements = std::mem::take(&mut *counted.lock().unwrap());
    assert!(statements.len() <= 6, "{statements:?}");
}
