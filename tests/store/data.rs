//! The data set on which every statement has something to find: boards, units over the limit, memberships that have ended or
//! not begun, conflicts, levels below zero, hidden lines, names in other scripts, and what changes in a second round.

use guanxi::store::{Params, RowBatch, Statement, Value, statements};

/// The day of the questions.
pub const DAY: &str = "2026-06-01";
/// The instant of the questions.
pub const AS_OF: &str = "2026-06-01T12:00:00.000Z";
/// Our organization.
pub const OWN: &str = "o-us";
/// Units with more members than this do not make colleagues; `d-big` has four.
pub const MEMBERS_MAX: i64 = 3;

/// Rows of one kind: a statement, its columns but for digest and time of recording, and one line for each row.
pub struct Table {
    pub statement: &'static Statement,
    pub columns: &'static [&'static str],
    pub lines: &'static str,
}

/// `statement` with the rows of `lines`: cells between bars; `-` is null, `#` begins an integer, `%` a number, `[` a list of
/// texts, `yes!` and `no!` are booleans, `\n` a line break.
impl Table {
    /// The parameters of the write.
    pub fn params(&self) -> Params {
        let mut batch = RowBatch::new(self.columns);
        for line in self.lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            batch.push(line.split('|').map(cell));
        }
        Params::new().with_rows(batch)
    }
}

fn cell(text: &str) -> Value {
    let text = text.trim();
    match (text, text.split_at_checked(1)) {
        ("-", _) => Value::Null,
        ("yes!", _) => true.into(),
        ("no!", _) => false.into(),
        (_, Some(("#", number))) => number.parse::<i64>().expect("an integer").into(),
        (_, Some(("%", number))) => number.parse::<f64>().expect("a number").into(),
        (_, Some(("[", list))) => {
            let list = list.trim_end_matches(']');
            Value::List(list.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect())
        }
        _ => text.replace("\\n", "\n").into(),
    }
}

pub const ORGANIZATION: &[&str] =
    &["id", "name", "kind", "industry", "region", "potential", "search_key", "digest", "recorded_at"];
pub const DEPARTMENT: &[&str] =
    &["id", "name", "organization_id", "parent_id", "kind", "search_key", "digest", "recorded_at"];
pub const PERSON: &[&str] = &[
    "id",
    "name",
    "email",
    "phone",
    "aliases",
    "consent",
    "behaviour",
    "social_style",
    "needs",
    "search_key",
    "digest",
    "recorded_at",
];
pub const MEMBERSHIP: &[&str] = &[
    "id",
    "person_id",
    "department_id",
    "organization_id",
    "title",
    "level",
    "from_day",
    "to_day",
    "digest",
    "recorded_at",
];
pub const OPPORTUNITY: &[&str] = &[
    "id",
    "name",
    "customer_id",
    "amount",
    "currency",
    "class",
    "stage",
    "owner_id",
    "opened",
    "closed",
    "outcome",
    "search_key",
    "digest",
    "recorded_at",
];
pub const REPORTING: &[&str] =
    &["id", "person_id", "manager_id", "scope", "from_day", "to_day", "digest", "recorded_at"];
pub const INFLUENCE: &[&str] = &[
    "id",
    "from_id",
    "to_id",
    "level",
    "strength",
    "polarity",
    "kind",
    "source",
    "evidence",
    "observed_at",
    "ended_at",
    "visibility",
    "owner_id",
    "digest",
    "recorded_at",
];
pub const INTERACTION: &[&str] =
    &["id", "from_id", "to_id", "at", "day", "kind", "count", "explicit_id", "digest", "recorded_at"];
pub const DECISION_ROLE: &[&str] = &[
    "id",
    "opportunity_id",
    "person_id",
    "role",
    "importance",
    "veto",
    "approve",
    "contact_level",
    "from_day",
    "to_day",
    "digest",
    "recorded_at",
];
pub const ASSESSMENT: &[&str] = &[
    "id",
    "person_id",
    "vendor_id",
    "dimension",
    "level",
    "opportunity_id",
    "at",
    "by_id",
    "evidence",
    "coach",
    "visibility",
    "digest",
    "recorded_at",
];
pub const SIGNAL: &[&str] =
    &["id", "opportunity_id", "signal", "value", "at", "by_id", "evidence", "digest", "recorded_at"];
pub const TARGET: &[&str] = &["id", "person_id", "from_day", "to_day", "amount", "currency", "digest", "recorded_at"];
pub const ENDORSEMENT: &[&str] = &["id", "person_id", "at", "by_id", "evidence", "ended_at", "digest", "recorded_at"];

/// The data set, in the order in which the kinds depend on each other.
pub static FIRST: &[Table] = &[
    Table {
        statement: &statements::organization::WRITE,
        columns: ORGANIZATION,
        lines: r"
            o-us   | Guanxi AG | own        | software | EU | -    | guanxi ag             | g1 | 2026-01-01T00:00:00.000Z
            o-cu   | 华为客户  | customer   | telecom  | CN | high | 华为客户\nhuaweikehu  | g2 | 2026-01-01T00:00:00.000Z
            o-co   | Rival     | competitor | -        | -  | -    | rival                 | g3 | 2026-01-01T00:00:00.000Z
            o-pa   | Partner   | partner    | -        | -  | low  | partner               | g4 | 2026-01-01T00:00:00.000Z
            o-～   | Wide      | customer   | -        | -  | -    | wide                  | g5 | 2026-01-01T00:00:00.000Z
            o-𠀀   | Astral    | customer   | -        | -  | -    | astral                | g6 | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::department::WRITE,
        columns: DEPARTMENT,
        lines: r"
            d-fin   | Finance  | o-cu | -     | unit      | finance  | g | 2026-01-01T00:00:00.000Z
            d-sub   | Payables | o-cu | d-fin | unit      | payables | g | 2026-01-01T00:00:00.000Z
            d-hq    | Company  | o-us | -     | unit      | company  | g | 2026-01-01T00:00:00.000Z
            d-sales | Sales    | o-us | d-hq  | unit      | sales    | g | 2026-01-01T00:00:00.000Z
            d-big   | Research | o-us | d-hq  | unit      | research | g | 2026-01-01T00:00:00.000Z
            d-board | Board    | o-cu | -     | board     | board    | g | 2026-01-01T00:00:00.000Z
            d-comm  | Norms    | o-pa | -     | committee | norms    | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::person::WRITE,
        columns: PERSON,
        lines: r"
            e-boss | Boss     | boss@us.example | -    | []              | company | -         | -           | -    | boss                 | g | 2026-01-01T00:00:00.000Z
            e-sam  | Sam      | Sam@US.example  | +1 2 | [Sammy, sam@x]  | blind   | visionary | promoting   | none | sam\nsammy           | g | 2026-01-01T00:00:00.000Z
            e-sue  | Sue      | -               | -    | []              | -       | -         | -           | -    | sue                  | g | 2026-01-01T00:00:00.000Z
            e-r1   | R One    | -               | -    | []              | -       | -         | -           | -    | r one                | g | 2026-01-01T00:00:00.000Z
            e-r2   | R Two    | -               | -    | []              | -       | -         | -           | -    | r two                | g | 2026-01-01T00:00:00.000Z
            e-r3   | R Three  | -               | -    | []              | -       | -         | -           | -    | r three              | g | 2026-01-01T00:00:00.000Z
            e-old  | Olga     | -               | -    | []              | -       | -         | -           | -    | olga                 | g | 2026-01-01T00:00:00.000Z
            k-wang | 王芳     | WANG@Cu.example | -    | [芳芳, Fang]    | -       | laggard   | controlling | 保密 | 王芳\nwangfang\n芳芳 | g | 2026-01-01T00:00:00.000Z
            k-li   | 李娜     | li@cu.example   | -    | [Fang]          | -       | -         | analytic    | -    | 李娜\nlina           | g | 2026-01-01T00:00:00.000Z
            k-zhao | 赵       | ÉCOLE@cu.example| -    | [École]         | -       | -         | -           | -    | 赵\nzhao             | g | 2026-01-01T00:00:00.000Z
            k-lone | Lone     | -               | -    | []              | -       | -         | -           | -    | lone\nsamantha       | g | 2026-01-01T00:00:00.000Z
            k-self | Narciss  | -               | -    | []              | -       | -         | -           | -    | narciss              | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::membership::WRITE,
        columns: MEMBERSHIP,
        lines: r"
            m-01 | e-boss | -       | o-us | CEO | #1 | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-02 | e-sam  | d-sales | o-us | Rep | #5 | 2024-01-01 | -          | g | 2026-01-01T00:00:00.000Z
            m-03 | e-sue  | d-sales | o-us | -   | -  | 2024-01-01 | 2027-01-01 | g | 2026-01-01T00:00:00.000Z
            m-04 | e-old  | d-sales | o-us | -   | -  | 2020-01-01 | 2026-06-01 | g | 2026-01-01T00:00:00.000Z
            m-05 | e-sue  | d-big   | o-us | -   | -  | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-06 | e-r1   | d-big   | o-us | -   | -  | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-07 | e-r2   | d-big   | o-us | -   | -  | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-08 | e-r3   | d-big   | o-us | -   | -  | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-09 | k-wang | d-fin   | o-cu | CFO | #2 | 2023-01-01 | -          | g | 2026-01-01T00:00:00.000Z
            m-10 | k-li   | d-fin   | o-cu | -   | -  | 2026-06-01 | -          | g | 2026-01-01T00:00:00.000Z
            m-11 | k-li   | d-fin   | o-cu | -   | -  | -          | 2026-12-31 | g | 2026-01-01T00:00:00.000Z
            m-12 | k-zhao | d-fin   | o-cu | -   | -  | 2026-06-02 | -          | g | 2026-01-01T00:00:00.000Z
            m-13 | k-zhao | d-sub   | o-cu | -   | -  | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-14 | k-self | -       | o-co | -   | -  | -          | -          | g | 2026-01-01T00:00:00.000Z
            m-20 | k-wang | d-board | o-cu | -   | -  | 2020-01-01 | 2022-01-01 | g | 2026-01-01T00:00:00.000Z
            m-21 | k-wang | d-board | o-cu | -   | -  | 2023-01-01 | 2025-01-01 | g | 2026-01-01T00:00:00.000Z
            m-22 | k-li   | d-board | o-cu | -   | -  | 2021-01-01 | 2024-01-01 | g | 2026-01-01T00:00:00.000Z
            m-23 | k-zhao | d-board | o-cu | -   | -  | 2025-01-01 | -          | g | 2026-01-01T00:00:00.000Z
            m-24 | e-boss | d-comm  | o-pa | -   | -  | 2022-01-01 | -          | g | 2026-01-01T00:00:00.000Z
            m-25 | k-wang | d-comm  | o-pa | -   | -  | 2021-01-01 | 2026-07-01 | g | 2026-01-01T00:00:00.000Z
            m-26 | k-lone | d-comm  | o-pa | -   | -  | 2026-07-01 | -          | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::opportunity::WRITE,
        columns: OPPORTUNITY,
        lines: r"
            op-1 | Core 5G  | o-cu | %1000000.5 | EUR | A | TAS3 | e-sam | 2026-01-01 | -          | -   | core 5g  | g | 2026-01-01T00:00:00.000Z
            op-2 | Sam deal | o-cu | -          | -   | - | -    | -     | -          | 2025-01-01 | won | sam deal | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::reporting::WRITE,
        columns: REPORTING,
        lines: r"
            r-1 | e-sam  | e-boss | customer | -          | -          | g | 2026-01-01T00:00:00.000Z
            r-2 | e-r1   | e-sam  | customer | 2025-01-01 | -          | g | 2026-01-01T00:00:00.000Z
            r-3 | e-r2   | e-sam  | customer | 2025-01-01 | 2026-01-01 | g | 2026-01-01T00:00:00.000Z
            r-4 | e-r3   | e-sam  | op-1     | -          | -          | g | 2026-01-01T00:00:00.000Z
            r-5 | k-li   | k-wang | customer | -          | -          | g | 2026-01-01T00:00:00.000Z
            r-6 | k-wang | k-zhao | customer | -          | -          | g | 2026-01-01T00:00:00.000Z
            r-7 | k-wang | k-lone | customer | 2026-06-02 | -          | g | 2026-01-01T00:00:00.000Z
            r-9 | k-self | k-self | customer | -          | -          | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::influence::ADD,
        columns: INFLUENCE,
        lines: r"
            i-01 | e-sam  | k-wang | deep     | -      | support  | alumni | crm | 同学          | 2026-01-01T00:00:00.000Z | -                        | company | e-sam | g | 2026-01-01T00:00:00.000Z
            i-02 | e-sue  | k-wang | -        | %0.125 | support  | -      | -   | -             | -                        | -                        | private | e-sue | g | 2026-01-01T00:00:00.000Z
            i-03 | e-old  | k-wang | weak     | -      | conflict | -      | -   | they quarrel  | 2026-01-01T00:00:00.000Z | -                        | team    | e-sue | g | 2026-01-01T00:00:00.000Z
            i-04 | k-li   | k-wang | none     | -      | support  | -      | -   | -             | 2026-06-01T12:00:00.000Z | -                        | blind   | -     | g | 2026-01-01T00:00:00.000Z
            i-05 | k-zhao | k-wang | -        | %1     | support  | -      | -   | -             | -                        | 2026-06-01T12:00:00.000Z | company | -     | g | 2026-01-01T00:00:00.000Z
            i-06 | k-zhao | k-wang | -        | %0.5   | support  | -      | -   | -             | 2026-06-01T12:00:00.001Z | -                        | company | -     | g | 2026-01-01T00:00:00.000Z
            i-07 | k-zhao | k-wang | -        | %0.25  | support  | -      | -   | -             | 2025-01-01T00:00:00.000Z | 2026-06-01T12:00:00.001Z | company | -     | g | 2026-01-01T00:00:00.000Z
            i-08 | k-wang | k-li   | strong   | -      | support  | -      | -   | -             | -                        | -                        | company | -     | g | 2026-01-01T00:00:00.000Z
            i-09 | k-self | k-self | strong   | -      | support  | -      | -   | -             | -                        | -                        | company | -     | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::interaction::ADD,
        columns: INTERACTION,
        lines: r"
            c-01 | e-sam  | k-wang | 2026-05-01T08:00:00.000Z | 2026-05-01 | mail    | #2 | no!  | g | 2026-01-01T00:00:00.000Z
            c-02 | e-sam  | k-wang | 2026-05-01T09:00:00.000Z | 2026-05-01 | mail    | #3 | yes! | g | 2026-01-01T00:00:00.000Z
            c-03 | k-wang | e-sam  | 2026-05-01T10:00:00.000Z | 2026-05-01 | mail    | #1 | no!  | g | 2026-01-01T00:00:00.000Z
            c-04 | k-wang | e-sam  | 2026-05-02T10:00:00.000Z | 2026-05-02 | meeting | #1 | no!  | g | 2026-01-01T00:00:00.000Z
            c-05 | k-wang | k-li   | 2020-01-02T10:00:00.000Z | 2020-01-02 | dinner  | #1 | no!  | g | 2026-01-01T00:00:00.000Z
            c-06 | e-sue  | k-wang | 2026-06-01T12:00:00.001Z | 2026-06-01 | call    | #1 | no!  | g | 2026-01-01T00:00:00.000Z
            c-07 | e-sue  | k-wang | 2026-06-01T12:00:00.000Z | 2026-06-01 | call    | #1 | no!  | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::decision_role::WRITE,
        columns: DECISION_ROLE,
        lines: r"
            x-1 | op-1 | k-wang | approver  | #3 | yes | no | deep | 2026-01-01 | -          | g | 2026-01-01T00:00:00.000Z
            x-2 | op-1 | k-li   | -         | -  | -   | -  | -    | -          | 2026-06-01 | g | 2026-01-01T00:00:00.000Z
            x-4 | op-1 | e-old  | user      | -  | -   | -  | -    | -          | -          | g | 2026-01-01T00:00:00.000Z
            x-5 | op-2 | k-li   | user      | -  | no  | -  | -    | -          | -          | g | 2026-01-01T00:00:00.000Z
            x-3 | op-2 | k-wang | evaluator | #1 | no  | -  | none | -          | -          | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::assessment::WRITE,
        columns: ASSESSMENT,
        lines: r"
            a-1 | k-wang | o-us | relationship | #-2 | -    | 2026-01-01T00:00:00.000Z | e-sam | said so | no!  | company | g | 2026-01-01T00:00:00.000Z
            a-2 | k-wang | o-us | solution     | #-1 | op-1 | 2026-06-01T12:00:00.000Z | -     | -       | no!  | company | g | 2026-01-01T00:00:00.000Z
            a-3 | k-wang | o-co | price        | #0  | op-1 | 2026-06-01T12:00:00.001Z | e-sue | -       | no!  | private | g | 2026-01-01T00:00:00.000Z
            a-5 | k-wang | o-us | relationship | #1  | -    | 2026-01-01T00:00:00.000Z | e-sue | -       | no!  | company | g | 2026-01-01T00:00:00.001Z
            a-6 | k-wang | o-us | relationship | #0  | -    | 2025-01-01T00:00:00.000Z | e-sue | earlier | no!  | company | g | 2026-01-01T00:00:00.002Z
            a-7 | k-wang | o-us | relationship | #2  | -    | 2025-01-01T00:00:00.000Z | e-sam | -       | no!  | team    | g | 2026-01-01T00:00:00.000Z
            a-8 | k-wang | o-us | relationship | #2  | -    | 2025-01-01T00:00:00.000Z | e-sue | -       | no!  | team    | g | 2026-01-01T00:00:00.000Z
            a-9 | k-wang | o-us | relationship | #2  | op-2 | 2025-01-01T00:00:00.000Z | -     | -       | no!  | company | g | 2026-01-01T00:00:00.000Z
            a-4 | k-li   | o-us | relationship | #2  | -    | 2026-02-01T00:00:00.000Z | e-sam | -       | yes! | team    | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::signal::WRITE,
        columns: SIGNAL,
        lines: r"
            g-1 | op-1 | scoring_known    | yes! | 2026-06-01T12:00:00.000Z | e-sam | 评分 | g | 2026-01-01T00:00:00.000Z
            g-2 | op-1 | scoring_known    | no!  | 2026-06-01T12:00:00.001Z | -     | -    | g | 2026-01-01T00:00:00.000Z
            g-3 | op-2 | award_mode_known | no!  | 2025-01-01T00:00:00.000Z | e-sue | -    | g | 2026-01-01T00:00:00.000Z
            g-4 | op-2 | award_mode_known | yes! | 2024-12-31T23:59:59.999Z | -     | -    | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::target::WRITE,
        columns: TARGET,
        lines: r"
            t-1 | e-sam | 2026-01-01 | 2027-01-01 | %1000000.5 | CNY | g | 2026-01-01T00:00:00.000Z
            t-2 | e-sam | 2026-01-01 | 2027-01-01 | %0         | EUR | g | 2026-01-01T00:00:00.000Z
            t-3 | e-sue | 2025-01-01 | 2026-01-01 | %5         | CNY | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::endorsement::WRITE,
        columns: ENDORSEMENT,
        lines: r"
            n-1 | e-sam | 2026-01-01T00:00:00.000Z | e-boss | 专家 | -                        | g | 2026-01-01T00:00:00.000Z
            n-2 | e-sam | 2025-01-01T00:00:00.000Z | -      | -    | 2026-06-01T12:00:00.000Z | g | 2026-01-01T00:00:00.000Z
            n-3 | e-sue | 2026-06-01T12:00:00.001Z | -      | -    | -                        | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::history::WRITE,
        columns: &["kind", "record_id", "recorded_at", "superseded_at", "record"],
        lines: r#"
            person | k-wang | 2025-06-01T00:00:00.000Z | 2026-01-01T00:00:00.000Z | {"name":"王"}
            person | k-wang | 2025-01-01T00:00:00.000Z | 2025-06-01T00:00:00.000Z | {"name":"W"}
            person | k-li   | 2025-01-01T00:00:00.000Z | 2025-06-01T00:00:00.000Z | {}"#,
    },
    Table {
        statement: &statements::request::WRITE,
        columns: &["id", "digest", "answer", "recorded_at"],
        lines: r#"key-1 | d1 | {"data":1} | 2026-01-01T00:00:00.000Z"#,
    },
    Table {
        statement: &statements::win_model::ADD,
        columns: &["id", "made_at", "made_by", "data_version", "model"],
        lines: r#"
            win-1 | 2025-01-01T00:00:00.000Z | e-boss | #1 | {"x":0.1}
            win-2 | 2026-01-01T00:00:00.000Z | e-sue  | #2 | {"x":"北"}
            win-3 | 2026-01-01T00:00:00.000Z | e-sue  | #2 | {}"#,
    },
    Table {
        statement: &statements::win_model::USE,
        columns: &["number", "used_at", "used_by", "model_id"],
        lines: r"
            #1 | 2026-01-01T00:00:00.000Z | e-boss | win-2
            #2 | 2026-02-01T00:00:00.000Z | e-boss | -
            #3 | 2026-06-01T12:00:00.000Z | e-sue  | win-1
            #4 | 2026-06-01T23:00:00.000Z | e-sue  | -",
    },
    Table {
        statement: &statements::change::WRITE,
        columns: &["version", "kind", "record_id"],
        lines: r"
            #1 | everything |
            #2 | person     | e-sam
            #2 | assessment | a-1
            #3 | nothing    |",
    },
    Table {
        statement: &statements::job::WRITE,
        columns: JOB,
        lines: r#"
            job-1 | e-sue | departure_ranking | {"worlds":null} | 2026-01-01T00:00:00.000Z | done    | r-1 | 2026-01-01T00:00:09.000Z | 2026-01-01T00:00:00.000Z | 2026-01-01T00:00:09.000Z | #9 | #9 | #3 | - | {"reach":0.5}
            job-2 | e-sue | departure         | {"people":[]}   | 2026-02-01T00:00:00.000Z | running | r-2 | 2026-02-01T00:00:05.000Z | 2026-02-01T00:00:00.000Z | - | #1 | #0 | - | - | -
            job-3 | e-sam | departure         | {"people":[]}   | 2026-02-01T00:00:00.000Z | failed  | r-2 | 2026-02-02T00:00:05.000Z | 2026-02-02T00:00:00.000Z | - | #0 | #0 | - | BAD_INPUT: nobody | -"#,
    },
    Table {
        statement: &statements::suggestion::DECIDE,
        columns: &["id", "kind", "from_id", "to_id", "decision", "probability", "decided_by", "decided_at", "line_id"],
        lines: r"
            s-1 | reporting | e-sam | e-boss | accepted | %0.5  | e-boss | 2026-01-01T00:00:00.000Z | l-1
            s-2 | influence | e-sam | k-wang | refused  | %0.25 | e-sue  | 2026-02-01T00:00:00.000Z | -",
    },
    Table {
        statement: &statements::sharing::NOTE,
        columns: &["id", "at", "by_id", "key_person_id", "door_id", "step", "outcome"],
        lines: r"
            u-1 | 2026-01-01T00:00:00.000Z | e-sam | k-wang | e-boss | asked | -
            u-2 | 2026-02-01T00:00:00.000Z | e-sam | k-wang | e-boss | used  | helped",
    },
    Table {
        statement: &statements::sharing::JOIN,
        columns: &["person_id", "joined_at"],
        lines: r"
            e-sam | 2026-01-01T00:00:00.000Z
            e-sue | 2026-01-02T00:00:00.000Z",
    },
];

const JOB: &[&str] = &[
    "id",
    "owner",
    "kind",
    "parameters",
    "as_of",
    "state",
    "runner",
    "beat_at",
    "asked_at",
    "ended_at",
    "done",
    "total",
    "data_version",
    "error",
    "result",
];

/// What a second write changes: names, parents, owners, aliases, ends; an interaction with an id of its own changes its people.
pub static SECOND: &[Table] = &[
    Table {
        statement: &statements::job::WRITE,
        columns: JOB,
        lines: r#"
            job-2 | e-sue | departure | {"people":[]} | 2026-02-01T00:00:00.000Z | done | r-2 | 2026-02-01T00:00:09.000Z | 2026-02-01T00:00:00.000Z | 2026-02-01T00:00:09.000Z | #7 | #7 | #4 | - | {"loss":1}"#,
    },
    Table {
        statement: &statements::organization::WRITE,
        columns: ORGANIZATION,
        lines: "o-pa | Partner GmbH | partner | norms | - | - | partner gmbh | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::department::WRITE,
        columns: DEPARTMENT,
        lines: "
            d-sub   | Payables | o-cu | -     | unit | payables | h | 2026-02-01T00:00:00.000Z
            d-sales | Sales    | o-us | d-big | unit | sales    | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::person::WRITE,
        columns: PERSON,
        lines: r"
            e-sam | Sam    | sam2@us.example | - | [Samuel] | -    | - | - | - | sam\nsamuel | h | 2026-02-01T00:00:00.000Z
            e-new | Newton | -               | - | []       | team | - | - | - | newton      | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::membership::WRITE,
        columns: MEMBERSHIP,
        lines: "m-05 | e-sue | d-big | o-us | Boss | #3 | - | 2026-01-01 | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::opportunity::WRITE,
        columns: OPPORTUNITY,
        lines: "
            op-1 | Core 6G  | o-𠀀 | - | - | - | - | e-sue | - | - | - | core 6g  | h | 2026-02-01T00:00:00.000Z
            op-2 | Sam deal | o-cu | - | - | - | - | e-sam | - | - | - | sam deal | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::influence::WRITE,
        columns: INFLUENCE,
        lines: "i-01 | e-sam | k-wang | deep | - | support | alumni | crm | - | 2026-01-01T00:00:00.000Z | 2026-05-01T00:00:00.000Z | company | e-sam | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::interaction::WRITE,
        columns: INTERACTION,
        lines: "c-02 | e-boss | k-li | 2026-05-01T09:00:00.000Z | 2026-05-01 | visit | #3 | yes! | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::assessment::WRITE,
        columns: ASSESSMENT,
        lines: "a-2 | k-wang | o-us | solution | #1 | op-1 | 2026-06-01T12:00:00.000Z | - | better | yes! | company | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::signal::WRITE,
        columns: SIGNAL,
        lines: "g-1 | op-1 | scoring_known | no! | 2026-06-01T12:00:00.000Z | e-sam | - | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::target::WRITE,
        columns: TARGET,
        lines: "t-1 | e-sam | 2026-01-01 | 2027-01-01 | %2 | CNY | h | 2026-02-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::endorsement::WRITE,
        columns: ENDORSEMENT,
        lines: "n-1 | e-sam | 2026-01-01T00:00:00.000Z | e-boss | - | 2026-05-01T00:00:00.000Z | h | 2026-02-01T00:00:00.000Z",
    },
    Table { statement: &statements::sharing::LEAVE, columns: &["person_id"], lines: "e-sue" },
];
