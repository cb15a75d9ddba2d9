//! The state of a chain and its alerts in words.

use crate::domain::{AlertKind, ChainRule};
use crate::scoring::chain::Alert;

use super::super::influencers::Language;
use super::answer::DecisionAnswer;

impl DecisionAnswer {
    fn names(&self, members: &[usize], language: Language) -> String {
        let names: Vec<&str> = members.iter().map(|&k| self.members[k].person.name.as_str()).collect();
        names.join(match language {
            Language::English => ", ",
            Language::Chinese => "、",
        })
    }

    /// Why the chain has the status it has, with the people behind it.
    pub fn status_reason(&self, language: Language) -> String {
        let state = &self.assessment.state;
        let (who, vendor) = (self.names(&state.members, language), &self.vendors[0].name);
        match (language, state.rule) {
            (Language::English, ChainRule::NoMembers) => "Nobody has a role in this decision.".to_owned(),
            (Language::English, ChainRule::NothingKnown) => {
                format!("Nothing is known of what any member thinks of {vendor}.")
            }
            (Language::English, ChainRule::NobodySupports) => {
                format!("Nobody supports {vendor}. Of these something is known: {who}.")
            }
            (Language::English, ChainRule::NoDeciderSupports) => {
                format!("Nobody who decides or approves supports {vendor}. Who supports: {who}.")
            }
            (Language::English, ChainRule::VetoerOpposes) => {
                format!("Somebody who decides or approves supports {vendor}, but somebody with a veto opposes: {who}.")
            }
            (Language::English, ChainRule::DeciderSupports) => {
                format!("Decides or approves, and supports {vendor}: {who}. Nobody with a veto opposes.")
            }
            (Language::Chinese, ChainRule::NoMembers) => "决策链上还没有人。".to_owned(),
            (Language::Chinese, ChainRule::NothingKnown) => format!("决策链上各人对{vendor}的态度都未知。"),
            (Language::Chinese, ChainRule::NobodySupports) => format!("无人支持{vendor}。态度已知者：{who}。"),
            (Language::Chinese, ChainRule::NoDeciderSupports) => {
                format!("决策或批准者中无人支持{vendor}。支持者：{who}。")
            }
            (Language::Chinese, ChainRule::VetoerOpposes) => {
                format!("有决策或批准者支持{vendor}，但有一票否决权者反对：{who}。")
            }
            (Language::Chinese, ChainRule::DeciderSupports) => {
                format!("决策或批准者支持{vendor}：{who}。有一票否决权者无人反对。")
            }
        }
    }

    /// An alert of this chain in a sentence, without the people behind it.
    pub fn alert_text(&self, alert: &Alert, language: Language) -> String {
        let percent = alert.share.map_or(0.0, |share| share * 100.0);
        let days = self.policy.chain.engaged_days;
        match (language, alert.kind) {
            (Language::English, AlertKind::VetoerOpposes) => "Somebody with a veto opposes.".to_owned(),
            (Language::English, AlertKind::ApproverNotForUs) => "An approver does not support.".to_owned(),
            (Language::English, AlertKind::VoteHolderUnknown) => {
                "Nothing is known of the stance of somebody with a veto, or of an approver.".to_owned()
            }
            (Language::English, AlertKind::NoApprover) => "Nobody is named who approves.".to_owned(),
            (Language::English, AlertKind::SingleThreadedThere) => "Fewer than two members are engaged.".to_owned(),
            (Language::English, AlertKind::SingleThreadedHere) => {
                format!("One colleague carries {percent:.0} % of the contacts of the last {days:.0} days.")
            }
            (Language::English, AlertKind::VoteHolderLeft) => {
                "Somebody with a vote, or an approver, is no longer at the customer.".to_owned()
            }
            (Language::English, AlertKind::VotesUnknown) => {
                "Nobody recorded who has a veto and who has none.".to_owned()
            }
            (Language::Chinese, AlertKind::VetoerOpposes) => "有一票否决权者反对。".to_owned(),
            (Language::Chinese, AlertKind::ApproverNotForUs) => "批准者不支持。".to_owned(),
            (Language::Chinese, AlertKind::VoteHolderUnknown) => "有一票否决权者或批准者的态度未知。".to_owned(),
            (Language::Chinese, AlertKind::NoApprover) => "没有写明谁批准。".to_owned(),
            (Language::Chinese, AlertKind::SingleThreadedThere) => "对方有往来的人不足两人。".to_owned(),
            (Language::Chinese, AlertKind::SingleThreadedHere) => {
                format!("近 {days:.0} 天的往来有 {percent:.0} % 由一位同事承担。")
            }
            (Language::Chinese, AlertKind::VoteHolderLeft) => "有票者或批准者已离开客户。".to_owned(),
            (Language::Chinese, AlertKind::VotesUnknown) => "没有人记录谁有一票否决权。".to_owned(),
        }
    }
}
