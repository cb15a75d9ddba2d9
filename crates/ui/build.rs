//! Looks again when the web application was built again. Its folder is always there, so that a build without it is not one that
//! always has to be made anew.

fn main() {
    println!("cargo:rerun-if-changed=../../ui/dist");
}
