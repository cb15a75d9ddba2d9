//! Who asks, and who may see what (method §11).

use super::{Id, coded};

coded! {
    /// What somebody may do.
    pub enum Role expects "a role: rep, manager, executive or admin" {
        /// 大客户销售: asks, and records what they know.
        Rep = "rep",
        /// 销售主管.
        Manager = "manager",
        /// 公司高管: stands above every department, so sees every team's lines.
        Executive = "executive",
        /// Runs the service; sees no more relations than a rep.
        Admin = "admin",
    }
}

coded! {
    /// Who may see an influence line or an assessment.
    pub enum Visibility expects "a visibility: private, blind, team or company" {
        /// The owner alone; nobody else learns even that it exists.
        Private = "private",
        /// Everybody may use it, the colleague's name replaced until that colleague agrees.
        Blind = "blind",
        /// The owner's department and the managers above.
        Team = "team",
        /// Everybody.
        Company = "company",
    }
}

/// The person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Viewer {
    /// The person, by the identifier used in imports. Need not be known to the store: then nothing is their own.
    pub person: Id,
    /// What they may do.
    pub role: Role,
}
