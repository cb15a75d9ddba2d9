//! How things belong together: each relation is one question to the service, asked for many entities at once.

use crate::domain::{
    AsOf, Assessment, DecisionRole, Department, Endorsement, Id, Membership, Opportunity, Reporting, ReportingScope,
    Signal, Target, Unit,
};
use crate::service::{Reading, ServiceError, VisibleInfluence};

use super::loaders::Relation;

type Found<T> = Result<Vec<(Id, T)>, ServiceError>;

/// Pairs each item with the entity it belongs to.
fn by<T>(items: Vec<T>, owner: impl Fn(&T) -> Id) -> Vec<(Id, T)> {
    items.into_iter().map(|item| (owner(&item), item)).collect()
}

fn membership_rank(membership: &Membership) -> impl Ord + use<> {
    (membership.period.from(), membership.unit.clone(), membership.person_id.clone())
}

/// Memberships of a person; of all times without a moment.
pub struct PostsOfPerson;
impl Relation for PostsOfPerson {
    type Item = Membership;
    type Moment = Option<AsOf>;
    async fn ask(reading: &Reading, ids: &[Id], moment: Option<AsOf>) -> Found<Membership> {
        Ok(by(reading.memberships_of_people(ids, moment).await?, |m| m.person_id.clone()))
    }
    fn rank(item: &Membership) -> impl Ord {
        membership_rank(item)
    }
}

/// Memberships in a department itself; of all times without a moment.
pub struct PostsOfDepartment;
impl Relation for PostsOfDepartment {
    type Item = Membership;
    type Moment = Option<AsOf>;
    async fn ask(reading: &Reading, ids: &[Id], moment: Option<AsOf>) -> Found<Membership> {
        Ok(by(reading.memberships_of_departments(ids, moment).await?, |m| m.unit.id().clone()))
    }
    fn rank(item: &Membership) -> impl Ord {
        (item.level.unwrap_or(u8::MAX), membership_rank(item))
    }
}

/// Memberships held at an organization as a whole; those in its departments are found there.
pub struct PostsOfOrganization;
impl Relation for PostsOfOrganization {
    type Item = Membership;
    type Moment = Option<AsOf>;
    async fn ask(reading: &Reading, ids: &[Id], moment: Option<AsOf>) -> Found<Membership> {
        let mut posts = reading.memberships_of_organizations(ids, moment).await?;
        posts.retain(|(_, post)| matches!(post.unit, Unit::Organization(_)));
        Ok(posts)
    }
    fn rank(item: &Membership) -> impl Ord {
        (item.level.unwrap_or(u8::MAX), membership_rank(item))
    }
}

/// Whether a person works for us: one item if so.
pub struct Employment;
impl Relation for Employment {
    type Item = ();
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<()> {
        Ok(reading.employees(ids, moment).await?.into_iter().map(|id| (id, ())).collect())
    }
    fn rank(_: &()) -> impl Ord {}
}

fn reporting_rank(line: &Reporting) -> impl Ord + use<> {
    (
        line.scope != ReportingScope::Customer,
        line.scope.clone(),
        line.manager_id.clone(),
        line.person_id.clone(),
        line.period.from(),
    )
}

/// Reporting lines above a person, of every scope.
pub struct LinesAbove;
impl Relation for LinesAbove {
    type Item = Reporting;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<Reporting> {
        Ok(by(reading.reporting_of_people(ids, moment).await?, |r| r.person_id.clone()))
    }
    fn rank(item: &Reporting) -> impl Ord {
        reporting_rank(item)
    }
}

/// Reporting lines below a person, of every scope.
pub struct LinesBelow;
impl Relation for LinesBelow {
    type Item = Reporting;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<Reporting> {
        Ok(by(reading.reporting_of_managers(ids, moment).await?, |r| r.manager_id.clone()))
    }
    fn rank(item: &Reporting) -> impl Ord {
        reporting_rank(item)
    }
}

/// Influence lines from a person.
pub struct InfluenceFrom;
impl Relation for InfluenceFrom {
    type Item = VisibleInfluence;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<VisibleInfluence> {
        Ok(by(reading.influence_from(ids, moment).await?, |i| i.line.from_id.clone()))
    }
    fn rank(item: &VisibleInfluence) -> impl Ord {
        (item.line.to_id.clone(), item.line.id())
    }
}

/// Influence lines to a person; masked ones last, in an order that says nothing about who is behind them.
pub struct InfluenceTo;
impl Relation for InfluenceTo {
    type Item = VisibleInfluence;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<VisibleInfluence> {
        Ok(by(reading.influence_to(ids, moment).await?, |i| i.line.to_id.clone()))
    }
    fn rank(item: &VisibleInfluence) -> impl Ord {
        let from = if item.masked { None } else { Some(item.line.from_id.clone()) };
        (item.masked, from, item.line.observed_at, super::mask::of(&item.line))
    }
}

/// Opportunities of a customer.
pub struct OpportunitiesOfCustomer;
impl Relation for OpportunitiesOfCustomer {
    type Item = Opportunity;
    type Moment = ();
    async fn ask(reading: &Reading, ids: &[Id], (): ()) -> Found<Opportunity> {
        Ok(by(reading.opportunities_of_customers(ids).await?, |o| o.customer_id.clone()))
    }
    fn rank(item: &Opportunity) -> impl Ord {
        item.id.clone()
    }
}

/// Opportunities somebody owns.
pub struct OpportunitiesOfOwner;
impl Relation for OpportunitiesOfOwner {
    type Item = Opportunity;
    type Moment = ();
    async fn ask(reading: &Reading, ids: &[Id], (): ()) -> Found<Opportunity> {
        let owned = reading.opportunities_of_owners(ids).await?;
        Ok(owned.into_iter().filter_map(|o| Some((o.owner_id.clone()?, o))).collect())
    }
    fn rank(item: &Opportunity) -> impl Ord {
        item.id.clone()
    }
}

/// Decision roles in an opportunity.
pub struct RolesInOpportunity;
impl Relation for RolesInOpportunity {
    type Item = DecisionRole;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<DecisionRole> {
        Ok(by(reading.roles_in_opportunities(ids, moment).await?, |r| r.opportunity_id.clone()))
    }
    fn rank(item: &DecisionRole) -> impl Ord {
        (item.person_id.clone(), item.role, item.period.from())
    }
}

/// Decision roles of a person.
pub struct RolesOfPerson;
impl Relation for RolesOfPerson {
    type Item = DecisionRole;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<DecisionRole> {
        Ok(by(reading.roles_of_people(ids, moment).await?, |r| r.person_id.clone()))
    }
    fn rank(item: &DecisionRole) -> impl Ord {
        (item.opportunity_id.clone(), item.role, item.period.from())
    }
}

/// Assessments of a person, the latest first.
pub struct AssessmentsOfPerson;
impl Relation for AssessmentsOfPerson {
    type Item = Assessment;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<Assessment> {
        Ok(by(reading.assessments_of(ids, moment).await?, |a| a.person_id.clone()))
    }
    fn rank(item: &Assessment) -> impl Ord {
        (std::cmp::Reverse(item.at), item.vendor_id.clone(), item.dimension, item.id())
    }
}

/// Signals of an opportunity, the latest first.
pub struct SignalsOfOpportunity;
impl Relation for SignalsOfOpportunity {
    type Item = Signal;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<Signal> {
        Ok(by(reading.signals_of(ids, moment).await?, |s| s.opportunity_id.clone()))
    }
    fn rank(item: &Signal) -> impl Ord {
        (std::cmp::Reverse(item.at), item.signal, item.id())
    }
}

/// Targets of a person, the earliest first.
pub struct TargetsOfPerson;
impl Relation for TargetsOfPerson {
    type Item = Target;
    type Moment = ();
    async fn ask(reading: &Reading, ids: &[Id], (): ()) -> Found<Target> {
        Ok(by(reading.targets_of(ids).await?, |t| t.person_id.clone()))
    }
    fn rank(item: &Target) -> impl Ord {
        (item.days, item.currency.clone())
    }
}

/// Endorsements of a person, the latest first.
pub struct EndorsementsOfPerson;
impl Relation for EndorsementsOfPerson {
    type Item = Endorsement;
    type Moment = AsOf;
    async fn ask(reading: &Reading, ids: &[Id], moment: AsOf) -> Found<Endorsement> {
        Ok(by(reading.endorsements_of(ids, moment).await?, |e| e.person_id.clone()))
    }
    fn rank(item: &Endorsement) -> impl Ord {
        (std::cmp::Reverse(item.at), item.id())
    }
}

/// All departments of an organization.
pub struct DepartmentsOfOrganization;
impl Relation for DepartmentsOfOrganization {
    type Item = Department;
    type Moment = ();
    async fn ask(reading: &Reading, ids: &[Id], (): ()) -> Found<Department> {
        Ok(by(reading.departments_of_organizations(ids).await?, |d| d.organization_id.clone()))
    }
    fn rank(item: &Department) -> impl Ord {
        item.id.clone()
    }
}

/// The departments directly below one.
pub struct ChildDepartments;
impl Relation for ChildDepartments {
    type Item = Department;
    type Moment = ();
    async fn ask(reading: &Reading, ids: &[Id], (): ()) -> Found<Department> {
        let children = reading.child_departments(ids).await?;
        Ok(children.into_iter().filter_map(|d| Some((d.parent_id.clone()?, d))).collect())
    }
    fn rank(item: &Department) -> impl Ord {
        item.id.clone()
    }
}
