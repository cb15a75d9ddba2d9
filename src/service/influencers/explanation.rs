//! A route in words, for people who do not read numbers.

use std::fmt::Write as _;

use crate::domain::coded;

use super::super::lines::LineKind;
use super::answer::{RouteAnswer, RouteParty, RouteStep};

coded! {
    /// The language of a text.
    pub enum Language expects "a language: en or zh" {
        /// English.
        English = "en",
        /// 中文.
        Chinese = "zh",
    }
}

fn percent(p: f64) -> String {
    let percent = p * 100.0;
    if percent >= 10.0 { format!("{percent:.0} %") } else { format!("{percent:.1} %") }
}

fn party(party: &RouteParty, language: Language) -> String {
    match (party, language) {
        (RouteParty::Person(person), _) => person.name.clone(),
        (RouteParty::Masked { department: Some(d), .. }, Language::English) => format!("someone in {}", d.name),
        (RouteParty::Masked { department: None, .. }, Language::English) => "a colleague".to_owned(),
        (RouteParty::Masked { department: Some(d), .. }, Language::Chinese) => format!("{}的一位同事", d.name),
        (RouteParty::Masked { department: None, .. }, Language::Chinese) => "一位同事".to_owned(),
    }
}

fn line(kind: LineKind, language: Language) -> &'static str {
    match (kind, language) {
        (LineKind::Level, Language::English) => "recorded relation",
        (LineKind::Probability, Language::English) => "recorded probability",
        (LineKind::Trust, Language::English) => "trust from contacts",
        (LineKind::Reporting, Language::English) => "reporting line",
        (LineKind::Board, Language::English) => "shared board",
        (LineKind::Department, Language::English) => "same department",
        (LineKind::Level, Language::Chinese) => "已记录的关系",
        (LineKind::Probability, Language::Chinese) => "已记录的概率",
        (LineKind::Trust, Language::Chinese) => "交往信任度",
        (LineKind::Reporting, Language::Chinese) => "汇报关系",
        (LineKind::Board, Language::Chinese) => "同在董事会",
        (LineKind::Department, Language::Chinese) => "同部门",
    }
}

fn age(step: &RouteStep, language: Language) -> String {
    match (step.age_days, language) {
        (None, _) => String::new(),
        (Some(days), Language::English) => format!(", seen {days} days ago{}", if step.cold { ", cold" } else { "" }),
        (Some(days), Language::Chinese) => format!("，{days} 天前{}", if step.cold { "，已冷" } else { "" }),
    }
}

impl RouteAnswer {
    /// The route in one sentence for each step, the chance of the whole, and its weakest step.
    pub fn explanation(&self, language: Language) -> String {
        let mut text = String::new();
        for step in &self.steps {
            let (from, to) = (party(&step.from, language), party(&step.to, language));
            let (kind, chance, age) = (line(step.line, language), percent(step.strength), age(step, language));
            // Writing to a string cannot fail.
            let _ = match language {
                Language::English => write!(text, "{from} can move {to}: {chance} ({kind}{age}). "),
                Language::Chinese => write!(text, "{from}可以影响{to}：{chance}（{kind}{age}）。"),
            };
        }
        let whole = percent(self.probability);
        let _ = match language {
            Language::English => write!(text, "Together {whole}"),
            Language::Chinese => write!(text, "整条路径 {whole}"),
        };
        if self.steps.len() > 1 {
            let weakest = &self.steps[self.weakest];
            let (from, to) = (party(&weakest.from, language), party(&weakest.to, language));
            let _ = match language {
                Language::English => write!(text, "; the weakest step is {from} to {to}."),
                Language::Chinese => write!(text, "；最弱一步是{from}到{to}。"),
            };
        } else {
            text.push_str(match language {
                Language::English => ".",
                Language::Chinese => "。",
            });
        }
        text
    }
}
