//! Influence lines and interactions.

use crate::domain::{
    Influence, InfluenceLevel, Interaction, InteractionKind, Polarity, Probability, Strength, Visibility,
};

use super::career::{division_head, some_department_head};
use super::company::{DELIVERY, DIVISIONS, RESEARCH, SOLUTIONS};
use super::draw::{Draw, Purpose};
use super::market::Seat;
use super::{Demo, Who, identifier, story};

/// What kind of line this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Ours,
    Inside,
    Across,
    Colleagues,
    Rival,
    Back,
}

/// A line before it is written as a record.
struct Line {
    from: Who,
    to: Who,
    class: Class,
    strength: Strength,
    polarity: Polarity,
    visibility: Visibility,
    /// The colleague whose knowledge it is.
    owner: Option<Who>,
    /// Days before today it was last seen.
    observed: u32,
    ended: Option<u32>,
    kind: &'static str,
    evidence: Option<&'static str>,
    source: &'static str,
}

impl Class {
    /// Kinds of relation with their evidence.
    fn kinds(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Ours => &[
                ("account work", "weekly project meeting"),
                ("alumni", "同校校友, 每年聚会"),
                ("former colleague", "曾在同一部门共事"),
                ("project", "一期项目联合组"),
                ("industry association", "same working group"),
                ("fellow townsman", "老乡"),
                ("engineer to engineer", "solved the March incident together"),
            ],
            Self::Inside => &[
                ("trusted adviser", "asks before every decision"),
                ("project", "joint steering committee"),
                ("mentor", "带教多年"),
                ("peer", "常一起出差"),
            ],
            Self::Across => &[
                ("alumni", "EMBA 同学"),
                ("former colleague", "same firm until 2019"),
                ("industry association", "协会理事"),
            ],
            Self::Colleagues => &[("colleague", "joint project"), ("mentor", "导师制"), ("former team", "原同组同事")],
            Self::Rival => &[("account work", "seen at their office"), ("former colleague", "前同事")],
            Self::Back => &[("reference", "recommends our engineer"), ("adviser", "参与我方产品顾问组")],
        }
    }
}

impl Demo {
    fn line_at(&self, index: u32) -> Line {
        let mut draw = self.draw(Purpose::Line, index);
        let class = draw.weighted(&[
            (56, Class::Ours),
            (20, Class::Inside),
            (4, Class::Across),
            (11, Class::Colleagues),
            (6, Class::Rival),
            (3, Class::Back),
        ]);
        // A regular share whatever is drawn, so that runs of interactions never lack a pair.
        let class = if index.is_multiple_of(8) { Class::Ours } else { class };
        let (from, to) = self.ends(class, &mut draw);
        let colleague = [from, to].into_iter().find(|who| matches!(who, Who::Employee(_)));
        let visibility = draw.weighted(&[
            (86, Visibility::Company),
            (6, Visibility::Team),
            (5, Visibility::Blind),
            (3, Visibility::Private),
        ]);
        let visibility = if colleague.is_some() { visibility } else { Visibility::Company };
        let owned = visibility != Visibility::Company || draw.percent(30);
        let observed = match draw.below(100) {
            0..45 => draw.between(1, 120),
            45..75 => draw.between(121, 360),
            _ => draw.between(361, self.history_days().max(362)),
        };
        let ended = (observed > 10 && draw.percent(3)).then(|| draw.between(1, observed - 5));
        let (kind, evidence) = draw.one(class.kinds());
        let strength = strength(&mut draw);
        // "No relation" has no side.
        let conflict = draw.percent(4) && strength != Strength::Level(InfluenceLevel::None);
        let polarity = if conflict { Polarity::Conflict } else { Polarity::Support };
        Line {
            from,
            to,
            class,
            strength,
            polarity,
            visibility,
            owner: if owned { colleague } else { None },
            observed,
            ended,
            kind,
            evidence: draw.percent(55).then_some(evidence),
            source: draw.one(&["crm", "survey", "interview", "address book", "项目周报"]),
        }
    }

    fn ends(&self, class: Class, draw: &mut Draw) -> (Who, Who) {
        match class {
            Class::Ours => {
                let contact = self.key_contact(draw);
                (Who::Employee(self.door(contact, draw)), Who::Contact(contact))
            }
            Class::Inside => {
                let contact = self.key_contact(draw);
                let (customer, position) = self.market.place(contact);
                let size = self.market.size(customer);
                let other = draw.low(size);
                let other = if other == position { (other + 1) % size } else { other };
                (Who::Contact(self.market.contact(customer, other)), Who::Contact(contact))
            }
            Class::Across => {
                let contact = self.key_contact(draw);
                (Who::Contact(another(contact, self.size.contacts, draw)), Who::Contact(contact))
            }
            Class::Colleagues => {
                let colleague = draw.low(self.size.colleagues);
                (Who::Employee(another(colleague, self.size.colleagues, draw)), Who::Employee(colleague))
            }
            Class::Rival => (Who::Rival(draw.low(self.size.rivals)), Who::Contact(self.key_contact(draw))),
            Class::Back => {
                let contact = self.key_contact(draw);
                (Who::Contact(contact), Who::Employee(self.door(contact, draw)))
            }
        }
    }

    /// A contact, the senior ones far more often: by the cube of a uniform draw over ranks, level among the first few dozen
    /// (or two in a thousand), so that nobody is known by half the company. Never the key person: her lines are written by
    /// hand.
    fn key_contact(&self, draw: &mut Draw) -> u32 {
        let contacts = self.size.contacts;
        let level = (contacts / 500).max(36).min(contacts);
        let rank = draw.heavy(contacts);
        let rank = if rank < level { draw.below(level) } else { rank };
        match self.market.by_rank(rank) {
            story::KEY_CONTACT => story::KEY_CONTACT + 1,
            contact => contact,
        }
    }

    /// A colleague who plausibly knows a contact: mostly the account's teams, heads for heads, engineers for engineers.
    fn door(&self, contact: u32, draw: &mut Draw) -> u32 {
        let (customer, position) = self.market.place(contact);
        let seat = self.market.seat(customer, position);
        let senior = matches!(seat, Seat::Chief | Seat::FunctionHead(_));
        let technical = matches!(seat, Seat::FunctionHead(1 | 3) | Seat::Member { function: 1 | 3, .. });
        let teams = 1 + self.market.size(customer) / 40;
        match draw.below(100) {
            0..40 => {
                let members = self.company.members(self.account_team(customer, draw.below(teams)));
                draw.between(members.start, members.end - 1)
            }
            40..54 => {
                let division = draw.one(&[SOLUTIONS, DELIVERY]);
                let (helped, place) = (customer + draw.below(teams), draw.below(1_000));
                self.serving(helped, division, place)
            }
            54..66 if senior => division_head(draw.below(DIVISIONS)),
            66..76 if senior => some_department_head(&self.company, draw),
            76..88 if technical => {
                let (any, place) = (draw.below(u32::MAX), draw.below(1_000));
                self.serving(any, RESEARCH, place)
            }
            _ => draw.below(self.size.colleagues),
        }
    }

    /// Influence lines: those of the story, then the drawn ones.
    pub(super) fn influences(self) -> impl Iterator<Item = Influence> + Send {
        let told = story::influences(&self);
        let first = u32::try_from(told.len()).expect("a short story");
        let drawn = (first..self.size.influence_lines).map(move |index| {
            let line = self.line_at(index);
            Influence {
                from_id: line.from.id(),
                to_id: line.to.id(),
                strength: line.strength,
                polarity: line.polarity,
                kind: Some(line.kind.to_owned()),
                source: Some(line.source.to_owned()),
                evidence: line.evidence.map(str::to_owned),
                observed_at: Some(self.instant_before(line.observed, index)),
                ended_at: line.ended.map(|days| self.instant_before(days, index)),
                visibility: line.visibility,
                owner_id: line.owner.map(Who::id),
            }
        });
        told.into_iter().chain(drawn)
    }

    /// Interactions: those of the story, then runs of contact along lines everybody may see, until there are enough.
    pub(super) fn interactions(self) -> impl Iterator<Item = Interaction> + Send {
        let told = story::interactions(&self);
        let count = self.size.interactions;
        let first = u32::try_from(told.len()).expect("a short story");
        let (lines, skipped) = (self.size.influence_lines, story::LINES_MAX);
        let demo = self.clone();
        let contacts = (0_u32..).flat_map(move |run| {
            // When every line had its run, the next round goes over them again.
            let index = skipped + run % (lines - skipped);
            demo.run(run, &demo.line_at(index))
        });
        let drawn = (first..count).zip(contacts).map(move |(number, contact)| {
            let mail = contact.kind == InteractionKind::Mail;
            Interaction {
                id: mail.then(|| identifier(format!("mail-{number:08}"))),
                from_id: contact.from.id(),
                to_id: contact.to.id(),
                at: self.instant_before(contact.days, number),
                kind: contact.kind,
                count: contact.count,
            }
        });
        told.into_iter().chain(drawn)
    }

    fn run(&self, run: u32, line: &Line) -> Vec<Contact> {
        let usable = line.class == Class::Ours
            && line.visibility == Visibility::Company
            && line.strength != Strength::Level(InfluenceLevel::None);
        if !usable {
            return Vec::new();
        }
        let mut draw = self.draw(Purpose::Contacts, run);
        let times = match draw.below(100) {
            0..30 => 1,
            30..75 => draw.between(3, 12),
            75..95 => draw.between(10, 40),
            _ => draw.between(40, 90),
        };
        let span = draw.between(30, self.history_days()).min(self.history_days().saturating_sub(line.observed)).max(1);
        let one_way = draw.percent(15);
        (0..times)
            .map(|_| {
                let back = !one_way && draw.percent(40);
                let (from, to) = if back { (line.to, line.from) } else { (line.from, line.to) };
                let kind = draw.weighted(&[
                    (45, InteractionKind::Mail),
                    (20, InteractionKind::Call),
                    (18, InteractionKind::Meeting),
                    (6, InteractionKind::Workshop),
                    (3, InteractionKind::Visit),
                    (1, InteractionKind::ReferenceVisit),
                    (4, InteractionKind::Dinner),
                    (1, InteractionKind::Private),
                    (2, InteractionKind::Other),
                ]);
                let count = if kind == InteractionKind::Call { draw.between(1, 3) } else { 1 };
                Contact { from, to, kind, days: line.observed + draw.below(span), count }
            })
            .collect()
    }
}

struct Contact {
    from: Who,
    to: Who,
    kind: InteractionKind,
    days: u32,
    count: u32,
}

/// Somebody else of the same group.
fn another(one: u32, of: u32, draw: &mut Draw) -> u32 {
    let step = u64::from(one) + 1 + u64::from(draw.below(of - 1));
    u32::try_from(step % u64::from(of)).expect("less than the size of the group")
}

fn strength(draw: &mut Draw) -> Strength {
    let level = draw.weighted(&[
        (33, Some(InfluenceLevel::Acquainted)),
        (27, Some(InfluenceLevel::Familiar)),
        (13, Some(InfluenceLevel::Trusted)),
        (4, Some(InfluenceLevel::Deep)),
        (4, Some(InfluenceLevel::Strong)),
        (6, Some(InfluenceLevel::Medium)),
        (5, Some(InfluenceLevel::Weak)),
        (3, Some(InfluenceLevel::None)),
        (5, None),
    ]);
    level.map_or_else(
        || Strength::Given(Probability::new(f64::from(draw.between(5, 95)) / 100.0).expect("between 0.05 and 0.95")),
        Strength::Level,
    )
}
