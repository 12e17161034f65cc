//! Which of Cargo's arguments to the compiler hold for an exercise, whichever file is compiled.

/// What of Cargo's call holds for every file of the package: all but the file, its outputs, its messages and its lints.
pub(super) fn kept(call: &[String]) -> Vec<String> {
    const OWN: [&str; 13] = [
        "--crate-name",
        "--crate-type",
        "--edition",
        "--error-format",
        "--json",
        "--emit",
        "--out-dir",
        "--check-cfg",
        "--diagnostic-width",
        "--cap-lints",
        "-A",
        "-W",
        "-D",
    ];
    const OWN_CODEGEN: [&str; 7] =
        ["metadata", "extra-filename", "incremental", "debuginfo", "strip", "embed-bitcode", "codegen-units"];
    let lints = ["--allow", "--warn", "--deny", "--forbid", "--force-warn"];
    let mut kept: Vec<String> = Vec::new();
    let mut parts = call.iter();
    while let Some(part) = parts.next() {
        let name = part.split('=').next().unwrap_or(part);
        let is_own = OWN.contains(&name) || lints.contains(&name) || is_short_lint(part);
        if is_own {
            if !part.contains('=') && !is_short_lint(part) {
                parts.next();
            }
        } else if part == "-C" || part == "--codegen" {
            let Some(option) = parts.next() else { break };
            if !OWN_CODEGEN.contains(&option.split('=').next().unwrap_or(option)) {
                kept.extend([part.clone(), option.clone()]);
            }
        } else if part == "--cfg" {
            kept.extend(parts.next().into_iter().flat_map(|value| [part.clone(), value.clone()]));
        } else if let Some(option) = part.strip_prefix("-C") {
            if !OWN_CODEGEN.contains(&option.split('=').next().unwrap_or(option)) {
                kept.push(part.clone());
            }
        } else if part.starts_with('-') {
            kept.push(part.clone());
            if !part.contains('=') && part.len() == 2 || ["--extern", "--target", "--sysroot"].contains(&part.as_str())
            {
                kept.extend(parts.next().cloned());
            }
        }
        // What begins with no hyphen is the file itself.
    }
    kept
}

/// `-Dwarnings`.
fn is_short_lint(part: &str) -> bool {
    part.len() > 2 && !part.starts_with("--") && ["-A", "-W", "-D", "-F"].iter().any(|lint| part.starts_with(lint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_cargos_call_only_what_every_file_needs_is_kept() {
        let call = "--crate-name partials --edition=2024 exercises/partials/src/main.rs --error-format=json --json=artifacts \
                    --crate-type bin --emit=dep-info,link -C embed-bitcode=no --allow=unused_variables -C codegen-units=61 \
                    -C metadata=1 -C extra-filename=-1 --out-dir /t --target x -C linker=/usr/bin/cc -L dependency=/t/deps \
                    --extern nalgebra=/t/libnalgebra.rlib -Dwarnings -C strip=debuginfo -Ctarget-cpu=native --cfg mine -D x";
        let call: Vec<String> = call.split_whitespace().map(str::to_owned).collect();
        assert_eq!(
            kept(&call).join(" "),
            "--target x -C linker=/usr/bin/cc -L dependency=/t/deps --extern nalgebra=/t/libnalgebra.rlib \
             -Ctarget-cpu=native --cfg mine"
        );
    }
}
