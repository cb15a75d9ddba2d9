//! The numbers of one customer at one moment.

use std::sync::Arc;

use crate::domain::{AsOf, CustomerClass, Department, Dimension, Id, OpportunityOutcome, Organization};
use crate::scoring::band::{DegreeAverage, LevelCounts, WeightedMean, WeightedSums};
use crate::scoring::chain::{Completeness, Insight, MemberWeight};
use crate::scoring::customer::{CustomerBusiness, LargeCustomer, customer_class, large_customer};
use crate::service::ledger::{CustomerView, LedgerView, Stated};

/// What averages are made of: the levels of the three degrees of a customer's key persons, counted, and weighted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counted {
    pub n_key_persons: u32,
    pub levels: [LevelCounts; 3],
    pub weighted: [WeightedSums; 3],
}

/// One customer.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerStanding {
    pub number: u32,
    pub customer: Arc<Organization>,
    /// Whose it is; nobody's without.
    pub owner: Option<Id>,
    pub owner_number: Option<u32>,
    /// The department of the owner.
    pub department: Option<Arc<Department>>,
    pub department_number: Option<u32>,
    pub(super) counted: Counted,
    /// The three degrees, in their order.
    pub degrees: [DegreeStanding; 3],
    pub completeness: Completeness,
    /// Absent where there are no key persons.
    pub insight: Option<Insight>,
    pub class: CustomerClass,
    pub large: LargeCustomer,
    /// The currency of the large-customer test, where the owner has a target.
    pub target_currency: Option<Arc<str>>,
    pub target: Option<f64>,
    pub n_won: u32,
    pub open: OpenBusiness,
    /// Assessments and lines of other teams that were left out.
    pub omitted: u64,
}

/// One degree of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DegreeStanding {
    pub dimension: Dimension,
    pub average: DegreeAverage,
    pub weighted: WeightedMean,
}

/// Open opportunities.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpenBusiness {
    pub n: u32,
    /// Of those the ones whose amount is not known.
    pub n_without_amount: u32,
    /// By currency, in the order of its code.
    pub amounts: Vec<(Arc<str>, f64)>,
}

impl OpenBusiness {
    /// Adds an opportunity.
    pub fn add(&mut self, amount: Option<(&Arc<str>, f64)>) {
        self.n += 1;
        match amount {
            None => self.n_without_amount += 1,
            Some((currency, amount)) => self.add_amount(currency, amount),
        }
    }

    fn add_amount(&mut self, currency: &Arc<str>, amount: f64) {
        match self.amounts.binary_search_by(|(known, _)| known.cmp(currency)) {
            Ok(place) => self.amounts[place].1 += amount,
            Err(place) => self.amounts.insert(place, (Arc::clone(currency), amount)),
        }
    }

    /// The amount in a currency.
    pub fn amount_in(&self, currency: &str) -> Option<f64> {
        self.amounts.iter().find(|(known, _)| **known == *currency).map(|(_, amount)| *amount)
    }

    /// Adds what is open elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.n_without_amount += other.n_without_amount;
        for (currency, amount) in &other.amounts {
            self.add_amount(currency, *amount);
        }
    }
}

impl Counted {
    /// Counts the levels of people with their decision weights.
    pub fn of<'m>(members: impl Iterator<Item = &'m [Option<Stated>; 3]>, weights: &[MemberWeight]) -> Self {
        let mut counted = Self::default();
        for (degrees, weight) in members.zip(weights) {
            counted.add(degrees.map(|stated| stated.map(|s| s.level)), weight.weight);
        }
        counted
    }

    /// Adds one person.
    pub fn add(&mut self, levels: [Option<crate::domain::AttitudeLevel>; 3], weight: f64) {
        self.n_key_persons += 1;
        for (place, level) in levels.into_iter().enumerate() {
            self.levels[place].add(level);
            self.weighted[place].add(weight, level);
        }
    }

    /// Adds another customer.
    pub fn merge(&mut self, other: &Self) {
        self.n_key_persons += other.n_key_persons;
        for place in 0..3 {
            self.levels[place].merge(&other.levels[place]);
            self.weighted[place].merge(&other.weighted[place]);
        }
    }
}

impl CustomerStanding {
    /// The numbers of a customer as a viewer may see them.
    pub fn new(view: &LedgerView, drawn: &CustomerView) -> Self {
        let (ledger, policy, number) = (view.ledger(), view.policy(), drawn.customer);
        let customer = Arc::clone(ledger.organization(number));
        let assessment = drawn.assessed(view);
        let counted = Counted::of(drawn.stated.iter(), &assessment.weights);
        let degree = |(place, &dimension): (usize, &Dimension)| DegreeStanding {
            dimension,
            average: counted.levels[place].average(&policy.band),
            weighted: counted.weighted[place].mean(),
        };
        let mut degrees = <Dimension as crate::domain::Coded>::ALL.iter().enumerate().map(degree);
        let degrees = std::array::from_fn(|_| degrees.next().expect("there are three degrees"));
        let class = customer_class(customer.potential, degrees[0].average.band);

        let mut open = OpenBusiness::default();
        for (_, deal) in view.open_deals(number) {
            open.add(deal.amount.zip(deal.currency).map(|(amount, currency)| (ledger.currency(currency), amount)));
        }
        let won = |deal: &crate::service::Deal| deal.outcome(view.day()) == Some(OpportunityOutcome::Won);
        let n_won = ledger.deals_of(number).filter(|(_, deal)| won(deal)).count();
        let n_won = u32::try_from(n_won).unwrap_or(u32::MAX);
        let owner_number = view.owner_of(number);
        let target = owner_number.and_then(|owner| target(view, owner, &open));
        let open_amount = match &target {
            Some((currency, _)) => open.amount_in(currency),
            None => None,
        };
        let amount = target.as_ref().map(|(_, amount)| *amount);
        let business = CustomerBusiness { open_amount, target: amount, n_won, n_open: open.n };
        let department_number = owner_number.and_then(|owner| view.department_of(owner));
        Self {
            number,
            customer,
            owner: owner_number.map(|owner| ledger.people().id(owner).clone()),
            owner_number,
            department: department_number.and_then(|department| ledger.department(department)).map(Arc::clone),
            department_number,
            counted,
            degrees,
            completeness: assessment.completeness,
            insight: (counted.n_key_persons > 0).then_some(assessment.insight),
            class,
            large: large_customer(&business, &policy.customer),
            target_currency: target.map(|(currency, _)| currency),
            target: amount,
            n_won,
            open,
            omitted: drawn.omitted,
        }
    }

    /// All customers at a moment.
    pub fn all(view: &LedgerView) -> Vec<Self> {
        view.ledger().customers().map(|customer| Self::new(view, &view.customer(customer))).collect()
    }
}

/// The target that a customer is measured by: of the current ones of its owner, in the currency of which the customer carries the
/// largest share; of several in one currency the one over the most days.
fn target(view: &LedgerView, owner: u32, open: &OpenBusiness) -> Option<(Arc<str>, f64)> {
    let ledger = view.ledger();
    let mut longest: Vec<(&Arc<str>, i64, f64)> = Vec::new();
    for quota in view.current_targets(owner) {
        let (currency, days) = (ledger.currency(quota.currency), i64::from(quota.to) - i64::from(quota.from));
        match longest.iter_mut().find(|(known, ..)| *known == currency) {
            Some(known) if known.1 < days => (known.1, known.2) = (days, quota.amount),
            Some(_) => {}
            None => longest.push((currency, days, quota.amount)),
        }
    }
    let share = |currency: &str, target: f64| open.amount_in(currency).map_or(0.0, |amount| amount / target);
    let rank = |a: &&(&Arc<str>, i64, f64), b: &&(&Arc<str>, i64, f64)| {
        share(a.0, a.2).total_cmp(&share(b.0, b.2)).then_with(|| b.0.cmp(a.0))
    };
    longest.iter().max_by(rank).map(|(currency, _, amount)| (Arc::clone(currency), *amount))
}

/// The moment before, of the same customers.
pub fn at(view: &LedgerView, customers: &[u32], as_of: AsOf) -> Vec<CustomerStanding> {
    let then = view.at(as_of);
    customers.iter().map(|&customer| CustomerStanding::new(&then, &then.customer(customer))).collect()
}
