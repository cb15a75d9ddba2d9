//! What is computed from the ledger is what a question about each chain by itself answers.

use std::sync::Arc;

use guanxi::demo::DemoSize;
use guanxi::domain::{AlertKind, AsOf, Id, Policy, Role, Viewer};
use guanxi::scoring::chain::assess;
use guanxi::service::{ChainQuestion, DecisionAnswer, Ledger, LedgerView};
use jiff::civil::Date;

use crate::world::World;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn viewer(person: &str, role: Role) -> Viewer {
    Viewer { person: id(person), role }
}

fn end_of(day: &str) -> AsOf {
    AsOf::end_of(day.parse::<Date>().unwrap()).unwrap()
}

/// Contacts take no part in the ledger, and these are about contacts.
fn is_of_contacts(kind: AlertKind) -> bool {
    matches!(kind, AlertKind::SingleThreadedHere | AlertKind::SingleThreadedThere)
}

/// Holds the chain of the ledger against the answer about that chain; says how many members it has.
fn check(ledger: &Arc<Ledger>, view: &LedgerView, answer: &DecisionAnswer, policy: &Policy) -> usize {
    let number = ledger.opportunities().number(&answer.opportunity).unwrap();
    let vendor = ledger.organization_number(&answer.vendors[0].id).unwrap();
    let drawn = view.chain(number, vendor);
    let told = format!("{} as of {}", answer.opportunity, answer.as_of.instant_text());

    let members: Vec<&Id> = drawn.members.iter().map(|&member| ledger.people().id(member)).collect();
    assert_eq!(members, answer.members.iter().map(|member| &member.person.id).collect::<Vec<_>>(), "{told}");
    let vendors: Vec<&Id> = drawn.vendors.iter().map(|&vendor| &ledger.organization(vendor).id).collect();
    assert_eq!(vendors, answer.vendors.iter().map(|vendor| &vendor.id).collect::<Vec<_>>(), "{told}");
    for (here, there) in drawn.chain.members.iter().zip(&answer.members) {
        assert_eq!((&here.part, here.left), (&there.part, there.left), "{told}");
        for stated in &there.degrees {
            let known = stated.assessment.as_ref().map(|a| (a.level, stated.age_days.unwrap()));
            assert_eq!(here.degrees[0].get(stated.dimension).map(|k| (k.level, k.age_days)), known, "{told}");
        }
    }
    let lines: Vec<_> = drawn.chain.support.iter().map(|s| (s.from, s.to, s.strength)).collect();
    assert_eq!(lines, answer.influence.iter().map(|l| (l.from, l.to, l.line.strength)).collect::<Vec<_>>(), "{told}");

    let mut here = assess(&drawn.chain, 0, policy);
    let mut there = answer.assessment.clone();
    here.alerts.retain(|alert| !is_of_contacts(alert.kind));
    there.alerts.retain(|alert| !is_of_contacts(alert.kind));
    here.insight.rate += 0.0;
    assert_eq!(here, there, "{told}");
    assert_eq!(view.state(number, vendor), there.state, "{told}");
    members.len()
}

/// Holds all chains of some opportunities, as viewers see them on days from some vendors' viewpoints.
async fn check_all(
    world: &World,
    opportunities: &[String],
    vendors: &[Option<&str>],
    viewers: &[Viewer],
    days: &[&str],
) -> usize {
    let policy = Arc::new(Policy::default());
    let mut members = 0;
    for viewer in viewers {
        let reading = world.reading(viewer);
        let (ledger, _) = reading.ledger().await.unwrap();
        for day in days {
            let as_of = end_of(day);
            let view = LedgerView::new(&ledger, &policy, viewer, as_of);
            let question = |opportunity: &String, vendor: &Option<&str>| ChainQuestion {
                opportunity: id(opportunity),
                vendor: vendor.map(id),
                with_changes: false,
            };
            let questions: Vec<ChainQuestion> =
                opportunities.iter().flat_map(|o| vendors.iter().map(move |v| question(o, v))).collect();
            for answer in reading.decision_chains(&questions, as_of).await.unwrap() {
                members += check(&ledger, &view, &answer.unwrap(), &policy);
            }
        }
    }
    members
}

#[tokio::test(flavor = "multi_thread")]
async fn chains_of_the_ledger_are_those_of_the_questions() {
    let world = World::embedded_of(&World::with_chains()).await;
    let opportunities = ["p-mill", "p-empty", "p-dark", "p-thirty", "p-core"].map(str::to_owned);
    let viewers = [
        viewer("u-li", Role::Rep),
        viewer("u-fin", Role::Rep),
        viewer("u-han", Role::Manager),
        viewer("u-exec", Role::Executive),
        viewer("u-exec", Role::Rep),
        viewer("nobody", Role::Admin),
    ];
    let days = ["2025-06-30", "2026-01-20", "2026-05-31", "2026-06-15", "2026-06-21", "2026-06-30", "2027-06-30"];
    let vendors = [None, Some("o-rival")];
    let members = check_all(&world, &opportunities, &vendors, &viewers, &days).await;
    assert!(members > 1_000, "{members} members");
}

#[tokio::test(flavor = "multi_thread")]
async fn chains_of_the_demonstration_are_those_of_the_questions() {
    let world = World::demonstration(DemoSize::default(), |store| store).await;
    let opportunities: Vec<String> = (0..25).map(|number| format!("opp-{number:05}")).collect();
    let viewers = [
        viewer(guanxi::demo::VIEWER, Role::Rep),
        viewer(guanxi::demo::MANAGER, Role::Manager),
        viewer(guanxi::demo::EXECUTIVE, Role::Executive),
        viewer("emp-0000200", Role::Rep),
    ];
    let days = ["2024-03-31", "2025-02-28", "2026-01-31", "2026-06-30"];
    let members = check_all(&world, &opportunities, &[None], &viewers, &days).await;
    assert!(members > 500, "{members} members");
}
