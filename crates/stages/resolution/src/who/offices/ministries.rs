//! Ministries: of a minister by his portfolio, as the report or usage calls them.

use super::bodies::{MAX_NAMES, bodies, described_by, last_before, suits};
use crate::who::Text;
use crate::who::actors::Drafts;
use annotation::{Chain, EntityKind, MentionId, Name};
use ontology::Country;

/// The ministry of a minister: one that the report names or tells of, else as ministries are called.
pub(super) fn ministry(text: &Text, drafts: &Drafts, post: &str, country: Country) -> Option<(String, String)> {
    let portfolio = portfolio(post)?;
    let is_own = |name: &&Name| sees_to(text.document.slice(name.span), &portfolio) && suits(text, name, Some(country));
    if let Some(told) = bodies(text).find(is_own) {
        let body = text.written(told.sentence, told.words.clone());
        return Some((body, "a ministry that the report names".into()));
    }
    /// `the defence ministry`, not what somebody said in it.
    const MAX_WORDS: usize = 4;
    let is_told = |draft: &&Chain| {
        let is_body = draft.kind == EntityKind::Organisation && draft.country == Some(country);
        is_body && sees_to(draft.label(), &portfolio) && draft.description.split(' ').count() <= MAX_WORDS
    };
    let told = drafts.drafts.iter().take(MAX_NAMES).find(is_told);
    if let Some(body) = told.and_then(|draft| described_by(text, text.mention(draft.mentions[0]))) {
        return Some((body, "a ministry that the report tells of".into()));
    }
    let is_minister = post.contains("minister") && country.is_state();
    is_minister.then(|| (called(&portfolio), "as ministries are called".into()))
}

/// The ministry told of last before a bare `minister` or `deputy secretary`, in its sentence or the two before.
pub(super) fn ministry_before(text: &Text, drafts: &Drafts, id: MentionId) -> Option<usize> {
    let is_ministry = |name: &str| name.contains("Ministry") || name.ends_with("Department");
    last_before(text, drafts, id, 2, |draft| draft.name.as_deref().is_some_and(is_ministry))
}

/// Whether a body is the ministry or department of all of a portfolio: `foreign trade` is not seen to by a foreign ministry.
fn sees_to(body: &str, portfolio: &str) -> bool {
    let body = body.to_lowercase();
    let is_ministry = ["ministry", "department", "office"].iter().any(|noun| body.contains(noun));
    let told = |word: &str| {
        // `defence`, `defense`.
        let stem = word.strip_suffix("ence").or_else(|| word.strip_suffix("ense")).unwrap_or(word);
        body.split([' ', '-', ',']).any(|told| told.starts_with(stem))
    };
    is_ministry && portfolio.split(' ').filter(|word| !matches!(*word, "and" | "affairs")).all(told)
}

/// What a minister or secretary, or a deputy of one, sees to: `defence`, `foreign`, `mines`; of one who is more, the portfolio
/// told last: `deputy premier and defence minister`.
fn portfolio(post: &str) -> Option<String> {
    const HOLDERS: [&str; 6] = ["minister", "secretary", "premier", "president", "chancellor", "leader"];
    let parts = match post.rsplit_once(" and ") {
        Some((one, other)) if one.rsplit(' ').next().is_some_and(|last| HOLDERS.contains(&last)) => vec![other, one],
        _ => vec![post],
    };
    parts.into_iter().find_map(of_one_post)
}

fn of_one_post(post: &str) -> Option<String> {
    /// Words of ministers who have no ministry of such a name.
    const NONE: [&str; 20] = [
        "prime",
        "first",
        "chief",
        "cabinet",
        "senior",
        "state",
        "opposition",
        "government",
        "general",
        "press",
        "permanent",
        "party",
        "shadow",
        "political",
        "executive",
        "private",
        "under",
        "without",
        "counsellor",
        "plenipotentiary",
    ];
    const RANKS: [&str; 16] = [
        "deputy",
        "first",
        "second",
        "vice",
        "acting",
        "interim",
        "assistant",
        "associate",
        "junior",
        "caretaker",
        "transition",
        "transitional",
        "state",
        "federal",
        "provincial",
        "regional",
    ];
    /// No portfolio is longer.
    const MAX_WORDS: usize = 5;
    let mut words: Vec<&str> = post.split(' ').filter(|word| !matches!(*word, "the" | "of" | "for")).collect();
    let at = words.iter().position(|word| matches!(*word, "minister" | "secretary"))?;
    words.remove(at);
    let portfolio: Vec<&str> = words.into_iter().skip_while(|word| RANKS.contains(word)).collect();
    let is_one =
        !portfolio.is_empty() && portfolio.len() <= MAX_WORDS && !portfolio.iter().any(|word| NONE.contains(word));
    is_one.then(|| portfolio.join(" "))
}

/// `Ministry of Foreign Affairs`.
fn called(portfolio: &str) -> String {
    let sees_to = match portfolio {
        "foreign" | "home" | "external" => format!("{portfolio} affairs"),
        _ => portfolio.to_string(),
    };
    let capital = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().filter(|_| word != "and");
        first.map_or(word.to_string(), |first| first.to_uppercase().chain(chars).collect())
    };
    format!("Ministry of {}", sees_to.split(' ').map(capital).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portfolios_are_told_from_ranks_and_other_posts() {
        for (post, expected) in [
            ("deputy prime minister and foreign minister", Some("foreign")),
            ("deputy premier and defence minister", Some("defence")),
            ("federal interior minister", Some("interior")),
            ("minister of parliamentary affairs", Some("parliamentary affairs")),
            ("first deputy minister of defence", Some("defence")),
            ("federal minister", None),
            ("prime minister", None),
            ("minister without portfolio", None),
        ] {
            assert_eq!(portfolio(post).as_deref(), expected, "{post}");
        }
    }

    #[test]
    fn a_ministry_sees_to_the_whole_portfolio() {
        assert!(sees_to("Defense Department", "defence") && sees_to("Ministry of Foreign Affairs", "foreign"));
        assert!(!sees_to("Foreign Ministry", "foreign trade") && !sees_to("Ministry of Transport", "sport"));
        assert_eq!(called("foreign"), "Ministry of Foreign Affairs");
    }
}
