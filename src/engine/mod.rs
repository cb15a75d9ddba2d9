//! Graph mathematics over an immutable graph: best routes, reach, redundancy.
