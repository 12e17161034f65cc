//! Does nothing: without it Cargo would not look at the build dependencies, whose features hold for the whole house.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
