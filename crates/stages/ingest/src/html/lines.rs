//! Lines that are no part of an article, told by their words.

use super::names::listed;
use super::outline::{Block, Kind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a line begins that is no part of an article, and how many words it has at most.
const STARTS: &[(usize, &str)] = &[
    (
        1,
        "\
     tags; contents; reuse; ends; end",
    ),
    (
        2,
        "\
     advert; comments; download; print; save; play",
    ),
    (
        3,
        "\
     hits; visitors; press release; share; whatsapp; facebook; twitter; listen; mins read; min read; ad ",
    ),
    (
        4,
        "\
     loading; comments (; comment (; no comments; most read; most viewed; most popular; trending; go back; \
     close window; print version; pdf version; all briefs; immediate release; permalink; text size; font size; \
     view gallery; open gallery; photo gallery",
    ),
    (
        5,
        "\
     hits:; page views; total views; show more; buy now",
    ),
    (
        6,
        "\
     more in ; download pdf; tweet this; copy link; link copied; save article; save for later; promoted; skip to; \
     visitor counter; table of contents; updated ; add comment; view comments; show comments; return to; \
     printer-friendly; printer friendly; load more; load older; learn more; ads by; view image",
    ),
    (
        8,
        "\
     see more; related stor; related article; related news; related content; related posts; related coverage; \
     recommended for; share on; share via; email this; e-mail this; print this; send to a friend; send to friend; \
     gift this article; advertisement; paid content; scroll to continue; skip past; free article; views:; \
     release id; no. of views; in this article; in this story; on this page; with agency inputs; reuse this; \
     leave a comment; leave a reply; post a comment; add a comment; back to; << back; « back; ‹ back; ← back; \
     view all; see all; for immediate release; no pr-; no. pr; pr no; short link; url:; proudly powered; editing:",
    ),
    (
        10,
        "\
     listen to article; sponsored; explore more; date:; dated:; modified; issued on; created:; uploaded; accessed; \
     retrieved; words by; text by; story by; be the first to comment; embargo; press release no; release no; \
     release number; statement no",
    ),
    (
        12,
        "\
     read in full; read the full; more from; watch live; click to; story continues; article continues; \
     continue reading; keep reading; cookie; (release id; category:; published in; release date; issued at; \
     printed on; by:; author:; reporter:; editor:; source -; report a typo; report an error; ref:; ref no; \
     reference:; reference no; powered by; find out more; story continues below",
    ),
    (
        14,
        "\
     related topics; listen to this",
    ),
    (
        15,
        "\
     with additional input; with additional reporting; additional input; follow live; sign in; log in; already a subscriber; already have an account; share this; credit:; \
     terms of use; privacy policy; published by; published at; date of publication; date published; updated on; \
     updated at; last update; issued:; printed from; interview by; translated by; with inputs from; (with inputs; \
     source:; our standards; tel.; phone:; fax:; e-mail:; email:; what do you think; best viewed",
    ),
    (
        20,
        "\
     more on this; follow all; like us on; find us on; donate; get more; stay connected; download the; \
     you have read; unlock; file photo; tagged; topic:; filed under; categories:; posted in; labels:; \
     suggested topics; posted:; posted by; published on; publication date; first published; last updated; \
     last modified; written by; reported by; editing by; edited by; compiled by; with reporting from; \
     contact the writer; sources:; views are personal; reprinted with; contact us; tel:; have your say; \
     found an error; next:; previous:; next article; previous article; next post; previous post; site designed; \
     get in touch; read our; check out",
    ),
    (
        25,
        "\
     you can also watch; you can also listen; watch the latest; watch more; this live page; this live blog; \
     this liveblog; this blog is now; this live coverage; our live coverage; click here; tap here; follow us; follow @; follow our; follow the latest; join us on; register now; \
     register for free; stay updated; stay informed; stay up to date; download our; to continue reading; \
     this content is for; photo:; photo by; photograph:; image:; image credit; photo credit; picture:; (photo; \
     posted on; published:; updated:; writing by; (writing by; this content has been; address:; let us know; \
     tell us; live updates:; live:; every morning",
    ),
    (
        30,
        "\
     also read; read also; read more; read next; read:; read |; see also; also see; more:; related:; watch:; \
     watch |; listen:; don't miss; don’t miss; must read; recommended:; in case you missed; opinion:; explainer:; \
     in pictures:; in pics:; photos:; video:; join our; join the conversation; join the discussion; subscribe; \
     get the latest; get our; get breaking; this article is for subscribers; this story is for subscribers; \
     you have reached your limit; caption:; copyright; all rights reserved; read this release in; reporting by; \
     additional reporting; (reporting by; the writer can be; the author can be; this interview has been; \
     this interview was; this conversation has been; this is a developing story; this story has been; \
     this article has been; this post has been; this copy is for; republish this; reproduced with permission; \
     for all latest; for the latest; for more news; for more information,; for more information visit; \
     for more information contact; press inquiries; press enquiries; inquiries:; enquiries:; contact:; contacts:; \
     further information:; more information:; further inquiries; the email addresses of; send us; home >; home »; \
     home ›; home /; you are here",
    ),
    (
        40,
        "\
     sign up; become a member; support our; support us; ©; (c) 20; tags:; topics:; keywords:; \
     this article was originally; this article was first; this article first appeared; this story was originally; \
     this story was first; this article appeared; this article appears; this interview appears; this essay appears; this report appears; this story appears; (this story has not been edited; \
     this material may not; you may republish; for further information,; for further information please; \
     for further information contact; for media inquiries; for media enquiries; for press inquiries; media contact; \
     media inquiries; media enquiries; press contact; got a tip; have a tip; do you have a story",
    ),
    (
        60,
        "\
     privacy notice; we use cookies; this site uses cookies; about the author; the writer is; the author is; \
     the views expressed; the opinions expressed; views expressed; opinions expressed; the views and opinions; \
     the views reflected",
    ),
    (
        80,
        "\
     disclaimer",
    ),
];

/// What a line says anywhere that is no part of an article, and how many words it has at most.
const ANYWHERE: &[(usize, &str)] = &[
    (7, "reported from"),
    (
        2,
        "\
     shares; views; comments",
    ),
    (
        8,
        "\
     min read; minute read; minutes read; mins read",
    ),
    (
        12,
        "\
     the following is attributable; journalism of integrity; visitor counter; story continues below; article continues below",
    ),
    (
        20,
        "\
     for subscribers; have an account?; subscribers only; reprinted from; subscribers can",
    ),
    (
        25,
        "\
     weekly podcast; free trial; subscribe to the; contributed reporting; log in to; sign in to",
    ),
    (
        30,
        "\
     (attn:; enable javascript; you can follow any responses; our podcast; to keep reading; enjoying this; enjoy this article; \
     email address will not be published; without permission; click here; sign up here; follow us on; contributed to this report; \
     contributed to this story; is a subscriber-only",
    ),
    (
        40,
        "\
     login now; news alerts and; benefits with; google news channel; whatsapp channel; telegram channel; our newsletter; our daily newsletter; \
     weekly newsletter; free daily email; to your inbox; in your inbox; your inbox every; cancel anytime; \
     cancel at any time; terms and conditions; get your podcasts; take out a subscription; become a subscriber; \
     become a member; start your free trial; to read the rest; to continue reading; accept cookies; subscribe now; \
     subscribe to our; edited for length and clarity; creative commons",
    ),
    (
        50,
        "\
     subscription options; (photo by; (photo:; (photos by; photo credit:; | photo:; (file photo; (image:; \
     photo courtesy; [photo:; (picture:; (handout; has not been edited by; auto-generated from a syndicated; syndicated feed",
    ),
    (
        60,
        "\
     high-quality journalism; our journalism; independent journalism; all rights reserved; unsubscribe at any time; privacy policy; terms of service; cookies to; \
     may not be reproduced; without written permission",
    ),
    (
        80,
        "\
     do not necessarily reflect; do not necessarily represent",
    ),
];

/// Headings of what follows an article.
const AFTER: &str = "\
    related; read next; read more; more from; more in; more on; more news; more stories; more articles; \
    more galleries; most read; most viewed; most popular; most commented; trending; latest; recent posts; \
    recent news; recent articles; recent press releases; you may also like; you might also like; you may like; \
    you might like; you may also be interested; you might be interested; recommended; comments; comment; \
    leave a reply; leave a comment; post a comment; join the conversation; join the discussion; reader comments; \
    readers' comments; readers’ comments; reader reactions; reactions; responses; discussion; about the author; \
    about author; about our; share this; share; tags; topics; explore more; editor's picks; editor’s picks; \
    editors' picks; editors’ picks; don't miss; don’t miss; what to read next; also read; see also; sponsored; \
    from our partners; around the web; from around the web; support our; support us; newsletter; sign up; \
    subscribe; follow us; popular; other news; other stories; other articles; other releases; up next; \
    keep reading; continue reading; next article; previous article; similar; further reading; advertisement; \
    contact us; media contact; press contact; contacts; in other news; elsewhere on; top stories; today's; \
    in the news; watch next; videos; more videos; photo gallery; notes to editors; note to editors; notes for editors; background notes; post navigation; want to read more; keep up; \
    get the; stay informed; our other; archive; archives; categories";

/// Whether `block` is a line about the page or the site, and not of the article.
pub(super) fn is_about_page(block: &Block) -> bool {
    let text = block.text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"©(«<‹←@".contains(c)).to_lowercase();
    is_decoration(&block.text)
        || is_address(&block.text)
        || is_initials(&block.text)
        || text.starts_with("follow ") && block.words <= 20 && text.contains(" on ")
        || text == "key points" && !matches!(block.kind, Kind::Heading(_))
        || begins(&BY_FIRST_WORD, &text, block.words).next().is_some()
        || phrases(ANYWHERE, block.words).any(|part| text.contains(part))
}

/// The phrases that a line of `n_words` may have.
fn phrases(groups: &'static [(usize, &'static str)], n_words: usize) -> impl Iterator<Item = &'static str> {
    groups.iter().filter(move |(most, _)| n_words <= *most).flat_map(|(_, phrases)| listed(phrases))
}

/// Phrases by their first word, with how many words a line may have that begins so.
type Index = HashMap<&'static str, Vec<(&'static str, usize)>>;

static BY_FIRST_WORD: LazyLock<Index> = LazyLock::new(|| {
    index(STARTS.iter().flat_map(|&(most, phrases)| listed(phrases).map(move |phrase| (phrase, most))))
});

static AFTER_BY_FIRST_WORD: LazyLock<Index> = LazyLock::new(|| index(listed(AFTER).map(|phrase| (phrase, usize::MAX))));

fn index(phrases: impl Iterator<Item = (&'static str, usize)>) -> Index {
    let mut index = Index::new();
    for (phrase, most) in phrases {
        index.entry(first_word(phrase)).or_default().push((phrase, most));
    }
    index
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The phrases of `index` that `text` begins with, in the singular or plural, if a line of `n_words` may.
fn begins(index: &'static Index, text: &str, n_words: usize) -> impl Iterator<Item = &'static str> {
    let word = first_word(text);
    let singular = word.strip_suffix('s').unwrap_or("-");
    let known = [word, singular].into_iter().filter_map(|word| index.get(word)).flatten();
    known.filter(move |(phrase, most)| n_words <= *most && starts(text, phrase)).map(|&(phrase, _)| phrase)
}

/// Whether `block` heads what follows an article: other articles, comments, addresses.
pub(super) fn is_end(block: &Block) -> bool {
    let is_heading = matches!(block.kind, Kind::Heading(_)) || block.is_strong || block.kind == Kind::Loose;
    let is_partly_linked = block.linked > 0 && block.linked < block.words;
    if !is_heading || is_partly_linked || block.words > 7 || ends_with_stop(&block.text) {
        return false;
    }
    let text = block.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == ',');
    let is_count = rest.len() < text.len();
    // A single word may begin any heading; a short one with it is likely the end.
    let is_near = |end: &str| rest.len() <= end.len() + 18 || end.contains(' ');
    begins(&AFTER_BY_FIRST_WORD, rest, block.words).any(is_near)
        || is_count && (rest.starts_with("thought") || rest.starts_with("response") || rest.starts_with("comment"))
}

/// Whether nothing of the article follows the heading `block`: comments do.
pub(super) fn is_end_of_all(block: &Block) -> bool {
    let text = block.text.to_lowercase();
    [
        "comment",
        "to editors",
        "for editors",
        "contact",
        "thoughts on",
        "responses",
        "leave a reply",
        "join the discussion",
        "join the conversation",
    ]
    .iter()
    .any(|part| text.contains(part))
}

/// `starts`, with a whole word.
fn starts(text: &str, start: &str) -> bool {
    let Some(rest) = text.strip_prefix(start) else { return false };
    !start.ends_with(char::is_alphanumeric)
        || start.ends_with("stor")
        || !rest.starts_with(char::is_alphanumeric)
        || rest.starts_with("s ")
        || rest == "s"
}

fn ends_with_stop(text: &str) -> bool {
    text.ends_with(['.', '!'])
}

/// `-x-`, `-30-`, `###`, `* * *`, `(ENDS)`.
fn is_decoration(text: &str) -> bool {
    let inner: String = text.chars().filter(|character| character.is_alphanumeric()).collect::<String>().to_lowercase();
    matches!(inner.as_str(), "x" | "30" | "end" | "ends" | "xxx" | "ad" | "advt" | "eom") || inner.is_empty()
}

/// `press@ministry.example`: an address alone.
fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(' ')
}

/// `RK/AS/Karwar`, `lmr/jdc`: the initials of who typed a release.
fn is_initials(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_end_matches('.').split('/').collect();
    let is_lower = text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'/');
    let is_short = |part: &&str| {
        let part = part.trim();
        (1..=4).contains(&part.len()) && (is_lower || part.bytes().all(|byte| byte.is_ascii_uppercase()))
    };
    parts.len() >= 2 && text.len() <= 40 && parts.iter().take(2).all(is_short) && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, kind: Kind) -> Block {
        let words = text.split(' ').count();
        Block { text: text.into(), words, linked: 0, is_strong: false, kind, node: 0, container: 0, is_beside: false }
    }

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_about_page(&block(text, Kind::Paragraph)), expected, "{text}");
    }

    #[test]
    fn lines_about_the_page_are_told_by_their_words() {
        for text in [
            "Also read: Rice prices rise",
            "ADVERTISEMENT",
            "* * *",
            "(ENDS)",
            "RK/AS/Karwar",
            "No PR-48/2025-ISPR",
            "(Release ID: 2093117) Visitor Counter : 318",
            "Reporting by Petra Novak; Editing by Louis Hart",
            "Follow the Herald on X and Facebook.",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn sentences_of_an_article_are_not_about_the_page() {
        for text in [
            "Updated figures show that exports of arms rose by a third last year.",
            "Shares in the company rose four percent after the order was announced.",
            "Related talks on the river were put off until the autumn, officials said.",
            "Contact with the ship was lost on Monday.",
            "Photographs of the base were published by two newspapers in Seoul on Friday.",
            "The USS/UN team left.",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn headings_end_an_article() {
        let is_end = |text: &str| is_end(&block(text, Kind::Heading(3)));
        for text in ["Related stories", "3 Comments", "Leave a Reply", "You may also like", "More from Politics"] {
            assert!(is_end(text), "{text}");
        }
        for text in ["What the text says", "Money", "Latvia and the draft", "Popularity of the law is low."] {
            assert!(!is_end(text), "{text}");
        }
    }
}
