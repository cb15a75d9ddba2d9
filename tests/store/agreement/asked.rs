//! What the statements that read are asked.

use guanxi::store::{Params, Statement, Value, statements};

use super::Both;
use crate::data::{AS_OF, DAY, MEMBERS_MAX, OWN};

impl Both {
    /// Reads with every statement that only reads.
    pub(super) async fn read_everything(&mut self) {
        for (statement, ids) in BY_IDS {
            self.read(statement, Params::new().with("ids", ids.to_vec())).await;
        }
        for (statement, ids) in BY_DAY {
            for day in [None, Some(DAY), Some("2024-06-01"), Some("2026-06-02")] {
                self.read(statement, Params::new().with("ids", ids.to_vec()).with("day", day)).await;
            }
        }
        for (statement, ids) in BY_INSTANT {
            for as_of in [None, Some(AS_OF), Some("2025-06-01T00:00:00.000Z")] {
                self.read(statement, Params::new().with("ids", ids.to_vec()).with("as_of", as_of)).await;
            }
        }
        for statement in PAGES {
            let mut after = String::new();
            loop {
                let rows = self.read(statement, Params::new().with("after", after.as_str()).with("limit", 2_i64)).await;
                let Some((_, Value::Text(last))) =
                    rows.last().and_then(|row| row.iter().find(|(name, _)| name == "id"))
                else {
                    break;
                };
                assert!(**last > *after, "{}: {last} does not come after {after}", statement.name);
                after = last.to_string();
            }
            assert!(!after.is_empty(), "{} has no row", statement.name);
        }
        for kind in [None, Some("customer"), Some("own")] {
            let params = Params::new().with("kind", kind).with("after", "o-co").with("limit", 10_i64);
            self.read(&statements::organization::LIST, params).await;
        }
        self.read_questions().await;
    }

    async fn read_questions(&mut self) {
        let texts =
            ["wang@cu.EXAMPLE", "Fang", "fang", "Sammy", "sam@x", "SAM@us.example", "École", "école@cu.example"];
        self.read(&statements::person::RESOLVE, Params::new().with("texts", texts.to_vec())).await;
        let names = vec!["华为客户".to_owned(), "Rival".to_owned(), "nobody".to_owned()];
        self.read(&statements::organization::NAMED, Params::new().with("names", names)).await;
        for id in ["job-1", "job-2", "nothing"] {
            self.read(&statements::job::BY_ID, Params::new().with("id", id)).await;
        }
        for (owner, before, limit) in
            [("e-sue", "job-~", 2_i64), ("e-sue", "job-2", 2), ("e-sue", "job-~", 1), ("nobody", "job-~", 2)]
        {
            let params = Params::new().with("owner", owner).with("before", before).with("limit", limit);
            self.read(&statements::job::OF_OWNER, params).await;
        }
        for (statement, parameter) in [(&statements::request::FIND, "id")] {
            self.read(statement, Params::new().with(parameter, "key-1")).await;
        }
        for id in ["k-wang", "k-li"] {
            let params = Params::new().with("kind", "person").with("record_id", id);
            self.read(&statements::history::OF, params).await;
        }
        for pairs in [
            &[["e-sam", "k-wang"], ["e-sue", "k-wang"], ["e-sam", "k-li"], ["e-sue", "k-li"], ["nobody", "k-li"]][..],
            &[["k-li", "k-wang"], ["k-wang", "k-wang"]],
        ] {
            let pair = |pair: &[&str; 2]| Value::from(pair.to_vec());
            let params = Params::new().with("pairs", Value::List(pairs.iter().map(pair).collect()));
            self.read(&statements::influence::BETWEEN, params).await;
        }
        let every_kind = ["person", "department", "organization", "opportunity"];
        for (text, kinds, skip, limit) in [
            ("sam", &every_kind[..], 0_i64, 10_i64),
            ("sam", &every_kind[..], 1, 2),
            ("a", &every_kind[..], 0, 50),
            ("芳", &every_kind[..1], 0, 50),
            ("wangfang", &every_kind[..1], 0, 50),
            ("", &every_kind[1..3], 0, 50),
            ("%_", &every_kind[..], 0, 50),
        ] {
            let params =
                Params::new().with("text", text).with("kinds", kinds.to_vec()).with("skip", skip).with("limit", limit);
            self.read(&statements::search::ENTITIES, params).await;
        }
        for statement in [&statements::line::INTO, &statements::line::FROM] {
            for frontier in [&["k-wang"][..], &["e-sam", "k-wang", "k-li", "nobody"], &["e-sue", "e-boss", "e-r1"]] {
                for (day, as_of, since) in
                    [(DAY, Some(AS_OF), "0000-01-01"), ("2023-06-01", None, "2026-05-02"), ("2026-07-02", None, DAY)]
                {
                    self.read(statement, line_params(frontier, day, as_of, since)).await;
                }
            }
        }
        for (opportunities, vendors) in [(&["op-1", "op-2", "op-no"][..], &["o-pa", "o-no"][..]), (&["op-2"], &[])] {
            for (day, as_of) in
                [(DAY, AS_OF), ("2025-06-01", "2026-06-02T00:00:00.000Z"), ("2026-07-02", "2026-01-15T00:00:00.000Z")]
            {
                let params =
                    Params::new().with("opportunities", opportunities.to_vec()).with("vendors", vendors.to_vec());
                self.read(&statements::decision::CHAIN, params.with("day", day).with("as_of", as_of)).await;
            }
        }
        for before in ["win-~", "win-2"] {
            self.read(&statements::win_model::PAGE, Params::new().with("before", before).with("limit", 2_i64)).await;
        }
        for id in ["win-1", "nothing"] {
            self.read(&statements::win_model::BY_ID, Params::new().with("id", id)).await;
        }
        for before in [i64::MAX, 3] {
            let params = Params::new().with("before", before).with("limit", 2_i64);
            self.read(&statements::win_model::USES, params).await;
        }
        self.read(&statements::win_model::SIGNALS, Params::new()).await;
        self.read(&statements::suggestion::DECIDED, Params::new()).await;
        self.read(&statements::sharing::JOINED, Params::new()).await;
        for (since, until) in [("2026-01-01T00:00:00.000Z", AS_OF), ("2026-01-15T00:00:00.000Z", AS_OF), (AS_OF, AS_OF)]
        {
            self.read(&statements::sharing::NOTES, Params::new().with("since", since).with("until", until)).await;
        }
        for version in [0_i64, 1, 3] {
            let params = Params::new().with("version", version).with("limit", 9_i64);
            self.read(&statements::change::SINCE, params).await;
        }
        for day in [DAY, "2025-06-01", "2026-07-02"] {
            let params = Params::new().with("ids", ["e-sue", "e-boss", "e-sam", "k-wang", "nobody"].to_vec());
            self.read(&statements::decision::PEOPLE, params.with("own", OWN).with("day", day)).await;
        }
        for (person, vendor) in [("k-wang", "o-us"), ("k-wang", "o-co"), ("nobody", "o-us")] {
            let params = Params::new().with("person", person).with("vendor", vendor).with("as_of", AS_OF);
            self.read(&statements::decision::ASSESSMENTS, params).await;
        }
        let owners = ["e-boss", "e-sam", "e-sue", "e-old", "e-r1", "e-r2", "e-r3", "k-wang", "nobody"];
        for viewer in ["e-boss", "e-sam", "e-sue", "e-r1", "k-lone", "nobody"] {
            for day in [DAY, "2025-06-01"] {
                let params = Params::new().with("viewer", viewer).with("day", day);
                self.read(&statements::team::MEMBERS, params.clone()).await;
                self.read(&statements::team::VISIBLE_OWNERS, params.with("owners", owners.to_vec())).await;
            }
        }
        for statement in [
            &statements::meta::VERSION,
            &statements::import_run::PENDING,
            &statements::check::OWN_ORGANIZATIONS,
            &statements::check::SELF_LINES,
            &statements::check::PEOPLE_WITHOUT_MEMBERSHIP,
            &statements::check::COUNTS,
            &statements::ledger::UNITS,
            &statements::ledger::POSTS,
            &statements::ledger::OPPORTUNITIES,
            &statements::ledger::ROLES,
            &statements::ledger::REPORTING,
            &statements::ledger::SUPPORT,
            &statements::ledger::ASSESSMENTS,
            &statements::ledger::SELLERS,
            &statements::snapshot::PEOPLE,
            &statements::snapshot::INFLUENCES,
            &statements::snapshot::REPORTING,
            &statements::snapshot::SEATS,
            &statements::snapshot::CONTACTS,
        ] {
            self.read(statement, Params::new()).await;
        }
    }
}

pub(super) fn line_params(frontier: &[&'static str], day: &str, as_of: Option<&str>, since: &str) -> Params {
    Params::new()
        .with("frontier", frontier.to_vec())
        .with("as_of", as_of)
        .with("day", day)
        .with("own", OWN)
        .with("department_members_max", MEMBERS_MAX)
        .with("since_day", since)
}

type ByIds = (&'static Statement, &'static [&'static str]);

static BY_IDS: &[ByIds] = &[
    (&statements::organization::DIGESTS, &["o-us", "o-𠀀", "nowhere"]),
    (&statements::organization::BY_IDS, &["o-us", "o-𠀀", "o-pa", "nowhere"]),
    (&statements::department::DIGESTS, &["d-sub", "d-fin"]),
    (&statements::department::BY_IDS, &["d-sub", "d-fin", "d-sales", "d-board", "nowhere"]),
    (&statements::department::OF_ORGANIZATIONS, &["o-us", "o-cu", "nowhere"]),
    (&statements::department::CHILDREN, &["d-hq", "d-fin", "d-big"]),
    (&statements::person::DIGESTS, &["e-sam", "k-wang", "nobody"]),
    (&statements::person::BY_IDS, &["e-sam", "k-wang", "k-zhao", "nobody"]),
    (&statements::membership::DIGESTS, &["m-01", "m-05"]),
    (&statements::membership::BY_IDS, &["m-01", "m-05", "m-02"]),
    (&statements::opportunity::DIGESTS, &["op-1"]),
    (&statements::opportunity::BY_IDS, &["op-1", "op-2"]),
    (&statements::opportunity::OF_CUSTOMERS, &["o-cu", "o-𠀀"]),
    (&statements::opportunity::OF_OWNERS, &["e-sam", "e-sue"]),
    (&statements::reporting::DIGESTS, &["r-1", "r-4"]),
    (&statements::reporting::BY_IDS, &["r-1", "r-4", "r-3"]),
    (&statements::influence::DIGESTS, &["i-01", "i-02"]),
    (&statements::influence::BY_IDS, &["i-01", "i-02", "i-04"]),
    (&statements::interaction::DIGESTS, &["c-01", "c-02"]),
    (&statements::interaction::BY_IDS, &["c-01", "c-02"]),
    (&statements::decision_role::DIGESTS, &["x-1"]),
    (&statements::decision_role::BY_IDS, &["x-1", "x-2", "x-3"]),
    (&statements::assessment::DIGESTS, &["a-1"]),
    (&statements::assessment::BY_IDS, &["a-1", "a-2", "a-3", "a-4"]),
    (&statements::signal::DIGESTS, &["g-1"]),
    (&statements::signal::BY_IDS, &["g-1", "g-2", "nothing"]),
    (&statements::target::DIGESTS, &["t-1"]),
    (&statements::target::BY_IDS, &["t-1", "t-2", "nothing"]),
    (&statements::target::OF_PEOPLE, &["e-sam", "e-sue", "nobody"]),
    (&statements::endorsement::DIGESTS, &["n-1"]),
    (&statements::endorsement::BY_IDS, &["n-1", "n-2", "nothing"]),
];

static BY_DAY: &[ByIds] = &[
    (&statements::membership::OF_PEOPLE, &["e-sue", "k-wang", "e-old", "nobody"]),
    (&statements::membership::OF_DEPARTMENTS, &["d-fin", "d-board", "nowhere"]),
    (&statements::membership::OF_ORGANIZATIONS, &["o-us", "o-cu", "nowhere"]),
    (&statements::reporting::OF_PEOPLE, &["e-sam", "e-r2", "e-r3", "k-wang"]),
    (&statements::reporting::OF_MANAGERS, &["e-sam", "k-wang", "k-lone"]),
    (&statements::decision_role::OF_OPPORTUNITIES, &["op-1", "op-2"]),
    (&statements::decision_role::OF_PEOPLE, &["k-wang", "k-li"]),
];

static BY_INSTANT: &[ByIds] = &[
    (&statements::influence::FROM_PEOPLE, &["e-sam", "k-zhao", "k-li", "nobody"]),
    (&statements::influence::TO_PEOPLE, &["k-wang", "k-li"]),
    (&statements::interaction::OF_PEOPLE, &["k-wang", "e-sam"]),
    (&statements::assessment::OF_PEOPLE, &["k-wang", "k-li"]),
    (&statements::signal::OF_OPPORTUNITIES, &["op-1", "op-2", "nothing"]),
    (&statements::endorsement::OF_PEOPLE, &["e-sam", "e-sue", "nobody"]),
];

static PAGES: &[&Statement] = &[
    &statements::organization::PAGE,
    &statements::department::PAGE,
    &statements::person::PAGE,
    &statements::membership::PAGE,
    &statements::opportunity::PAGE,
    &statements::reporting::PAGE,
    &statements::influence::PAGE,
    &statements::interaction::PAGE,
    &statements::decision_role::PAGE,
    &statements::assessment::PAGE,
    &statements::signal::PAGE,
    &statements::target::PAGE,
    &statements::endorsement::PAGE,
];
