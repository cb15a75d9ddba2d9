//! The decision chain of an opportunity.

mod card;
mod changes;
mod enums;
mod knows;
mod member;
mod win;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use async_graphql::{Object, SimpleObject};

use crate::domain::{AsOf, Id, Policy};
use crate::service::{self, ChainOutcome, ChainQuestion, DecisionAnswer, ServiceError};

use super::answer::{ConflictLine, PolicyNumber};
use super::enums::{DecisionRole, Dimension, Language};
use super::facts::ReportingLine;
use super::failure::Answer;
use super::loaders::Records;
use super::organization::Organization;
use super::person::Person;
use super::scalars::DateTime;
use super::scope::Scope;

pub use card::KeyPersonCard;
pub use changes::ChainChange;
pub use knows::{DealSignal, Have, Know};
pub use win::WinProbability;

pub use enums::{Band, ChainRule, ChainStatus};

use enums::{ChainAlertKind, ChainNoteKind};
use member::ChainMember;

/// A question about a chain at a moment. Everything that one request asks of chains at once is read at once.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ChainKey(ChainQuestion, AsOf);

impl Loader<ChainKey> for Records {
    type Value = ChainOutcome;
    type Error = ServiceError;

    async fn load(&self, keys: &[ChainKey]) -> Result<HashMap<ChainKey, ChainOutcome>, ServiceError> {
        let mut by_moment: HashMap<AsOf, Vec<ChainQuestion>> = HashMap::new();
        for ChainKey(question, as_of) in keys {
            by_moment.entry(*as_of).or_default().push(question.clone());
        }
        let mut found = HashMap::with_capacity(keys.len());
        for (as_of, questions) in by_moment {
            let outcomes = self.0.decision_chains(&questions, as_of).await?;
            found.extend(questions.into_iter().map(|question| ChainKey(question, as_of)).zip(outcomes));
        }
        Ok(found)
    }
}

/// An answer of the service, looked at in a scope at its moment.
#[derive(Clone)]
pub struct Chain {
    scope: Scope,
    answer: Arc<DecisionAnswer>,
}

impl Chain {
    /// Asks for the chain of an opportunity.
    pub async fn ask(scope: &Scope, opportunity: &Id, vendor: Option<Id>, with_changes: bool) -> Answer<Self> {
        let question = ChainQuestion { opportunity: opportunity.clone(), vendor, with_changes };
        let outcome = scope.load(ChainKey(question, scope.as_of())).await?;
        let missing = || Err(ServiceError::Internal("a question about a chain has no answer".to_owned()));
        Ok(Self { scope: scope.clone(), answer: outcome.unwrap_or_else(missing)? })
    }

    /// The answer itself.
    pub fn answer(&self) -> &DecisionAnswer {
        &self.answer
    }

    fn member(&self, at: usize) -> ChainMember {
        ChainMember { chain: self.clone(), at }
    }

    fn members(&self, at: &[usize]) -> Vec<ChainMember> {
        at.iter().map(|&k| self.member(k)).collect()
    }

    fn person(&self, at: usize) -> Person {
        Person { scope: self.scope.clone(), record: Arc::clone(&self.answer.members[at].person) }
    }

    fn vendor(&self, at: usize) -> Organization {
        Organization { scope: self.scope.clone(), record: Arc::clone(&self.answer.vendors[at]) }
    }

    fn policy(&self) -> Vec<PolicyNumber> {
        Policy::numbers_of(Policy::CHAIN_SECTIONS).map(|n| PolicyNumber::of(n, &self.answer.policy)).collect()
    }
}

/// The decision chain 决策链 of an opportunity at a moment, from the viewpoint of one vendor.
pub struct DecisionChain(pub Chain);

/// Who decides, where everybody stands, and what is wrong or missing. Unknown is never counted as a number: averages, scores
/// and stances are over what is known, and say how much that is.
#[Object]
impl DecisionChain {
    /// The vendor of the viewpoint.
    async fn vendor(&self) -> Organization {
        self.0.vendor(0)
    }
    /// Who has a role in the decision at the moment, each once: the weightiest first, of equals by identifier.
    async fn members(&self) -> Vec<ChainMember> {
        self.0.members(&self.0.answer.by_weight)
    }
    /// The averages of the three degrees over the members.
    async fn averages(&self) -> Vec<DegreeAverage> {
        let averages = self.0.answer.assessment.averages.iter();
        averages.map(|(dimension, average)| DegreeAverage::of(*dimension, average)).collect()
    }
    /// The chain score of the vendor of the viewpoint, and of each rival of whom anything is known: our own company and the
    /// competitors any member was assessed towards.
    async fn scores(&self) -> Vec<VendorScore> {
        let scores = self.0.answer.assessment.scores.iter().enumerate();
        scores.map(|(v, score)| VendorScore { vendor: self.0.vendor(v), score: *score }).collect()
    }
    /// Red, amber or green.
    async fn status(&self) -> ChainStatus {
        self.0.answer.assessment.state.status.into()
    }
    /// The rule that gave the status.
    async fn status_rule(&self) -> ChainRule {
        self.0.answer.assessment.state.rule.into()
    }
    /// The rule in words, with the people behind it.
    async fn status_reason(
        &self,
        #[graphql(desc = "In this language; English without.")] language: Option<Language>,
    ) -> String {
        self.0.answer.status_reason(language.unwrap_or_default().into())
    }
    /// The members behind the rule.
    async fn status_members(&self) -> Vec<ChainMember> {
        self.0.members(&self.0.answer.assessment.state.members)
    }
    /// Of user, evaluator, decision maker, approver and procurement those that nobody is.
    async fn missing_roles(&self) -> Vec<DecisionRole> {
        self.0.answer.assessment.missing_roles.iter().map(|role| DecisionRole::from(*role)).collect()
    }
    /// What is wrong or missing, with the people behind it.
    async fn alerts(&self) -> Vec<ChainAlert> {
        let all = 0..self.0.answer.assessment.alerts.len();
        all.map(|at| ChainAlert { chain: self.0.clone(), at }).collect()
    }
    /// Is the map drawn? 完整性.
    async fn completeness(&self) -> Completeness {
        self.0.answer.assessment.completeness.into()
    }
    /// Do we know, recently? 洞察率.
    async fn insight(&self) -> Insight {
        Insight::from(&self.0.answer.assessment.insight)
    }
    /// Who reports to whom among the members: in the line organization of the customer, and in this opportunity.
    async fn reporting(&self) -> Vec<ReportingLine> {
        let lines = self.0.answer.reporting.iter();
        lines.map(|line| ReportingLine { scope: self.0.scope.clone(), record: line.clone() }).collect()
    }
    /// Recorded lines by which one member can move another, as far as the viewer may see them. PageRank stands on them.
    async fn influence(&self) -> Vec<ChainInfluence> {
        let line = |line: &service::MemberLine| ChainInfluence {
            from: self.0.person(line.from),
            to: self.0.person(line.to),
            strength: line.line.strength.get(),
            undecayed_strength: line.line.undecayed.get(),
            cold: line.line.cold,
            evidence: line.line.evidence.as_deref().map(str::to_owned),
            source: line.line.source.as_deref().map(str::to_owned),
            observed_at: line.line.last_evidence_at.map(DateTime::from),
            age_days: line.line.age_days,
        };
        self.0.answer.influence.iter().map(line).collect()
    }
    /// Members who stand against each other. Such a line never carries influence.
    async fn conflicts(&self) -> Vec<ConflictLine> {
        let conflict = |c: &service::MemberConflict| {
            let ends = (self.0.person(c.from), self.0.person(c.to));
            ConflictLine::new(ends, c.strength, c.evidence.as_ref(), c.observed_at, &self.0.answer.policy)
        };
        self.0.answer.conflicts.iter().map(conflict).collect()
    }
    /// What a reader should know beside the numbers.
    async fn notes(&self) -> Vec<ChainNote> {
        let note = |note: &service::ChainNote| ChainNote {
            kind: note.kind.into(),
            member: note.member.map(|k| self.0.person(k)),
            vendor: note.vendor.map(|v| self.0.vendor(v)),
            dimension: note.dimension.map(Dimension::from),
            count: note.count,
        };
        self.0.answer.notes.iter().map(note).collect()
    }
    /// How many lines and assessments of other teams are not in the answer because of who asks.
    async fn omitted(&self) -> u64 {
        self.0.answer.omitted
    }
    /// The policy numbers that made this answer.
    async fn policy(&self) -> Vec<PolicyNumber> {
        self.0.policy()
    }
    /// The moment the answer holds for.
    async fn as_of(&self) -> DateTime {
        self.0.answer.as_of.instant().into()
    }
    /// The version of the data the answer was computed from. It rises with every change.
    async fn data_version(&self) -> i64 {
        self.0.answer.data_version
    }
}

/// The average of one degree over people of a customer.
#[derive(SimpleObject)]
pub struct DegreeAverage {
    /// Which degree.
    dimension: Dimension,
    /// The mean of the known levels, -2 to 2; null where none is known.
    mean: Option<f64>,
    /// How many levels are known.
    n_known: u32,
    /// How many there could be.
    n_total: u32,
    /// Where the mean stands.
    band: Band,
    /// 分化: many at both ends, so that the mean is that of hardly anybody.
    polarised: bool,
}

impl DegreeAverage {
    /// An average as the formulas gave it.
    pub(super) fn of(dimension: crate::domain::Dimension, average: &service::DegreeAverage) -> Self {
        let service::DegreeAverage { mean, n_known, n_total, band, polarised } = *average;
        Self { dimension: dimension.into(), mean, n_known, n_total, band: band.into(), polarised }
    }
}

/// How a whole chain stands towards one vendor.
#[derive(SimpleObject)]
pub struct VendorScore {
    /// Towards whom.
    vendor: Organization,
    /// The decision-weighted mean of the known degrees, -1 to 1; null where none is known.
    score: Option<f64>,
}

/// An alert, by its place in the answer.
pub struct ChainAlert {
    chain: Chain,
    at: usize,
}

impl ChainAlert {
    fn found(&self) -> &service::Alert {
        &self.chain.answer.assessment.alerts[self.at]
    }
}

/// Something wrong or missing in a decision chain.
#[Object]
impl ChainAlert {
    /// What it is.
    async fn kind(&self) -> ChainAlertKind {
        self.found().kind.into()
    }
    /// The alert in words.
    async fn text(&self, #[graphql(desc = "In this language; English without.")] language: Option<Language>) -> String {
        self.chain.answer.alert_text(self.found(), language.unwrap_or_default().into())
    }
    /// The members behind it; of `SINGLE_THREADED_THERE` who is engaged, of `SINGLE_THREADED_HERE` whom the colleague met.
    async fn members(&self) -> Vec<ChainMember> {
        self.chain.members(&self.found().members)
    }
    /// The colleague behind `SINGLE_THREADED_HERE`.
    async fn colleague(&self) -> Answer<Option<Person>> {
        let colleague = self.found().colleague.map(|at| &self.chain.answer.colleagues[at]);
        Person::known_if(&self.chain.scope, colleague).await
    }
    /// That colleague's share of the contacts, 0 to 1.
    async fn share(&self) -> Option<f64> {
        self.found().share
    }
}

/// How much of a map is drawn.
#[derive(SimpleObject)]
pub struct Completeness {
    /// The weighted parts together, 0 to 1.
    value: f64,
    /// Of the five roles of a complete chain, those that have a member.
    roles: CompletenessPart,
    /// Of the members but one at the top, those with a current reporting line to another member.
    reporting: CompletenessPart,
    /// Of three degrees and two votes of each member, those that are known.
    features: CompletenessPart,
}

/// How much of something is done.
#[derive(SimpleObject)]
pub struct CompletenessPart {
    /// How many are there.
    done: u32,
    /// How many there could be.
    of: u32,
    /// The share; 1 where there is nothing to do.
    share: f64,
}

impl From<service::Filled> for CompletenessPart {
    fn from(filled: service::Filled) -> Self {
        Self { done: filled.done, of: filled.of, share: filled.share() }
    }
}

impl From<service::Completeness> for Completeness {
    fn from(completeness: service::Completeness) -> Self {
        Self {
            value: completeness.value,
            roles: completeness.roles.into(),
            reporting: completeness.reporting.into(),
            features: completeness.features.into(),
        }
    }
}

impl From<&service::Insight> for Insight {
    fn from(insight: &service::Insight) -> Self {
        Self { rate: insight.rate, n_fresh: insight.n_fresh, n_known: insight.n_known, n_total: insight.n_total }
    }
}

/// How much is known, and recently.
#[derive(SimpleObject)]
pub struct Insight {
    /// The decision-weighted share of degrees known and assessed within the days of the policy, 0 to 1.
    rate: f64,
    /// Degrees known and recent.
    n_fresh: u32,
    /// Degrees known, however old.
    n_known: u32,
    /// Degrees there are: three of each member.
    n_total: u32,
}

/// One member can move another.
#[derive(SimpleObject)]
pub struct ChainInfluence {
    /// Who can move the other.
    from: Person,
    /// Who can be moved.
    to: Person,
    /// The chance, decayed to the moment of the answer.
    strength: f64,
    /// The chance as if it had been seen today.
    undecayed_strength: f64,
    /// Whether the strength has decayed to its floor.
    cold: bool,
    /// What is known to support it.
    evidence: Option<String>,
    /// Where it was learned.
    source: Option<String>,
    /// When it was last seen to be true; null while unknown.
    observed_at: Option<DateTime>,
    /// Whole days in UTC since then.
    age_days: Option<u32>,
}

/// A note beside the numbers.
#[derive(SimpleObject)]
pub struct ChainNote {
    /// What it says.
    kind: ChainNoteKind,
    /// About whom.
    member: Option<Person>,
    /// Towards which vendor.
    vendor: Option<Organization>,
    /// In which degree.
    dimension: Option<Dimension>,
    /// How many.
    count: Option<u32>,
}
