//! The seeded generator of the demonstration company.
