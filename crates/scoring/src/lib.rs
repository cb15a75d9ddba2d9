//! The method's formulas over plain values, one family in each file. Nothing here knows people's names, a store or a clock:
//! whoever asks numbers the people and the vendors, gives ages in days, and gets numbers with their parts.
//!
//! * influence: how strength fades ([`decay`]) and how trust grows ([`trust`])
//! * averages of the three degrees and their bands ([`band`])
//! * the decision chain: weight, stance, score, status, alerts, insight, completeness ([`chain`], over [`pagerank`]), win
//!   probability ([`win`]), what would help most ([`changes`]), 3 knows and 6 haves ([`knows`])
//! * a model of the win probability fitted to closed deals ([`calibration`])
//! * lines nobody recorded that are likely ([`suggestion`])
//! * customers ([`customer`]), sellers ([`seller`]), interviews ([`interview`])
//!
//! Unknown is never counted as a number: it is left out of averages, told beside them, and makes a question whose answer it could
//! settle unknown itself.

pub mod band;
pub mod calibration;
pub mod chain;
pub mod changes;
pub mod customer;
pub mod decay;
mod edge;
pub mod interview;
pub mod knows;
pub mod pagerank;
pub mod seller;
pub mod suggestion;
pub mod trust;
pub mod win;
