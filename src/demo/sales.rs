//! What selling leaves behind: signals of deals, targets of sellers, and who is recognised in an industry.

use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::domain::{Coded, Endorsement, Signal, SignalKind, Target, TargetDays};

use super::career::opportunity_id;
use super::company::{Post, SALES_DIVISIONS};
use super::draw::Purpose;
use super::{Demo, Who};

/// Numbers of signals of one opportunity: keeps their instants apart.
const PER_DEAL: u32 = 16;
/// Numbers of targets of one seller.
const PER_SELLER: u32 = 32;
/// The head of the first division, recognised by an association of banks; the chief executive says so.
const RECOGNISED: (u32, u32, &str) = (1, 700, "银行业科技协会专家委员");

/// Signal, whether it was there, days before today, evidence.
pub(super) type Seen = (SignalKind, bool, u32, Option<&'static str>);

/// What is known of the story's open opportunity; two of the six are not.
const STORY: &[Seen] = &[
    (SignalKind::ExchangeTimeOurs, false, 90, Some("段宇 meets them every month")),
    (SignalKind::ExchangeTimeOurs, true, 20, Some("联合规划组每周两次")),
    (SignalKind::AdviceInBudget, false, 120, Some("预算由陈国栋编制, 未采纳我方测算")),
    (SignalKind::SolutionStudied, true, 40, Some("邀请我们参加规划评审")),
    (SignalKind::ScoringKnown, true, 25, Some("唐雪 told us the scoring items")),
];

impl Demo {
    pub(super) fn signals(self) -> impl Iterator<Item = Signal> + Send {
        (0..self.size.opportunities).flat_map(move |number| {
            let deal = self.deal(number);
            let seen = match number {
                0 => STORY.to_vec(),
                _ => self.seen_signals(number, deal.opened, deal.closed),
            };
            let demo = self.clone();
            (0..).zip(seen).map(move |(nth, (signal, value, days, evidence))| Signal {
                opportunity_id: opportunity_id(number),
                signal,
                value,
                at: demo.signal_instant(number, nth, days),
                by_id: Some(Who::Employee(deal.owner).id()),
                evidence: evidence.map(str::to_owned),
            })
        })
    }

    /// When the nth look at a signal of a deal was taken.
    pub(super) fn signal_instant(&self, number: u32, nth: u32, days: u32) -> Timestamp {
        self.instant_before(days, number * PER_DEAL + nth)
    }

    /// One or two looks at about half of the six; where people incline to us, there is more to see.
    pub(super) fn seen_signals(&self, number: u32, opened: u32, closed: Option<u32>) -> Vec<Seen> {
        let mut draw = self.draw(Purpose::Signal, number);
        let until = closed.unwrap_or(1);
        let likely = match self.inclination(number) {
            ..=-1 => 35,
            0 => 50,
            1.. => 65,
        };
        let mut seen = Vec::new();
        for signal in SignalKind::ALL {
            if !draw.percent(55) {
                continue;
            }
            for _ in 0..draw.between(1, 2) {
                let days = until + draw.below(opened - until);
                let evidence =
                    draw.percent(40).then(|| draw.one(&["客户会议", "asked the project lead", "招标文件草案"]));
                seen.push((*signal, draw.percent(likely), days, evidence));
            }
        }
        seen
    }

    /// A target for each year in which a seller was here.
    pub(super) fn targets(self) -> impl Iterator<Item = Target> + Send {
        (0..self.size.colleagues).flat_map(move |e| if self.sells(e) { self.targets_of(e) } else { Vec::new() })
    }

    fn targets_of(&self, seller: u32) -> Vec<Target> {
        let who = Who::Employee(seller);
        let (tenure, _) = self.tenure(who);
        let (came, left) = (self.day_before(tenure.since), tenure.left.map(|days| self.day_before(days)));
        let last = self.today.year();
        let first = last - i16::try_from(self.size.years).expect("at most 20 years") + 1;
        let share = if matches!(self.company.post(seller), Post::TeamLead(_)) { 3 } else { 1 };
        let here = |year: &i16| came < new_year(year + 1) && left.is_none_or(|day| day > new_year(*year));
        let target = |year: i16| {
            let nth = u32::try_from(year - first).expect("years go on");
            let mut draw = self.draw(Purpose::Target, seller * PER_SELLER + nth);
            Target {
                person_id: who.id(),
                days: TargetDays::new(new_year(year), new_year(year + 1)).expect("a year has days"),
                amount: f64::from(100_000 * share * draw.between(20, 120)),
                currency: "CNY".to_owned(),
            }
        };
        (first..=last).filter(here).map(target).collect()
    }

    fn sells(&self, employee: u32) -> bool {
        matches!(self.company.post(employee), Post::TeamLead(_) | Post::Staff(..))
            && self.company.division(employee).is_some_and(|division| division < SALES_DIVISIONS)
    }

    /// The one of the story, and one seller of fifty, of whom some are not recognised any more.
    pub(super) fn endorsements(self) -> impl Iterator<Item = Endorsement> + Send {
        let (who, days, evidence) = RECOGNISED;
        let told = Endorsement {
            person_id: Who::Employee(who).id(),
            at: self.instant_before(days, 0),
            by_id: Some(Who::Employee(0).id()),
            evidence: Some(evidence.to_owned()),
            ended_at: None,
        };
        let drawn = (0..self.size.colleagues).filter_map(move |seller| {
            let mut draw = self.draw(Purpose::Endorsement, seller);
            if !self.sells(seller) || !draw.percent(2) {
                return None;
            }
            let days = draw.between(60, self.history_days());
            let ended = draw.percent(20).then(|| draw.between(1, days - 30));
            let head = 1 + self.company.division(seller)?;
            Some(Endorsement {
                person_id: Who::Employee(seller).id(),
                at: self.instant_before(days, seller),
                by_id: Some(Who::Employee(head).id()),
                evidence: Some(draw.one(&["行业峰会主题演讲", "standards working group", "行业协会专家库"]).to_owned()),
                ended_at: ended.map(|days| self.instant_before(days, seller)),
            })
        });
        std::iter::once(told).chain(drawn)
    }
}

fn new_year(year: i16) -> Date {
    date(year, 1, 1)
}
