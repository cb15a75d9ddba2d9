//! From a record to its cells: the canonical text of each, in the order of the format's columns.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{Coded, Id, LevelScale, Period, Record, Strength, Unit, YesNoUnknown};

/// Takes the cells of one row.
struct Cells<'a> {
    put: &'a mut dyn FnMut(&str),
    text: String,
}

impl Cells<'_> {
    fn text(&mut self, text: &str) -> &mut Self {
        (self.put)(text);
        self
    }

    fn may(&mut self, text: Option<&str>) -> &mut Self {
        self.text(text.unwrap_or_default())
    }

    fn id(&mut self, id: &Id) -> &mut Self {
        self.text(id.as_str())
    }

    fn may_id(&mut self, id: Option<&Id>) -> &mut Self {
        self.may(id.map(Id::as_str))
    }

    fn word(&mut self, word: impl Coded) -> &mut Self {
        self.text(word.code())
    }

    fn may_word(&mut self, word: Option<impl Coded>) -> &mut Self {
        self.may(word.map(Coded::code))
    }

    fn vote(&mut self, vote: YesNoUnknown) -> &mut Self {
        self.may_word((vote != YesNoUnknown::Unknown).then_some(vote))
    }

    fn yes_no(&mut self, yes: bool) -> &mut Self {
        self.text(if yes { "yes" } else { "no" })
    }

    fn shown(&mut self, value: Option<impl std::fmt::Display>) -> &mut Self {
        self.text.clear();
        if let Some(value) = value {
            write!(self.text, "{value}").expect("a String takes any text");
        }
        (self.put)(&self.text);
        self
    }

    fn day(&mut self, day: Option<Date>) -> &mut Self {
        self.shown(day)
    }

    /// RFC 3339, UTC, three decimals.
    fn instant(&mut self, instant: Option<Timestamp>) -> &mut Self {
        self.shown(instant.map(in_milliseconds))
    }

    fn period(&mut self, period: Period) -> &mut Self {
        self.day(period.from()).day(period.to())
    }
}

fn in_milliseconds(instant: Timestamp) -> impl std::fmt::Display {
    struct Milliseconds(Timestamp);
    impl std::fmt::Display for Milliseconds {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{:.3}", self.0)
        }
    }
    Milliseconds(instant)
}

/// Hands the cells of a record to `put`, in the order of its sheet's columns.
pub(in crate::import) fn each_cell(record: &Record, put: &mut dyn FnMut(&str)) {
    let mut cells = Cells { put, text: String::new() };
    let c = &mut cells;
    match record {
        Record::Organization(r) => {
            c.id(&r.id).text(&r.name).word(r.kind);
            c.may(r.industry.as_deref()).may(r.region.as_deref()).may_word(r.potential);
        }
        Record::Department(r) => {
            c.id(&r.id).text(&r.name).id(&r.organization_id).may_id(r.parent_id.as_ref()).word(r.kind);
        }
        Record::Person(r) => {
            c.id(&r.id).text(&r.name).may(r.email.as_deref()).may(r.phone.as_deref()).text(&r.aliases.join(";"));
            c.may_word(r.consent).may_word(r.behaviour).may_word(r.social_style).may(r.needs.as_deref());
        }
        Record::Membership(r) => {
            c.id(&r.person_id);
            match &r.unit {
                Unit::Department(id) => c.id(id).text(""),
                Unit::Organization(id) => c.text("").id(id),
            };
            c.may(r.title.as_deref()).shown(r.level).period(r.period);
        }
        Record::Opportunity(r) => {
            c.id(&r.id).text(&r.name).id(&r.customer_id).shown(r.amount).may(r.currency.as_deref());
            c.may(r.class.as_deref()).may(r.stage.as_deref()).may_id(r.owner_id.as_ref());
            c.day(r.opened).day(r.closed).may_word(r.outcome);
        }
        Record::Reporting(r) => {
            c.id(&r.person_id).id(&r.manager_id).text(r.scope.code()).period(r.period);
        }
        Record::Influence(r) => {
            c.id(&r.from_id).id(&r.to_id);
            match r.strength {
                Strength::Given(strength) => c.shown(Some(strength.get())).text(""),
                Strength::Level(level) => c.text("").word(level),
            };
            c.word(r.polarity).may(r.kind.as_deref()).may(r.source.as_deref()).may(r.evidence.as_deref());
            c.instant(r.observed_at).instant(r.ended_at).word(r.visibility).may_id(r.owner_id.as_ref());
        }
        Record::Interaction(r) => {
            c.id(&r.from_id).id(&r.to_id).instant(Some(r.at)).may_id(r.id.as_ref());
            c.word(r.kind).shown(Some(r.count));
        }
        Record::DecisionRole(r) => {
            c.id(&r.opportunity_id).id(&r.person_id).may_word(r.role).shown(r.importance);
            c.vote(r.veto).vote(r.approve).may_word(r.contact_level).period(r.period);
        }
        Record::Assessment(r) => {
            c.id(&r.person_id).id(&r.vendor_id).word(r.dimension).shown(Some(r.level.get())).word(LevelScale::Bipolar5);
            c.may_id(r.opportunity_id.as_ref()).instant(Some(r.at)).may_id(r.by_id.as_ref());
            c.may(r.evidence.as_deref()).yes_no(r.coach).word(r.visibility);
        }
        Record::Signal(r) => {
            c.id(&r.opportunity_id).word(r.signal).yes_no(r.value).instant(Some(r.at));
            c.may_id(r.by_id.as_ref()).may(r.evidence.as_deref());
        }
        Record::Target(r) => {
            c.id(&r.person_id).day(Some(r.days.from())).day(Some(r.days.to())).shown(Some(r.amount)).text(&r.currency);
        }
        Record::Endorsement(r) => {
            c.id(&r.person_id).instant(Some(r.at)).may_id(r.by_id.as_ref());
            c.may(r.evidence.as_deref()).instant(r.ended_at);
        }
    }
}
