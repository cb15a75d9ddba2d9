//! One file per question a user asks; the only place where store, engine and scoring meet.
