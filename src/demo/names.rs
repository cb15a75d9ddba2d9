//! Names of people and companies. All are invented.

use std::collections::HashMap;

use fake::locales::{Data, EN, ZH_CN};
use pinyin::ToPinyin;

use super::draw::Draw;

/// Given names that half of China has; the list of the `fake` crate alone sounds like a novel.
const COMMON_GIVEN: &[&str] = &[
    "伟", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "鹏",
    "辉", "玲", "桂英", "秀兰", "建华", "国强", "晓明", "海燕", "志强", "建国", "文静", "雪梅", "俊杰", "晓燕", "婷婷",
    "浩然", "思远", "子涵", "雨桐", "佳怡", "一鸣", "春梅", "红梅", "立新", "永刚", "少华", "慧敏", "丹丹", "宏伟",
];
/// Names that the story gives away by hand.
const RESERVED: &[&str] = &["王芳", "张伟"];

/// A person's name with its Latin form.
pub(super) struct Name {
    pub full: String,
    /// "Fang Wang", for addresses and as an alias.
    pub latin: String,
}

/// A Chinese name (family name first, no space) or an English one.
pub(super) fn person(draw: &mut Draw, english: bool) -> Name {
    if english {
        let full = format!("{} {}", draw.one(EN::NAME_FIRST_NAME), draw.one(EN::NAME_LAST_NAME));
        return Name { latin: full.clone(), full };
    }
    let family =
        ZH_CN::NAME_LAST_NAME[draw.low(u32::try_from(ZH_CN::NAME_LAST_NAME.len()).expect("a short list")) as usize];
    let given = if draw.percent(60) { draw.one(COMMON_GIVEN) } else { draw.one(ZH_CN::NAME_FIRST_NAME) };
    if RESERVED.iter().any(|name| name.strip_prefix(family) == Some(given)) {
        return chinese(family, "文静");
    }
    chinese(family, given)
}

/// A Chinese name from its two parts.
pub(super) fn chinese(family: &str, given: &str) -> Name {
    Name { full: format!("{family}{given}"), latin: format!("{} {}", capitalised(given), capitalised(family)) }
}

/// A name given as one text: split after the first character if Chinese.
pub(super) fn given(full: &str) -> Name {
    match full.chars().next() {
        Some(first) if !first.is_ascii() => chinese(&full[..first.len_utf8()], &full[first.len_utf8()..]),
        _ => Name { full: full.to_owned(), latin: full.to_owned() },
    }
}

/// The Latin letters of a Chinese text in lower case; ASCII letters stay, everything else is left out.
pub(super) fn latin(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars() {
        if let Some(syllable) = c.to_pinyin() {
            letters.push_str(&syllable.plain().replace('ü', "v"));
        } else if c.is_ascii_alphanumeric() {
            letters.push(c.to_ascii_lowercase());
        }
    }
    letters
}

fn capitalised(text: &str) -> String {
    let mut letters = latin(text);
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}

/// Mail addresses, each given once: the second Wei Zhang of a company becomes `wei.zhang2`. Holds one number for each
/// different address, not each person.
#[derive(Default)]
pub(super) struct Addresses(HashMap<String, u32>);

impl Addresses {
    pub(super) fn next(&mut self, name: &Name, domain: &str) -> String {
        let mut local = String::new();
        for word in name.latin.split(' ') {
            let word = latin(word);
            if !local.is_empty() && !word.is_empty() {
                local.push('.');
            }
            local.push_str(&word);
        }
        let address = format!("{local}@{domain}");
        let given = self.0.entry(address.clone()).or_insert(0);
        *given += 1;
        if *given == 1 { address } else { format!("{local}{given}@{domain}") }
    }
}

/// An invented customer: name, industry, region.
pub(super) struct Firm {
    pub name: String,
    pub industry: &'static str,
    pub region: &'static str,
    pub english: bool,
}

const FIRMS: &[(&str, &str, &str)] = &[
    ("江海银行", "banking", "East China"),
    ("北辰电网", "utilities", "North China"),
    ("云岭能源", "energy", "South China"),
    ("Harbourline Logistics", "logistics", "Overseas"),
    ("东屿港务", "logistics", "East China"),
    ("星河通信", "telecommunications", "North China"),
    ("宁川制造", "manufacturing", "East China"),
    ("Northfield Retail", "retail", "Overseas"),
    ("青禾食品", "food", "South China"),
    ("瑞鹭医药", "pharmaceuticals", "East China"),
    ("华岳铁路", "railways", "North China"),
    ("Calder Steel", "metals", "Overseas"),
];
const PLACES: &[(&str, &str)] = &[
    ("临海", "East China"),
    ("北原", "North China"),
    ("南屏", "South China"),
    ("西川", "South China"),
    ("长汀", "East China"),
    ("沙河", "North China"),
    ("镜湖", "East China"),
    ("白塔", "North China"),
];
const WORDS: &[&str] = &[
    "华信", "恒泰", "金桥", "远景", "天成", "德昌", "嘉禾", "永丰", "瑞安", "同和", "中岳", "启明", "博远", "凯盛",
    "兴业", "万和",
];
const TRADES: &[(&str, &str)] = &[
    ("银行", "banking"),
    ("能源", "energy"),
    ("制造", "manufacturing"),
    ("医药", "pharmaceuticals"),
    ("物流", "logistics"),
    ("通信", "telecommunications"),
    ("食品", "food"),
    ("地产", "real estate"),
];
const COMPETITORS: &[&str] = &["凌峰软件", "Castor Systems", "鼎石信息", "Bluewater Digital"];

/// The customer at a place of the list; no two have the same name.
pub(super) fn firm(index: u32) -> Firm {
    let index = index as usize;
    if let Some((name, industry, region)) = FIRMS.get(index) {
        return Firm { name: (*name).to_owned(), industry, region, english: name.is_ascii() };
    }
    let n = index - FIRMS.len();
    let (place, region) = PLACES[n % PLACES.len()];
    let n = n / PLACES.len();
    let (trade, industry) = TRADES[n % TRADES.len()];
    let n = n / TRADES.len();
    let word = WORDS[n % WORDS.len()];
    let round = n / WORDS.len();
    let name =
        if round == 0 { format!("{place}{word}{trade}") } else { format!("{place}{word}{trade}{}部", round + 1) };
    Firm { name, industry, region, english: false }
}

/// The competitor at a place of the list.
pub(super) fn competitor(index: u32) -> String {
    let index = index as usize;
    COMPETITORS.get(index).map_or_else(|| format!("竞合软件{}", index + 1), |name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_has_its_address_in_pinyin_and_each_address_is_given_once() {
        let mut addresses = Addresses::default();
        let name = given("王芳");
        assert_eq!((name.full.as_str(), name.latin.as_str()), ("王芳", "Fang Wang"));
        assert_eq!(addresses.next(&name, "a.example"), "fang.wang@a.example");
        assert_eq!(addresses.next(&name, "a.example"), "fang.wang2@a.example");
        assert_eq!(addresses.next(&name, "b.example"), "fang.wang@b.example");
    }

    #[test]
    fn firms_have_different_names() {
        let mut names: Vec<String> = (0..3000).map(|i| firm(i).name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 3000);
    }
}
