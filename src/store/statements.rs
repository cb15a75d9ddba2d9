//! The statement table: every statement the program can run, by name, with its text for each store.
//!
//! The texts are files, taken in whole; each begins with its purpose, parameters, columns and the index it relies on.
//!
//! What holds on both stores:
//! - A statement with `$rows` gives no rows back. A row that refers to something that does not exist fails the whole statement
//!   as [`StoreError::Rejected`](super::StoreError::Rejected), as does a second `request/write` under one id, and an `add` or
//!   `win_model/use` of what exists; `history/write` and `change/write` add, every other `write` adds or replaces by id: each id once in a batch, a department after its parent.
//!   `import_run/open`, `import_run/finish`, `change/prune` and `job/prune` give no rows back either.
//! - `aliases` goes in as a list of text (JSON text on SQLite) and comes back as a list.
//! - `line/into` and `line/from`: cells that a source has no value for are null. `line_id` is null for `department`, `board` and
//!   `contact`; `kind` is `unit` for `department`, the department's kind for `board`; both name the department in `note` (its
//!   name) and `origin` (its id). Members are counted as people, not as memberships. `from_consent` is the consent of the
//!   person at the line's beginning for every source. A null `$as_of` means all times.
//! - `check/own_organizations` and `check/people_without_membership` → `count`; `check/self_lines` → `kind` (`reporting` or
//!   `influence`), `id`; `check/counts` → `kind`, `records`, one row for each kind of records.
//! - `win_model/page` orders by `id`, the greatest first, and `win_model/uses` by `number`, the greatest first.
//! - `job/of_owner` orders by `id`, the greatest first.
//! - `history/of` orders by `superseded_at`, then `recorded_at`; `import_run/pending` by `started_at`, then `id`.

use super::Statement;

macro_rules! statement {
    ($name:literal) => {
        Statement {
            name: $name,
            cypher: include_str!(concat!("../../cypher/", $name, ".cypher")),
            sql: include_str!(concat!("../../sql/", $name, ".sql")),
        }
    };
}

/// Statements of `organization`.
pub mod organization {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("organization/digests");
    pub static WRITE: Statement = statement!("organization/write");
    pub static BY_IDS: Statement = statement!("organization/by_ids");
    pub static PAGE: Statement = statement!("organization/page");
    pub static LIST: Statement = statement!("organization/list");
    pub static NAMED: Statement = statement!("organization/named");
}

/// Statements of `department`.
pub mod department {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("department/digests");
    pub static WRITE: Statement = statement!("department/write");
    pub static BY_IDS: Statement = statement!("department/by_ids");
    pub static PAGE: Statement = statement!("department/page");
    pub static OF_ORGANIZATIONS: Statement = statement!("department/of_organizations");
    pub static CHILDREN: Statement = statement!("department/children");
}

/// Statements of `person`.
pub mod person {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("person/digests");
    pub static WRITE: Statement = statement!("person/write");
    pub static BY_IDS: Statement = statement!("person/by_ids");
    pub static PAGE: Statement = statement!("person/page");
    pub static RESOLVE: Statement = statement!("person/resolve");
}

/// Statements of `membership`.
pub mod membership {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("membership/digests");
    pub static WRITE: Statement = statement!("membership/write");
    pub static BY_IDS: Statement = statement!("membership/by_ids");
    pub static PAGE: Statement = statement!("membership/page");
    pub static OF_PEOPLE: Statement = statement!("membership/of_people");
    pub static OF_DEPARTMENTS: Statement = statement!("membership/of_departments");
    pub static OF_ORGANIZATIONS: Statement = statement!("membership/of_organizations");
}

/// Statements of `opportunity`.
pub mod opportunity {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("opportunity/digests");
    pub static WRITE: Statement = statement!("opportunity/write");
    pub static BY_IDS: Statement = statement!("opportunity/by_ids");
    pub static PAGE: Statement = statement!("opportunity/page");
    pub static OF_CUSTOMERS: Statement = statement!("opportunity/of_customers");
    pub static OF_OWNERS: Statement = statement!("opportunity/of_owners");
}

/// Statements of `reporting`.
pub mod reporting {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("reporting/digests");
    pub static WRITE: Statement = statement!("reporting/write");
    pub static BY_IDS: Statement = statement!("reporting/by_ids");
    pub static PAGE: Statement = statement!("reporting/page");
    pub static OF_PEOPLE: Statement = statement!("reporting/of_people");
    pub static OF_MANAGERS: Statement = statement!("reporting/of_managers");
}

/// Statements of `influence`.
pub mod influence {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("influence/digests");
    pub static ADD: Statement = statement!("influence/add");
    pub static WRITE: Statement = statement!("influence/write");
    pub static BY_IDS: Statement = statement!("influence/by_ids");
    pub static PAGE: Statement = statement!("influence/page");
    pub static FROM_PEOPLE: Statement = statement!("influence/from_people");
    pub static TO_PEOPLE: Statement = statement!("influence/to_people");
    pub static BETWEEN: Statement = statement!("influence/between");
}

/// Statements of `interaction`.
pub mod interaction {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("interaction/digests");
    pub static ADD: Statement = statement!("interaction/add");
    pub static WRITE: Statement = statement!("interaction/write");
    pub static BY_IDS: Statement = statement!("interaction/by_ids");
    pub static PAGE: Statement = statement!("interaction/page");
    pub static OF_PEOPLE: Statement = statement!("interaction/of_people");
}

/// Statements of `decision_role`.
pub mod decision_role {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("decision_role/digests");
    pub static WRITE: Statement = statement!("decision_role/write");
    pub static BY_IDS: Statement = statement!("decision_role/by_ids");
    pub static PAGE: Statement = statement!("decision_role/page");
    pub static OF_OPPORTUNITIES: Statement = statement!("decision_role/of_opportunities");
    pub static OF_PEOPLE: Statement = statement!("decision_role/of_people");
}

/// Statements of `decision`: everything around decision chains at once.
pub mod decision {
    use super::Statement;

    pub static CHAIN: Statement = statement!("decision/chain");
    pub static PEOPLE: Statement = statement!("decision/people");
    pub static ASSESSMENTS: Statement = statement!("decision/assessments");
}

/// Statements of `assessment`.
pub mod assessment {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("assessment/digests");
    pub static WRITE: Statement = statement!("assessment/write");
    pub static BY_IDS: Statement = statement!("assessment/by_ids");
    pub static PAGE: Statement = statement!("assessment/page");
    pub static OF_PEOPLE: Statement = statement!("assessment/of_people");
}

/// Statements of `signal`.
pub mod signal {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("signal/digests");
    pub static WRITE: Statement = statement!("signal/write");
    pub static BY_IDS: Statement = statement!("signal/by_ids");
    pub static PAGE: Statement = statement!("signal/page");
    pub static OF_OPPORTUNITIES: Statement = statement!("signal/of_opportunities");
}

/// Statements of `target`.
pub mod target {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("target/digests");
    pub static WRITE: Statement = statement!("target/write");
    pub static BY_IDS: Statement = statement!("target/by_ids");
    pub static PAGE: Statement = statement!("target/page");
    pub static OF_PEOPLE: Statement = statement!("target/of_people");
}

/// Statements of `endorsement`.
pub mod endorsement {
    use super::Statement;

    pub static DIGESTS: Statement = statement!("endorsement/digests");
    pub static WRITE: Statement = statement!("endorsement/write");
    pub static BY_IDS: Statement = statement!("endorsement/by_ids");
    pub static PAGE: Statement = statement!("endorsement/page");
    pub static OF_PEOPLE: Statement = statement!("endorsement/of_people");
}

/// Statements of `meta`.
pub mod meta {
    use super::Statement;

    pub static VERSION: Statement = statement!("meta/version");
    pub static RAISE: Statement = statement!("meta/raise");
    pub static HOLD: Statement = statement!("meta/hold");
}

/// Statements of `change`: which records each data version changed.
pub mod change {
    use super::Statement;

    pub static WRITE: Statement = statement!("change/write");
    pub static SINCE: Statement = statement!("change/since");
    pub static PRUNE: Statement = statement!("change/prune");
}

/// Statements of `history`.
pub mod history {
    use super::Statement;

    pub static WRITE: Statement = statement!("history/write");
    pub static OF: Statement = statement!("history/of");
}

/// Statements of `request`.
pub mod request {
    use super::Statement;

    pub static FIND: Statement = statement!("request/find");
    pub static WRITE: Statement = statement!("request/write");
}

/// Statements of `import_run`.
pub mod import_run {
    use super::Statement;

    pub static OPEN: Statement = statement!("import_run/open");
    pub static FINISH: Statement = statement!("import_run/finish");
    pub static PENDING: Statement = statement!("import_run/pending");
}

/// Statements of `search`.
pub mod search {
    use super::Statement;

    pub static ENTITIES: Statement = statement!("search/entities");
}

/// Statements of `line`.
pub mod line {
    use super::Statement;

    pub static INTO: Statement = statement!("line/into");
    pub static FROM: Statement = statement!("line/from");
}

/// Statements of `ledger`.
pub mod ledger {
    use super::Statement;

    pub static UNITS: Statement = statement!("ledger/units");
    pub static POSTS: Statement = statement!("ledger/posts");
    pub static OPPORTUNITIES: Statement = statement!("ledger/opportunities");
    pub static ROLES: Statement = statement!("ledger/roles");
    pub static REPORTING: Statement = statement!("ledger/reporting");
    pub static SUPPORT: Statement = statement!("ledger/support");
    pub static ASSESSMENTS: Statement = statement!("ledger/assessments");
    pub static SELLERS: Statement = statement!("ledger/sellers");
}

/// Statements of `snapshot`: every fact that a line of influence can stand on.
pub mod snapshot {
    use super::Statement;

    pub static PEOPLE: Statement = statement!("snapshot/people");
    pub static INFLUENCES: Statement = statement!("snapshot/influences");
    pub static REPORTING: Statement = statement!("snapshot/reporting");
    pub static SEATS: Statement = statement!("snapshot/seats");
    pub static CONTACTS: Statement = statement!("snapshot/contacts");
}

/// Statements of `job`: long questions and what they answered.
pub mod job {
    use super::Statement;

    pub static WRITE: Statement = statement!("job/write");
    pub static BY_ID: Statement = statement!("job/by_id");
    pub static OF_OWNER: Statement = statement!("job/of_owner");
    pub static PRUNE: Statement = statement!("job/prune");
}

/// Statements of `team`.
pub mod team {
    use super::Statement;

    pub static VISIBLE_OWNERS: Statement = statement!("team/visible_owners");
    pub static MEMBERS: Statement = statement!("team/members");
}

/// Statements of `check`.
pub mod check {
    use super::Statement;

    pub static OWN_ORGANIZATIONS: Statement = statement!("check/own_organizations");
    pub static SELF_LINES: Statement = statement!("check/self_lines");
    pub static PEOPLE_WITHOUT_MEMBERSHIP: Statement = statement!("check/people_without_membership");
    pub static COUNTS: Statement = statement!("check/counts");
}

/// Statements of `win_model`: models of the win probability, and which was in use since when.
pub mod win_model {
    use super::Statement;

    pub static ADD: Statement = statement!("win_model/add");
    pub static PAGE: Statement = statement!("win_model/page");
    pub static BY_ID: Statement = statement!("win_model/by_id");
    pub static USE: Statement = statement!("win_model/use");
    pub static USES: Statement = statement!("win_model/uses");
    pub static SIGNALS: Statement = statement!("win_model/signals");
}

/// Statements of suggested lines.
pub mod suggestion {
    use super::Statement;

    pub static DECIDE: Statement = statement!("suggestion/decide");
    pub static DECIDED: Statement = statement!("suggestion/decided");
}

/// Statements of sharing: routes asked for and used, leaderboards.
pub mod sharing {
    use super::Statement;

    pub static NOTE: Statement = statement!("sharing/note");
    pub static NOTES: Statement = statement!("sharing/notes");
    pub static JOIN: Statement = statement!("sharing/join");
    pub static LEAVE: Statement = statement!("sharing/leave");
    pub static JOINED: Statement = statement!("sharing/joined");
}

/// Every statement, in the order of the modules.
pub static ALL: &[&Statement] = &[
    &organization::DIGESTS,
    &organization::WRITE,
    &organization::BY_IDS,
    &organization::PAGE,
    &organization::LIST,
    &organization::NAMED,
    &department::DIGESTS,
    &department::WRITE,
    &department::BY_IDS,
    &department::PAGE,
    &department::OF_ORGANIZATIONS,
    &department::CHILDREN,
    &person::DIGESTS,
    &person::WRITE,
    &person::BY_IDS,
    &person::PAGE,
    &person::RESOLVE,
    &membership::DIGESTS,
    &membership::WRITE,
    &membership::BY_IDS,
    &membership::PAGE,
    &membership::OF_PEOPLE,
    &membership::OF_DEPARTMENTS,
    &membership::OF_ORGANIZATIONS,
    &opportunity::DIGESTS,
    &opportunity::WRITE,
    &opportunity::BY_IDS,
    &opportunity::PAGE,
    &opportunity::OF_CUSTOMERS,
    &opportunity::OF_OWNERS,
    &reporting::DIGESTS,
    &reporting::WRITE,
    &reporting::BY_IDS,
    &reporting::PAGE,
    &reporting::OF_PEOPLE,
    &reporting::OF_MANAGERS,
    &influence::DIGESTS,
    &influence::ADD,
    &influence::WRITE,
    &influence::BY_IDS,
    &influence::PAGE,
    &influence::FROM_PEOPLE,
    &influence::TO_PEOPLE,
    &influence::BETWEEN,
    &interaction::DIGESTS,
    &interaction::ADD,
    &interaction::WRITE,
    &interaction::BY_IDS,
    &interaction::PAGE,
    &interaction::OF_PEOPLE,
    &decision_role::DIGESTS,
    &decision_role::WRITE,
    &decision_role::BY_IDS,
    &decision_role::PAGE,
    &decision_role::OF_OPPORTUNITIES,
    &decision_role::OF_PEOPLE,
    &decision::CHAIN,
    &decision::PEOPLE,
    &decision::ASSESSMENTS,
    &assessment::DIGESTS,
    &assessment::WRITE,
    &assessment::BY_IDS,
    &assessment::PAGE,
    &assessment::OF_PEOPLE,
    &signal::DIGESTS,
    &signal::WRITE,
    &signal::BY_IDS,
    &signal::PAGE,
    &signal::OF_OPPORTUNITIES,
    &target::DIGESTS,
    &target::WRITE,
    &target::BY_IDS,
    &target::PAGE,
    &target::OF_PEOPLE,
    &endorsement::DIGESTS,
    &endorsement::WRITE,
    &endorsement::BY_IDS,
    &endorsement::PAGE,
    &endorsement::OF_PEOPLE,
    &meta::VERSION,
    &meta::RAISE,
    &meta::HOLD,
    &change::WRITE,
    &change::SINCE,
    &change::PRUNE,
    &history::WRITE,
    &history::OF,
    &request::FIND,
    &request::WRITE,
    &import_run::OPEN,
    &import_run::FINISH,
    &import_run::PENDING,
    &search::ENTITIES,
    &line::INTO,
    &line::FROM,
    &ledger::UNITS,
    &ledger::POSTS,
    &ledger::OPPORTUNITIES,
    &ledger::ROLES,
    &ledger::REPORTING,
    &ledger::SUPPORT,
    &ledger::ASSESSMENTS,
    &ledger::SELLERS,
    &snapshot::PEOPLE,
    &snapshot::INFLUENCES,
    &snapshot::REPORTING,
    &snapshot::SEATS,
    &snapshot::CONTACTS,
    &job::WRITE,
    &job::BY_ID,
    &job::OF_OWNER,
    &job::PRUNE,
    &team::VISIBLE_OWNERS,
    &team::MEMBERS,
    &check::OWN_ORGANIZATIONS,
    &check::SELF_LINES,
    &check::PEOPLE_WITHOUT_MEMBERSHIP,
    &check::COUNTS,
    &win_model::ADD,
    &win_model::PAGE,
    &win_model::BY_ID,
    &win_model::USE,
    &win_model::USES,
    &win_model::SIGNALS,
    &suggestion::DECIDE,
    &suggestion::DECIDED,
    &sharing::NOTE,
    &sharing::NOTES,
    &sharing::JOIN,
    &sharing::LEAVE,
    &sharing::JOINED,
];
