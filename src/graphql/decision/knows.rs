//! The 3 knows, the 6 haves and the deal signals they are read from.

use async_graphql::SimpleObject;

use crate::domain::YesNoUnknown as Known;

use super::super::enums::{SignalKind, YesNoUnknown};
use super::super::sales::Signal;
use super::Chain;
use super::enums::{FindingSource, HaveKind, KnowKind};

/// One of the 3 knows 三知.
#[derive(SimpleObject)]
pub struct Know {
    /// Which.
    kind: KnowKind,
    /// Whether it is so; unknown where too little is recorded to say.
    state: YesNoUnknown,
    /// What it was read from.
    source: FindingSource,
}

/// One of the 6 haves 六有.
#[derive(SimpleObject)]
pub struct Have {
    /// Which.
    kind: HaveKind,
    /// Whether we have it; unknown where too little is recorded to say.
    state: YesNoUnknown,
    /// What it was read from.
    source: FindingSource,
}

/// One of the six deal signals 成交信号, recorded or not.
#[derive(SimpleObject)]
pub struct DealSignal {
    /// Which.
    signal: SignalKind,
    /// Whether it is there; unknown where nobody recorded it.
    state: YesNoUnknown,
    /// The latest record, with who saw it, when, and what it stands on; null where there is none.
    latest: Option<Signal>,
}

impl Know {
    /// All three.
    pub fn all(chain: &Chain) -> Vec<Self> {
        let know =
            |k: &crate::service::Know| Self { kind: k.kind.into(), state: k.state.into(), source: k.source.into() };
        chain.answer.knows.iter().map(know).collect()
    }
}

impl Have {
    /// All six.
    pub fn all(chain: &Chain) -> Vec<Self> {
        let have =
            |h: &crate::service::Have| Self { kind: h.kind.into(), state: h.state.into(), source: h.source.into() };
        chain.answer.haves.iter().map(have).collect()
    }
}

impl DealSignal {
    /// All six.
    pub fn all(chain: &Chain) -> Vec<Self> {
        let all = chain.answer.signals.iter().map(|(kind, latest)| Self {
            signal: (*kind).into(),
            state: latest.as_ref().map_or(Known::Unknown, |signal| signal.value.into()).into(),
            latest: latest.as_ref().map(|record| Signal { scope: chain.scope.clone(), record: record.clone() }),
        });
        all.collect()
    }
}
