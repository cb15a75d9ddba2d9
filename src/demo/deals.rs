//! Opportunities, who decides them, and what those people think of us and of a competitor.

use crate::domain::{
    Assessment, AttitudeLevel, ContactLevel, DecisionRole, DecisionRoleKind, Dimension, Opportunity,
    OpportunityOutcome, Period, Visibility, YesNoUnknown,
};

use super::career::opportunity_id;
use super::draw::{Draw, Purpose};
use super::market::{BUYER, CFO, CIO, FUNCTIONS};
use super::people::{competitor_id, customer_id, own};
use super::{Demo, Who, names, story};

const STAGES: &[&str] = &["verify", "establish", "analyse", "present", "bid", "negotiate"];
const WORKS: &[&str] = &[
    "核心系统升级",
    "数据中台",
    "供应链协同平台",
    "智能运维",
    "客户服务平台",
    "财务共享中心",
    "安全态势平台",
    "云平台扩容",
];
/// Numbers of assessments of one opportunity: keeps the instants of different opportunities apart.
const PER_DEAL: u32 = 1_000;

/// One part in a decision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub contact: u32,
    pub role: DecisionRoleKind,
    pub importance: u8,
    pub veto: YesNoUnknown,
    pub approve: YesNoUnknown,
    pub contact_level: Option<ContactLevel>,
}

/// An opportunity before it is written as records.
pub(super) struct Deal {
    pub name: String,
    pub customer: u32,
    /// Colleague.
    pub owner: u32,
    pub amount: Option<u32>,
    pub class: &'static str,
    pub stage: &'static str,
    /// Days before today.
    pub opened: u32,
    pub closed: Option<u32>,
    pub outcome: Option<OpportunityOutcome>,
    pub parts: Vec<Part>,
}

/// One attitude at one time.
pub(super) struct Observation {
    pub contact: u32,
    /// A competitor, or us.
    pub rival: Option<u32>,
    pub dimension: Dimension,
    pub level: i8,
    /// Days before today.
    pub days: u32,
    pub evidence: Option<&'static str>,
    pub coach: bool,
}

impl Deal {
    pub(super) fn decider(&self) -> Option<u32> {
        self.parts.iter().find(|part| part.role == DecisionRoleKind::DecisionMaker).map(|part| part.contact)
    }

    pub(super) fn judges(&self) -> Vec<u32> {
        let judges = self.parts.iter().filter(|part| part.role == DecisionRoleKind::Evaluator);
        judges.map(|part| part.contact).collect()
    }
}

impl Demo {
    pub(super) fn deal(&self, number: u32) -> Deal {
        story::deal(self, number).unwrap_or_else(|| self.drawn_deal(number))
    }

    fn drawn_deal(&self, number: u32) -> Deal {
        let mut draw = self.draw(Purpose::Opportunity, number);
        let customer = draw.low(self.size.customers);
        let opened = draw.between(20, self.history_days());
        // Nothing stays open for more than a year and a half.
        let closed = (opened > 540 || opened > 150 && draw.percent(55)).then(|| draw.between(1, opened - 100));
        let dropped = closed.map(|_| draw.percent(22));
        let stage = if closed.is_some() { "closed" } else { draw.one(STAGES) };
        let amount = draw.percent(92).then(|| 10_000 * (20 + draw.low(3_000)));
        let place = draw.below(3);
        let owner = if place == 0 || self.market.size(customer) < 40 {
            self.account_manager(customer)
        } else {
            self.company.members(self.account_team(customer, 0)).start + place
        };
        let year = self.day_before(opened).year();
        let name = format!("{}{} {year}", names::firm(customer).name, draw.one(WORKS));
        let parts = self.parts(customer, &mut draw);
        let class = draw.one(&["strategic", "key", "standard"]);
        let mut deal = Deal { name, customer, owner, amount, class, stage, opened, closed, outcome: None, parts };
        deal.outcome =
            dropped.map(|dropped| if dropped { OpportunityOutcome::Dropped } else { self.decided(number, &deal) });
        deal
    }

    fn parts(&self, customer: u32, draw: &mut Draw) -> Vec<Part> {
        use DecisionRoleKind::{Approver, DecisionMaker, Evaluator, Influencer, Procurement, User};
        use YesNoUnknown::{No, Unknown, Yes};
        let part = |position, role, importance, votes: (YesNoUnknown, YesNoUnknown), draw: &mut Draw| Part {
            contact: self.market.contact(customer, position),
            role,
            importance,
            veto: votes.0,
            approve: votes.1,
            contact_level: draw.percent(70).then(|| {
                draw.weighted(&[
                    (2, ContactLevel::None),
                    (4, ContactLevel::Brief),
                    (4, ContactLevel::Several),
                    (2, ContactLevel::Deep),
                ])
            }),
        };
        let mut parts = Vec::new();
        if draw.percent(80) {
            let approve = draw.weighted(&[(60, Yes), (10, No), (30, Unknown)]);
            parts.push(part(0, Approver, 3, (Unknown, approve), draw));
        }
        if draw.percent(60) {
            let veto = draw.weighted(&[(50, Yes), (20, No), (30, Unknown)]);
            parts.push(part(CFO, Evaluator, 2, (veto, No), draw));
        }
        let decider = draw.one(&[CIO, CIO, 4, 5]);
        let veto = draw.weighted(&[(20, Yes), (50, No), (30, Unknown)]);
        parts.push(part(decider, DecisionMaker, 3, (veto, Unknown), draw));
        if draw.percent(80) {
            parts.push(part(BUYER, Procurement, 2, (No, Unknown), draw));
        }
        if draw.percent(30) {
            parts.push(part(FUNCTIONS, Influencer, 1, (Unknown, Unknown), draw));
        }
        let below = FUNCTIONS + 1;
        let (first, judges, users) =
            (draw.low(self.market.size(customer) - below), draw.between(1, 3), draw.between(1, 3));
        for n in 0..judges + users {
            let position = below + (first + n) % (self.market.size(customer) - below);
            let (role, importance) = if n < judges { (Evaluator, 2) } else { (User, 1) };
            parts.push(part(position, role, importance, (No, No), draw));
        }
        parts
    }

    pub(super) fn opportunities(self) -> impl Iterator<Item = Opportunity> + Send {
        (0..self.size.opportunities).map(move |number| {
            let deal = self.deal(number);
            Opportunity {
                id: opportunity_id(number),
                name: deal.name,
                customer_id: customer_id(deal.customer),
                amount: deal.amount.map(f64::from),
                currency: deal.amount.map(|_| "CNY".to_owned()),
                class: Some(deal.class.to_owned()),
                stage: Some(deal.stage.to_owned()),
                owner_id: Some(Who::Employee(deal.owner).id()),
                opened: Some(self.day_before(deal.opened)),
                closed: deal.closed.map(|days| self.day_before(days)),
                outcome: deal.outcome,
            }
        })
    }

    pub(super) fn decision_roles(self) -> impl Iterator<Item = DecisionRole> + Send {
        (0..self.size.opportunities).flat_map(move |number| {
            let deal = self.deal(number);
            let (from, to) = (self.day_before(deal.opened), deal.closed.map(|days| self.day_before(days)));
            let period = Period::new(Some(from), to).expect("an opportunity closes after it opens");
            deal.parts.into_iter().map(move |part| DecisionRole {
                opportunity_id: opportunity_id(number),
                person_id: Who::Contact(part.contact).id(),
                role: Some(part.role),
                importance: Some(part.importance),
                veto: part.veto,
                approve: part.approve,
                contact_level: part.contact_level,
                period,
            })
        })
    }

    pub(super) fn assessments(self) -> impl Iterator<Item = Assessment> + Send {
        let most = usize::try_from(self.size.assessments).unwrap_or(usize::MAX);
        let assessments = (0..self.size.opportunities).flat_map(move |number| {
            let deal = self.deal(number);
            let told = story::observations(number);
            // What was said in a deal that is over counts for that deal alone, and the story's customer is told by the story.
            let of_deal = told.is_none() && (deal.closed.is_some() || deal.customer == 0);
            // What people keep to themselves or their team is theirs to say: nothing of the story.
            let mut sight = told.is_none().then(|| self.draw(Purpose::Sight, number));
            let observations = told.unwrap_or_else(|| self.observations(number, &deal)).into_iter().enumerate();
            let demo = self.clone();
            observations.map(move |(nth, seen)| Assessment {
                person_id: Who::Contact(seen.contact).id(),
                vendor_id: seen.rival.map_or_else(own, |rival| competitor_id(rival % demo.size.competitors)),
                dimension: seen.dimension,
                level: AttitudeLevel::new(i64::from(seen.level)).expect("-2 to 2"),
                opportunity_id: (of_deal || seen.dimension != Dimension::Relationship).then(|| opportunity_id(number)),
                at: demo.instant_before(seen.days, number * PER_DEAL + u32::try_from(nth).expect("a few hundred")),
                by_id: Some(Who::Employee(deal.owner).id()),
                evidence: seen.evidence.map(str::to_owned),
                coach: seen.coach,
                visibility: sight.as_mut().map_or(Visibility::Company, |draw| {
                    draw.weighted(&[(93, Visibility::Company), (5, Visibility::Team), (2, Visibility::Private)])
                }),
            })
        });
        assessments.take(most)
    }

    pub(super) fn observations(&self, number: u32, deal: &Deal) -> Vec<Observation> {
        let mut draw = self.draw(Purpose::Role, number);
        let inclination = self.inclination(number);
        let until = deal.closed.unwrap_or(1);
        let rival = number % self.size.competitors;
        let mut seen = Vec::new();
        for part in &deal.parts {
            for vendor in [None, Some(rival)] {
                for (dimension, known) in
                    [(Dimension::Relationship, 85), (Dimension::Solution, 65), (Dimension::Price, 50)]
                {
                    if !draw.percent(if vendor.is_none() { known } else { known / 2 }) {
                        continue;
                    }
                    let times = draw.between(2, self.size.looks);
                    let level = draw.weighted(&[(10, -2_i8), (20, -1), (35, 0), (25, 1), (10, 2)]);
                    let mut level = if vendor.is_none() { (level + inclination).clamp(-2, 2) } else { level };
                    for time in 0..times {
                        // Later observations are closer to the end; the last may be weeks old.
                        let span = deal.opened.saturating_sub(until) / times;
                        let days = until + span * (times - 1 - time) + draw.below(span.max(1));
                        let coach = level == 2 && vendor.is_none() && draw.percent(30);
                        let evidence = draw.percent(60).then(|| draw.one(evidence_for(level)));
                        seen.push(Observation {
                            contact: part.contact,
                            rival: vendor,
                            dimension,
                            level,
                            days,
                            evidence,
                            coach,
                        });
                        level = (level + draw.weighted(&[(3, 1), (4, 0), (3, -1)])).clamp(-2, 2);
                    }
                }
            }
        }
        seen
    }
}

fn evidence_for(level: i8) -> &'static [&'static str] {
    match level {
        ..=-2 => &["said so in the steering committee", "拒绝安排技术交流"],
        -1 => &["prefers the incumbent", "多次推迟会面"],
        0 => &["asked both sides the same questions", "态度不明确"],
        1 => &["invited us to the pilot", "主动提供需求文档"],
        _ => &["told us the scoring items", "在评审会上为我们说话"],
    }
}
