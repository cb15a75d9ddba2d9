//! The keys under which a name is found: as written, without spaces, in pinyin, by initials.

use pinyin::ToPinyin;

use crate::domain::Id;

/// Lower-case keys, one a line: identifier, name, name without spaces, pinyin in full, initials, other names.
///
/// Initials take the first letter of each Chinese character's pinyin and of each Latin word, so `王芳` is found by `wf` and
/// `Wang Fang` too.
///
/// ```
/// use guanxi::domain::Id;
/// use guanxi::service::search_key;
/// let key = search_key(&Id::new("p1").unwrap(), "王芳", &["fang.wang@example.com"]);
/// assert_eq!(key.lines().collect::<Vec<_>>(), ["p1", "王芳", "wangfang", "wf", "fang.wang@example.com"]);
/// ```
pub fn search_key(id: &Id, name: &str, other_names: &[&str]) -> String {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |key: String| {
        let key = key.replace('\n', " ");
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    };
    add(id.as_str().to_lowercase());
    add(name.to_lowercase());
    add(name.split_whitespace().collect::<String>().to_lowercase());
    add(pinyin_of(name));
    add(initials_of(name));
    for other in other_names {
        add(other.to_lowercase());
    }
    keys.join("\n")
}

/// The name with each Chinese character spelt out, without spaces.
fn pinyin_of(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_pinyin().map_or_else(|| c.to_lowercase().to_string(), |p| p.plain().to_owned()))
        .collect()
}

/// The first letter of each Chinese character and of each Latin word.
fn initials_of(name: &str) -> String {
    let mut initials = String::new();
    let mut at_start = true;
    for c in name.chars() {
        if let Some(p) = c.to_pinyin() {
            initials.push_str(p.first_letter());
            at_start = true;
        } else if c.is_alphanumeric() {
            if at_start {
                initials.extend(c.to_lowercase());
            }
            at_start = false;
        } else {
            at_start = true;
        }
    }
    initials
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_names_have_initials_and_line_feeds_stay_out() {
        let key = search_key(&Id::new("P 1").unwrap(), "Mary Ann\nSmith", &[]);
        assert_eq!(key.lines().collect::<Vec<_>>(), ["p 1", "mary ann smith", "maryannsmith", "mas"]);
    }
}
