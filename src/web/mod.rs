//! The HTTP edge: router, sign-in, health, metrics.
