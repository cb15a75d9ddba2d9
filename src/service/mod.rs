//! One file per question a user asks; the only place where store, engine and scoring meet.
//!
//! [`Service`] holds what all questions share. A caller opens a [`Reading`] for each request: the viewer, and one view of the
//! store for everything the request asks, so that all its answers fit together. Writes go through [`Recorder`].

mod backoff;
mod browse;
mod calibration;
mod change;
mod change_log;
mod coaching;
mod company;
mod compute;
mod customers;
mod decision;
mod departure;
mod error;
mod health;
mod influencers;
mod interview;
mod jobs;
mod ledger;
mod limits;
mod lines;
mod neighbourhood;
mod once;
mod page;
mod reach_ranking;
mod reading;
mod recall;
mod recording;
mod records;
mod request_key;
mod rows;
mod search;
mod search_key;
mod sellers;
mod sharing;
mod snapshot;
mod suggestions;
mod validity;
mod visibility;

use std::sync::Arc;

use crate::domain::Policy;
pub use crate::engine::{Reach, ReachMethod};
pub use crate::scoring::calibration::{
    Calibration, CalibrationRefusal, Cases, ClosedDeal, Direction, Estimate, Feature, LogisticModel, Quality,
    ReliabilityBin, Score, Term, calibrate,
};
use crate::store::{Store, StoreKind};

pub use browse::VisibleInfluence;
pub use calibration::{CalibrationAnswer, ClosedDeals, WinModel, WinModelUse};
pub use change::{Change, Ending, RecordMode, RecordedChange};
pub use change_log::Changed;
pub use coaching::{AmountAtRisk, CoachingAnswer, CoachingEntry, CoachingQuestion, CoachingReason, Standing};
pub use compute::ComputePool;
pub use customers::{
    BandFilter, CustomerFilter, CustomerGroup, CustomerLineAnswer, CustomerOrder, CustomerRow, CustomerStanding,
    CustomerTotals, DegreeStanding, DegreeTotals, Every, GroupKey, Grouping, InsightTotals, Mover, MoverReason,
    OpenBusiness, Overview, OverviewPoint, Period, ReasonKind, StatusBusiness, TrendAnswer, TrendMetric, TrendPoint,
    TrendQuestion, TrendSubject,
};
pub use decision::{
    Alert, ChainAssessment, ChainChange, ChainNote, ChainNoteKind, ChainOutcome, ChainQuestion, ChainState, Chance,
    ChangeAnswer, DecisionAnswer, DecisionMember, DegreeAverage, Enabler, Filled, Have, KeyPersonAnswer,
    KeyPersonQuestion, Know, MemberConflict, MemberLine, MemberStance, MemberWeight, Part, StatedDegree, VendorChance,
    WinCap, WinProbability,
};
pub use departure::{
    AtRisk, ChangedChain, DepartureAnswer, DepartureRanking, LossEntry, LostRelation, OwnerlessDeal, ReachLoss,
    Successor, SuccessorReason,
};
pub use error::ServiceError;
pub use health::{Finding, Severity};
pub use influencers::{
    AnswerSource, ConflictLine, DepartmentInfluence, Door, Excerpt, InfluenceAnswer, Introduction, Knowledge, Language,
    Omission, OmissionReason, PartialAnswer, Question, RedundancyAnswer, ReportingLine, RouteAnswer, RouteLimits,
    RouteParty, RouteStep, ShownDoor, Telling, Viewpoint, Wanted, Ways,
};
pub use interview::{
    Agreement, ClaimMatch, ClaimedOpportunity, ClaimedOrganization, ClaimedPerson, Contradiction, DegreeKey,
    InterviewAnswer, InterviewCheck, Overlap, RoleKey, people_notice,
};
pub use jobs::{Answered, Job, JobKind, JobState, Task, TaskFailure, Work};
pub use ledger::{CustomerView, Deal, Ids, Ledger, LedgerChain, LedgerView, Quota, Stated};
pub use limits::{Limits, within};
pub use lines::LineKind;
pub use page::{Page, PageRequest};
pub use reach_ranking::{
    HiddenInfluencer, HiddenInfluencers, ReachBy, ReachEntry, ReachPart, ReachQuestion, ReachRanking, ReachSubject,
};
pub use reading::Reading;
pub use recording::{Recorder, Tally, TallyCounts, WriteMode};
pub use records::AllRecords;
pub use request_key::RequestKey;
pub use search::{SearchHit, SearchKind};
pub use search_key::search_key;
pub use sellers::{
    HeldCustomer, HeldCustomers, Performance, SalesResult, ScorePart, SellerEntry, SellerGroup, SellersAnswer,
    SellersQuestion, StrongRelationship,
};
pub use snapshot::{
    CompanyGraph, CompanyLine, DrawnGraph, Facts, KeyPerson, SnapshotHealth, SnapshotHeld, SnapshotState,
};

pub use company::{
    Colleague, CommunityTie, CompanyChangesAnswer, CoverageAnswer, CoverageQuestion, DepartmentCoverage,
    EmployeeChange, EmployeeCoverage, Introduced, IntroductionPlanAnswer, IntroductionPlanQuestion, KeyPersonChange,
    LineChange, LineChangeKind, LineState, MapAnswer, MapCommunity, MapDetail, MapLine, MapPart, MapPerson,
    MapQuestion, MapSide, MapUnit, MaximizationAnswer, MaximizationQuestion, PowerChange, Seed, SeedsAmong,
    SinglePoint, SingleThreaded, SoleRoute, StructureAnswer, StructureBridge, StructureLayer, StructurePerson,
    StructureQuestion, UncoveredKeyPerson,
};
pub use neighbourhood::Node as CompanyNode;
pub use sharing::{
    Contribution, DepartmentSharing, Leader, RouteOutcome, RouteStep as RouteUseStep, RouteUse, SharingAnswer,
};
pub use suggestions::{
    Acceptance, CommonContact, DecidedSuggestion, Refusal, Suggestion, SuggestionDecision, SuggestionEvidence,
    SuggestionKind, SuggestionQuestion, SuggestionState, SuggestionsAnswer,
};

pub use crate::scoring::band::{BandCounts, MeanOfMeans, WeightedMean};
pub use crate::scoring::chain::{Completeness, Insight};
pub use crate::scoring::customer::{CountChange, LargeCustomer, MetricChange, count_change, metric_change};

/// Tells the meaning of the figures that are kept here.
pub fn describe_metrics() {
    metrics::describe_histogram!(
        "guanxi_question_seconds",
        "how long a question took from the store to its answer, by question"
    );
    metrics::describe_histogram!(
        "guanxi_ledger_seconds",
        "how long it took to read what sales questions count: everything, or what changed"
    );
    metrics::describe_gauge!(
        "guanxi_ledger_bytes",
        "memory of everything that sales questions count, by the last read"
    );
    metrics::describe_gauge!(
        "guanxi_snapshot_bytes",
        "memory of every fact that a line of influence can stand on, by the last read"
    );
    metrics::describe_counter!("guanxi_jobs_total", "jobs that have ended, by kind and state");
    metrics::describe_gauge!("guanxi_snapshot_lines", "recorded influence lines in the snapshot");
    metrics::describe_gauge!("guanxi_snapshot_version", "data version of the snapshot");
    metrics::describe_histogram!(
        "guanxi_snapshot_seconds",
        "how long the snapshot was read, by what was read: everything or changes"
    );
    metrics::describe_histogram!(
        "guanxi_snapshot_part_seconds",
        "how long a part of reading everything took: people, lines, others, and putting lines and others in order"
    );
    metrics::describe_counter!(
        "guanxi_snapshot_refused_total",
        "snapshots that were not read because there are more lines than may be held"
    );
    metrics::describe_counter!("guanxi_influencers_total", "answers about one key person, by source: live or snapshot");
    metrics::describe_histogram!("guanxi_compute_seconds", "how long a computation ran on the pool");
    metrics::describe_histogram!("guanxi_compute_wait_seconds", "how long a computation waited for a thread");
}

/// What all questions share: the store, the policy, the limits and the pool for long computations. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    store: Arc<dyn Store>,
    policy: Arc<Policy>,
    limits: Arc<Limits>,
    compute: Arc<ComputePool>,
    recall: Arc<recall::Recall>,
    jobs: Arc<jobs::Jobs>,
    /// Whether questions about one person use the snapshot.
    keeps_snapshot: bool,
}

impl Service {
    /// Puts a service together.
    pub fn new(store: Arc<dyn Store>, policy: Policy, limits: Limits, compute: ComputePool) -> Self {
        let recall = Arc::new(recall::Recall::new(recall::Kept {
            lines: limits.recalled_lines,
            graph_lines: limits.graph_lines,
            matrix_pairs: limits.matrix_pairs,
        }));
        Self {
            store,
            policy: Arc::new(policy),
            limits: Arc::new(limits),
            compute: Arc::new(compute),
            recall,
            jobs: Arc::default(),
            keeps_snapshot: false,
        }
    }

    /// The policy in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Which database answers.
    pub fn store_kind(&self) -> StoreKind {
        self.store.kind()
    }
}
