//! Progress lines and running commands. A stage says its name when it begins and its seconds when it ends; a command
//! that fails says what it was and what it printed.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};

/// Runs one stage of a task.
pub fn stage<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let start = Instant::now();
    let done = work().with_context(|| name.to_owned())?;
    eprintln!("✓ {name} ({:.1} s)", start.elapsed().as_secs_f64());
    Ok(done)
}

/// A command in the repository's root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::cli::root());
    command
}

/// Cargo, as the one that runs this task.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command whose output people want to see.
pub fn shown(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", said(command)))?;
    if status.success() { Ok(()) } else { bail!("{} failed ({status})", said(command)) }
}

/// Runs a command silently; its output appears only when it fails.
pub fn quiet(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", said(command)))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    bail!(
        "{} failed ({}):\n{stdout}{}",
        said(command),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Whether a program answers at all.
pub fn answers(program: impl AsRef<OsStr>, argument: &str) -> bool {
    let asked = Command::new(program).arg(argument).stdin(Stdio::null()).output();
    asked.is_ok_and(|output| output.status.success())
}

/// Reads a file, naming it when it cannot.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn said(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
