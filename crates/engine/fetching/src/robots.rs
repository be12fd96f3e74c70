//! What a site asks of robots, as RFC 9309 reads it, with the customary `Crawl-delay`.

use crate::Options;
use memchr::memmem;
use std::time::Duration;
use url::Url;

/// How much of a robots.txt is read, in bytes. Source: RFC 9309, section 2.5, asks for as much at least.
pub(crate) const LONGEST: usize = 500 << 10;

/// What a robots.txt says to one robot.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Rule {
    /// Normal form; `*` stands for anything.
    pattern: Vec<u8>,
    /// Whether the path must end with the pattern.
    is_whole: bool,
    allows: bool,
}

impl Rules {
    /// No wishes.
    pub(crate) fn none() -> Rules {
        Rules::default()
    }

    /// The rules for a robot of this name: of every group that names it, or else of the groups for
    /// all. Source: RFC 9309, section 2.2.1.
    pub(crate) fn read(text: &[u8], name: &str) -> Rules {
        let mut named = None;
        let mut general = Rules::none();
        let (mut in_named, mut in_general, mut is_heading) = (false, false, false);
        for (key, value) in records(text) {
            if key.eq_ignore_ascii_case(b"user-agent") {
                if !is_heading {
                    (in_named, in_general) = (false, false);
                }
                is_heading = true;
                in_named |= product(value).eq_ignore_ascii_case(name.as_bytes());
                in_general |= value.starts_with(b"*");
                if in_named && named.is_none() {
                    named = Some(Rules::none());
                }
            } else if let Some(wish) = Wish::read(key, value) {
                is_heading = false;
                if in_general {
                    general.take(&wish);
                }
                if let Some(named) = named.as_mut().filter(|_| in_named) {
                    named.take(&wish);
                }
            }
        }
        named.unwrap_or(general)
    }

    /// The rule that keeps this robot from an address, as it would be written; none if it may go
    /// there. The longest rule decides, and of two the one that allows. Source: RFC 9309, section 2.2.2.
    pub(crate) fn against(&self, url: &Url) -> Option<String> {
        if url.path() == "/robots.txt" {
            return None;
        }
        let path = normal_path(url);
        let decisive = self
            .rules
            .iter()
            .filter(|rule| rule.matches(&path))
            .max_by_key(|rule| (rule.pattern.len() + usize::from(rule.is_whole), rule.allows));
        decisive.filter(|rule| !rule.allows).map(Rule::written)
    }

    /// Time that the site wants between two requests, at most [`Options::LONGEST_CRAWL_DELAY`].
    pub(crate) fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }

    /// Memory of the rules, in bytes, about.
    pub(crate) fn weight(&self) -> usize {
        self.rules.iter().map(|rule| size_of::<Rule>() + rule.pattern.len()).sum()
    }

    fn take(&mut self, wish: &Wish) {
        match wish {
            Wish::Rule { pattern: b"", .. } => {}
            Wish::Rule { pattern, allows } => self.rules.push(Rule::new(pattern, *allows)),
            Wish::CrawlDelay(delay) => self.crawl_delay = self.crawl_delay.max(*delay),
        }
    }
}

impl Rule {
    fn new(written: &[u8], allows: bool) -> Rule {
        let (pattern, is_whole) = match written.strip_suffix(b"$") {
            Some(pattern) => (pattern, true),
            None => (written, false),
        };
        let mut pattern = normal(pattern, b"*");
        pattern.dedup_by(|one, other| *one == b'*' && *other == b'*');
        Rule { pattern, is_whole, allows }
    }

    /// Time is linear in path and pattern: every piece is looked for once, from where the last ended.
    fn matches(&self, path: &[u8]) -> bool {
        let mut pieces = self.pattern.split(|byte| *byte == b'*');
        let first = pieces.next().unwrap_or_default();
        let Some(mut left) = path.strip_prefix(first) else { return false };
        let Some(last) = pieces.next_back() else { return !self.is_whole || left.is_empty() };
        for piece in pieces {
            match memmem::find(left, piece) {
                Some(start) => left = &left[start + piece.len()..],
                None => return false,
            }
        }
        if self.is_whole { left.ends_with(last) } else { memmem::find(left, last).is_some() }
    }

    fn written(&self) -> String {
        let key = if self.allows { "Allow" } else { "Disallow" };
        format!("{key}: {}{}", String::from_utf8_lossy(&self.pattern), if self.is_whole { "$" } else { "" })
    }
}

/// One record of a group.
enum Wish<'a> {
    Rule { pattern: &'a [u8], allows: bool },
    CrawlDelay(Option<Duration>),
}

impl Wish<'_> {
    fn read<'a>(key: &[u8], value: &'a [u8]) -> Option<Wish<'a>> {
        match key.to_ascii_lowercase().as_slice() {
            b"allow" => Some(Wish::Rule { pattern: value, allows: true }),
            b"disallow" => Some(Wish::Rule { pattern: value, allows: false }),
            b"crawl-delay" => Some(Wish::CrawlDelay(delay(value))),
            _ => None,
        }
    }
}

/// Seconds, whole or not.
fn delay(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = str::from_utf8(value).ok()?.parse().ok()?;
    let longest = Options::LONGEST_CRAWL_DELAY.as_secs_f64();
    (seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(longest)))
}

/// The records of the text as key and value; what is no record is passed over.
fn records(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    text.split(|byte| matches!(byte, b'\r' | b'\n')).filter_map(|line| {
        let line = line.split(|byte| *byte == b'#').next().unwrap_or_default();
        let colon = memchr::memchr(b':', line)?;
        Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
    })
}

/// The product's name at the start: letters, `_` and `-`.
pub(crate) fn product(user_agent: &[u8]) -> &[u8] {
    let is_of_name = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-');
    let end = user_agent.iter().position(|byte| !is_of_name(byte)).unwrap_or(user_agent.len());
    &user_agent[..end]
}

/// Path and query in the form in which rules are compared.
fn normal_path(url: &Url) -> Vec<u8> {
    let mut path = url.path().as_bytes().to_vec();
    if let Some(query) = url.query() {
        path.push(b'?');
        path.extend_from_slice(query.as_bytes());
    }
    normal(&path, b"")
}

/// What need not be written with `%` is written without, everything odd with it; `special` stays as it
/// is. Source: RFC 9309, section 2.2.2; unreserved characters are RFC 3986's, section 2.3.
fn normal(path: &[u8], special: &[u8]) -> Vec<u8> {
    let mut normal = Vec::with_capacity(path.len());
    let mut idx = 0;
    while let Some(&byte) = path.get(idx) {
        match (byte, escaped(&path[idx..])) {
            (b'%', Some(meant)) => {
                write_escaped(meant, &mut normal);
                idx += 3;
                continue;
            }
            _ if special.contains(&byte) => normal.push(byte),
            (b'*' | b'$' | b'%' | 0..=b' ' | 0x7f.., _) => write_with_percent(byte, &mut normal),
            _ => normal.push(byte),
        }
        idx += 1;
    }
    normal
}

/// The byte that `%` and two digits stand for, at the start of a text.
fn escaped(text: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match text {
        [b'%', high, low, ..] => Some(digit(high)? * 16 + digit(low)?),
        _ => None,
    }
}

fn write_escaped(meant: u8, normal: &mut Vec<u8>) {
    if meant.is_ascii_alphanumeric() || matches!(meant, b'-' | b'.' | b'_' | b'~') {
        normal.push(meant);
    } else {
        write_with_percent(meant, normal);
    }
}

fn write_with_percent(byte: u8, normal: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    normal.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_robot_obeys_the_group_that_names_it() {
        let text = "User-agent: *\nDisallow: /\n\nUser-Agent: Entente/9\nDisallow: /private # ours\n";
        check(text, "/page", None);
        check(text, "/private/page", Some("Disallow: /private"));
    }

    #[test]
    fn a_robot_that_is_not_named_obeys_what_is_said_to_all() {
        let text = "user-agent: other\ndisallow:\n\nUSER-AGENT: *\nDISALLOW: /a";
        check(text, "/a", Some("Disallow: /a"));
        check(text, "/b", None);
        check("User-agent: ententebot\nDisallow: /", "/a", None);
    }

    #[test]
    fn groups_of_one_robot_are_one_group() {
        let text = "User-agent: entente\nDisallow: /a\n\nUser-agent: other\nUser-agent: ENTENTE\nDisallow: /b";
        check(text, "/a", Some("Disallow: /a"));
        check(text, "/b", Some("Disallow: /b"));
    }

    #[test]
    fn records_of_others_do_not_part_a_group() {
        let text =
            "User-agent: other\nSitemap: https://news.example/map\n\nUser-agent: entente\nnonsense\nDisallow: /a";
        check(text, "/a", Some("Disallow: /a"));
    }

    #[test]
    fn rules_before_any_group_are_nobodys() {
        check("Disallow: /\nUser-agent: entente\nAllow: /", "/a", None);
    }

    #[test]
    fn the_longest_rule_decides_and_a_tie_allows() {
        let text = "User-agent: *\nAllow: /news/\nDisallow: /news/drafts\nDisallow: /same\nAllow: /same\nDisallow: /";
        check(text, "/news/a", None);
        check(text, "/news/drafts/a", Some("Disallow: /news/drafts"));
        check(text, "/same", None);
        check("User-agent: *\nAllow: /same\nDisallow: /same", "/same", None);
        check("User-agent: *\nDisallow: /same$\nAllow: /same", "/same", Some("Disallow: /same$"));
        check(text, "/else", Some("Disallow: /"));
        check(text, "/robots.txt", None);
    }

    #[test]
    fn an_empty_rule_forbids_nothing() {
        check("User-agent: *\nDisallow:", "/a", None);
        check("", "/a", None);
    }

    /// The examples of RFC 9309, section 2.2.3, and some of our own.
    #[test]
    fn special_characters() {
        let text = "User-agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\nDisallow: /a*b*c";
        check(text, "/x/picture.gif", Some("Disallow: *.gif$"));
        check(text, "/x/picture.gif?large", None);
        check(text, "/example/page", Some("Disallow: /example/"));
        check(text, "/a-b-b-c-d", Some("Disallow: /a*b*c"));
        check(text, "/a-c-b", None);
        check("User-agent: *\nDisallow: /whole$", "/whole", Some("Disallow: /whole$"));
        check("User-agent: *\nDisallow: /whole$", "/wholes", None);
        check("User-agent: *\nDisallow: /*?session=", "/a?session=1", Some("Disallow: /*?session="));
        check("User-agent: *\nDisallow: /a*$", "/abc", Some("Disallow: /a*$"));
        check("User-agent: *\nDisallow: /aa*aa$", "/aaa", None);
    }

    /// The table of RFC 9309, section 2.2.2.
    #[test]
    fn percent_and_letters_are_compared_in_one_form() {
        check("User-agent: *\nDisallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", Some("Disallow: /foo/bar?baz=quz"));
        check("User-agent: *\nDisallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", Some("Disallow: /foo/bar/%E3%83%84"));
        check("User-agent: *\nDisallow: /foo/bar/%e3%83%84", "/foo/bar/ツ", Some("Disallow: /foo/bar/%E3%83%84"));
        check("User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", Some("Disallow: /foo/bar/baz"));
        check("User-agent: *\nDisallow: /a-%2A.html", "/a-*.html", Some("Disallow: /a-%2A.html"));
        check("User-agent: *\nDisallow: /a-%2A.html", "/a-b.html", None);
        check("User-agent: *\nDisallow: /100%", "/100%", Some("Disallow: /100%25"));
        check("User-agent: *\nDisallow: /a%2fb", "/a/b", None);
    }

    #[test]
    fn lines_end_in_every_way() {
        check("\u{feff}User-agent: *\rDisallow: /a\r\nDisallow: /b", "/a", Some("Disallow: /a"));
        check("User-agent: *\rDisallow: /a\r\n\r\n\r\nDisallow: /b", "/b", Some("Disallow: /b"));
    }

    #[test]
    fn crawl_delay_is_bounded_and_its_groups_own() {
        let delay = |value: &str| {
            Rules::read(format!("User-agent: *\nCrawl-delay: {value}").as_bytes(), "entente").crawl_delay()
        };
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("86400"), Some(Options::LONGEST_CRAWL_DELAY));
        assert_eq!(delay("inf"), Some(Options::LONGEST_CRAWL_DELAY));
        assert_eq!((delay("-1"), delay("NaN"), delay("soon"), delay("")), (None, None, None, None));
        let other = "User-agent: other\nCrawl-delay: 9\n\nUser-agent: entente\nDisallow: /a";
        assert_eq!(Rules::read(other.as_bytes(), "entente").crawl_delay(), None);
    }

    #[test]
    fn a_hostile_pattern_takes_linear_time() {
        let text = format!("User-agent: *\nDisallow: /{}b", "*a".repeat(LONGEST / 2));
        check(&text, &format!("/{}", "a".repeat(8000)), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_rules(text: Vec<u8>, path in "[ -~é]{0,30}") {
            let url = Url::parse("http://news.example/").unwrap().join(&path);
            if let Ok(url) = url {
                Rules::read(&text, "entente").against(&url);
            }
        }

        #[test]
        fn stars_match_as_a_plain_definition_says(pattern in "/[ab*]{0,8}\\$?", path in "/[ab]{0,8}") {
            let rule = Rule::new(pattern.as_bytes(), false);
            let whole = pattern.ends_with('$');
            let expected = plain(pattern.trim_end_matches('$').as_bytes(), path.as_bytes(), whole);
            prop_assert_eq!(rule.matches(path.as_bytes()), expected);
        }

        #[test]
        fn the_normal_form_is_normal(path: Vec<u8>) {
            let once = normal(&path, b"");
            prop_assert_eq!(normal(&once, b""), once);
        }
    }

    /// Whether a pattern matches, by trying everything.
    fn plain(pattern: &[u8], path: &[u8], whole: bool) -> bool {
        match (pattern, path) {
            ([], path) => !whole || path.is_empty(),
            ([b'*', rest @ ..], path) => (0..=path.len()).any(|start| plain(rest, &path[start..], whole)),
            ([one, rest @ ..], [other, path @ ..]) => one == other && plain(rest, path, whole),
            _ => false,
        }
    }

    fn check(text: &str, path: &str, expected: Option<&str>) {
        let url = Url::parse("https://news.example").unwrap().join(path).unwrap();
        assert_eq!(Rules::read(text.as_bytes(), "entente").against(&url).as_deref(), expected, "{path} in {text}");
    }
}
