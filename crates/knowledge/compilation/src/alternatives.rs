//! Patterns with alternatives: `[deputy] (foreign|external affairs) minister`.

/// No pattern stands for more phrases.
const MAX_PHRASES: usize = 4000;

/// All phrases that a pattern stands for, in its order; none if brackets do not close or it stands for too many.
pub(crate) fn expand(pattern: &str) -> Option<Vec<String>> {
    let tidy = |phrase: String| phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(phrases(pattern, 0)?.into_iter().map(tidy).collect())
}

/// No pattern is longer.
const MAX_BYTES: usize = 4000;
/// Brackets are nested no deeper.
const MAX_DEPTH: usize = 8;

fn phrases(pattern: &str, depth: usize) -> Option<Vec<String>> {
    if depth > MAX_DEPTH || pattern.len() > MAX_BYTES {
        return None;
    }
    let mut found = vec![String::new()];
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let (parts, behind): (Vec<&str>, &str) = match c {
            '(' => {
                let end = closing(rest, ')')?;
                (split(&rest[1..end]), &rest[end + 1..])
            }
            '[' => {
                let end = closing(rest, ']')?;
                (split(&rest[1..end]).into_iter().chain([""]).collect(), &rest[end + 1..])
            }
            ')' | ']' | '|' => return None,
            _ => {
                let end = rest.find(['(', '[', ')', ']', '|']).unwrap_or(rest.len());
                found.iter_mut().for_each(|phrase| phrase.push_str(&rest[..end]));
                rest = &rest[end..];
                continue;
            }
        };
        let inner: Vec<String> =
            parts.into_iter().map(|part| phrases(part, depth + 1)).collect::<Option<Vec<_>>>()?.concat();
        found = found.iter().flat_map(|phrase| inner.iter().map(move |part| format!("{phrase}{part}"))).collect();
        if found.len() > MAX_PHRASES {
            return None;
        }
        rest = behind;
    }
    Some(found)
}

/// Where the bracket at the start of `text` closes.
fn closing(text: &str, close: char) -> Option<usize> {
    let open = text.chars().next()?;
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Cuts at bars outside brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '|' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn every_way_to_say_it() {
        let phrases = expand("[deputy] (foreign|external affairs) minister").unwrap();
        assert_eq!(
            phrases,
            [
                "deputy foreign minister",
                "deputy external affairs minister",
                "foreign minister",
                "external affairs minister"
            ]
        );
        assert_eq!(expand("minister (of|for) [the] interior").unwrap().len(), 4);
        assert_eq!(expand("(a [b|c]|d)").unwrap(), ["a b", "a c", "a", "d"]);
        assert_eq!(expand("plain").unwrap(), ["plain"]);
    }

    #[test]
    fn brackets_close() {
        for pattern in ["(a", "a)", "[a", "a|b", &"(".repeat(500), &"(a|b)".repeat(20)] {
            assert_eq!(expand(pattern), None, "{pattern}");
        }
    }
}
