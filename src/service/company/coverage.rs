//! "Which key persons can nobody reach, and whom do we depend on?"
//!
//! A key person is covered by an employee whose best route is at least `mining.covered` probable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::{AsOf, Department, Id, Organization, Policy};
use crate::service::recall::Recollection;
use crate::service::{Reading, ServiceError};

use super::{Colleague, Routes};

/// Of whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverageQuestion {
    /// Only this customer.
    pub customer: Option<Id>,
    /// Only people of this department of ours, or of one below it; what nobody else covers is told of them alone.
    pub department: Option<Id>,
}

/// A department and a customer to whose key persons it has routes.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentCoverage {
    /// Absent for those of no department.
    pub department: Option<Arc<Department>>,
    pub customer: Arc<Organization>,
    /// The best route of anybody there to any key person.
    pub best: f64,
    /// Employees with a route.
    pub n_doors: u32,
    /// Key persons of the customer who are covered from here, and all of them.
    pub n_covered: u32,
    pub n_key_persons: u32,
    /// The share of the customer's decision power that is covered from here, 0 to 1.
    pub power: f64,
}

/// An employee and a key person to whom a route leads.
#[derive(Debug, Clone, PartialEq)]
pub struct EmployeeCoverage {
    pub employee: Colleague,
    pub key_person: Id,
    /// Of the best route.
    pub probability: f64,
    /// The lines of that route.
    pub steps: u8,
    pub covered: bool,
}

/// A key person whom nobody covers.
#[derive(Debug, Clone, PartialEq)]
pub struct UncoveredKeyPerson {
    pub person: Id,
    /// Decision power over all customers.
    pub power: f64,
    pub customers: Vec<Arc<Organization>>,
    /// The best route there is; absent where there is none.
    pub best: Option<f64>,
}

/// A key person whom one employee alone covers.
#[derive(Debug, Clone, PartialEq)]
pub struct SoleRoute {
    pub person: Id,
    pub power: f64,
    pub probability: f64,
    /// The best route of anybody else, which does not cover; absent where there is none.
    pub next_best: Option<f64>,
}

/// An employee on whom key persons depend alone.
#[derive(Debug, Clone, PartialEq)]
pub struct SinglePoint {
    pub employee: Colleague,
    /// Greatest decision power first.
    pub key_persons: Vec<SoleRoute>,
    /// Their decision power together.
    pub power: f64,
}

/// A customer whose relation hangs by one thread.
#[derive(Debug, Clone, PartialEq)]
pub struct SingleThreaded {
    pub customer: Arc<Organization>,
    /// The only one of us who covers any of its key persons.
    pub on_our_side: Option<Colleague>,
    /// The only one of its several key persons who is covered.
    pub on_their_side: Option<Id>,
}

/// Who covers whom.
#[derive(Debug, Clone)]
pub struct CoverageAnswer {
    /// By department, then customer; only where a route leads.
    pub departments: Vec<DepartmentCoverage>,
    /// Greatest decision power first, those without any route before others of equal power.
    pub uncovered: Vec<UncoveredKeyPerson>,
    /// Greatest dependence first.
    pub single_points: Vec<SinglePoint>,
    /// By customer.
    pub single_threaded: Vec<SingleThreaded>,
    pub n_key_persons: u32,
    pub n_covered: u32,
    /// The decision power of all key persons, and of those covered.
    pub power: f64,
    pub covered_power: f64,
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
    routes: Routes,
    /// Pairs by employee, then key person, as positions: of the employee in the matrix, and within the employee's row.
    pairs: Vec<(u32, u32)>,
}

impl Reading {
    /// Who covers whom, who is not covered, and on whom we depend, as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for an unknown customer or department; those of the company's graph.
    pub async fn coverage(&self, question: &CoverageQuestion, as_of: AsOf) -> Result<CoverageAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("coverage", |r| Box::pin(r.coverage_at(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn coverage_at(&self, question: CoverageQuestion, as_of: AsOf) -> Result<CoverageAnswer, ServiceError> {
        let routes = self.routes_of_all(as_of).await?;
        self.service().compute.run(move || cover(routes, &question)).await?
    }
}

impl CoverageAnswer {
    /// How many pairs of an employee and a key person have a route.
    pub fn n_pairs(&self) -> usize {
        self.pairs.len()
    }

    /// A pair, by its place: pairs are ordered by employee, then by the probability of the route.
    pub fn pair(&self, place: usize) -> Option<EmployeeCoverage> {
        let &(employee, within) = self.pairs.get(place)?;
        let found = self.routes.matrix.of_employee(employee as usize).nth(within as usize)?;
        let probability = found.probability();
        Some(EmployeeCoverage {
            employee: Colleague::of(&self.routes.company, found.employee),
            key_person: self.routes.key_person(found.target).clone(),
            probability,
            steps: found.edges,
            covered: probability >= self.policy.mining.covered,
        })
    }
}

/// What one department has at one customer.
#[derive(Default)]
struct Cell {
    best: f64,
    doors: BTreeSet<u32>,
    covered: BTreeSet<u32>,
}

fn cover(routes: Routes, question: &CoverageQuestion) -> Result<CoverageAnswer, ServiceError> {
    let Routes { company, matrix } = &routes;
    let (view, policy) = (company.view(), Arc::clone(company.view().policy()));
    let ledger = view.ledger();
    let customer = question.customer.as_ref().map(|id| {
        let number = ledger.organization_number(id).filter(|number| ledger.customers().any(|c| c == *number));
        number.ok_or_else(|| ServiceError::NotFound { what: "customer", id: id.to_string() })
    });
    let customer = customer.transpose()?;
    let department = question.department.as_ref().map(|id| ledger.department_of_ours(id)).transpose()?;
    let place: Vec<Option<u32>> = matrix.employees().iter().map(|employee| company.department_of(*employee)).collect();
    let asked: Vec<bool> = place
        .iter()
        .map(|place| department.is_none_or(|wanted| place.is_some_and(|p| ledger.is_within_department(p, wanted))))
        .collect();
    let position = |employee: u32| matrix.employees().binary_search(&employee).ok();
    let is_asked = |employee: u32| position(employee).is_some_and(|position| asked[position]);
    let wanted = |customers: &[(u32, f64)]| customer.is_none_or(|only| customers.iter().any(|(c, _)| *c == only));

    let mut cells: BTreeMap<(Option<u32>, u32), Cell> = BTreeMap::new();
    let (mut uncovered, mut sole) = (Vec::new(), BTreeMap::<u32, Vec<SoleRoute>>::new());
    let mut threads: BTreeMap<u32, (BTreeSet<u32>, BTreeSet<u32>, u32)> = BTreeMap::new();
    let (mut n_key_persons, mut n_covered, mut power, mut covered_power) = (0, 0, 0.0, 0.0);
    for (at, key) in company.key_persons().iter().enumerate().filter(|(_, key)| wanted(&key.customers)) {
        let counted: Vec<(u32, f64)> =
            key.customers.iter().copied().filter(|(c, _)| customer.is_none_or(|only| only == *c)).collect();
        let weight: f64 = counted.iter().map(|(_, weight)| weight).sum();
        let person = routes.key_person(key.node).clone();
        // Best first.
        let doors: Vec<(u32, f64)> = matrix.of_target(at).map(|found| (found.employee, found.probability())).collect();
        let covers = |probability: f64| probability >= policy.mining.covered;
        for (number, _) in &counted {
            let thread = threads.entry(*number).or_default();
            thread.2 += 1;
            for (door, _) in doors.iter().filter(|(_, p)| covers(*p)) {
                thread.0.insert(*door);
                thread.1.insert(key.node);
            }
            for (door, probability) in doors.iter().filter(|(door, _)| is_asked(*door)) {
                let place = position(*door).and_then(|position| place[position]);
                let cell = cells.entry((place, *number)).or_default();
                cell.best = cell.best.max(*probability);
                cell.doors.insert(*door);
                if covers(*probability) {
                    cell.covered.insert(key.node);
                }
            }
        }
        let best = doors.iter().find(|(door, _)| is_asked(*door)).map(|(_, probability)| *probability);
        n_key_persons += 1;
        power += weight;
        if best.is_some_and(covers) {
            n_covered += 1;
            covered_power += weight;
        } else {
            let customers = counted.iter().map(|(number, _)| Arc::clone(company.customer(*number))).collect();
            uncovered.push(UncoveredKeyPerson { person: person.clone(), power: weight, customers, best });
        }
        if let Some(&(door, probability)) = doors.first() {
            let next_best = doors.get(1).map(|(_, probability)| *probability);
            if covers(probability) && !next_best.is_some_and(covers) && is_asked(door) {
                sole.entry(door).or_default().push(SoleRoute { person, power: weight, probability, next_best });
            }
        }
    }
    uncovered.sort_by(|a, b| {
        let best = |u: &UncoveredKeyPerson| u.best.unwrap_or(0.0);
        b.power.total_cmp(&a.power).then(best(a).total_cmp(&best(b))).then_with(|| a.person.cmp(&b.person))
    });
    let departments = cells.into_iter().map(|((place, number), cell)| {
        let weights = company
            .key_persons()
            .iter()
            .flat_map(|key| key.customers.iter().filter(|(c, _)| *c == number).map(|(_, weight)| (key.node, *weight)));
        let (mut n_key_persons, mut power) = (0, 0.0);
        for (node, weight) in weights {
            n_key_persons += 1;
            power += if cell.covered.contains(&node) { weight } else { 0.0 };
        }
        DepartmentCoverage {
            department: place.and_then(|place| ledger.department(place)).cloned(),
            customer: Arc::clone(company.customer(number)),
            best: cell.best,
            n_doors: cell.doors.len() as u32,
            n_covered: cell.covered.len() as u32,
            n_key_persons,
            power,
        }
    });
    let departments: Vec<DepartmentCoverage> = departments.collect();
    let single_threaded = threads.into_iter().filter_map(|(number, (ours, theirs, all))| {
        let only = |set: &BTreeSet<u32>| if set.len() == 1 { set.first().copied() } else { None };
        let on_our_side = only(&ours).filter(|door| is_asked(*door)).map(|door| Colleague::of(company, door));
        let on_their_side = only(&theirs).filter(|_| all > 1).map(|node| routes.key_person(node).clone());
        let customer = Arc::clone(company.customer(number));
        let threaded = on_our_side.is_some() || on_their_side.is_some();
        threaded.then_some(SingleThreaded { customer, on_our_side, on_their_side })
    });
    let single_threaded: Vec<SingleThreaded> = single_threaded.collect();
    let pairs = (0..matrix.employees().len()).filter(|employee| asked[*employee]).flat_map(|employee| {
        let row = matrix.of_employee(employee).enumerate();
        let of = row.filter(|(_, found)| company.key_person(found.target).is_some_and(|key| wanted(&key.customers)));
        of.map(move |(within, _)| (employee as u32, within as u32)).collect::<Vec<_>>()
    });
    let pairs: Vec<(u32, u32)> = pairs.collect();
    Ok(CoverageAnswer {
        departments,
        uncovered,
        single_points: points(&routes, sole),
        single_threaded,
        n_key_persons,
        n_covered,
        power,
        covered_power,
        omitted: company.omitted(),
        as_of: view.as_of(),
        data_version: 0,
        policy,
        pairs,
        routes,
    })
}

/// Employees by how much depends on them alone; equals in the order of the people, masked ones last.
fn points(routes: &Routes, sole: BTreeMap<u32, Vec<SoleRoute>>) -> Vec<SinglePoint> {
    let point = |(employee, mut key_persons): (u32, Vec<SoleRoute>)| {
        key_persons.sort_by(|a, b| b.power.total_cmp(&a.power).then_with(|| a.person.cmp(&b.person)));
        let power = key_persons.iter().map(|key| key.power).sum();
        SinglePoint { employee: Colleague::of(&routes.company, employee), key_persons, power }
    };
    let mut points: Vec<SinglePoint> = sole.into_iter().map(point).collect();
    points.sort_by(|a, b| b.power.total_cmp(&a.power));
    points
}
