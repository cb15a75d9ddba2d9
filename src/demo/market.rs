//! The customers and competitors: who sits where, by arithmetic on the person's number.
//!
//! A customer's people are numbered one after the other: 0 is its chief executive, 1 to 6 head its six functions, the next
//! head units (or are deputies where a function has no units), the others are members.

/// The functions of a customer: name, English name, titles of the head, of a unit's head or deputy, and of a member.
pub(super) const FUNCTION: [(&str, &str, [&str; 3], [&str; 3]); 6] = [
    (
        "财务部",
        "Finance",
        ["财务总监", "财务副总监", "财务经理"],
        ["Chief Financial Officer", "Deputy Finance Director", "Finance Manager"],
    ),
    (
        "信息技术部",
        "IT",
        ["首席信息官", "信息技术副总监", "系统工程师"],
        ["Chief Information Officer", "IT Manager", "Systems Engineer"],
    ),
    (
        "采购部",
        "Procurement",
        ["采购总监", "采购副总监", "采购经理"],
        ["Procurement Director", "Procurement Manager", "Buyer"],
    ),
    (
        "运营部",
        "Operations",
        ["运营总监", "运营副总监", "运营工程师"],
        ["Operations Director", "Operations Manager", "Operations Engineer"],
    ),
    (
        "业务部",
        "Business",
        ["业务总监", "业务副总监", "业务经理"],
        ["Business Director", "Business Manager", "Business Analyst"],
    ),
    (
        "法务合规部",
        "Legal",
        ["法务总监", "法务副总监", "法务经理"],
        ["General Counsel", "Legal Manager", "Legal Officer"],
    ),
];
/// Number of functions.
pub(super) const FUNCTIONS: u32 = 6;
/// Positions of two functions' heads that the rest of the generator speaks of.
pub(super) const CFO: u32 = 1;
pub(super) const CIO: u32 = 2;
pub(super) const BUYER: u32 = 3;
/// Fewest people of a customer.
pub(super) const CUSTOMER_MIN: u32 = 16;

/// Where somebody sits in a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    Chief,
    FunctionHead(u32),
    /// Function; unit where the function has units; head (or deputy) or not; place, to pick a level.
    Member {
        function: u32,
        unit: Option<u32>,
        head: bool,
        place: u32,
    },
}

/// Sizes of the customers, and the order of their people by rank.
#[derive(Debug)]
pub(super) struct Market {
    /// Number of the first person of each customer, and the number of people at the end.
    starts: Vec<u32>,
    /// How many people of all customers sit before the people with this position.
    ranks: Vec<u32>,
}

impl Market {
    /// Divides `contacts` people among `customers`, the first the largest: sizes fall like 1/(place + 4).
    pub(super) fn new(customers: u32, contacts: u32) -> Self {
        let spare = u64::from(contacts - customers * CUSTOMER_MIN);
        let weight = |c: u32| 1_000_000_000_u64 / u64::from(c + 4);
        let total: u64 = (0..customers).map(weight).sum();
        let (mut sizes, mut before, mut given) = (Vec::with_capacity(customers as usize), 0_u64, 0_u64);
        for c in 0..customers {
            before += weight(c);
            let upto = spare * before / total;
            sizes.push(CUSTOMER_MIN + u32::try_from(upto - given).expect("at most the number of contacts"));
            given = upto;
        }
        // Rounding may let a size rise by one; in falling order the customers with a position are a prefix.
        sizes.sort_unstable_by_key(|size| std::cmp::Reverse(*size));
        let running = |sum: &mut u32, more: u32| {
            *sum += more;
            Some(*sum)
        };
        let starts = std::iter::once(0).chain(sizes.iter().copied().scan(0, running)).collect();
        let having = |position| u32::try_from(sizes.partition_point(|size| *size > position)).expect("few customers");
        let ranks = std::iter::once(0).chain((0..sizes[0]).map(having).scan(0, running)).collect();
        Self { starts, ranks }
    }

    pub(super) fn size(&self, customer: u32) -> u32 {
        self.starts[customer as usize + 1] - self.starts[customer as usize]
    }

    /// The number of a customer's person at a position.
    pub(super) fn contact(&self, customer: u32, position: u32) -> u32 {
        self.starts[customer as usize] + position
    }

    /// Customer and position of a person.
    pub(super) fn place(&self, contact: u32) -> (u32, u32) {
        let customer = self.starts.partition_point(|start| *start <= contact) - 1;
        (u32::try_from(customer).expect("few customers"), contact - self.starts[customer])
    }

    /// The person at a rank: first every customer's chief executive, then the heads of the functions, and so on down.
    pub(super) fn by_rank(&self, rank: u32) -> u32 {
        let position = self.ranks.partition_point(|before| *before <= rank) - 1;
        let position = u32::try_from(position).expect("a position");
        self.contact(rank - self.ranks[position as usize], position)
    }

    /// Units of each function of a customer; 1 means that the function has none below it.
    pub(super) fn units(&self, customer: u32) -> u32 {
        (self.size(customer) / 90).max(1)
    }

    pub(super) fn seat(&self, customer: u32, position: u32) -> Seat {
        if position == 0 {
            return Seat::Chief;
        }
        if position <= FUNCTIONS {
            return Seat::FunctionHead(position - 1);
        }
        let (place, units) = (position - FUNCTIONS - 1, self.units(customer));
        let slot = place % (FUNCTIONS * units);
        Seat::Member {
            function: slot % FUNCTIONS,
            unit: (units > 1).then_some(slot / FUNCTIONS),
            head: place < FUNCTIONS * units,
            place,
        }
    }

    /// Position of the person somebody reports to.
    pub(super) fn manager(&self, customer: u32, position: u32) -> Option<u32> {
        match self.seat(customer, position) {
            Seat::Chief => None,
            Seat::FunctionHead(_) => Some(0),
            Seat::Member { function, head: true, .. } | Seat::Member { function, unit: None, .. } => Some(1 + function),
            Seat::Member { function, unit: Some(unit), head: false, .. } => {
                Some(1 + FUNCTIONS + unit * FUNCTIONS + function)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_one_place_and_one_rank() {
        for (customers, contacts) in [(2, 40), (12, 300), (200, 9_000)] {
            let market = Market::new(customers, contacts);
            assert_eq!((market.starts.len() - 1, market.starts.last()), (customers as usize, Some(&contacts)));
            let mut seen = vec![false; contacts as usize];
            for rank in 0..contacts {
                let contact = market.by_rank(rank);
                assert!(!std::mem::replace(&mut seen[contact as usize], true));
            }
            for contact in 0..contacts {
                let (customer, position) = market.place(contact);
                assert_eq!(market.contact(customer, position), contact);
                assert!(position < market.size(customer) && market.size(customer) >= CUSTOMER_MIN);
                assert!(market.manager(customer, position).is_none_or(|manager| manager < position));
            }
        }
    }
}
