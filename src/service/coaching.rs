//! "Where do I coach, and where do I bring in help?": open opportunities whose decision chain is red, got worse or fell (method §2).
//!
//! All open opportunities are judged from what is in memory; the chains behind those that are shown are asked for by themselves.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    AlertKind, AsOf, ChainChangeKind, ChainRule, ChainStatus, DecisionRoleKind, Department, Id, Policy, coded,
};
use crate::scoring::chain::{ChainState, chain_score, stance_of, state, weights};

use super::decision::DecisionAnswer;
use super::influencers::{Language, RouteParty};
use super::ledger::LedgerView;
use super::recall::Recollection;
use super::{Reading, ServiceError};

coded! {
    /// Why an opportunity is on the coaching list.
    pub enum CoachingReason expects "a reason: red, worse or fell" {
        /// The chain is red.
        Red = "red",
        /// The status is worse than it was.
        Worse = "worse",
        /// The chain score fell by more than the policy allows.
        Fell = "fell",
    }
}

/// Whose opportunities.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoachingQuestion {
    /// Only those of this owner.
    pub owner: Option<Id>,
    /// Only those whose owner works in this department of ours, or in one below it.
    pub department: Option<Id>,
}

/// How a chain stood at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    pub status: ChainStatus,
    pub rule: ChainRule,
    /// −1 to 1; absent where nothing is known.
    pub score: Option<f64>,
}

/// An opportunity to coach.
#[derive(Debug, Clone, PartialEq)]
pub struct CoachingEntry {
    pub opportunity: Id,
    /// The department of its owner at our company.
    pub department: Option<Arc<Department>>,
    /// In the order red, worse, fell.
    pub reasons: Vec<CoachingReason>,
    pub now: Standing,
    /// Absent where the opportunity was not yet opened.
    pub then: Option<Standing>,
    /// What is at risk: the amount of the opportunity.
    pub amount: Option<f64>,
    pub currency: Option<Arc<str>>,
}

/// What is at risk in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct AmountAtRisk {
    pub currency: Arc<str>,
    pub amount: f64,
    pub opportunities: u32,
}

/// The coaching list.
#[derive(Debug, Clone, PartialEq)]
pub struct CoachingAnswer {
    /// By amount at risk, the currency of the most opportunities first; those without an amount last, by identifier.
    pub entries: Vec<CoachingEntry>,
    /// Open opportunities that were judged.
    pub n_open: u32,
    /// In the order of the list.
    pub amounts: Vec<AmountAtRisk>,
    /// Opportunities of the list without an amount or a currency.
    pub n_without_amount: u32,
    /// Lines and assessments of other teams in all judged chains that were left out because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    /// The moment it is compared with.
    pub compared_with: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

impl Reading {
    /// Which open opportunities need help, as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded, and for an unknown owner or department;
    /// [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn coaching(&self, question: &CoachingQuestion, as_of: AsOf) -> Result<CoachingAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("coaching", |r| Box::pin(r.coaching_list(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn coaching_list(&self, question: CoachingQuestion, as_of: AsOf) -> Result<CoachingAnswer, ServiceError> {
        let ledger = self.ledger().await?;
        let policy = Arc::clone(&self.service().policy);
        let view = LedgerView::new(&ledger, &policy, self.viewer(), as_of);
        let judge = move || list(&view, &question);
        self.service().compute.run(judge).await?
    }
}

/// The moment so many days before another.
fn days_before(as_of: AsOf, days: f64) -> AsOf {
    let before = as_of.instant().checked_sub(jiff::SignedDuration::from_hours(24 * days as i64));
    AsOf::new(before.unwrap_or(jiff::Timestamp::MIN))
}

fn list(view: &LedgerView, question: &CoachingQuestion) -> Result<CoachingAnswer, ServiceError> {
    let (ledger, policy) = (Arc::clone(view.ledger()), Arc::clone(view.policy()));
    let own = ledger.own()?;
    let unknown = |id: &Id| ServiceError::NotFound { what: "person", id: id.to_string() };
    let owner = question.owner.as_ref();
    let owner = owner.map(|id| ledger.people().number(id).ok_or_else(|| unknown(id))).transpose()?;
    let department = question.department.as_ref().map(|id| ledger.department_of_ours(id)).transpose()?;
    let then = view.at(days_before(view.as_of(), policy.coaching.days));
    let (mut entries, mut n_open, mut omitted) = (Vec::new(), 0, 0);
    for (number, deal) in ledger.deals().filter(|(_, deal)| deal.is_open(view.day())) {
        if owner.is_some_and(|owner| deal.owner != owner) {
            continue;
        }
        let place = ledger.people().get(deal.owner).and_then(|_| view.department_of(deal.owner));
        if department.is_some_and(|wanted| !place.is_some_and(|place| ledger.is_within_department(place, wanted))) {
            continue;
        }
        n_open += 1;
        let (now, hidden) = standing(view, number, own);
        omitted += hidden;
        let before = deal.opened_by(then.day()).then(|| standing(&then, number, own).0);
        let reasons = reasons(&now, before.as_ref(), policy.coaching.fell_by);
        if !reasons.is_empty() {
            entries.push(CoachingEntry {
                opportunity: ledger.opportunities().id(number).clone(),
                department: place.and_then(|place| ledger.department(place)).cloned(),
                reasons,
                now,
                then: before,
                amount: deal.amount,
                currency: deal.currency.map(|currency| Arc::clone(ledger.currency(currency))),
            });
        }
    }
    let (amounts, n_without_amount) = put_in_order(&mut entries);
    Ok(CoachingAnswer {
        entries,
        n_open,
        amounts,
        n_without_amount,
        omitted,
        as_of: view.as_of(),
        compared_with: then.as_of(),
        data_version: 0,
        policy,
    })
}

/// How the chain of an opportunity stands towards us, and how much of it the viewer may not see.
fn standing(view: &LedgerView, opportunity: u32, own: u32) -> (Standing, u64) {
    let policy = &view.policy().chain;
    let found = view.chain(opportunity, own);
    let stances: Vec<_> = found.chain.members.iter().map(|member| stance_of(&member.degrees[0], policy)).collect();
    let ChainState { status, rule, .. } = state(&found.chain.members, &stances);
    let shares: Vec<f64> = weights(&found.chain, policy).iter().map(|weight| weight.weight).collect();
    let score = chain_score(&shares, found.chain.members.iter().map(|member| &member.degrees[0]), policy);
    (Standing { status, rule, score }, found.omitted)
}

/// Green before amber before red.
fn worseness(status: ChainStatus) -> u8 {
    match status {
        ChainStatus::Green => 0,
        ChainStatus::Amber => 1,
        ChainStatus::Red => 2,
    }
}

fn reasons(now: &Standing, then: Option<&Standing>, fell_by: f64) -> Vec<CoachingReason> {
    let worse = then.is_some_and(|then| worseness(now.status) > worseness(then.status));
    let fall = then.and_then(|then| Some(then.score? - now.score?));
    // To within the rounding of the two scores.
    let fell = fall.is_some_and(|fall| fall > fell_by + 1e-9);
    let all = [
        (now.status == ChainStatus::Red, CoachingReason::Red),
        (worse, CoachingReason::Worse),
        (fell, CoachingReason::Fell),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
}

/// Orders by amount within a currency; returns what is at risk in each currency, and how many have no amount.
fn put_in_order(entries: &mut [CoachingEntry]) -> (Vec<AmountAtRisk>, u32) {
    let mut by_currency: BTreeMap<Arc<str>, (f64, u32)> = BTreeMap::new();
    let mut without = 0;
    for entry in &*entries {
        match (entry.amount, &entry.currency) {
            (Some(amount), Some(currency)) => {
                let sum = by_currency.entry(Arc::clone(currency)).or_default();
                *sum = (sum.0 + amount, sum.1 + 1);
            }
            _ => without += 1,
        }
    }
    let amount = |(currency, (amount, opportunities))| AmountAtRisk { currency, amount, opportunities };
    let mut amounts: Vec<AmountAtRisk> = by_currency.into_iter().map(amount).collect();
    amounts.sort_by_key(|amount| Reverse(amount.opportunities));
    let place = |entry: &CoachingEntry| {
        let currency = entry.amount.and(entry.currency.as_ref());
        currency.and_then(|currency| amounts.iter().position(|a| a.currency == *currency)).unwrap_or(amounts.len())
    };
    entries.sort_by(|a, b| {
        let by_amount = |entry: &CoachingEntry| entry.amount.filter(|_| entry.currency.is_some()).unwrap_or(0.0);
        let places = place(a).cmp(&place(b));
        places.then(by_amount(b).total_cmp(&by_amount(a))).then_with(|| a.opportunity.cmp(&b.opportunity))
    });
    (amounts, without)
}

impl CoachingEntry {
    /// What to ask the seller about it: from the status, the alerts, the missing roles, the fall and the best change.
    pub fn questions(&self, chain: &DecisionAnswer, then: Date, language: Language) -> Vec<String> {
        let asking = Asking { chain, language };
        let mut questions = vec![asking.of_rule(self.now.rule)];
        if let Some(before) = self.then.filter(|_| self.reasons.iter().any(|reason| *reason != CoachingReason::Red)) {
            questions.push(asking.of_fall(before, self.now, then));
        }
        questions
            .extend(chain.assessment.alerts.iter().filter_map(|alert| asking.of_alert(alert.kind, &alert.members)));
        questions.extend(asking.of_missing_roles());
        questions.extend(asking.of_best_change());
        questions
    }
}

/// Puts questions about one chain into words.
struct Asking<'a> {
    chain: &'a DecisionAnswer,
    language: Language,
}

impl Asking<'_> {
    fn pick(&self, english: String, chinese: String) -> String {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    fn names(&self, members: &[usize]) -> String {
        let names: Vec<&str> = members.iter().map(|&k| self.chain.members[k].person.name.as_str()).collect();
        names.join(match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        })
    }

    /// The members who decide or approve.
    fn deciders(&self) -> Vec<usize> {
        let all = self.chain.members.iter().enumerate();
        all.filter(|(_, member)| member.part.decides()).map(|(k, _)| k).collect()
    }

    fn of_rule(&self, rule: ChainRule) -> String {
        let behind = self.names(&self.chain.assessment.state.members);
        let weightiest = self.names(&self.chain.by_weight[..self.chain.by_weight.len().min(3)]);
        let deciders = self.names(&self.deciders());
        match rule {
            ChainRule::NoMembers => self.pick(
                "Who decides about this? Nobody is named.".to_owned(),
                "这个项目由谁决策？还没有写明任何人。".to_owned(),
            ),
            ChainRule::NothingKnown => self.pick(
                format!("What do {weightiest} think of us, and who of us has met them?"),
                format!("{weightiest}对我们是什么态度？我们谁见过他们？"),
            ),
            ChainRule::NobodySupports => self.pick(
                format!("Who of {weightiest} can be won first, with what, and by whom?"),
                format!("{weightiest}中谁可以最先争取？靠什么，由谁去？"),
            ),
            ChainRule::NoDeciderSupports if deciders.is_empty() => self.pick(
                format!("Who decides and who approves, and can {behind} bring us there?"),
                format!("谁决策、谁批准？{behind}能否引见？"),
            ),
            ChainRule::NoDeciderSupports => self.pick(
                format!("What keeps {deciders} from supporting us, and what can {behind} do about it?"),
                format!("{deciders}为什么不支持我们？{behind}能做什么？"),
            ),
            ChainRule::VetoerOpposes => self.pick(
                format!("What does {behind} object to, and who can bring them round?"),
                format!("{behind}反对的是什么？谁能说服？"),
            ),
            ChainRule::DeciderSupports => self.pick(
                format!("What keeps {behind} with us until the decision?"),
                format!("怎样让{behind}在决策之前一直支持我们？"),
            ),
        }
    }

    fn of_fall(&self, then: Standing, now: Standing, day: Date) -> String {
        let score = |score: Option<f64>| {
            score.map_or_else(|| self.pick("unknown".into(), "未知".into()), |s| format!("{s:+.2}"))
        };
        let (before, after) = (score(then.score), score(now.score));
        self.pick(
            format!("What happened since {day}? The chain score went from {before} to {after}."),
            format!("{day}以来发生了什么？决策链得分由{before}变为{after}。"),
        )
    }

    fn of_alert(&self, kind: AlertKind, members: &[usize]) -> Option<String> {
        let who = self.names(members);
        Some(match kind {
            // The rule of the status asks about these, or the missing roles do.
            AlertKind::VetoerOpposes | AlertKind::NoApprover => return None,
            AlertKind::ApproverNotForUs => {
                self.pick(format!("What would make {who} approve?"), format!("怎样才能让{who}批准？"))
            }
            AlertKind::VoteHolderUnknown => {
                self.pick(format!("Who finds out where {who} stands?"), format!("谁去了解{who}的态度？"))
            }
            AlertKind::SingleThreadedThere => {
                self.pick("Whom else there should we meet?".to_owned(), "对方还应该与谁建立往来？".to_owned())
            }
            AlertKind::SingleThreadedHere => {
                self.pick("Who else of ours should be in contact?".to_owned(), "我方还应该由谁参与往来？".to_owned())
            }
            AlertKind::VoteHolderLeft => {
                self.pick(format!("Who takes over from {who}, who has left?"), format!("{who}已离开，由谁接替？"))
            }
            AlertKind::VotesUnknown => self.pick("Who there has a veto?".to_owned(), "谁有一票否决权？".to_owned()),
        })
    }

    fn of_missing_roles(&self) -> Option<String> {
        let missing = &self.chain.assessment.missing_roles;
        let name = |role: &DecisionRoleKind| match (self.language, role) {
            (Language::English, DecisionRoleKind::User) => "user",
            (Language::English, DecisionRoleKind::Evaluator) => "evaluator",
            (Language::English, DecisionRoleKind::DecisionMaker) => "decision maker",
            (Language::English, DecisionRoleKind::Approver) => "approver",
            (Language::English, DecisionRoleKind::Procurement) => "procurement",
            (Language::English, DecisionRoleKind::Influencer) => "influencer",
            (Language::Chinese, DecisionRoleKind::User) => "使用者",
            (Language::Chinese, DecisionRoleKind::Evaluator) => "评估者",
            (Language::Chinese, DecisionRoleKind::DecisionMaker) => "决策者",
            (Language::Chinese, DecisionRoleKind::Approver) => "批准者",
            (Language::Chinese, DecisionRoleKind::Procurement) => "采购",
            (Language::Chinese, DecisionRoleKind::Influencer) => "影响者",
        };
        let names: Vec<&str> = missing.iter().map(name).collect();
        // A chain without members was asked about by its rule.
        (!names.is_empty() && !self.chain.members.is_empty())
            .then(|| self.pick(format!("Who is the {}?", names.join(", the ")), format!("谁是{}？", names.join("、"))))
    }

    /// Who could bring the best change about, where anybody can.
    fn of_best_change(&self) -> Option<String> {
        let best = self.chain.changes.iter().find(|found| found.change.gain > 0.0 && !found.enablers.is_empty())?;
        let member = &self.chain.members[best.change.member].person.name;
        let helper = match &best.enablers.first()?.employee {
            RouteParty::Person(person) => person.name.clone(),
            RouteParty::Masked { department: Some(department), .. } => {
                self.pick(format!("a colleague in {}", department.name), format!("{}的一位同事", department.name))
            }
            RouteParty::Masked { department: None, .. } => self.pick("a colleague".into(), "一位同事".into()),
        };
        Some(match best.change.kind {
            ChainChangeKind::LearnDegree => self.pick(
                format!("Can {helper} find out what {member} thinks?"),
                format!("能否请{helper}了解{member}的看法？"),
            ),
            ChainChangeKind::RaiseDegree | ChainChangeKind::NeutraliseSupporter => self.pick(
                format!("Can {helper} speak with {member} for us?"),
                format!("能否请{helper}为我们与{member}沟通？"),
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(status: ChainStatus, score: Option<f64>) -> Standing {
        Standing { status, rule: ChainRule::NobodySupports, score }
    }

    #[test]
    fn red_worse_and_fallen_are_told_apart() {
        use ChainStatus::{Amber, Green, Red};
        use CoachingReason as R;
        let check = |now: (ChainStatus, Option<f64>), then: Option<(ChainStatus, Option<f64>)>| {
            reasons(&standing(now.0, now.1), then.map(|(s, x)| standing(s, x)).as_ref(), 0.1)
        };
        assert_eq!(check((Red, None), None), [R::Red]);
        assert_eq!(check((Red, Some(-0.5)), Some((Green, Some(0.5)))), [R::Red, R::Worse, R::Fell]);
        assert_eq!(check((Amber, Some(0.3)), Some((Green, Some(0.3)))), [R::Worse]);
        assert_eq!(check((Green, Some(0.3)), Some((Green, Some(0.45)))), [R::Fell]);
        assert_eq!(check((Green, Some(0.3)), Some((Green, Some(0.4)))), [], "not by more than 0.1");
        assert_eq!(check((Green, None), Some((Amber, Some(0.9)))), [], "unknown did not fall");
        assert_eq!(check((Green, Some(0.1)), None), [], "a new one did not fall");
    }

    #[test]
    fn the_currency_of_the_most_opportunities_comes_first_and_unknown_amounts_last() {
        let entry = |id: &str, amount: Option<f64>, currency: Option<&str>| CoachingEntry {
            opportunity: Id::new(id).unwrap(),
            department: None,
            reasons: vec![CoachingReason::Red],
            now: standing(ChainStatus::Red, None),
            then: None,
            amount,
            currency: currency.map(Arc::from),
        };
        let mut entries = vec![
            entry("a", Some(9e9), Some("EUR")),
            entry("b", None, Some("CNY")),
            entry("c", Some(1.0), Some("CNY")),
            entry("d", Some(2.0), Some("CNY")),
            entry("e", Some(5.0), None),
            entry("f", Some(2.0), Some("CNY")),
        ];
        let (amounts, without) = put_in_order(&mut entries);
        let order: Vec<&str> = entries.iter().map(|entry| entry.opportunity.as_str()).collect();
        assert_eq!(order, ["d", "f", "c", "a", "b", "e"]);
        assert_eq!(without, 2);
        let amounts: Vec<_> = amounts.iter().map(|a| (&*a.currency, a.amount, a.opportunities)).collect();
        assert_eq!(amounts, [("CNY", 5.0, 3), ("EUR", 9e9, 1)]);
    }
}
