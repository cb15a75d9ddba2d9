//! Organizations, departments and people.

use crate::domain::{
    BehaviourTendency, Coded, Department, DepartmentKind, Id, Organization, OrganizationKind, Person, Potential,
    SocialStyle, Visibility,
};

use super::company::{Company, DIVISION, DIVISIONS, Post};
use super::draw::{Draw, Purpose};
use super::market::{FUNCTION, FUNCTIONS, Seat};
use super::names::{self, Addresses, Name};
use super::{Demo, Who, identifier, numbered, story};

const DOMAIN: &str = "yuanhang.example";
const NEEDS: &[&str] = &[
    "预算可控, 年内上线",
    "少出事故, 不停机",
    "想在集团内树标杆",
    "shorter month-end closing",
    "one supplier to talk to",
    "国产化替代进度",
    "数据安全合规",
    "wants a reference for her board",
    "希望团队得到培训",
];

pub(super) fn own() -> Id {
    identifier("org-own".to_owned())
}
pub(super) fn customer_id(customer: u32) -> Id {
    numbered("org-c", customer, 4)
}
pub(super) fn competitor_id(competitor: u32) -> Id {
    numbered("org-r", competitor, 2)
}
pub(super) fn office() -> Id {
    identifier("dep-office".to_owned())
}
pub(super) fn division_id(division: u32) -> Id {
    numbered("dep-v", division, 2)
}
pub(super) fn department_id(department: u32) -> Id {
    numbered("dep-d", department, 4)
}
pub(super) fn team_id(team: u32) -> Id {
    numbered("dep-t", team, 6)
}
/// A part of a customer: "office", "board", "f2", "f2-u03".
pub(super) fn customer_part(customer: u32, part: &str) -> Id {
    identifier(format!("dep-c-{customer:04}-{part}"))
}
pub(super) fn competitor_part(competitor: u32, part: &str) -> Id {
    identifier(format!("dep-r-{competitor:02}-{part}"))
}

/// The department in which somebody sits at a customer.
pub(super) fn seat_department(customer: u32, seat: Seat) -> Id {
    match seat {
        Seat::Chief => customer_part(customer, "office"),
        Seat::FunctionHead(function) | Seat::Member { function, unit: None, .. } => {
            customer_part(customer, &format!("f{function}"))
        }
        Seat::Member { function, unit: Some(unit), .. } => customer_part(customer, &format!("f{function}-u{unit:03}")),
    }
}

fn unit(id: Id, name: String, organization_id: &Id, parent_id: Option<Id>, kind: DepartmentKind) -> Department {
    Department { id, name, organization_id: organization_id.clone(), parent_id, kind }
}

impl Demo {
    pub(super) fn organizations(self) -> impl Iterator<Item = Organization> + Send {
        let own = Organization {
            id: own(),
            name: "远航科技".to_owned(),
            kind: OrganizationKind::Own,
            industry: Some("software".to_owned()),
            region: Some("East China".to_owned()),
            potential: None,
        };
        let size = self.size;
        let customers = (0..size.customers).map(move |customer| {
            let firm = names::firm(customer);
            let high = self.draw(Purpose::Customer, customer).percent(if customer < 4 { 100 } else { 40 });
            Organization {
                id: customer_id(customer),
                name: firm.name,
                kind: OrganizationKind::Customer,
                industry: Some(firm.industry.to_owned()),
                region: Some(firm.region.to_owned()),
                potential: Some(if high { Potential::High } else { Potential::Low }),
            }
        });
        let competitors = (0..size.competitors).map(|competitor| Organization {
            id: competitor_id(competitor),
            name: names::competitor(competitor),
            kind: OrganizationKind::Competitor,
            industry: Some("software".to_owned()),
            region: None,
            potential: None,
        });
        let partner = Organization {
            id: identifier("org-p01".to_owned()),
            name: "同舟集成".to_owned(),
            kind: OrganizationKind::Partner,
            industry: Some("systems integration".to_owned()),
            region: Some("North China".to_owned()),
            potential: None,
        };
        std::iter::once(own).chain(customers).chain(competitors).chain(std::iter::once(partner))
    }

    pub(super) fn departments(self) -> impl Iterator<Item = Department> + Send {
        let (size, company) = (self.size, self.company);
        let top = std::iter::once(unit(office(), "总裁办".to_owned(), &own(), None, DepartmentKind::Unit));
        let divisions = (0..DIVISIONS)
            .map(|v| unit(division_id(v), DIVISION[v as usize].name.to_owned(), &own(), None, DepartmentKind::Unit));
        let departments = (0..company.departments).map(|d| {
            let parent = Some(division_id(Company::division_of(d)));
            unit(department_id(d), department_name(d), &own(), parent, DepartmentKind::Unit)
        });
        let teams = (0..company.teams).map(move |team| {
            let department = company.department_of(team);
            let place = team - company.first_team(department) + 1;
            let english = DIVISION[Company::division_of(department) as usize].english;
            let name = department_name(department);
            let name = if english { format!("{name}, Team {place}") } else { format!("{name}{place}组") };
            unit(team_id(team), name, &own(), Some(department_id(department)), DepartmentKind::Unit)
        });
        let competitors = (0..size.competitors).flat_map(|r| {
            let part = |part, name: &str| {
                unit(competitor_part(r, part), name.to_owned(), &competitor_id(r), None, DepartmentKind::Unit)
            };
            [part("office", "管理层"), part("sales", "销售部"), part("solutions", "方案部")]
        });
        let customers = (0..size.customers).flat_map(move |customer| self.customer_departments(customer));
        top.chain(divisions).chain(departments).chain(teams).chain(customers).chain(competitors)
    }

    fn customer_departments(&self, customer: u32) -> Vec<Department> {
        let organization = customer_id(customer);
        let english = names::firm(customer).english;
        let say = |chinese: &str, other: &str| if english { other.to_owned() } else { chinese.to_owned() };
        let part = |part: &str, name, kind| unit(customer_part(customer, part), name, &organization, None, kind);
        let mut parts = vec![
            part("office", say("管理层", "Executive Office"), DepartmentKind::Unit),
            part("board", say("监事会", "Supervisory Board"), DepartmentKind::Board),
        ];
        if customer.is_multiple_of(2) {
            parts.push(part("tender", say("招标委员会", "Tender Committee"), DepartmentKind::Committee));
        }
        let units = self.market.units(customer);
        for function in 0..FUNCTIONS {
            let (chinese, other, _, _) = FUNCTION[function as usize];
            parts.push(part(&format!("f{function}"), say(chinese, other), DepartmentKind::Unit));
            for u in 0..if units > 1 { units } else { 0 } {
                let name = say(&format!("{chinese}{}处", u + 1), &format!("{other} {}", u + 1));
                let below = Some(customer_part(customer, &format!("f{function}")));
                let id = customer_part(customer, &format!("f{function}-u{u:03}"));
                parts.push(unit(id, name, &organization, below, DepartmentKind::Unit));
            }
        }
        parts
    }

    /// People: ours, then the customers', then the competitors'.
    pub(super) fn people(self) -> impl Iterator<Item = Person> + Send {
        let mut addresses = Addresses::default();
        let size = self.size;
        let everybody = (0..size.colleagues).map(Who::Employee);
        let everybody = everybody.chain((0..size.contacts).map(Who::Contact)).chain((0..size.rivals).map(Who::Rival));
        everybody.map(move |who| self.person(who, &mut addresses))
    }

    fn person(&self, who: Who, addresses: &mut Addresses) -> Person {
        let (mut draw, english, domain) = match who {
            Who::Employee(e) => {
                let draw = self.draw(Purpose::Employee, e);
                let english = self.company.division(e).is_some_and(|v| DIVISION[v as usize].english);
                (draw, if english { 70 } else { 4 }, DOMAIN.to_owned())
            }
            Who::Contact(c) => {
                let (customer, _) = self.market.place(c);
                let firm = names::firm(customer);
                let domain = format!("{}.example", names::latin(&firm.name));
                (self.draw(Purpose::Contact, c), if firm.english { 85 } else { 3 }, domain)
            }
            Who::Rival(r) => {
                let competitor = r % self.size.competitors;
                let name = names::competitor(competitor);
                let domain = format!("{}.example", names::latin(&name));
                (self.draw(Purpose::Rival, r), if name.is_ascii() { 60 } else { 5 }, domain)
            }
        };
        let english = draw.percent(english);
        let drawn = names::person(&mut draw, english);
        let name = story::name(&self.company, &self.market, who).map_or(drawn, names::given);
        let email = match who {
            // Of customers and competitors the address is not always known.
            Who::Contact(c) if self.market.place(c).1 > 6 && draw.percent(25) => None,
            Who::Rival(_) if draw.percent(60) => None,
            _ => Some(addresses.next(&name, &domain)),
        };
        self.portrait(who, name, email, &mut draw)
    }

    fn portrait(&self, who: Who, name: Name, email: Option<String>, draw: &mut Draw) -> Person {
        let outside = !matches!(who, Who::Employee(_));
        let number = draw.below(10_000);
        let latin_alias = name.latin != name.full && draw.percent(30);
        let consent = [Visibility::Blind, Visibility::Team, Visibility::Company, Visibility::Company];
        let consent = (!outside && draw.percent(20)).then(|| draw.one(&consent));
        Person {
            id: who.id(),
            phone: draw.percent(40).then(|| format!("+86 21 5550 {number:04}")),
            aliases: if latin_alias
                || story::name(&self.company, &self.market, who).is_some() && name.latin != name.full
            {
                vec![name.latin]
            } else {
                Vec::new()
            },
            name: name.full,
            email,
            // The story's blind line needs a colleague who was not asked.
            consent: if story::is_in(&self.company, who) { None } else { consent },
            behaviour: (outside && draw.percent(60)).then(|| draw.one(BehaviourTendency::ALL)),
            social_style: (outside && draw.percent(60)).then(|| draw.one(SocialStyle::ALL)),
            needs: (outside && draw.percent(25)).then(|| draw.one(NEEDS).to_owned()),
        }
    }

    pub(super) fn title(&self, who: Who) -> String {
        match who {
            Who::Employee(e) => match (self.company.post(e), self.company.division(e)) {
                (Post::Chief, _) | (_, None) => "总裁".to_owned(),
                (post, Some(division)) => {
                    let place = match post {
                        Post::Chief | Post::DivisionHead(_) => 0,
                        Post::DepartmentHead(_) => 1,
                        Post::TeamLead(_) => 2,
                        Post::Staff(..) if level(post) == 5 => 3,
                        Post::Staff(..) => 4,
                    };
                    DIVISION[division as usize].titles[place].to_owned()
                }
            },
            Who::Contact(c) => {
                let (customer, position) = self.market.place(c);
                let english = names::firm(customer).english;
                let (function, place) = match self.market.seat(customer, position) {
                    Seat::Chief if english => return "Chief Executive Officer".to_owned(),
                    Seat::Chief => return "总经理".to_owned(),
                    Seat::FunctionHead(function) => (function, 0),
                    Seat::Member { function, head, .. } => (function, if head { 1 } else { 2 }),
                };
                let (_, _, chinese, other) = FUNCTION[function as usize];
                (if english { other[place] } else { chinese[place] }).to_owned()
            }
            Who::Rival(r) => ["销售总经理", "客户经理", "方案经理"][rival_part(r / self.size.competitors)].to_owned(),
        }
    }
}

/// Of a competitor's people the first leads; the others sell or design in turn.
pub(super) fn rival_part(place: u32) -> usize {
    match place {
        0 => 0,
        p if p.is_multiple_of(2) => 2,
        _ => 1,
    }
}

/// Title level of a post of ours: every third of the staff is senior.
pub(super) fn level(post: Post) -> u8 {
    match post {
        Post::Chief => 1,
        Post::DivisionHead(_) => 2,
        Post::DepartmentHead(_) => 3,
        Post::TeamLead(_) => 4,
        Post::Staff(_, place) if place % 3 == 0 => 5,
        Post::Staff(..) => 6,
    }
}

fn department_name(department: u32) -> String {
    let division = &DIVISION[Company::division_of(department) as usize];
    let place = Company::place_in_division(department);
    let name = division.departments[place % division.departments.len()];
    match place / division.departments.len() {
        0 => name.to_owned(),
        round if division.english => format!("{name} {}", round + 1),
        round => format!("{name}{}", round + 1),
    }
}
