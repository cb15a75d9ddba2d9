//! Questions over both organizations at once (method §7, "Company-wide mining").

mod changes;
mod coverage;
mod map;
mod maximization;
mod party;
mod plan;
mod sharing;
mod structure;
mod suggestions;

use async_graphql::{Context, ID, Object};

use crate::domain::{Probability, RecordKind};
use crate::service::{
    CoverageQuestion, IntroductionPlanQuestion, MapQuestion, MaximizationQuestion, StructureQuestion,
    SuggestionQuestion,
};

use super::connection::{Connection, page_cost};
use super::failure::{Answer, Failure};
use super::global_id::optional_entity;
use super::scalars::DateTime;
use super::scope::Scope;

use changes::CompanyChanges;
use coverage::{Coverage, SinglePointOfFailure};
use map::{InfluenceMap, MapSide};
use maximization::InfluenceMaximization;
use plan::IntroductionPlan;
use sharing::Sharing;
use structure::InfluenceStructure;
use suggestions::{SuggestedLines, SuggestionKind, SuggestionState};

pub use maximization::SeedsAmong;
pub use party::StructureLayer;
pub use sharing::SharingMutations;
pub use suggestions::SuggestionMutations;

/// Questions over both organizations at once.
#[derive(Default)]
pub struct CompanyQuestions;

/// Questions over both organizations at once: everything as this viewer may see it.
#[Object]
impl CompanyQuestions {
    /// Who covers whom: departments by customers and employees by key persons, key persons nobody covers, and relations that hang by one
    /// thread.
    async fn coverage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this customer, by an identifier of this API or the one used in imports.")]
        customer: Option<ID>,
        #[graphql(desc = "Only people of this department of ours, or of one below it.")] department: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<Coverage> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let question = CoverageQuestion {
            customer: optional_entity(customer.as_ref(), RecordKind::Organization, "customer")?,
            department: optional_entity(department.as_ref(), RecordKind::Department, "department")?,
        };
        Coverage::ask(scope, &question).await
    }

    /// Employees who alone cover key persons: greatest dependence first. Not for automated pay or employment decisions.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn single_points_of_failure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only key persons of this customer.")] customer: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<SinglePointOfFailure>> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let customer = optional_entity(customer.as_ref(), RecordKind::Organization, "customer")?;
        let question = CoverageQuestion { customer, department: None };
        Coverage::ask(scope, &question).await?.single_points(first, after)
    }

    /// Who of ours should meet which key person next: so many introductions that the decision power we reach grows most, with what is
    /// certain of the plan.
    async fn introduction_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many introductions.", default = 10)] introductions: i32,
        #[graphql(desc = "At most so many for one employee.", default = 3)] per_employee: i32,
        #[graphql(desc = "Only key persons of this customer.")] customer: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<IntroductionPlan> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let number = |place: &'static str, value: i32| {
            u32::try_from(value).map_err(|_| Failure::bad_input(place, format!("{value} is below 0")))
        };
        let question = IntroductionPlanQuestion {
            introductions: number("introductions", introductions)?,
            per_employee: number("perEmployee", per_employee)?,
            customer: optional_entity(customer.as_ref(), RecordKind::Organization, "customer")?,
        };
        IntroductionPlan::ask(scope, &question).await
    }

    /// Which people, moved first, move most decision power (independent cascades), with how far that spreads and what is certain of it.
    async fn influence_maximization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many people.")] seeds: i32,
        #[graphql(desc = "Who may be moved first; people outside our company without.")] among: Option<SeedsAmong>,
        #[graphql(desc = "How far below 1 - 1/e the certified share of the optimum may stay.", default = 0.1)]
        epsilon: f64,
        #[graphql(desc = "The chance that the certificate is wrong.", default = 0.01)] delta: f64,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<InfluenceMaximization> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let seeds = u32::try_from(seeds).map_err(|_| Failure::bad_input("seeds", format!("{seeds} is below 0")))?;
        let among = among.unwrap_or(SeedsAmong::Contacts).into();
        InfluenceMaximization::ask(scope, MaximizationQuestion { seeds, among, epsilon, delta }).await
    }

    /// Where the network over both organizations holds together and where it breaks: bridges, PageRank, communities, articulation
    /// people; over influence lines, or over trust from contacts.
    async fn influence_structure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Over which lines; influence without.")] layer: Option<StructureLayer>,
        #[graphql(desc = "Rank everybody as seen from this person, too, and list them by it.")] around: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<InfluenceStructure> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let question = StructureQuestion {
            layer: layer.unwrap_or(StructureLayer::Influence).into(),
            around: optional_entity(around.as_ref(), RecordKind::Person, "around")?,
        };
        InfluenceStructure::ask(scope, &question).await
    }

    /// The network as a picture: communities as circles with what lies between them, and, in `detail`, the people of one or of all, each
    /// with a place. Places are computed here, and are the same for the same question at the same data version.
    #[allow(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn influence_map(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Over which lines; influence without.")] layer: Option<StructureLayer>,
        #[graphql(desc = "Only lines among these people; all without.")] side: Option<MapSide>,
        #[graphql(desc = "Only lines that touch people of this customer, among them and our own people.")]
        customer: Option<ID>,
        #[graphql(desc = "Only lines from this strength on, above 0 and at most 1.")] min_strength: Option<f64>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<InfluenceMap> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let strength = |value| Probability::new(value).map_err(|e| Failure::bad_input("minStrength", e.to_string()));
        let question = MapQuestion {
            layer: layer.unwrap_or(StructureLayer::Influence).into(),
            side: side.map(Into::into),
            customer: optional_entity(customer.as_ref(), RecordKind::Organization, "customer")?,
            min_strength: min_strength.map(strength).transpose()?,
        };
        InfluenceMap::ask(scope, &question).await
    }

    /// What changed between two dates: employees, key persons and lines that gained or lost, explained line by line. `BAD_INPUT` where the
    /// second is not after the first.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first date.")] from: DateTime,
        #[graphql(desc = "The second; now without.")] to: Option<DateTime>,
    ) -> Answer<CompanyChanges> {
        let scope: &Scope = ctx.data_unchecked();
        let scope = match &to {
            None => scope.clone(),
            Some(to) => scope.at(to.as_of("to")?),
        };
        CompanyChanges::ask(scope, &from).await
    }

    /// Lines that are likely and that nobody recorded, from who was in contact with whom: who reports to whom, and who could get
    /// into contact. No route, reach or score uses one until somebody accepts it.
    async fn suggested_lines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of this kind.")] kind: Option<SuggestionKind>,
        #[graphql(
            desc = "Only those that touch this person, by an identifier of this API or the one used in imports."
        )]
        person: Option<ID>,
        #[graphql(desc = "Those of which this became; open ones without.")] state: Option<SuggestionState>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<SuggestedLines> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let question = SuggestionQuestion {
            kind: kind.map(Into::into),
            person: optional_entity(person.as_ref(), RecordKind::Person, "person")?,
            state: state.map(Into::into),
        };
        SuggestedLines::ask(scope, &question).await
    }

    /// Who shares: lines contributed, routes asked for and used, and what came of them. Leaderboards name only who joined them.
    async fn sharing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Routes of this many days count.", default = 365)] days: u32,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<Sharing> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        Sharing::ask(scope, days).await
    }
}
