//! Writes that must fail as a whole.

use guanxi::store::statements;

use crate::data::{
    ASSESSMENT, DECISION_ROLE, DEPARTMENT, ENDORSEMENT, INFLUENCE, INTERACTION, MEMBERSHIP, OPPORTUNITY, REPORTING,
    SIGNAL, TARGET, Table,
};

/// Writes each of which refers to something that does not exist.
pub static DANGLING: &[Table] = &[
    Table {
        statement: &statements::department::WRITE,
        columns: DEPARTMENT,
        lines: "d-new | N | nowhere | - | unit | n | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::department::WRITE,
        columns: DEPARTMENT,
        lines: "d-new | N | o-us | nowhere | unit | n | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::membership::WRITE,
        columns: MEMBERSHIP,
        lines: "m-new | nobody | d-fin | o-cu | - | - | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::membership::WRITE,
        columns: MEMBERSHIP,
        lines: "m-new | e-sam | nowhere | o-cu | - | - | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::membership::WRITE,
        columns: MEMBERSHIP,
        lines: "m-new | e-sam | - | nowhere | - | - | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::opportunity::WRITE,
        columns: OPPORTUNITY,
        lines: "op-new | N | nowhere | - | - | - | - | - | - | - | - | n | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::opportunity::WRITE,
        columns: OPPORTUNITY,
        lines: "op-new | N | o-cu | - | - | - | - | nobody | - | - | - | n | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::reporting::WRITE,
        columns: REPORTING,
        lines: "r-new | nobody | e-sam | customer | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::reporting::WRITE,
        columns: REPORTING,
        lines: "r-new | e-sam | nobody | customer | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::reporting::WRITE,
        columns: REPORTING,
        lines: "r-new | e-sam | e-boss | nothing | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    // The first row alone would be good.
    Table {
        statement: &statements::influence::WRITE,
        columns: INFLUENCE,
        lines: "
            i-new1 | e-sam | k-li   | deep | - | support | - | - | - | - | - | company | - | g | 2026-01-01T00:00:00.000Z
            i-new2 | e-sam | nobody | deep | - | support | - | - | - | - | - | company | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::influence::WRITE,
        columns: INFLUENCE,
        lines: "i-new | nobody | k-li | deep | - | support | - | - | - | - | - | company | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::influence::WRITE,
        columns: INFLUENCE,
        lines: "i-new | e-sam | k-li | deep | - | support | - | - | - | - | - | company | nobody | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::interaction::WRITE,
        columns: INTERACTION,
        lines: "c-new | e-sam | nobody | 2026-05-01T08:00:00.000Z | 2026-05-01 | mail | #1 | no! | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::interaction::WRITE,
        columns: INTERACTION,
        lines: "c-new | nobody | e-sam | 2026-05-01T08:00:00.000Z | 2026-05-01 | mail | #1 | no! | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::decision_role::WRITE,
        columns: DECISION_ROLE,
        lines: "x-new | nothing | k-li | - | - | - | - | - | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::decision_role::WRITE,
        columns: DECISION_ROLE,
        lines: "x-new | op-1 | nobody | - | - | - | - | - | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::assessment::WRITE,
        columns: ASSESSMENT,
        lines: "a-new | nobody | o-us | price | #1 | - | 2026-06-01T12:00:00.000Z | - | - | no! | company | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::assessment::WRITE,
        columns: ASSESSMENT,
        lines: "a-new | k-li | nowhere | price | #1 | - | 2026-06-01T12:00:00.000Z | - | - | no! | company | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::assessment::WRITE,
        columns: ASSESSMENT,
        lines: "a-new | k-li | o-us | price | #1 | nothing | 2026-06-01T12:00:00.000Z | - | - | no! | company | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::assessment::WRITE,
        columns: ASSESSMENT,
        lines: "a-new | k-li | o-us | price | #1 | - | 2026-06-01T12:00:00.000Z | nobody | - | no! | company | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::signal::WRITE,
        columns: SIGNAL,
        lines: "g-new | nothing | scoring_known | yes! | 2026-06-01T12:00:00.000Z | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::signal::WRITE,
        columns: SIGNAL,
        lines: "g-new | op-1 | scoring_known | yes! | 2026-06-01T12:00:00.000Z | nobody | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::target::WRITE,
        columns: TARGET,
        lines: "t-new | nobody | 2026-01-01 | 2027-01-01 | %1 | CNY | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::endorsement::WRITE,
        columns: ENDORSEMENT,
        lines: "n-new | nobody | 2026-06-01T12:00:00.000Z | - | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    Table {
        statement: &statements::endorsement::WRITE,
        columns: ENDORSEMENT,
        lines: "n-new | e-sam | 2026-06-01T12:00:00.000Z | nobody | - | - | g | 2026-01-01T00:00:00.000Z",
    },
    // A key that was used before.
    Table {
        statement: &statements::request::WRITE,
        columns: &["id", "digest", "answer", "recorded_at"],
        lines: "key-1 | d2 | {} | 2026-01-01T00:00:00.000Z",
    },
    // A model that was kept before, a number that was used before, and a model that there is not.
    Table {
        statement: &statements::win_model::ADD,
        columns: &["id", "made_at", "made_by", "data_version", "model"],
        lines: "win-1 | 2026-01-01T00:00:00.000Z | e-sue | #2 | {}",
    },
    Table {
        statement: &statements::win_model::USE,
        columns: &["number", "used_at", "used_by", "model_id"],
        lines: "#1 | 2026-01-01T00:00:00.000Z | e-sue | win-1",
    },
    Table {
        statement: &statements::win_model::USE,
        columns: &["number", "used_at", "used_by", "model_id"],
        lines: "#9 | 2026-01-01T00:00:00.000Z | e-sue | nothing",
    },
];
