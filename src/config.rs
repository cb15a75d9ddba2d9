//! Configuration: read once at start, checked, passed by value.
