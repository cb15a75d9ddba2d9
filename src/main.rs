//! The program: a switch over its commands.

use std::process::ExitCode;

fn main() -> ExitCode {
    guanxi::cli::main()
}
