//! The key person card.

use async_graphql::{Context, Object};

use crate::domain::{self, YesNoUnknown as Vote};
use crate::service::{KeyPersonAnswer, KeyPersonQuestion, Question, RouteLimits, Viewpoint};

use super::super::answer::InfluenceAnswer;
use super::super::connection::page_cost;
use super::super::enums::{BehaviourTendency, ContactLevel, Dimension, SocialStyle, YesNoUnknown};
use super::super::facts::{Assessment, InfluenceLine, ReportingLine};
use super::super::failure::Answer;
use super::super::loaders::Of;
use super::super::opportunity::Opportunity;
use super::super::organization::Organization;
use super::super::person::Person;
use super::super::relations::{InfluenceFrom, InfluenceTo, LinesAbove, LinesBelow};
use super::super::scalars::DateTime;
use super::super::scope::Scope;
use super::Chain;
use super::member::{ChainMember, DegreeValue};

/// A card, looked at in a scope at its moment.
pub struct KeyPersonCard {
    scope: Scope,
    person: Person,
    opportunity: Option<domain::Id>,
    answer: KeyPersonAnswer,
}

impl KeyPersonCard {
    /// Asks for the card of a person in a scope.
    pub async fn ask(scope: &Scope, person: &Person, question: KeyPersonQuestion) -> Answer<Self> {
        let opportunity = question.opportunity.clone();
        let answer = scope.reading().key_person(question, scope.as_of()).await?;
        let person = Person { scope: scope.clone(), record: person.record.clone() };
        Ok(Self { scope: scope.clone(), person, opportunity, answer })
    }

    fn part(&self) -> Option<&crate::service::Part> {
        let chain = self.answer.chain.as_ref()?;
        Some(&chain.members[self.answer.member?].part)
    }
}

/// What is known of a key person 关键人 towards a vendor: the seven features 七特征, the portrait 个体画像, and how it came about.
/// Unknown is said as such, and never a 0 or a no.
#[Object]
impl KeyPersonCard {
    /// Who it is.
    async fn person(&self) -> &Person {
        &self.person
    }
    /// Towards whom.
    async fn vendor(&self) -> Organization {
        Organization { scope: self.scope.clone(), record: self.answer.vendor.clone() }
    }
    /// The opportunity; null in general.
    async fn opportunity(&self) -> Answer<Option<Opportunity>> {
        match &self.opportunity {
            None => Ok(None),
            Some(id) => Opportunity::known(&self.scope, id).await.map(Some),
        }
    }
    /// The three degrees 三度. In an opportunity those of its decision chain; in general the latest, whatever opportunity they
    /// name.
    async fn degrees(&self) -> Vec<DegreeValue> {
        let degrees = self.answer.degrees.iter();
        degrees.map(|d| DegreeValue { scope: self.scope.clone(), degree: d.clone() }).collect()
    }
    /// The assessments behind the degrees that the viewer may see, the latest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn history(
        &self,
        #[graphql(desc = "Only of this degree.")] dimension: Option<Dimension>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
    ) -> Answer<Vec<Assessment>> {
        let first = self.scope.page(first, None)?.first as usize;
        let dimension = dimension.map(domain::Dimension::from);
        let wanted = |a: &&domain::Assessment| dimension.is_none_or(|dimension| a.dimension == dimension);
        let shown = self.answer.history.iter().filter(wanted).take(first);
        Ok(shown.map(|a| Assessment { scope: self.scope.clone(), record: a.clone() }).collect())
    }
    /// Single-vote veto 一票否决 in the opportunity.
    async fn veto(&self) -> YesNoUnknown {
        self.part().map_or(Vote::Unknown, |part| part.veto).into()
    }
    /// Single-vote approve 一票批准 in the opportunity.
    async fn approve(&self) -> YesNoUnknown {
        self.part().map_or(Vote::Unknown, |part| part.approve).into()
    }
    /// Reporting relation 汇报关系: the current lines above and below, of the line organization and of every opportunity.
    async fn reporting(&self) -> Answer<Vec<ReportingLine>> {
        let (id, as_of) = (&self.person.record.id, self.scope.as_of());
        let above = self.scope.load(Of::<LinesAbove>(id.clone(), as_of)).await?.unwrap_or_default();
        let below = self.scope.load(Of::<LinesBelow>(id.clone(), as_of)).await?.unwrap_or_default();
        let lines = above.iter().chain(below.iter());
        Ok(lines.map(|line| ReportingLine { scope: self.scope.clone(), record: line.clone() }).collect())
    }
    /// Influence relation 影响力关系: who can move this person, as far as the viewer may see.
    async fn influenced_by(&self) -> Answer<Vec<InfluenceLine>> {
        let key = Of::<InfluenceTo>(self.person.record.id.clone(), self.scope.as_of());
        let lines = self.scope.load(key).await?.unwrap_or_default();
        Ok(lines.iter().map(|line| InfluenceLine { scope: self.scope.clone(), line: line.clone() }).collect())
    }
    /// Influence relation 影响力关系: whom this person can move, as far as the viewer may see.
    async fn influences(&self) -> Answer<Vec<InfluenceLine>> {
        let key = Of::<InfluenceFrom>(self.person.record.id.clone(), self.scope.as_of());
        let lines = self.scope.load(key).await?.unwrap_or_default();
        Ok(lines.iter().map(|line| InfluenceLine { scope: self.scope.clone(), line: line.clone() }).collect())
    }
    /// Importance 重要程度 in the opportunity, 1 to 3; null while unknown.
    async fn importance(&self) -> Option<i32> {
        self.part().and_then(|part| part.importance).map(i32::from)
    }
    /// How much contact there is 交往程度 in the opportunity; null while unknown.
    async fn contact_level(&self) -> Option<ContactLevel> {
        self.part().and_then(|part| part.contact_level).map(ContactLevel::from)
    }
    /// Behaviour tendency 行为倾向; null while unknown.
    async fn behaviour(&self) -> Option<BehaviourTendency> {
        self.person.record.behaviour.map(BehaviourTendency::from)
    }
    /// Social style 社交风格; null while unknown.
    async fn social_style(&self) -> Option<SocialStyle> {
        self.person.record.social_style.map(SocialStyle::from)
    }
    /// Explicit and implicit needs, in words; null while unknown.
    async fn needs(&self) -> Option<&str> {
        self.person.record.needs.as_deref()
    }
    /// Whether the person coaches 教练 us, by an assessment that counts.
    async fn coach(&self) -> bool {
        self.answer.coach()
    }
    /// The share in the decision of the opportunity; null in general, and for who has no role in it.
    async fn decision_weight(&self) -> Option<f64> {
        let chain = self.answer.chain.as_ref()?;
        Some(chain.assessment.weights[self.answer.member?].weight)
    }
    /// The part in the decision chain of the opportunity; null in general, and for who has no role in it.
    async fn member(&self) -> Option<ChainMember> {
        let chain = Chain { scope: self.scope.clone(), answer: self.answer.chain.clone()? };
        Some(ChainMember { chain, at: self.answer.member? })
    }
    /// Our reach on the person: who in our company can influence them, and how likely.
    async fn reach(&self, ctx: &Context<'_>) -> Answer<InfluenceAnswer> {
        let question = Question {
            key_person: self.person.record.id.clone(),
            viewpoint: Viewpoint::OurCompany,
            as_of: Some(self.scope.as_of()),
            limits: RouteLimits::default(),
        };
        InfluenceAnswer::of(ctx, &self.scope, &question).await
    }
    /// The moment the card holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}
