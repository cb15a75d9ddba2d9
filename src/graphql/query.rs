//! What can be asked.

use async_graphql::{Context, Enum, ID, InputObject, MergedObject, Object};

use crate::domain::{self, OrganizationKind as DomainOrganizationKind, RecordKind};
use crate::service::{Question, RouteLimits, SearchKind, TrendQuestion, Viewpoint};

use super::answer::InfluenceAnswer;
use super::calibration::{WinModel, WinModelUse};
use super::coaching::CoachingList;
use super::company::CompanyQuestions;
use super::connection::{Connection, key_of, not_a_cursor, page_cost};
use super::customers::{
    ChangePeriod, CompanyOverview, CustomerFilter, CustomerLine, Trend, TrendInterval, TrendMetric, subject,
};
use super::enums::{EntityKind, OrganizationKind, ViewerRole};
use super::failure::{Answer, Failure};
use super::global_id;
use super::import::{FileInput, ImportOptionsInput, ImportPreview, preview};
use super::interview::InterviewCheck;
use super::jobs::{self, Job, jobs_cost};
use super::mining::{DepartureRanking, DepartureReport, HiddenInfluencers, ReachBy, ReachRanking};
use super::node::Node;
use super::organization::Organization;
use super::person::Person;
use super::scalars::{Date, DateTime};
use super::scope::Scope;
use super::sellers::Sellers;

/// Questions about people, what binds them, and who can influence whom. All fields of one request see the same data.
#[derive(MergedObject, Default)]
pub struct Query(Questions, CompanyQuestions);

/// Questions about one thing, and the figures of sales.
#[derive(Default)]
pub struct Questions;

/// Questions about one thing, and the figures of sales.
#[Object]
impl Questions {
    /// Who asks.
    async fn viewer(&self, ctx: &Context<'_>) -> Viewer {
        Viewer { scope: ctx.data_unchecked::<Scope>().clone() }
    }

    /// What has this identifier; null if there is no such thing, or the viewer may not know of it.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An identifier of this API.")] id: ID,
    ) -> Answer<Option<Node>> {
        match global_id::decode(&id) {
            None => Ok(None),
            Some((kind, id)) => Node::load(ctx.data_unchecked(), kind, &id).await,
        }
    }

    /// What has this identifier in imports and exports; null if there is no such thing.
    async fn lookup(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is.")] kind: EntityKind,
        #[graphql(desc = "The identifier used in imports and exports.")] source_id: ID,
    ) -> Answer<Option<Node>> {
        let id = global_id::source_id(&source_id, "sourceId")?;
        Node::load(ctx.data_unchecked(), SearchKind::from(kind).record_kind(), &id).await
    }

    /// Finds people, departments, organizations and opportunities by name, in Chinese, English, pinyin or initials, by
    /// identifier and by mail address. What equals the text comes first, then what begins with it, then what contains it.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look for.")] text: String,
        #[graphql(desc = "Only these kinds; all without.")] kinds: Option<Vec<EntityKind>>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Node>> {
        let scope: &Scope = ctx.data_unchecked();
        let page = scope.page(first, after)?;
        let skip = match &page.after {
            None => 0,
            Some(after) => {
                let place = key_of(after)?.strip_prefix("hit:").and_then(|n| n.parse::<u32>().ok());
                place.and_then(|place| place.checked_add(1)).ok_or_else(not_a_cursor)?
            }
        };
        let mut kinds: Vec<SearchKind> = kinds.unwrap_or_default().into_iter().map(SearchKind::from).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let hits = scope.reading().search(&text, &kinds, skip, page.first).await?;
        let loads = hits.items.iter().map(|hit| Node::load(scope, hit.kind.record_kind(), &hit.id));
        let nodes = futures_util::future::try_join_all(loads).await?;
        let items: Vec<(u32, Node)> = (skip..).zip(nodes).filter_map(|(place, node)| Some((place, node?))).collect();
        let found = crate::service::Page { items, has_next: hits.has_next };
        Ok(Connection::of_page(found, skip > 0, |_, (place, _)| format!("hit:{place}"), |(_, node)| node))
    }

    /// Organizations in the order of their identifiers.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn organizations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of this kind.")] kind: Option<OrganizationKind>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Organization>> {
        let scope: &Scope = ctx.data_unchecked();
        let mut page = scope.page(first, after)?;
        page.after = page.after.as_deref().map(key_of).transpose()?;
        let begun = page.after.is_some();
        let organizations = scope.reading().organizations(kind.map(DomainOrganizationKind::from), &page).await?;
        let show = |record: domain::Organization| Organization { scope: scope.clone(), record: record.into() };
        Ok(Connection::of_page(organizations, begun, |_, o| o.id.to_string(), show))
    }

    /// Who in our company can influence this person of a customer: ranked, with routes and evidence, whom to ask first, how
    /// likely we reach the person at all, and what we would lose if somebody left.
    async fn influencers_of(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key person, by an identifier of this API or the one used in imports.")] key_person: ID,
        #[graphql(desc = "From where to look; our company without.")] viewpoint: Option<ViewpointInput>,
        #[graphql(desc = "At which moment; now without.")] as_of: Option<DateTime>,
        #[graphql(desc = "How far and how many, where the policy's numbers are not wanted.")] limits: Option<
            RouteLimitsInput,
        >,
    ) -> Answer<InfluenceAnswer> {
        let scope: &Scope = ctx.data_unchecked();
        let question = Question {
            key_person: global_id::entity(&key_person, RecordKind::Person, "keyPerson")?,
            viewpoint: viewpoint.map_or(Ok(Viewpoint::OurCompany), ViewpointInput::read)?,
            as_of: as_of.map(|as_of| as_of.as_of("asOf")).transpose()?,
            limits: limits.map_or(Ok(RouteLimits::default()), RouteLimitsInput::read)?,
        };
        InfluenceAnswer::of(ctx, scope, &question).await
    }

    /// Fitted models of the win probability, the newest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn win_models(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<WinModel>> {
        let scope: &Scope = ctx.data_unchecked();
        let mut page = scope.page(first, after)?;
        page.after = page.after.as_deref().map(key_of).transpose()?;
        let begun = page.after.is_some();
        let models = scope.reading().win_models(&page).await?;
        Ok(Connection::of_page(models, begun, |_, model| model.id.to_string(), WinModel))
    }

    /// What the win probability rested on since when, the latest first: that is in use. Before the first, it was the heuristic.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn win_model_uses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<WinModelUse>> {
        let scope: &Scope = ctx.data_unchecked();
        let mut page = scope.page(first, after)?;
        page.after = page.after.as_deref().map(key_of).transpose()?;
        let begun = page.after.is_some();
        let uses = scope.reading().win_model_uses(&page).await?;
        Ok(Connection::of_page(uses, begun, |_, used| used.number.to_string(), WinModelUse))
    }

    /// Where to coach and where to bring in help: open opportunities whose decision chain is red, got worse or fell, with the gap,
    /// who could close it, and what to ask.
    async fn coaching_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only the opportunities of this owner.")] owner: Option<ID>,
        #[graphql(desc = "Only those whose owner works in this department of ours, or in one below it.")]
        department: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<CoachingList> {
        let scope: &Scope = ctx.data_unchecked();
        CoachingList::ask(&scope.at_argument(as_of.as_ref())?, owner, department).await
    }

    /// Seller grades 销售分级 and performance scores 绩效 with every part. Not for automated pay or employment decisions. A rep sees
    /// themself, a manager their departments and everybody below them, an executive and an administrator everybody.
    async fn sellers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day of the period; that of the year of the moment without.")] from: Option<Date>,
        #[graphql(desc = "The day after the last of the period; the day after the moment without.")] to: Option<Date>,
        #[graphql(desc = "Only those of this department of ours, or of one below it.")] department: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<Sellers> {
        let scope: &Scope = ctx.data_unchecked();
        Sellers::ask(&scope.at_argument(as_of.as_ref())?, from, to, department).await
    }

    /// Where influence is in our company: employees, departments or offices by their reach over the customers' decision power, as far as
    /// the viewer may see lines. Not for automated pay or employment decisions.
    async fn reach_ranking(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose reach is ranked; that of employees without.")] by: Option<ReachBy>,
        #[graphql(desc = "Only people of this department of ours, or of one below it.")] department: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<ReachRanking> {
        let scope: &Scope = ctx.data_unchecked();
        ReachRanking::ask(&scope.at_argument(as_of.as_ref())?, by.unwrap_or_default(), department).await
    }

    /// Hidden influencers: employees whose reach is far above their title (`mining.hidden_gap`), with the reason in plain words. Not for
    /// automated pay or employment decisions.
    async fn hidden_influencers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only people of this department of ours, or of one below it.")] department: Option<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<HiddenInfluencers> {
        let scope: &Scope = ctx.data_unchecked();
        HiddenInfluencers::ask(&scope.at_argument(as_of.as_ref())?, department).await
    }

    /// What we lose if these people leave together, colleagues and contacts in any mixture: key persons reached less or no more, chains
    /// that turn red, amounts at risk, and the best successor of every lost relation.
    async fn departure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who leaves.")] people: Vec<ID>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<DepartureReport> {
        let scope: &Scope = ctx.data_unchecked();
        DepartureReport::ask(&scope.at_argument(as_of.as_ref())?, &people).await
    }

    /// All employees by the loss that the departure of each alone would cause. Not for automated pay or employment decisions.
    async fn departure_ranking(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Random worlds in which reach is counted; as the policy says without.")] worlds: Option<u32>,
        #[graphql(desc = "At this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<DepartureRanking> {
        let scope: &Scope = ctx.data_unchecked();
        DepartureRanking::ask(&scope.at_argument(as_of.as_ref())?, worlds).await
    }

    /// A long question as it stands, for its owner; an administrator sees how it goes, not what it answered.
    async fn job(&self, ctx: &Context<'_>, #[graphql(desc = "Which.")] id: ID) -> Answer<Job> {
        jobs::job(ctx.data_unchecked(), &id).await
    }

    /// The viewer's long questions, the newest first.
    #[graphql(complexity = "jobs_cost(first, child_complexity)")]
    async fn jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<Job>> {
        jobs::jobs(ctx.data_unchecked(), first, after).await
    }

    /// Interview check 面试: holds the map that a candidate claims to know, in the import format, against what the company knows, as
    /// far as the viewer may see it. The claimed files are read and checked as an import does, and never written.
    async fn interview_check(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The claimed files.")] files: Vec<FileInput>,
        #[graphql(desc = "Against what was known at this moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<InterviewCheck> {
        let scope: &Scope = ctx.data_unchecked();
        InterviewCheck::ask(&scope.at_argument(as_of.as_ref())?, files).await
    }

    /// What importing these files would change, record by record and value by value, and what is wrong with them, row by row. Nothing
    /// is written.
    async fn import_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The files.")] files: Vec<FileInput>,
        #[graphql(desc = "How they would be imported.")] options: Option<ImportOptionsInput>,
    ) -> Answer<ImportPreview> {
        preview(ctx.data_unchecked(), files, options.unwrap_or_default()).await
    }

    /// The customer line 客户线: customers by band for each of the three degrees, averages and their change, completeness, insight,
    /// classes, large customers, and each customer with its numbers.
    async fn customer_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only customers that fit; all without.")] filter: Option<CustomerFilter>,
        #[graphql(desc = "With what `periodOnPeriod` compares; a quarter without.")] period: Option<ChangePeriod>,
        #[graphql(desc = "At which moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<CustomerLine> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let period = period.unwrap_or(ChangePeriod::Quarter).into();
        let answer = scope.reading().customer_line(CustomerFilter::read(filter)?, period, scope.as_of()).await?;
        Ok(CustomerLine::new(&scope, answer.into()))
    }

    /// The state and the trend of all customer relationships: bands and averages now and over three years, by department, region,
    /// owner and customer; who moved and why; the open business by the status of its decision chains.
    async fn company_overview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only customers that fit; all without.")] filter: Option<CustomerFilter>,
        #[graphql(desc = "With what `periodOnPeriod` and the movers compare; a quarter without.")] period: Option<
            ChangePeriod,
        >,
        #[graphql(desc = "At which moment; now without.")] as_of: Option<DateTime>,
    ) -> Answer<CompanyOverview> {
        let scope = ctx.data_unchecked::<Scope>().at_argument(as_of.as_ref())?;
        let period = period.unwrap_or(ChangePeriod::Quarter).into();
        let overview = scope.reading().company_overview(CustomerFilter::read(filter)?, period, scope.as_of()).await?;
        Ok(CompanyOverview::new(&scope, overview))
    }

    /// A metric of our own company, a customer, an opportunity or a person at the ends of days, weeks, months, quarters or years
    /// between two moments, and at the later one: each point is what asking at that moment answers.
    async fn trend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which metric; it must be one of what it is asked of.")] metric: TrendMetric,
        #[graphql(desc = "Of this customer, opportunity or person, by an identifier of this API or the one used in \
                          imports; of our own company without.")]
        of: Option<ID>,
        #[graphql(desc = "From this moment on.")] from: DateTime,
        #[graphql(desc = "Until this moment, the last point; now without.")] to: Option<DateTime>,
        #[graphql(desc = "How far the points are apart; months without.")] every: Option<TrendInterval>,
    ) -> Answer<Trend> {
        let scope: &Scope = ctx.data_unchecked();
        let question = TrendQuestion {
            metric: metric.into(),
            of: subject(of.as_ref())?,
            from: from.as_of("from")?,
            to: to.map_or(Ok(scope.as_of()), |to| to.as_of("to"))?,
            every: every.unwrap_or(TrendInterval::Month).into(),
        };
        let answer = scope.reading().trend(&question).await?;
        Ok(Trend::new(scope, answer))
    }
}

/// Who asks.
pub struct Viewer {
    scope: Scope,
}

/// The person on whose behalf the request is made.
#[Object]
impl Viewer {
    /// The person; null while nobody has recorded them.
    async fn person(&self) -> Answer<Option<Person>> {
        Person::load(&self.scope, &self.scope.reading().viewer().person).await
    }
    /// The identifier used in imports, as the sign-in gave it.
    async fn source_id(&self) -> ID {
        ID(self.scope.reading().viewer().person.to_string())
    }
    /// What the viewer may do.
    async fn role(&self) -> ViewerRole {
        self.scope.reading().viewer().role.into()
    }
}

/// From where to look 四视角.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewpointKind {
    /// The viewer's own ways 个人.
    Me,
    /// Those of the viewer's departments and of everybody below the viewer 团队.
    MyTeam,
    /// Those of all our people 我司.
    OurCompany,
    /// Those of a competitor's people 友商.
    Competitor,
}

/// From where to look.
#[derive(InputObject)]
pub struct ViewpointInput {
    /// Whose ways.
    kind: ViewpointKind,
    /// Which competitor, by an identifier of this API or the one used in imports: with `COMPETITOR`, and only then.
    competitor: Option<ID>,
}

impl ViewpointInput {
    fn read(self) -> Answer<Viewpoint> {
        match (self.kind, self.competitor) {
            (ViewpointKind::Me, None) => Ok(Viewpoint::Me),
            (ViewpointKind::MyTeam, None) => Ok(Viewpoint::MyTeam),
            (ViewpointKind::OurCompany, None) => Ok(Viewpoint::OurCompany),
            (ViewpointKind::Competitor, Some(id)) => {
                global_id::entity(&id, RecordKind::Organization, "viewpoint.competitor").map(Viewpoint::Competitor)
            }
            (ViewpointKind::Competitor, None) => {
                Err(Failure::bad_input("viewpoint.competitor", "COMPETITOR needs a competitor"))
            }
            (ViewpointKind::Me | ViewpointKind::MyTeam | ViewpointKind::OurCompany, Some(_)) => {
                Err(Failure::bad_input("viewpoint.competitor", "only COMPETITOR takes a competitor"))
            }
        }
    }
}

/// How far and how many; what is absent is as the policy says.
#[derive(InputObject)]
pub struct RouteLimitsInput {
    /// Most steps from the door to the key person, at least 1.
    steps_outside: Option<i32>,
    /// Most steps from the viewer to the door, at least 0.
    steps_inside: Option<i32>,
    /// Routes for each door, at least 1.
    routes_per_door: Option<i32>,
    /// Worlds of the estimate of reach, at least 64.
    worlds: Option<i32>,
}

impl RouteLimitsInput {
    fn read(self) -> Answer<RouteLimits> {
        fn number(place: &'static str, value: Option<i32>) -> Answer<Option<u32>> {
            let read =
                |value| u32::try_from(value).map_err(|_| Failure::bad_input(place, format!("{value} is below 0")));
            value.map(read).transpose()
        }
        Ok(RouteLimits {
            steps_outside: number("stepsOutside", self.steps_outside)?,
            steps_inside: number("stepsInside", self.steps_inside)?,
            routes_per_door: number("routesPerDoor", self.routes_per_door)?,
            worlds: number("worlds", self.worlds)?,
        })
    }
}
