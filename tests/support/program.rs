//! The program as its users meet it: arguments and environment in, an exit code and two streams of text out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use guanxi::app::STORE_FILE;
use tempfile::TempDir;

use super::neo4j::Neo4jServer;

/// Nothing that is waited for takes longer, on the slowest machine.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A place to run the program in: a folder of its own and an environment.
pub struct Program {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Finished {
    /// Absent: the process was killed.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    /// With no store yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data").to_str().expect("a readable path").to_owned();
        let bind = "127.0.0.1:0".to_owned();
        Self { folder, environment: vec![("GUANXI_DATA_DIR", data), ("GUANXI_BIND", bind)] }
    }

    /// With the demonstration company in an embedded store, seen as its rep.
    pub fn with_demo() -> Self {
        static STORE: OnceLock<Vec<u8>> = OnceLock::new();
        let store = STORE.get_or_init(|| {
            let program = Self::new();
            program.run(&["demo"]).done();
            fs::read(program.store()).expect("the store of the demonstration")
        });
        let program = Self::new();
        fs::create_dir(program.path("data")).expect("a folder");
        fs::write(program.store(), store).expect("a copy of the store");
        program.set("GUANXI_VIEWER", guanxi::demo::VIEWER)
    }

    /// On a Neo4j server.
    pub fn on(server: &Neo4jServer) -> Self {
        let options = server.options();
        Self::new()
            .set("GUANXI_STORE", "neo4j")
            .set("NEO4J_URI", options.uri)
            .set("NEO4J_USER", options.user)
            .set("NEO4J_PASSWORD", options.password)
    }

    /// Adds a variable to the environment, or replaces it.
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.retain(|(known, _)| *known != name);
        self.environment.push((name, value.into()));
        self
    }

    /// A path in the program's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of the embedded store.
    pub fn store(&self) -> PathBuf {
        self.path("data").join(STORE_FILE)
    }

    /// Writes files into a folder.
    pub fn write(&self, folder: &str, files: &[(&str, &str)]) -> String {
        let path = self.path(folder);
        fs::create_dir(&path).expect("a new folder");
        for (name, text) in files {
            fs::write(path.join(name), text).expect("a new file");
        }
        path.to_str().expect("a readable path").to_owned()
    }

    /// The command, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("GUANXI_") || name.starts_with("NEO4J_")) {
                command.env_remove(name);
            }
        }
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Finished {
        finished(self.command(arguments).output().expect("the program runs"))
    }

    /// Starts the program, and goes on.
    pub fn start(&self, arguments: &[&str]) -> Started {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        Started(Some(command.spawn().expect("the program runs")))
    }
}

fn finished(output: Output) -> Finished {
    Finished {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("text on standard output"),
        stderr: String::from_utf8(output.stderr).expect("text on standard error"),
    }
}

impl Finished {
    /// What it printed, if it did what it was asked.
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout
    }

    /// What it said, if it failed with this exit code.
    pub fn failed(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.stderr.contains("guanxi: ") || self.stderr.starts_with("error: "), "{self:?}");
        self
    }
}

/// A running program, killed at the latest when it is let go of.
pub struct Started(Option<Child>);

impl Started {
    /// Waits for its end.
    pub fn wait(mut self) -> Finished {
        let child = self.0.take().expect("waited for once");
        finished(child.wait_with_output().expect("the program ends"))
    }

    /// Ends it as `kill -9` does, in the middle of what it does.
    pub fn kill_hard(mut self) {
        let mut child = self.0.take().expect("killed once");
        child.kill().expect("a process of ours");
        let finished = finished(child.wait_with_output().expect("the program ends"));
        assert_eq!(finished.code, None, "it had ended before it was killed: {finished:?}");
    }

    /// Looks until something is seen, for as long as the program runs.
    ///
    /// # Panics
    /// When the program ends before.
    pub fn until(&mut self, what: &str, mut seen: impl FnMut() -> bool) {
        let begun = Instant::now();
        let child = self.0.as_mut().expect("running");
        while !seen() {
            let ended = child.try_wait().expect("a process of ours");
            assert!(ended.is_none(), "it ended ({ended:?}) before {what}");
            assert!(begun.elapsed() < PATIENCE, "not seen within {PATIENCE:?}: {what}");
            std::thread::yield_now();
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The files of a folder with their bytes, by name.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a readable file"))
        })
        .collect();
    files.sort();
    files
}
