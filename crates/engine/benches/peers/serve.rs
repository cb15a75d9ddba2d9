//! The Rust side as a process that is asked over standard input, so that contenders of both languages take turns.
//!
//! A request and its answer are one line of JSON each:
//!
//! * `{"kernel": k}` → `{"questions": […], "contenders": […]}`
//! * `{"kernel": k, "contender": c, "answers": bool}` → `{"wall": […], "processor": […], "longest": […]}`, seconds for each question; with `answers`
//!   also `"answers"`: each a value, or `{"file": path}` of 64-bit floats.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};

use crate::graphs::Input;
use crate::kernels::{Answer, Kernel, Run, Show};

/// Seconds of one answer.
pub struct Seconds {
    pub wall: f64,
    /// Of all threads of this process.
    pub processor: f64,
    /// Of this thread, and of the one of the pool that worked longest: the time that passes where nobody else uses the processors.
    pub longest: f64,
}

/// Answers a question and tells how long it took.
pub fn timed<'a>(run: &mut Run<'a>, number: usize) -> (Seconds, Show<'a>) {
    let threads = || rayon::broadcast(|_| seconds_of(ClockId::ThreadCPUTime));
    let workers = threads();
    let (began, processor, here) = (Instant::now(), processor_seconds(), seconds_of(ClockId::ThreadCPUTime));
    let show = run(number);
    let (wall, processor) = (began.elapsed().as_secs_f64(), processor_seconds() - processor);
    let here = seconds_of(ClockId::ThreadCPUTime) - here;
    let worked = threads().into_iter().zip(workers).map(|(ended, began)| ended - began);
    let seconds = Seconds { wall, processor, longest: here + worked.fold(0.0, f64::max) };
    (seconds, show)
}

fn processor_seconds() -> f64 {
    seconds_of(ClockId::ProcessCPUTime)
}

fn seconds_of(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// A kernel with its questions and the contenders that were asked already, ready.
struct Ready<'a> {
    kernel: &'static Kernel,
    questions: &'a [Value],
    contenders: BTreeMap<String, Run<'a>>,
}

/// Answers until standard input ends.
pub fn serve(input: &Input, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    // They live as long as the process, and contenders borrow from them.
    let questions: BTreeMap<&str, Vec<Value>> =
        crate::ALL.iter().map(|kernel| (kernel.name, (kernel.questions)(input))).collect();
    let mut ready: Option<Ready<'_>> = None;
    for request in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&request?)?;
        let name = request["kernel"].as_str().ok_or("a request names its kernel")?;
        if ready.as_ref().is_none_or(|ready| ready.kernel.name != name) {
            let kernel = crate::kernel(name)?;
            ready = Some(Ready { kernel, questions: &questions[kernel.name], contenders: BTreeMap::new() });
        }
        let ready = ready.as_mut().ok_or("a kernel was just made ready")?;
        let answer = match request["contender"].as_str() {
            Some(contender) => {
                ready.measure(input, contender, request["answers"].as_bool().unwrap_or(false).then_some(folder))?
            }
            None => {
                let contenders: Vec<&str> = ready.kernel.contenders.iter().map(|contender| contender.0).collect();
                json!({ "questions": ready.questions, "contenders": contenders })
            }
        };
        let mut output = std::io::stdout().lock();
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

impl<'a> Ready<'a> {
    /// All questions to one contender; with a folder for large answers, the answers too.
    fn measure(&mut self, input: &'a Input, name: &str, answers: Option<&Path>) -> Result<Value, Box<dyn Error>> {
        let Self { kernel, questions, contenders } = self;
        if !contenders.contains_key(name) {
            let contender = kernel.contenders.iter().find(|contender| contender.0 == name);
            let (_, prepare) = contender.ok_or_else(|| format!("{}: no contender {name}", kernel.name))?;
            contenders.insert(name.to_owned(), prepare(input, questions));
        }
        let run = contenders.get_mut(name).ok_or("a contender was just made ready")?;
        let (mut wall, mut processor, mut longest, mut shown) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for number in 0..questions.len() {
            let (seconds, show) = timed(run, number);
            wall.push(seconds.wall);
            processor.push(seconds.processor);
            longest.push(seconds.longest);
            if let Some(folder) = answers {
                shown.push(match show() {
                    Answer::Small(value) => value,
                    Answer::Numbers(numbers) => {
                        let path = folder.join(format!("{}-{name}-{number}.f64", kernel.name));
                        fs::write(&path, numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>())?;
                        json!({ "file": path })
                    }
                });
            }
        }
        Ok(json!({ "wall": wall, "processor": processor, "longest": longest, "answers": shown }))
    }
}
