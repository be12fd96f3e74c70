//! What the names that authors of pages give to their elements say: classes, ids and roles.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What an element is for, as its names say; of several names of one element the later in this order counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Purpose {
    /// Something beside the article if it is small: a name that is also given to whole articles.
    MaybeBeside,
    /// An article, or one of many.
    MaybeBody,
    /// Something beside the article: links, advertisements, forms, bylines.
    Beside,
    /// What readers write.
    Comments,
    /// Not shown.
    Hidden,
    /// The text of the article.
    Body,
}

/// Names of what is shown to nobody, or to screen readers only.
const HIDDEN: &str = "\
    hidden; d none; display none; sr only; visually hidden; visuallyhidden; screen reader text; screen reader only; \
    element invisible";

const COMMENTS: &str = "\
    comment; comments; commentlist; commentary list; disqus; respond; reactions; discussion; replies; livefyre; \
    spotim; reader letters";

/// Names of what stands beside an article; each word of a name is looked at.
const BESIDE: &str = "\
    ad; ads; adv; advert; advertisement; advertising; adslot; adsbygoogle; adbox; dfp; gpt; sponsor; sponsored; \
    sponsors; promo; promos; promotion; promoted; taboola; outbrain; partner content; share; shares; sharing; \
    sharebar; sharethis; addthis; sharedaddy; social; socials; follow; followus; whatsapp; telegram; related; \
    relateds; relatedposts; jp relatedposts; recommended; recommendation; recommendations; recirc; recirculation; \
    reco; also read; alsoread; read also; read more; readmore; read next; readnext; up next; see also; \
    more stories; more news; more articles; more from; more on; more like; you may; might like; most read; \
    mostread; most viewed; most popular; popular; popular posts; trending; trends; newsletter; newsletters; signup; \
    sign up; subscribe; subscription; subscriptions; subscriber; paywall; piano; regwall; meter; offer; offers; \
    membership; donate; donation; donations; fundraising; support us; appeal; cookie; cookies; consent; gdpr; ccpa; \
    onetrust; breadcrumb; breadcrumbs; crumbs; nav; navi; navigation; navbar; topnav; subnav; menu; menus; submenu; \
    megamenu; dropdown; pagination; pager; paging; footer; foot; masthead; topbar; toolbar; tools; utility; \
    sidebar; rail; sidebars; aside; widget; widgets; widget area; tags; taglist; tag list; tag cloud; tagcloud; \
    topics; keywords; categories; toc; ez toc; table of contents; caption; captions; figcaption; wp caption text; \
    cta; call to action; nl; epigrafe; legenda; bildunterschrift; gallery; galleries; slideshow; slider; carousel; lightbox; photo credit; image credit; poll; polls; quiz; \
    survey; popup; modal; overlay; interstitial; login; signin; sign in; skip; skip link; byline; bylines; \
    pullquote; pull quote; author bio; author box; authorbox; about author; author info; author description; \
    author card; author profile; author details; author about; bio; biography; standfirst; strapline; tagline; entradilla; bajada; chapo; blurb; dek; deck; subtitle; \
    kicker; eyebrow; overline; credit; credits; copyright; colophon; disclaimer; \
    printfriendly; print only; printonly; post navigation; post nav; prev next; prevnext; next article; ticker; \
    breaking bar; breaking news bar; alert bar; notification; notice bar; twitter tweet; instagram media; \
    tiktok embed; fb post; reprint; republish; permissions; trust badge; audio player; listen; text to speech; \
    video player; jwplayer; playlist; inline story; story card; news card; teaser; teasers; promobox; hits; \
    visitor counter; view count; page views; feedback; rating; ratings; report error; search; language switcher; \
    lang switcher; key points nav; crosslink; crosslinks; interlink; internal link; suggestion; suggestions; \
    suggested; sticky; app download; download app; recent posts; recent; latest news; latest stories; keep reading";

/// Names of what stands beside an article, and at times of all of it.
const MAYBE_BESIDE: &str = "\
    author; authors; writer; reporter; correspondent; date; dates; datetime; timestamp; dateline; published; \
    publish; pubdate; posted; meta; metadata; postmeta; postmetadata; postinfo; submeta; info; details meta; tag; \
    topic; category; section name; label; badge; card; cards; latest; more; most; links; link; list links; actions; \
    buttons; button; banner; header; logo; brand; branding; secondary; tertiary; side; complementary; supplement; \
    top stories; headlines; stories; counter; views; source; contact; contacts; boilerplate; print; email; \
    email sub; summary; excerpt; abstract; lede bar; form; form item; seo; legal; imprint; opinion list; thumb; \
    thumbnail; image; photo; photos; media; video; audio; embed; player; slide; slides; hero caption; read time; \
    reading time; readtime; duration";

/// Names of the element that holds the text, as the last words of a class or id.
const BODY: &str = "\
    entry content; post content; article body; articlebody; article content; article text; story body; \
    story content; story text; body content; post body; main content; maincontent; name body; text formatted; \
    news content; news body; news text; news detail; detail content; content body; content detail; body text; \
    release body; release content; press release; page content; article copy; wysiwyg; rich text; richtext; prose; \
    content text; text content";

/// Names that the whole article has, and each of the small ones beside it.
const MAYBE_BODY: &str = "\
    content; body; article; story; post; main";

/// The items of a list that is written as one text.
pub(super) fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split("; ")
}

/// The purpose of an element, by its classes or its id.
pub(super) fn purpose(classes: &str) -> Option<Purpose> {
    meant(classes).filter_map(purpose_of_one).max()
}

/// Whether the classes of an element say that it is not shown.
pub(super) fn is_hidden(classes: &str) -> bool {
    let is_one = |class: &str| {
        let words = words(class);
        listed(HIDDEN).any(|hidden| words.iter().map(String::as_str).eq(hidden.split(' ')))
    };
    meant(classes).any(is_one) && purpose(classes) == Some(Purpose::Hidden)
}

/// The classes that a person wrote: of many that have two letters, each was made by a machine.
fn meant(classes: &str) -> impl Iterator<Item = &str> {
    const MANY: usize = 3;
    let all = || classes.split_ascii_whitespace().take(16);
    let is_made = all().filter(|class| class.len() <= 2).count() >= MANY;
    all().filter(move |class| !is_made || class.len() > 2)
}

/// The purpose of a part of something called one of `kin`: `gallery__text` in a `gallery` is `text`.
pub(super) fn purpose_among(classes: &str, kin: &[String]) -> Option<Purpose> {
    let own = |class: &str| {
        let lower = class.to_ascii_lowercase();
        let prefix = kin
            .iter()
            .filter(|kin| lower.starts_with(kin.as_str()) && kin.len() < lower.len())
            .find(|kin| lower[kin.len()..].starts_with(['-', '_']) && purpose_of_one(kin) < Some(Purpose::Comments));
        purpose_of_one(prefix.and_then(|prefix| class.get(prefix.len()..)).unwrap_or(class))
    };
    meant(classes).filter_map(own).max()
}

fn purpose_of_one(class: &str) -> Option<Purpose> {
    let words = without_builder(words(class));
    if is_state(&words) {
        return None;
    }
    let inside = runs(&words).filter_map(|(run, _)| PHRASES.get(run.as_str())).copied().max();
    let last = || {
        runs(&words).filter(|&(_, end)| end == words.len()).filter_map(|(run, _)| LAST.get(run.as_str())).copied().max()
    };
    match inside {
        Some(Purpose::Hidden) if !listed(HIDDEN).any(|hidden| hidden == words.join(" ")) => None,
        Some(purpose) if purpose > Purpose::MaybeBody => Some(purpose),
        _ => last().or(inside),
    }
}

/// Up to three words of `words` in a row, with where they end.
fn runs(words: &[String]) -> impl Iterator<Item = (String, usize)> {
    let ranges = (0..words.len()).flat_map(|start| (start + 1..=words.len().min(start + 3)).map(move |end| start..end));
    ranges.map(|range| (words[range.clone()].join(" "), range.end))
}

/// What a name says if these words stand anywhere in it.
static PHRASES: LazyLock<HashMap<&str, Purpose>> = LazyLock::new(|| {
    let of = |phrases: &'static str, purpose| listed(phrases).map(move |phrase| (phrase, purpose));
    // What is said later counts if a phrase stands in two lists.
    of(MAYBE_BESIDE, Purpose::MaybeBeside)
        .chain(of(BESIDE, Purpose::Beside))
        .chain(of(COMMENTS, Purpose::Comments))
        .chain(of(HIDDEN, Purpose::Hidden))
        .collect()
});

/// What a name says if these words end it.
static LAST: LazyLock<HashMap<&str, Purpose>> = LazyLock::new(|| {
    let of = |phrases: &'static str, purpose| listed(phrases).map(move |phrase| (phrase, purpose));
    of(MAYBE_BODY, Purpose::MaybeBody).chain(of(BODY, Purpose::Body)).collect()
});

/// The words of a class without those that page builders put before all of theirs: `elementor-widget-post-info`.
fn without_builder(mut words: Vec<String>) -> Vec<String> {
    let n_words = match words.first().map_or("", String::as_str) {
        "elementor" | "fl" | "vc" | "wpb" | "fusion" | "brxe" | "brx" | "uagb" | "jet" | "tdb" | "tdi" => 1,
        "et" if words.get(1).is_some_and(|word| word == "pb") => 2,
        "wp" if words.get(1).is_some_and(|word| word == "block") => 2,
        _ => 0,
    };
    words.drain(..n_words);
    if n_words > 0 && words.first().is_some_and(|word| word == "widget") {
        words.remove(0);
    }
    words
}

/// Whether a class tells how the page looks (`has-sidebar`, `no-comments`, `tag-sport`) and not what the element is.
fn is_state(words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    let is_term = matches!(first, "tag" | "category" | "tax") && words.len() == 2;
    words.len() > 8
        || is_term
        || matches!(
            first,
            "has" | "no" | "with" | "without" | "is" | "not" | "js" | "single" | "path" | "type" | "format" | "status"
        ) && words.len() > 1
        || matches!(
            words.last().map_or("", String::as_str),
            "enabled" | "disabled" | "layout" | "page" | "toggle" | "template" | "wrapper" | "container" | "wrap"
        ) && words.len() > 1
            && words.iter().any(|word| {
                matches!(word.as_str(), "sidebar" | "page" | "article" | "content" | "main" | "post" | "story")
            })
}

/// Whether the words of `name` hold `phrase`; single words match in the singular and plural as listed.
pub(super) fn has_word(name: &str, phrases: &[&str]) -> bool {
    name.split_ascii_whitespace().take(16).any(|class| {
        let words = words(class);
        phrases.iter().any(|phrase| contains(&words, phrase))
    })
}

/// `postMeta-top_2` is `post meta top`; `sc-f98b1ad2` is `sc`.
fn words(class: &str) -> Vec<String> {
    let end = class.char_indices().nth(80).map_or(class.len(), |(end, _)| end);
    let parts = class[..end].split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !is_hash(part));
    let mut words = Vec::new();
    for part in parts {
        let mut word = String::new();
        let mut was_lower = false;
        for character in part.chars() {
            let is_end = character.is_ascii_uppercase() && was_lower || !character.is_ascii_alphabetic();
            if is_end && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if character.is_ascii_alphabetic() {
                word.push(character.to_ascii_lowercase());
            }
            was_lower = character.is_ascii_lowercase();
        }
        words.extend(Some(word).filter(|word| !word.is_empty()));
    }
    words
}

/// Whether a part of a class is made by a machine: letters follow digits.
fn is_hash(part: &str) -> bool {
    part.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic())
}

fn contains(words: &[String], phrase: &str) -> bool {
    let n_words = phrase.split(' ').count();
    words.windows(n_words).any(|run| run.iter().map(String::as_str).eq(phrase.split(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(classes: &str, expected: Option<Purpose>) {
        assert_eq!(purpose(classes), expected, "{classes}");
    }

    #[test]
    fn names_say_what_an_element_is_for() {
        check("share-bar", Some(Purpose::Beside));
        check("PagePromo-description", Some(Purpose::Beside));
        check("sidebar__relatedArticles x1", Some(Purpose::Beside));
        check("comment-list", Some(Purpose::Comments));
        check("article-meta", Some(Purpose::MaybeBeside));
        check("entry-content clearfix", Some(Purpose::Body));
        check("screen-reader-text", Some(Purpose::Hidden));
    }

    #[test]
    fn names_of_page_builders_and_of_the_page_s_kind_are_left_out() {
        check("elementor-widget elementor-widget-text-editor", None);
        check("elementor-widget-share-buttons", Some(Purpose::Beside));
        check("wp-block-post-date", Some(Purpose::MaybeBeside));
        let among = |classes: &str| purpose_among(classes, &["vm-gallery".to_string()]);
        assert_eq!(among("vm-gallery__text"), None);
        assert_eq!(among("vm-gallery__caption"), Some(Purpose::Beside));
        assert_eq!(among("other-gallery"), Some(Purpose::Beside));
    }

    #[test]
    fn names_of_looks_and_of_wrappers_say_nothing() {
        for classes in
            ["has-sidebar", "no-comments", "tag-politics", "css-1a2b", "sidebar-layout", "overflow-hidden", ""]
        {
            check(classes, None);
        }
    }

    #[test]
    fn parts_of_words_are_no_words() {
        check("header-shadow", Some(Purpose::MaybeBeside));
        check("loaded", None);
        check("uploads", None);
        check("sc-f98b1ad2-0", None);
    }
}
