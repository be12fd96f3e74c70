//! Where the article stands on its page, for what is shown beside the text.

use super::claims::Claims;
use super::names;
use super::outline::Block;
use super::page::Page;

/// Where the article stands among the blocks of its page.
pub(super) struct Article<'a> {
    pub page: &'a Page,
    pub blocks: &'a [Block],
    pub headline: Option<usize>,
    pub chosen: &'a [usize],
    pub claims: &'a Claims,
}

impl Article<'_> {
    /// The chosen blocks without lines at the end that say who the author is.
    pub fn without_biography(&self) -> &[usize] {
        const MAX_LINES: usize = 3;
        const MAX_WORDS: usize = 70;
        let byline = self.byline(None).unwrap_or_default().replace(" and ", ", ");
        let is_author = |text: &str| {
            byline.split(", ").filter(|name| name.contains(' ')).any(|name| {
                text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                    && text[name.len()..].starts_with([' ', ','])
            })
        };
        let n_last = self.chosen.len().min(MAX_LINES);
        let start = self.chosen.len() - n_last;
        let found = (start..self.chosen.len()).find(|&at| {
            let block = &self.blocks[self.chosen[at]];
            at > 0 && block.words <= MAX_WORDS && is_author(&block.text)
        });
        &self.chosen[..found.unwrap_or(self.chosen.len())]
    }

    pub fn first(&self) -> usize {
        self.chosen.first().copied().unwrap_or(self.blocks.len())
    }

    pub fn last(&self) -> usize {
        self.chosen.last().copied().unwrap_or(0)
    }

    /// Whether an element stands between the headline and the text.
    fn is_above_text(&self, node: usize) -> bool {
        let start = self.headline.map_or(usize::MAX, |headline| self.blocks[headline].node);
        let end = self.blocks.get(self.first()).map_or(0, |block| block.node);
        (start..end).contains(&node) && self.page.nodes[node].end <= end
    }

    /// Whether `node` stands in a teaser or a comment.
    pub fn is_elsewhere(&self, node: usize) -> bool {
        self.page.ancestors(node).take(6).any(|node| {
            let class = self.page.attribute(node, "class").unwrap_or_default();
            names::has_word(
                class,
                &["comment", "comments", "related", "teaser", "card", "sidebar", "latest", "trending", "popular"],
            ) || self.page.name(node) == "nav"
                || self.page.name(node) == "aside" && !self.is_above_text(node)
        })
    }
}
