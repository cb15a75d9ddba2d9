//! The method's formulas over plain values: how strength fades ([`decay`]) and how trust grows ([`trust`]).

pub mod decay;
pub mod trust;
