use super::Asked;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// Items of a page, unless told otherwise.
const LIMIT: usize = 50;

/// Most items of a page.
const MOST: usize = 500;

/// Deepest that one may page: what lies beyond is for exports.
const DEEPEST: usize = 1_000_000;

/// Items of a list, and where the next ones are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listed<T> {
    /// The items.
    pub items: Vec<T>,
    /// Value of `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// Which part of a list is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// At most so many.
    pub limit: usize,
    /// After so many.
    skip: usize,
    /// Of the last items of the page before, the very last first.
    marks: Vec<u32>,
    query: String,
}

/// How a page is asked for in an address, beside what else stands there.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Paging {
    limit: Option<String>,
    cursor: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Cut {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Cut, Problem> {
        let Asked(paging) = Asked::<Paging>::from_request_parts(parts, state).await?;
        let query = question(parts.uri.path(), parts.uri.query().unwrap_or_default());
        let limit = match paging.limit.as_deref().filter(|limit| !limit.is_empty()) {
            None => LIMIT,
            Some(limit) => limit.parse().ok().filter(|limit| (1..=MOST).contains(limit)).ok_or_else(|| {
                Problem::bad_request(
                    format!("limit {limit}: expected a number from 1 to {MOST}"),
                    "leave it out for 50",
                )
            })?,
        };
        let (skip, marks) = match paging.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
            None => (0, Vec::new()),
            Some(cursor) => position(cursor, &query).ok_or_else(|| {
                let remedy = "take `next` of the page before, with all else of the query the same";
                Problem::bad_request(format!("cursor {cursor}: not one of this query"), remedy)
            })?,
        };
        Ok(Cut { limit, skip, marks, query })
    }
}

/// Items of the page before that a cursor remembers: one of them is still there if a few were struck.
const MARKS: usize = 4;

/// Items that are looked through at a time for those of the page before, and how many times in each direction.
const WINDOW: usize = 250;
const WINDOWS: usize = 4;

impl Cut {
    /// The page of what `ask` gives, which is asked for at most so many items after the first so many. `id` tells items apart: the page goes
    /// on after those that were seen last, wherever in the list they are by now.
    ///
    /// # Errors
    /// What `ask` says.
    pub fn page<T>(
        &self,
        id: impl Fn(&T) -> String,
        mut ask: impl FnMut(usize, usize) -> Result<Vec<T>, Problem>,
    ) -> Result<Listed<T>, Problem> {
        let is_seen = |item: &T| self.marks.contains(&mark(&id(item)));
        let mut from = self.skip.saturating_sub(1);
        // One more than is shown tells whether there are more.
        let wanted = self.limit + MARKS + 1;
        let mut items = ask(wanted, from)?;
        if !self.marks.is_empty() && !items.first().is_some_and(is_seen) {
            from = self.moved(is_seen, &mut ask)?.unwrap_or(self.skip);
            items = ask(wanted, from)?;
        }
        let n_seen = items.iter().take_while(|item| is_seen(item)).count();
        items.drain(..n_seen);
        Ok(self.listed(items, from + n_seen, id))
    }

    /// Where an item that was seen stands now.
    fn moved<T>(
        &self,
        is_seen: impl Fn(&T) -> bool,
        ask: &mut impl FnMut(usize, usize) -> Result<Vec<T>, Problem>,
    ) -> Result<Option<usize>, Problem> {
        let windows = (0..WINDOWS).map(|window| window * WINDOW);
        let later = windows.clone().map(|offset| self.skip + offset);
        let earlier =
            windows.filter(|offset| *offset < self.skip).map(|offset| self.skip.saturating_sub(offset + WINDOW));
        for from in later.chain(earlier) {
            if let Some(at) = ask(WINDOW, from)?.iter().rposition(&is_seen) {
                return Ok(Some(from + at));
            }
        }
        Ok(None)
    }

    fn listed<T>(&self, mut items: Vec<T>, skip: usize, id: impl Fn(&T) -> String) -> Listed<T> {
        let has_more = items.len() > self.limit;
        items.truncate(self.limit);
        let skip = skip + items.len();
        let marks = items.iter().rev().take(MARKS).map(|item| format!("{:08x}", mark(&id(item)))).collect::<String>();
        let next = (has_more && skip <= DEEPEST).then(|| format!("{skip:x}.{}.{marks}", self.query));
        Listed { items, next }
    }
}

/// What is remembered of an id.
fn mark(id: &str) -> u32 {
    Sha256::digest(id).iter().take(4).fold(0, |mark, &byte| mark << 8 | u32::from(byte))
}

/// A hash of what is asked but for the part of it.
fn question(path: &str, query: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(path);
    for part in query.split('&').filter(|part| !part.starts_with("cursor=") && !part.starts_with("limit=")) {
        hash.update([0]);
        hash.update(part);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn position(cursor: &str, query: &str) -> Option<(usize, Vec<u32>)> {
    let mut parts = cursor.split('.');
    let (skip, of, marks) = (parts.next()?, parts.next()?, parts.next()?);
    let skip = usize::from_str_radix(skip, 16).ok().filter(|skip| (1..=DEEPEST).contains(skip))?;
    let is_whole = parts.next().is_none() && (8..=8 * MARKS).contains(&marks.len()) && marks.is_ascii();
    let mark = |at: usize| u32::from_str_radix(marks.get(8 * at..8 * at + 8)?, 16).ok();
    let marks = (0..marks.len().div_ceil(8)).map(mark).collect::<Option<Vec<u32>>>()?;
    (is_whole && of == query).then_some((skip, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "type=CONSULT&limit=2";

    /// Walks `list` by two, changing it before each page but the first; the items of all pages.
    fn walk(mut list: Vec<u32>, mut change: impl FnMut(usize, &mut Vec<u32>)) -> Vec<u32> {
        let query = question("/events", QUERY);
        let (mut seen, mut skip, mut marks) = (Vec::new(), 0, Vec::new());
        for n_pages in 1..100 {
            let cut = Cut { limit: 2, skip, marks, query: query.clone() };
            let ask = |limit, skip| Ok(list.iter().skip(skip).take(limit).copied().collect());
            let page = cut.page(u32::to_string, ask).expect("a page");
            seen.extend(page.items);
            let Some(next) = page.next else { return seen };
            (skip, marks) = position(&next, &query).expect("a cursor of this query");
            change(n_pages, &mut list);
        }
        panic!("the list has no end: {seen:?}");
    }

    #[test]
    fn pages_are_the_whole_list() {
        for n in 0..8 {
            assert_eq!(walk((0..n).collect(), |_, _| {}), (0..n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_comes_in_between_moves_nothing() {
        let more = |n_pages: usize, list: &mut Vec<u32>| {
            list.splice(0..0, (0..n_pages as u32 * 40).map(|at| 1000 * n_pages as u32 + at));
        };
        assert_eq!(walk((0..15).collect(), more), (0..15).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_taken_away_takes_nothing_else_away() {
        // What stood before, with the last item seen, or the last two.
        for n in [1, 2] {
            let less = |_: usize, list: &mut Vec<u32>| {
                let seen = list.len().min(4);
                list.drain(seen.saturating_sub(2)..seen.saturating_sub(2) + n.min(seen));
            };
            let seen = walk((0..20).collect(), less);
            let twice = seen.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(twice, None, "{seen:?}");
        }
        let first = |_: usize, list: &mut Vec<u32>| {
            list.remove(0);
        };
        assert_eq!(walk((0..15).collect(), first), (0..15).collect::<Vec<_>>());
    }

    #[test]
    fn a_cursor_leads_on_in_its_own_query_alone() {
        let query = question("/events", QUERY);
        let cut = Cut { limit: 2, skip: 0, marks: Vec::new(), query: query.clone() };
        let next = cut.listed(vec![1, 2, 3], 0, u32::to_string).next.expect("there is more");
        assert_eq!(
            position(&next, &question("/events", &format!("type=CONSULT&cursor={next}"))).expect("its own").0,
            2
        );
        assert_eq!(position(&next, &question("/events", "type=AGREE")), None);
        for odd in [
            "ffffffffffffffffff.x.00000000",
            "1.x",
            "1.x.",
            "1.x.0000000",
            "1.x.é0000000",
            "0.x.00000000",
            "1.x.00000000.1",
        ] {
            assert_eq!(position(odd, "x"), None, "{odd}");
        }
        assert_eq!(position("1.x.0000000a", "x"), Some((1, vec![10])));
    }
}
