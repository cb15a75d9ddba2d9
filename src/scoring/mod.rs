//! The method's formulas over plain values.
