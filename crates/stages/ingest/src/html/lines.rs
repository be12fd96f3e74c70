//! Lines that are no part of an article, told by their words.

use super::outline::{Block, Kind};

/// How a line begins that is no part of an article, and how many words it has at most.
const STARTS: &[(&str, usize)] = &[
    ("also read", 30), ("read also", 30), ("read more", 30), ("read next", 30), ("read:", 30), ("read |", 30), ("read in full", 12), ("read the full", 12), ("see also", 30), ("see more", 8), ("also see", 30),
    ("more:", 30), ("more on this", 20), ("more from", 12), ("more in ", 6), ("related:", 30), ("related stor", 8), ("related article", 8), ("related news", 8), ("related content", 8), ("related topics", 14), ("related posts", 8), ("related coverage", 8), ("watch:", 30), ("watch |", 30), ("watch live", 12), ("listen:", 30),
    ("listen to this", 14), ("listen to article", 10), ("don't miss", 30), ("don’t miss", 30), ("must read", 30), ("recommended for", 8), ("recommended:", 30), ("in case you missed", 30), ("opinion:", 30), ("explainer:", 30), ("in pictures:", 30), ("in pics:", 30), ("photos:", 30), ("video:", 30),
    ("click here", 25), ("click to", 12), ("tap here", 25), ("follow us", 25), ("follow @", 25), ("follow our", 25), ("follow the latest", 25), ("follow live", 15), ("follow all", 20), ("join our", 30), ("join us on", 25), ("join the conversation", 30), ("join the discussion", 30), ("like us on", 20), ("find us on", 20),
    ("subscribe", 30), ("sign up", 40), ("sign in", 15), ("log in", 15), ("register now", 25), ("register for free", 25), ("already a subscriber", 15), ("already have an account", 15), ("become a member", 40), ("support our", 40), ("support us", 40), ("donate", 20), ("get the latest", 30), ("get our", 30), ("get breaking", 30), ("get more", 20), ("stay updated", 25), ("stay informed", 25), ("stay up to date", 25), ("stay connected", 20),
    ("download the", 20), ("download our", 25), ("download pdf", 6), ("share this", 15), ("share on", 8), ("share via", 8), ("tweet this", 6), ("copy link", 6), ("link copied", 6), ("email this", 8), ("e-mail this", 8), ("print this", 8), ("send to a friend", 8), ("send to friend", 8), ("save article", 6), ("save for later", 6), ("gift this article", 8),
    ("advertisement", 8), ("advert", 2), ("sponsored", 10), ("paid content", 8), ("promoted", 6), ("story continues", 12), ("article continues", 12), ("continue reading", 12), ("scroll to continue", 8), ("skip past", 8), ("skip to", 6), ("keep reading", 12), ("to continue reading", 25), ("this article is for subscribers", 30), ("this story is for subscribers", 30), ("this content is for", 25), ("you have reached your limit", 30), ("you have read", 20), ("free article", 8), ("unlock", 20), ("loading", 4),
    ("photo:", 25), ("photo by", 25), ("photograph:", 25), ("image:", 25), ("image credit", 25), ("photo credit", 25), ("picture:", 25), ("file photo", 20), ("(photo", 25), ("credit:", 15), ("caption:", 30),
    ("copyright", 30), ("©", 40), ("(c) 20", 40), ("all rights reserved", 30), ("terms of use", 15), ("privacy policy", 15), ("privacy notice", 60), ("cookie", 12), ("we use cookies", 60), ("this site uses cookies", 60),
    ("views:", 8), ("hits:", 5), ("hits", 3), ("visitor counter", 6), ("visitors", 3), ("page views", 5), ("total views", 5), ("release id", 8), ("(release id", 12), ("read this release in", 30), ("no. of views", 8),
    ("tags:", 40), ("tags", 1), ("tagged", 20), ("topics:", 40), ("topic:", 20), ("keywords:", 40), ("filed under", 20), ("categories:", 20), ("category:", 12), ("posted in", 20), ("labels:", 20), ("suggested topics", 20), ("in this article", 8), ("in this story", 8), ("on this page", 8), ("explore more", 10), ("table of contents", 6), ("contents", 1),
    ("posted on", 25), ("posted:", 20), ("posted by", 20), ("published on", 20), ("published:", 25), ("publication date", 20), ("published by", 15), ("published at", 15), ("date of publication", 15), ("date published", 15), ("published in", 12), ("first published", 20), ("release date", 12), ("date:", 10), ("dated:", 10), ("updated:", 25), ("updated on", 15), ("updated at", 15), ("updated ", 6), ("last updated", 20), ("last update", 15), ("last modified", 20), ("modified", 10), ("issued:", 15), ("issued on", 10), ("issued at", 12), ("created:", 10), ("uploaded", 10), ("printed from", 15), ("printed on", 12), ("accessed", 10), ("retrieved", 10),
    ("by:", 12), ("written by", 20), ("reported by", 20), ("reporting by", 30), ("additional reporting", 30), ("editing by", 20), ("edited by", 20), ("compiled by", 20), ("interview by", 15), ("words by", 10), ("text by", 10), ("story by", 10), ("translated by", 15), ("with inputs from", 15), ("(with inputs", 15), ("with reporting from", 20), ("with agency inputs", 8), ("(reporting by", 30), ("writing by", 25), ("(writing by", 25), ("author:", 12), ("reporter:", 12), ("editor:", 12), ("about the author", 60), ("the writer is", 60), ("the author is", 60), ("the writer can be", 30), ("the author can be", 30), ("contact the writer", 20),
    ("source:", 15), ("sources:", 20), ("source -", 12), ("our standards", 15), ("the views expressed", 60), ("the opinions expressed", 60), ("views expressed", 60), ("opinions expressed", 60), ("the views and opinions", 60), ("views are personal", 20), ("the views reflected", 60), ("disclaimer", 80), ("this article was originally", 40), ("this article was first", 40), ("this article first appeared", 40), ("this story was originally", 40), ("this story was first", 40), ("this article appeared", 40), ("this article appears", 40), ("this interview has been", 30), ("this interview was", 30), ("this conversation has been", 30), ("this is a developing story", 30), ("this story has been", 30), ("this article has been", 30), ("this post has been", 30), ("this content has been", 25), ("this copy is for", 30), ("(this story has not been edited", 40), ("this material may not", 40), ("you may republish", 40), ("republish this", 30), ("reproduced with permission", 30), ("reprinted with", 20), ("reuse this", 8), ("reuse", 1), ("for all latest", 30), ("for the latest", 30), ("for more news", 30), ("for more information,", 30), ("for more information visit", 30), ("for more information contact", 30), ("for further information,", 40), ("for further information please", 40), ("for further information contact", 40), ("for media inquiries", 40), ("for media enquiries", 40), ("for press inquiries", 40), ("media contact", 40), ("media inquiries", 40), ("media enquiries", 40), ("press contact", 40), ("press inquiries", 30), ("press enquiries", 30), ("inquiries:", 30), ("enquiries:", 30), ("contact:", 30), ("contacts:", 30), ("contact us", 20), ("further information:", 30), ("more information:", 30), ("further inquiries", 30), ("the email addresses of", 30), ("tel:", 20), ("tel.", 15), ("phone:", 15), ("fax:", 15), ("e-mail:", 15), ("email:", 15), ("address:", 25),
    ("comments (", 4), ("comment (", 4), ("comments", 2), ("leave a comment", 8), ("leave a reply", 8), ("post a comment", 8), ("add a comment", 8), ("add comment", 6), ("no comments", 4), ("be the first to comment", 10), ("view comments", 6), ("show comments", 6), ("have your say", 20), ("what do you think", 15), ("got a tip", 40), ("have a tip", 40), ("do you have a story", 40), ("send us", 30), ("let us know", 25), ("tell us", 25), ("report a typo", 12), ("report an error", 12), ("found an error", 20), ("most read", 4), ("most viewed", 4), ("most popular", 4), ("trending", 4), ("back to", 8), ("<< back", 8), ("« back", 8), ("‹ back", 8), ("← back", 8), ("return to", 6), ("go back", 4), ("next:", 20), ("previous:", 20), ("next article", 20), ("previous article", 20), ("next post", 20), ("previous post", 20), ("home >", 30), ("home »", 30), ("home ›", 30), ("home /", 30), ("you are here", 30), ("close window", 4), ("print version", 4), ("printer-friendly", 6), ("printer friendly", 6), ("pdf version", 4), ("view all", 8), ("show more", 5), ("load more", 6), ("load older", 6), ("see all", 8), ("all briefs", 4), ("press release", 3), ("for immediate release", 8), ("immediate release", 4), ("embargo", 10), ("no pr-", 8), ("no. pr", 8), ("pr no", 8), ("press release no", 10), ("release no", 10), ("release number", 10), ("ref:", 12), ("ref no", 12), ("reference:", 12), ("reference no", 12), ("statement no", 10), ("permalink", 4), ("short link", 8), ("url:", 8), ("site designed", 20), ("best viewed", 15), ("powered by", 12), ("proudly powered", 8), ("editing:", 8), ("live updates:", 25), ("live:", 25), ("get in touch", 20), ("buy now", 5), ("learn more", 6), ("find out more", 12), ("read our", 20), ("check out", 20), ("ends", 1), ("end", 1), ("download", 2), ("share", 3), ("print", 2), ("save", 2), ("whatsapp", 3), ("facebook", 3), ("twitter", 3), ("text size", 4), ("font size", 4), ("listen", 3), ("play", 2), ("mins read", 3), ("min read", 3),
    ("every morning", 25), ("key points", 2), ("ad ", 3), ("ads by", 6), ("story continues below", 12), ("view gallery", 4), ("open gallery", 4), ("photo gallery", 4), ("view image", 6),
];

/// What a line says anywhere that is no part of an article, and how many words it has at most.
const ANYWHERE: &[(&str, usize)] = &[
    ("all rights reserved", 60), ("google news channel", 40), ("whatsapp channel", 40), ("telegram channel", 40), ("our newsletter", 40), ("our daily newsletter", 40), ("weekly newsletter", 40), ("free daily email", 40), ("to your inbox", 40), ("in your inbox", 40), ("your inbox every", 40), ("unsubscribe at any time", 60), ("cancel anytime", 40), ("cancel at any time", 40), ("privacy policy", 60), ("terms of service", 60), ("terms and conditions", 40),
    ("enable javascript", 30), ("get your podcasts", 40), ("our podcast", 30), ("weekly podcast", 25), ("for subscribers", 20), ("take out a subscription", 40), ("become a subscriber", 40), ("become a member", 40), ("start your free trial", 40), ("free trial", 25), ("to read the rest", 40), ("to continue reading", 40), ("to keep reading", 30), ("enjoying this", 30), ("enjoy this article", 30), ("have an account?", 20), ("accept cookies", 40), ("cookies to", 60), ("min read", 8), ("minute read", 8), ("minutes read", 8), ("mins read", 8), ("subscribe now", 40), ("subscribe to our", 40), ("subscribe to the", 25), ("email address will not be published", 30), ("do not necessarily reflect", 80), ("do not necessarily represent", 80), ("edited for length and clarity", 40), ("has not been edited by", 50), ("auto-generated from a syndicated", 50), ("syndicated feed", 50), ("creative commons", 40), ("may not be reproduced", 60), ("without written permission", 60), ("without permission", 30), ("click here", 30), ("visitor counter", 12), ("story continues below", 12), ("article continues below", 12), ("follow us on", 30), ("contributed to this report", 30), ("contributed to this story", 30), ("contributed reporting", 25), ("is a subscriber-only", 30), ("subscribers only", 20), ("log in to", 25), ("sign in to", 25), ("shares", 2), ("views", 2), ("comments", 2), ("reprinted from", 20),
];

/// Headings of what follows an article.
const AFTER: &[&str] = &[
    "related", "read next", "read more", "more from", "more in", "more on", "more news", "more stories", "more articles", "more galleries", "most read", "most viewed", "most popular", "most commented", "trending", "latest", "recent posts", "recent news", "recent articles", "recent press releases",
    "you may also like", "you might also like", "you may like", "you might like", "you may also be interested", "you might be interested", "recommended", "comments", "comment", "leave a reply", "leave a comment", "post a comment", "join the conversation", "join the discussion", "reader comments", "readers' comments", "readers’ comments", "reader reactions", "reactions", "responses", "discussion", "about the author", "about author", "about our",
    "share this", "share", "tags", "topics", "explore more", "editor's picks", "editor’s picks", "editors' picks", "editors’ picks", "don't miss", "don’t miss", "what to read next", "also read", "see also", "sponsored", "from our partners", "around the web", "from around the web", "support our", "support us", "newsletter", "sign up", "subscribe", "follow us", "popular", "other news", "other stories", "other articles", "other releases", "up next", "keep reading", "continue reading", "next article", "previous article", "similar", "further reading", "advertisement", "contact us", "media contact", "press contact", "contacts", "in other news", "elsewhere on", "top stories", "today's", "in the news", "watch next", "videos", "more videos", "photo gallery", "post navigation", "want to read more", "keep up", "get the", "stay informed", "our other", "archive", "archives", "categories",
];

/// Whether `block` is a line about the page or the site, and not of the article.
pub(super) fn is_about_page(block: &Block) -> bool {
    let text = block.text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"©(«<‹←@".contains(c)).to_lowercase();
    is_decoration(&block.text)
        || is_initials(&block.text)
        || text.starts_with("follow ") && block.words <= 20 && text.contains(" on ")
        || STARTS.iter().any(|&(start, most)| block.words <= most && starts(&text, start))
        || ANYWHERE.iter().any(|&(part, most)| block.words <= most && text.contains(part))
}

/// Whether `block` heads what follows an article: other articles, comments, addresses.
pub(super) fn is_end(block: &Block) -> bool {
    let is_heading = matches!(block.kind, Kind::Heading(_)) || block.is_strong || block.kind == Kind::Loose;
    if !is_heading || block.words > 7 || ends_with_stop(&block.text) {
        return false;
    }
    let text = block.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == ',');
    let is_count = rest.len() < text.len();
    AFTER.iter().any(|&end| starts(rest, end) && (rest.len() <= end.len() + 18 || !is_single(end)))
        && (is_single_exact(rest) || !is_count || block.words <= 8)
        || is_count && (rest.starts_with("thought") || rest.starts_with("response") || rest.starts_with("comment"))
}

/// Whether nothing of the article follows the heading `block`: comments do.
pub(super) fn is_end_of_all(block: &Block) -> bool {
    let text = block.text.to_lowercase();
    ["comment", "thoughts on", "responses", "leave a reply", "join the discussion", "join the conversation"].iter().any(|part| text.contains(part))
}

/// `starts`, with a whole word.
fn starts(text: &str, start: &str) -> bool {
    let Some(rest) = text.strip_prefix(start) else { return false };
    !start.ends_with(char::is_alphanumeric) || start.ends_with("stor") || !rest.starts_with(char::is_alphanumeric) || rest.starts_with("s ") || rest == "s"
}

fn is_single(phrase: &str) -> bool {
    !phrase.contains(' ')
}

fn is_single_exact(text: &str) -> bool {
    AFTER.contains(&text)
}

fn ends_with_stop(text: &str) -> bool {
    text.ends_with(['.', '!'])
}

/// `-x-`, `-30-`, `###`, `* * *`, `(ENDS)`.
fn is_decoration(text: &str) -> bool {
    let inner: String = text.chars().filter(|character| character.is_alphanumeric()).collect::<String>().to_lowercase();
    matches!(inner.as_str(), "x" | "30" | "end" | "ends" | "xxx" | "ad" | "advt" | "eom") || inner.is_empty()
}

/// `RK/AS/Karwar`: the initials of who typed a release.
fn is_initials(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_end_matches('.').split('/').collect();
    let is_short = |part: &&str| (1..=4).contains(&part.trim().len()) && part.trim().bytes().all(|byte| byte.is_ascii_uppercase());
    parts.len() >= 2 && text.len() <= 40 && parts.iter().take(2).all(is_short) && !text.contains(". ")
}
