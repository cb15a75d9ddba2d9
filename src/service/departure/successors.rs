//! Who could take over a relation of a colleague who leaves.

use std::collections::HashMap;

use crate::engine::{Cost, Progress};
use crate::service::ServiceError;
use crate::service::snapshot::CompanyGraph;

use super::answer::{LostRelation, Successor, SuccessorReason};
use super::routes_without;

/// A direct line of somebody who leaves.
struct Line {
    leaver: u32,
    contact: u32,
    power: f64,
    strength: f64,
}

/// The direct lines to contacts of the colleagues among those who leave, each with who could take over best: who stays and has the most
/// probable route to the contact; of equals, and where nobody has a route, who works in the same department; then who has
/// the fewest relations; then by identifier.
pub(super) fn lost_relations(
    company: &CompanyGraph,
    leaving: &[u32],
    progress: &dyn Progress,
) -> Result<Vec<LostRelation>, ServiceError> {
    let drawn = company.drawn();
    let employees = drawn.employees();
    let is_employee = |node: u32| employees.binary_search(&node).is_ok();
    let leaves = |node: u32| leaving.binary_search(&node).is_ok();
    let contacts_of = |node: u32| {
        let lines = drawn.graph().outgoing(node).map(|edge| drawn.line(edge));
        lines.filter(|line| !is_employee(line.to))
    };
    let mut lines: Vec<Line> = Vec::new();
    for &leaver in leaving.iter().filter(|&&node| is_employee(node)) {
        lines.extend(contacts_of(leaver).filter(|line| !leaves(line.to)).map(|line| Line {
            leaver,
            contact: line.to,
            power: company.key_person(line.to).map_or(0.0, |key| key.power),
            strength: line.strength.get(),
        }));
    }
    lines.sort_by(|a, b| {
        let by_weight = b.power.total_cmp(&a.power).then(b.strength.total_cmp(&a.strength));
        by_weight.then((a.contact, a.leaver).cmp(&(b.contact, b.leaver)))
    });

    let mut contacts: Vec<u32> = lines.iter().map(|line| line.contact).collect();
    contacts.sort_unstable();
    contacts.dedup();
    let routes = routes_without(company, &contacts, leaving, progress)?;
    let mut loads: HashMap<u32, u32> = HashMap::new();
    let mut load_of = |node: u32| *loads.entry(node).or_insert_with(|| contacts_of(node).count() as u32);
    // Only who is known by name can be named.
    let is_candidate = |node: u32| !leaves(node) && is_employee(node) && !drawn.is_masked(node);
    let departments: HashMap<u32, u32> =
        employees.iter().filter_map(|&node| Some((node, company.department_of(node)?))).collect();
    let same = |node: u32, leaver: u32| {
        departments.get(&node).is_some_and(|department| departments.get(&leaver) == Some(department))
    };

    let mut relations = Vec::with_capacity(lines.len());
    for line in lines {
        let place = contacts.binary_search(&line.contact).map_err(|_| internal())?;
        let best: Option<Cost> = routes.of_target(place).find(|pair| is_candidate(pair.employee)).map(|pair| pair.cost);
        let found = match best {
            Some(best) => {
                // Rows come best first.
                let equals = routes.of_target(place).filter(|pair| is_candidate(pair.employee));
                let equals = equals.take_while(|pair| pair.cost == best);
                equals
                    .min_by_key(|pair| (!same(pair.employee, line.leaver), load_of(pair.employee), pair.employee))
                    .map(|pair| (pair.employee, pair.probability(), pair.edges))
            }
            None => {
                let mates = employees.iter().filter(|&&node| is_candidate(node) && same(node, line.leaver));
                mates.min_by_key(|&&node| (load_of(node), node)).map(|&node| (node, 0.0, 0))
            }
        };
        let successor = found.and_then(|(node, probability, edges)| {
            let mut reasons = Vec::new();
            match edges {
                0 => {}
                1 => reasons.push(SuccessorReason::KnowsContact { probability }),
                edges => reasons.push(SuccessorReason::HasRoute { probability, over: edges - 1 }),
            }
            if same(node, line.leaver) {
                reasons.push(SuccessorReason::SameDepartment);
            }
            reasons.push(SuccessorReason::Load { relations: load_of(node) });
            Some(Successor { person: company.person(node)?.clone(), probability, reasons })
        });
        relations.push(LostRelation {
            leaver: company.person(line.leaver).ok_or_else(internal)?.clone(),
            contact: company.person(line.contact).ok_or_else(internal)?.clone(),
            power: line.power,
            strength: line.strength,
            successor,
        });
    }
    Ok(relations)
}

fn internal() -> ServiceError {
    ServiceError::Internal("a relation of somebody without a name".to_owned())
}
