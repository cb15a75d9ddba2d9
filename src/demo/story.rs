//! The people of the story, and their lines, by hand: 王芳, chief information officer of 江海银行, decides the second phase of
//! its core system. Her finance colleague holds a veto and is against us; a competitor is close to her and closer to
//! procurement. Seven departments of ours have a door to her, and nobody has the whole picture.

use jiff::Timestamp;

use crate::domain::{
    ContactLevel, DecisionRoleKind, Dimension, Id, Influence, InfluenceLevel, Interaction, InteractionKind,
    OpportunityOutcome, Polarity, Probability, Strength, Visibility, YesNoUnknown,
};

use super::company::{Company, DELIVERY, FINANCE, LEGAL, PEOPLE, Post, RESEARCH, SOLUTIONS};
use super::deals::{Deal, Observation, Part};
use super::market::{BUYER, CFO, CIO, FUNCTIONS, Market};
use super::people::customer_part;
use super::{Demo, Who};

/// 王芳's number: position 2 of the first customer, whatever the size.
pub(super) const KEY_CONTACT: u32 = 2;
/// Fewest people of a competitor.
pub(super) const RIVALS_MIN: u32 = 4;
/// The first opportunities are told; those drawn have higher numbers.
pub(super) const DEALS: u32 = 2;
/// No fewer interactions than the story has.
pub(super) const INTERACTIONS: u32 = 400;
/// No more lines than this are told; those drawn have higher numbers.
pub(super) const LINES_MAX: u32 = 40;

/// A part in the story: somebody by their place, not by their number, which depends on the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Head(u32),
    /// Lead of the first team of a division.
    Lead(u32),
    /// Staff of the first team of a division.
    Staff(u32, u32),
    Contact(u32, u32),
    Rival(u32),
}

use Role::{Contact, Head, Lead, Rival, Staff};

const VIEWER: Role = Staff(0, 0);
const DEPUTY: u32 = FUNCTIONS + 2;
const ENGINEER: u32 = FUNCTIONS + 8;
const CAST: &[(Role, &str)] = &[
    (Head(0), "林建国"),
    (Lead(0), "郑晓东"),
    (VIEWER, "刘洋"),
    (Staff(0, 1), "冯倩"),
    (Staff(SOLUTIONS, 0), "赵磊"),
    (Staff(SOLUTIONS, 1), "许文"),
    (Staff(SOLUTIONS, 2), "张伟"),
    (Staff(DELIVERY, 0), "孙浩"),
    (Lead(DELIVERY), "高峰"),
    (Staff(RESEARCH, 0), "邓超"),
    (Staff(RESEARCH, 1), "Emily Carter"),
    (Staff(FINANCE, 0), "何静"),
    (Staff(PEOPLE, 0), "郭强"),
    (Staff(LEGAL, 0), "沈悦"),
    (Contact(0, 0), "周明远"),
    (Contact(0, CFO), "陈国栋"),
    (Contact(0, CIO), "王芳"),
    (Contact(0, BUYER), "马丽"),
    (Contact(0, DEPUTY), "唐雪"),
    (Contact(0, ENGINEER), "钟毅"),
    (Contact(1, CIO), "张伟"),
    (Rival(0), "段宇"),
    (Rival(1), "Marcus Hale"),
];

impl Role {
    fn of(company: &Company, market: Option<&Market>, who: Who) -> Option<Self> {
        let division = |team| {
            let department = company.department_of(team);
            // The first ten departments are the first of their divisions, in the divisions' order.
            (department < super::DIVISIONS && company.first_team(department) == team).then_some(department)
        };
        match who {
            Who::Employee(e) => match company.post(e) {
                Post::DivisionHead(v) => Some(Head(v)),
                Post::TeamLead(team) => division(team).map(Lead),
                Post::Staff(team, place) => division(team).map(|v| Staff(v, place)),
                Post::Chief | Post::DepartmentHead(_) => None,
            },
            Who::Contact(c) => {
                market.map(|market| market.place(c)).map(|(customer, position)| Contact(customer, position))
            }
            Who::Rival(r) => Some(Rival(r)),
        }
    }

    fn who(self, demo: &Demo) -> Who {
        let company = &demo.company;
        match self {
            Head(v) => Who::Employee(1 + v),
            Lead(v) => Who::Employee(company.lead(company.first_team(v))),
            Staff(v, place) => Who::Employee(company.staff(v, place)),
            Contact(customer, position) => Who::Contact(demo.market.contact(customer, position)),
            Rival(r) => Who::Rival(r),
        }
    }
}

/// The name of somebody in the story.
pub(super) fn name(company: &Company, market: &Market, who: Who) -> Option<&'static str> {
    let role = Role::of(company, Some(market), who)?;
    CAST.iter().find(|(part, _)| *part == role).map(|(_, name)| *name)
}

/// Whether a colleague is in the story.
pub(super) fn is_in(company: &Company, who: Who) -> bool {
    matches!(who, Who::Employee(_))
        && Role::of(company, None, who).is_some_and(|role| CAST.iter().any(|(part, _)| *part == role))
}

/// What a colleague of the story did before: 许文 worked for 王芳.
pub(super) fn former_post(company: &Company, who: Who) -> Option<(Id, &'static str)> {
    (Role::of(company, None, who) == Some(Staff(SOLUTIONS, 1))).then(|| (customer_part(0, "f1"), "系统架构师"))
}

/// The story's opportunities: the open second phase and the first, which we won.
pub(super) fn deal(demo: &Demo, number: u32) -> Option<Deal> {
    use DecisionRoleKind::{Approver, DecisionMaker, Evaluator, Procurement, User};
    use YesNoUnknown::{No, Unknown, Yes};
    let part = |position, role, importance, veto, approve, contact_level| Part {
        contact: demo.market.contact(0, position),
        role,
        importance,
        veto,
        approve,
        contact_level: Some(contact_level),
    };
    let owner = demo.company.staff(0, 0);
    match number {
        0 => Some(Deal {
            name: "江海银行核心系统二期".to_owned(),
            customer: 0,
            owner,
            amount: Some(48_000_000),
            class: "strategic",
            stage: "present",
            opened: 210,
            closed: None,
            outcome: None,
            parts: vec![
                part(0, Approver, 3, Unknown, Yes, ContactLevel::Brief),
                part(CFO, Evaluator, 2, Yes, No, ContactLevel::Brief),
                part(CIO, DecisionMaker, 3, No, Unknown, ContactLevel::Several),
                part(BUYER, Procurement, 2, Unknown, No, ContactLevel::Brief),
                part(DEPUTY, Evaluator, 2, No, No, ContactLevel::Deep),
                part(ENGINEER, User, 1, No, No, ContactLevel::Several),
            ],
        }),
        1 => Some(Deal {
            name: "江海银行核心系统一期".to_owned(),
            customer: 0,
            // Handed over since.
            owner: demo.company.lead(0),
            amount: Some(22_500_000),
            class: "strategic",
            stage: "closed",
            opened: 900,
            closed: Some(420),
            outcome: Some(OpportunityOutcome::Won),
            parts: vec![
                part(0, Approver, 3, Unknown, Yes, ContactLevel::Brief),
                part(CIO, DecisionMaker, 3, No, Unknown, ContactLevel::Several),
                part(DEPUTY, Evaluator, 2, No, No, ContactLevel::Several),
            ],
        }),
        _ => None,
    }
}

/// Position, competitor (or us), dimension, level, days before today, evidence.
type Seen = (u32, Option<u32>, Dimension, i8, u32, Option<&'static str>);

/// What the people of the story think; none for other opportunities.
pub(super) fn observations(number: u32) -> Option<Vec<Observation>> {
    use Dimension::{Price, Relationship, Solution};
    let rows: &[Seen] = match number {
        0 => &[
            (CIO, None, Relationship, 0, 200, None),
            (CIO, None, Relationship, 1, 45, Some("邀请我们参加规划评审")),
            (CIO, None, Solution, 1, 40, Some("technical exchange went well")),
            (CIO, None, Price, 0, 30, None),
            (CIO, Some(0), Relationship, 1, 60, Some("meets 段宇 every month")),
            (CFO, None, Relationship, -1, 90, Some("多次质疑一期成本")),
            (CFO, None, Price, -2, 35, Some("said the offer is a third too high")),
            (CFO, Some(0), Relationship, 1, 80, None),
            (0, None, Relationship, 0, 150, None),
            (BUYER, None, Relationship, -1, 100, None),
            (BUYER, Some(0), Relationship, 2, 70, Some("worked there until 2020")),
            (DEPUTY, None, Relationship, 1, 190, None),
            (DEPUTY, None, Relationship, 2, 25, Some("told us the scoring items")),
            (DEPUTY, None, Solution, 2, 25, Some("在评审会上为我们说话")),
        ],
        1 => &[
            (CIO, None, Relationship, -1, 880, Some("did not know us")),
            (CIO, None, Relationship, 0, 600, None),
            (CIO, None, Solution, 1, 500, Some("pilot accepted")),
            (0, None, Relationship, 0, 700, None),
            (DEPUTY, None, Relationship, 0, 800, None),
            (DEPUTY, None, Solution, 1, 520, None),
        ],
        _ => return None,
    };
    let observation = |&(contact, rival, dimension, level, days, evidence)| Observation {
        contact,
        rival,
        dimension,
        level,
        days,
        evidence,
        coach: contact == DEPUTY && level == 2 && dimension == Relationship,
    };
    Some(rows.iter().map(observation).collect())
}

/// From, to, level, days since it was seen, kind, evidence.
type Told = (Role, Role, InfluenceLevel, u32, &'static str, Option<&'static str>);

const WANG_FANG: Role = Contact(0, CIO);
/// Lines that everybody may see.
const OPEN: &[Told] = &[
    (VIEWER, WANG_FANG, InfluenceLevel::Acquainted, 40, "account work", Some("接手客户半年, 季度例会")),
    (VIEWER, Contact(0, BUYER), InfluenceLevel::Acquainted, 75, "account work", None),
    (Staff(0, 1), WANG_FANG, InfluenceLevel::None, 60, "account work", Some("从未见过面")),
    (Staff(SOLUTIONS, 0), WANG_FANG, InfluenceLevel::Trusted, 20, "project", Some("二期规划联合组")),
    (
        Staff(SOLUTIONS, 1),
        WANG_FANG,
        InfluenceLevel::Trusted,
        500,
        "former colleague",
        Some("worked for her until he joined us"),
    ),
    (Staff(DELIVERY, 0), WANG_FANG, InfluenceLevel::Deep, 300, "project", Some("一期项目经理, 连续十八个月驻场")),
    (Lead(DELIVERY), Contact(0, DEPUTY), InfluenceLevel::Familiar, 110, "project", None),
    (
        Staff(RESEARCH, 1),
        Contact(0, DEPUTY),
        InfluenceLevel::Trusted,
        15,
        "engineer to engineer",
        Some("solved the March incident together"),
    ),
    (Staff(PEOPLE, 0), WANG_FANG, InfluenceLevel::Familiar, 900, "alumni", Some("同校校友")),
    (Head(0), Contact(0, 0), InfluenceLevel::Trusted, 55, "executive sponsor", Some("同在监事会")),
    (Contact(0, 0), WANG_FANG, InfluenceLevel::Strong, 30, "superior", Some("每周汇报")),
    (
        Contact(0, DEPUTY),
        WANG_FANG,
        InfluenceLevel::Trusted,
        25,
        "trusted adviser",
        Some("asks her before every decision"),
    ),
    (Contact(0, ENGINEER), WANG_FANG, InfluenceLevel::Weak, 140, "peer", None),
    (Contact(0, CFO), Contact(0, 0), InfluenceLevel::Strong, 80, "peer", Some("同期进入管理层")),
    (Contact(1, CIO), WANG_FANG, InfluenceLevel::Medium, 95, "industry association", Some("银行业科技协会")),
    (Staff(SOLUTIONS, 2), Contact(1, CIO), InfluenceLevel::Trusted, 50, "alumni", Some("同名同校")),
    (VIEWER, Staff(SOLUTIONS, 0), InfluenceLevel::Trusted, 8, "colleague", Some("二期投标小组")),
    (VIEWER, Staff(DELIVERY, 0), InfluenceLevel::Familiar, 30, "colleague", None),
    (Lead(0), Staff(RESEARCH, 1), InfluenceLevel::Familiar, 45, "colleague", Some("joint workshops")),
    (Lead(0), Lead(DELIVERY), InfluenceLevel::Trusted, 20, "former team", Some("原同组同事")),
    (Rival(0), WANG_FANG, InfluenceLevel::Trusted, 50, "account work", Some("seen at her office every month")),
    (Rival(0), Contact(0, BUYER), InfluenceLevel::Deep, 45, "former colleague", None),
    (Rival(1), WANG_FANG, InfluenceLevel::Acquainted, 200, "account work", None),
];
/// Lines that work against each other: one towards the key person, one towards the deputy on the best route to her.
const CONFLICTS: &[Told] = &[
    (Contact(0, CFO), WANG_FANG, InfluenceLevel::Medium, 85, "budget", Some("一期超支之争")),
    (
        Contact(0, BUYER),
        Contact(0, DEPUTY),
        InfluenceLevel::Strong,
        65,
        "tender",
        Some("disagree on the scoring items"),
    ),
];
/// Lines not everybody may see, with who may; the colleague owns each.
const RESTRICTED: &[(Told, Visibility)] = &[
    ((Staff(FINANCE, 0), WANG_FANG, InfluenceLevel::Trusted, 80, "alumni", Some("大学室友")), Visibility::Blind),
    ((Staff(RESEARCH, 0), WANG_FANG, InfluenceLevel::Deep, 10, "adviser", Some("她的技术顾问")), Visibility::Team),
    ((Staff(LEGAL, 0), WANG_FANG, InfluenceLevel::Trusted, 12, "friend", Some("一起跑步")), Visibility::Private),
];

/// The story's influence lines.
pub(super) fn influences(demo: &Demo) -> Vec<Influence> {
    let mut lines: Vec<Influence> = Vec::new();
    let write = |told: &Told, polarity, visibility, number: usize| {
        let (from, to, level, days, kind, evidence) = told;
        Influence {
            from_id: from.who(demo).id(),
            to_id: to.who(demo).id(),
            strength: Strength::Level(*level),
            polarity,
            kind: Some((*kind).to_owned()),
            source: Some("crm".to_owned()),
            evidence: evidence.map(str::to_owned),
            observed_at: Some(demo.instant_before(*days, u32::try_from(number).expect("a short story"))),
            ended_at: None,
            visibility,
            owner_id: (visibility != Visibility::Company).then(|| from.who(demo).id()),
        }
    };
    for told in OPEN {
        lines.push(write(told, Polarity::Support, Visibility::Company, lines.len()));
    }
    for told in CONFLICTS {
        lines.push(write(told, Polarity::Conflict, Visibility::Company, lines.len()));
    }
    for (told, visibility) in RESTRICTED {
        lines.push(write(told, Polarity::Support, *visibility, lines.len()));
    }
    // A given probability; and a line from an address book, which does not say when.
    lines.push(Influence {
        strength: Strength::Given(Probability::new(0.35).expect("in (0, 1]")),
        ..write(
            &(Lead(DELIVERY), Contact(0, ENGINEER), InfluenceLevel::Weak, 130, "project", None),
            Polarity::Support,
            Visibility::Company,
            lines.len(),
        )
    });
    lines.push(Influence {
        observed_at: None,
        source: Some("address book".to_owned()),
        ..write(
            &(Staff(SOLUTIONS, 2), WANG_FANG, InfluenceLevel::Acquainted, 1, "contact", None),
            Polarity::Support,
            Visibility::Company,
            lines.len(),
        )
    });
    lines
}

/// A habit of contact: who, with whom, kind, days before today of the last and the first, days between, whether every
/// other one came from the second.
type Habit = (Role, Role, InteractionKind, u32, u32, u32, bool);

const HABITS: &[Habit] = &[
    (VIEWER, WANG_FANG, InteractionKind::Mail, 6, 190, 30, true),
    (VIEWER, WANG_FANG, InteractionKind::Meeting, 40, 180, 70, false),
    (VIEWER, Contact(0, BUYER), InteractionKind::Mail, 75, 400, 90, false),
    (Staff(SOLUTIONS, 0), WANG_FANG, InteractionKind::Workshop, 20, 340, 45, true),
    (Staff(SOLUTIONS, 0), WANG_FANG, InteractionKind::Mail, 9, 340, 14, true),
    (Staff(SOLUTIONS, 0), WANG_FANG, InteractionKind::Visit, 150, 330, 170, false),
    (Staff(DELIVERY, 0), WANG_FANG, InteractionKind::Meeting, 300, 880, 21, true),
    (Staff(DELIVERY, 0), WANG_FANG, InteractionKind::ReferenceVisit, 430, 440, 30, false),
    (Staff(RESEARCH, 1), Contact(0, DEPUTY), InteractionKind::Call, 15, 300, 12, true),
    (Staff(RESEARCH, 1), Contact(0, DEPUTY), InteractionKind::Workshop, 60, 300, 80, true),
    (Head(0), Contact(0, 0), InteractionKind::Meeting, 55, 1_000, 91, true),
    (Head(0), Contact(0, 0), InteractionKind::Dinner, 200, 900, 350, false),
    (Rival(0), WANG_FANG, InteractionKind::Meeting, 50, 400, 30, false),
];

/// The story's interactions.
pub(super) fn interactions(demo: &Demo) -> Vec<Interaction> {
    let mut contacts: Vec<Interaction> = Vec::new();
    for &(one, other, kind, last, first, every, both_ways) in HABITS {
        let (one, other) = (one.who(demo).id(), other.who(demo).id());
        for (nth, days) in (last..=first).step_by(every as usize).enumerate() {
            let (from_id, to_id) =
                if both_ways && nth % 2 == 1 { (other.clone(), one.clone()) } else { (one.clone(), other.clone()) };
            let at: Timestamp = demo.instant_before(days, u32::try_from(contacts.len()).expect("a short story"));
            contacts.push(Interaction { id: None, from_id, to_id, at, kind, count: 1 });
        }
    }
    contacts
}
