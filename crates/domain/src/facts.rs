//! Entities and facts: what is recorded, with everything that is recorded about it (method §3).
//!
//! Each is a plain record whose fields have types that cannot hold a wrong value; rules that need more than one record
//! (references, circles, two posts at once) are checked where records come in. `id()` is the identity under which a record is
//! stored: an entity has one of its own, a fact's is made from its natural key, so that the same fact always has the same.

use jiff::Timestamp;
use jiff::civil::Date;

use super::time::instant_text;
use super::{
    AttitudeLevel, Coded, Dimension, Id, InvalidValue, Period, Strength, Visibility, YesNoUnknown, coded, fact_id,
};

coded! {
    /// What an organization is to us.
    pub enum OrganizationKind expects "a kind of organization: own, customer, competitor or partner" {
        /// Our company: exactly one.
        Own = "own",
        /// 客户.
        Customer = "customer",
        /// 友商.
        Competitor = "competitor",
        /// A partner.
        Partner = "partner",
    }
}
coded! {
    /// What a customer could buy.
    pub enum Potential expects "a potential: high or low" {
        /// High.
        High = "high",
        /// Low.
        Low = "low",
    }
}
coded! {
    /// What a department is.
    pub enum DepartmentKind expects "a kind of department: unit, board or committee" {
        /// A part of the line organization.
        Unit = "unit",
        /// A board: shared seats are lines of their own.
        Board = "board",
        /// A standing committee; treated as a board.
        Committee = "committee",
    }
}
coded! {
    /// 行为倾向.
    pub enum BehaviourTendency expects "a behaviour: innovator, visionary, pragmatist, conservative or laggard" {
        /// Innovator.
        Innovator = "innovator",
        /// Visionary.
        Visionary = "visionary",
        /// Pragmatist.
        Pragmatist = "pragmatist",
        /// Conservative.
        Conservative = "conservative",
        /// Laggard.
        Laggard = "laggard",
    }
}
coded! {
    /// 社交风格.
    pub enum SocialStyle expects "a social style: controlling, promoting, analytic or amiable" {
        /// 控制.
        Controlling = "controlling",
        /// 倡导.
        Promoting = "promoting",
        /// 分析.
        Analytic = "analytic",
        /// 亲切.
        Amiable = "amiable",
    }
}
coded! {
    /// Whether influence works for or against.
    pub enum Polarity expects "a polarity: support or conflict" {
        /// Carries influence.
        Support = "support",
        /// Shown, never carries influence.
        Conflict = "conflict",
    }
}
coded! {
    /// The kind of an interaction 交往.
    pub enum InteractionKind expects "a kind of interaction: mail, call, meeting, workshop, visit, reference_visit, dinner, private or other" {
        /// A message.
        Mail = "mail",
        /// A call.
        Call = "call",
        /// A business meeting.
        Meeting = "meeting",
        /// Joint work.
        Workshop = "workshop",
        /// A company visit 参观公司.
        Visit = "visit",
        /// A reference site 样板点.
        ReferenceVisit = "reference_visit",
        /// A dinner.
        Dinner = "dinner",
        /// Private.
        Private = "private",
        /// Anything else.
        Other = "other",
    }
}
coded! {
    /// How an opportunity ended.
    pub enum OpportunityOutcome expects "an outcome: won, lost or dropped" {
        /// Won.
        Won = "won",
        /// Lost.
        Lost = "lost",
        /// Dropped: no decision.
        Dropped = "dropped",
    }
}
coded! {
    /// A role in a decision.
    pub enum DecisionRoleKind expects "a role: user, evaluator, decision_maker, approver, procurement or influencer" {
        /// Uses what is bought.
        User = "user",
        /// Judges it.
        Evaluator = "evaluator",
        /// Decides.
        DecisionMaker = "decision_maker",
        /// Approves.
        Approver = "approver",
        /// Buys.
        Procurement = "procurement",
        /// Influences those who do.
        Influencer = "influencer",
    }
}
coded! {
    /// 交往程度.
    pub enum ContactLevel expects "a contact level: none, brief, several or deep" {
        /// None.
        None = "none",
        /// Brief.
        Brief = "brief",
        /// Several.
        Several = "several",
        /// Deep.
        Deep = "deep",
    }
}

/// 组织: our company, a customer, a competitor or a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Organization {
    pub id: Id,
    pub name: String,
    pub kind: OrganizationKind,
    pub industry: Option<String>,
    pub region: Option<String>,
    pub potential: Option<Potential>,
}

/// 部门: part of a department or of an organization.
#[derive(Debug, Clone, PartialEq)]
pub struct Department {
    pub id: Id,
    pub name: String,
    pub organization_id: Id,
    pub parent_id: Option<Id>,
    pub kind: DepartmentKind,
}

/// 人: an employee while a membership in the own organization is current, a contact otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: Id,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Other names and mail addresses, in the order given, without repetition.
    pub aliases: Vec<String>,
    /// How this person, as a colleague, agreed to be shown; absent: not asked.
    pub consent: Option<Visibility>,
    pub behaviour: Option<BehaviourTendency>,
    pub social_style: Option<SocialStyle>,
    pub needs: Option<String>,
}

/// Where a membership is held: a department, or an organization as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    Department(Id),
    Organization(Id),
}

impl Unit {
    /// The identifier of the department or organization.
    pub fn id(&self) -> &Id {
        match self {
            Self::Department(id) | Self::Organization(id) => id,
        }
    }
}

/// 任职. Natural key: person, unit, first day. A department and an organization of one identifier are two units.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    pub person_id: Id,
    pub unit: Unit,
    pub title: Option<String>,
    /// Title level 职级, 1 = highest.
    pub level: Option<u8>,
    pub period: Period,
}

/// For whom a reporting line holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReportingScope {
    /// The line organization.
    Customer,
    /// One opportunity's virtual team.
    Opportunity(Id),
}

impl ReportingScope {
    /// `customer`, or the opportunity's identifier.
    pub fn code(&self) -> &str {
        match self {
            Self::Customer => "customer",
            Self::Opportunity(id) => id.as_str(),
        }
    }
}

/// 汇报关系: person → manager. Natural key: both, scope, first day.
#[derive(Debug, Clone, PartialEq)]
pub struct Reporting {
    pub person_id: Id,
    pub manager_id: Id,
    pub scope: ReportingScope,
    pub period: Period,
}

/// 影响力关系: `from_id` can move `to_id`. Natural key: all but strength's value, evidence, end and visibility.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    pub from_id: Id,
    pub to_id: Id,
    pub strength: Strength,
    pub polarity: Polarity,
    /// A free word for the kind of relation ("alumni", "former colleague").
    pub kind: Option<String>,
    /// Where it was learned.
    pub source: Option<String>,
    pub evidence: Option<String>,
    /// When it was last seen to be true; absent: not known.
    pub observed_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub visibility: Visibility,
    /// Whose knowledge it is; absent: the company's.
    pub owner_id: Option<Id>,
}

/// 交往: metadata of a contact, never its content. Natural key: `id`, or both people, instant and kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    pub id: Option<Id>,
    pub from_id: Id,
    pub to_id: Id,
    pub at: Timestamp,
    pub kind: InteractionKind,
    /// How many contacts this record stands for, at least 1.
    pub count: u32,
}

/// 商机.
#[derive(Debug, Clone, PartialEq)]
pub struct Opportunity {
    pub id: Id,
    pub name: String,
    pub customer_id: Id,
    /// Amount in `currency`, finite, at least 0.
    pub amount: Option<f64>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    pub class: Option<String>,
    pub stage: Option<String>,
    pub owner_id: Option<Id>,
    pub opened: Option<Date>,
    pub closed: Option<Date>,
    pub outcome: Option<OpportunityOutcome>,
}

/// 决策角色: one person's part in one opportunity. Natural key: both, role, first day.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRole {
    pub opportunity_id: Id,
    pub person_id: Id,
    pub role: Option<DecisionRoleKind>,
    /// 1–3.
    pub importance: Option<u8>,
    pub veto: YesNoUnknown,
    pub approve: YesNoUnknown,
    pub contact_level: Option<ContactLevel>,
    pub period: Period,
}

/// 评估: one observation of one attitude. Natural key: everything but level, evidence, coach and visibility.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub person_id: Id,
    pub vendor_id: Id,
    pub dimension: Dimension,
    pub level: AttitudeLevel,
    pub opportunity_id: Option<Id>,
    pub at: Timestamp,
    pub by_id: Option<Id>,
    pub evidence: Option<String>,
    /// 教练.
    pub coach: bool,
    /// Who may see it; the owner is who assessed. Never blind: an assessment carries no influence.
    pub visibility: Visibility,
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|d| d.to_string())
}

impl Membership {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let from = day(self.period.from());
        let person = Some(self.person_id.as_str());
        match &self.unit {
            Unit::Department(id) => fact_id("membership", &[person, Some(id.as_str()), from.as_deref()]),
            Unit::Organization(id) => fact_id("membership", &[person, None, from.as_deref(), Some(id.as_str())]),
        }
    }
}

impl Reporting {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let from = day(self.period.from());
        fact_id(
            "reporting",
            &[Some(self.person_id.as_str()), Some(self.manager_id.as_str()), Some(self.scope.code()), from.as_deref()],
        )
    }
}

impl Influence {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let observed_at = self.observed_at.map(instant_text);
        let basis = match self.strength {
            Strength::Level(_) => "level",
            Strength::Given(_) => "given",
        };
        fact_id(
            "influence",
            &[
                Some(self.from_id.as_str()),
                Some(self.to_id.as_str()),
                Some(basis),
                Some(self.polarity.code()),
                self.kind.as_deref(),
                self.source.as_deref(),
                self.owner_id.as_ref().map(Id::as_str),
                observed_at.as_deref(),
            ],
        )
    }
}

impl Interaction {
    /// Its own identity where it has one, else one from both people, instant and kind.
    pub fn id(&self) -> Id {
        let at = instant_text(self.at);
        match &self.id {
            Some(id) => id.clone(),
            None => fact_id(
                "interaction",
                &[Some(self.from_id.as_str()), Some(self.to_id.as_str()), Some(&at), Some(self.kind.code())],
            ),
        }
    }
}

impl DecisionRole {
    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let from = day(self.period.from());
        fact_id(
            "decision_role",
            &[
                Some(self.opportunity_id.as_str()),
                Some(self.person_id.as_str()),
                self.role.map(Coded::code),
                from.as_deref(),
            ],
        )
    }
}

impl Assessment {
    /// Whether these are a visibility and an owner an assessment can have.
    ///
    /// # Errors
    /// [`InvalidValue`]: a blind line is used without being shown, which an assessment cannot be; and what not everybody may
    /// see needs somebody whose it is.
    pub fn check_visibility(visibility: Visibility, by_id: Option<&Id>) -> Result<(), InvalidValue> {
        match visibility {
            Visibility::Blind => Err(InvalidValue::new(
                visibility.code(),
                "a visibility of an assessment: private, team or company (blind is for influence lines)",
            )),
            Visibility::Private | Visibility::Team if by_id.is_none() => Err(InvalidValue::new(
                visibility.code(),
                "company, the only visibility of an assessment that names nobody who assessed",
            )),
            Visibility::Private | Visibility::Team | Visibility::Company => Ok(()),
        }
    }

    /// Identity from the natural key.
    pub fn id(&self) -> Id {
        let Self { person_id, vendor_id, dimension, opportunity_id, at, by_id, .. } = self;
        Self::id_of(person_id, vendor_id, *dimension, opportunity_id.as_ref(), *at, by_id.as_ref())
    }

    /// The identity of an assessment with this natural key: of whom, towards whom, in what, in which opportunity, when, by whom.
    pub fn id_of(
        person: &Id,
        vendor: &Id,
        dimension: Dimension,
        opportunity: Option<&Id>,
        at: Timestamp,
        by: Option<&Id>,
    ) -> Id {
        let at = instant_text(at);
        let key = [
            Some(person.as_str()),
            Some(vendor.as_str()),
            Some(dimension.code()),
            opportunity.map(Id::as_str),
            Some(&at),
            by.map(Id::as_str),
        ];
        fact_id("assessment", &key)
    }
}
