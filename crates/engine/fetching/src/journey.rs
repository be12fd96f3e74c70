use crate::Downgrade;
use crate::error::{Error, Kind};
use crate::exchange::Answer;
use crate::location::onward;
use ureq::http::header::LOCATION;
use url::Url;

/// The way of one fetch over its redirects.
pub(crate) struct Journey {
    /// Every address so far, the present one last.
    visited: Vec<Url>,
    /// How many of the first redirects were all permanent.
    n_permanent: usize,
}

impl Journey {
    pub(crate) fn from(start: Url) -> Journey {
        Journey { visited: vec![start], n_permanent: 0 }
    }

    pub(crate) fn here(&self) -> &Url {
        self.visited.last().expect("it starts somewhere")
    }

    /// Where the start has moved for good: the end of its permanent redirects, if it begins with any.
    pub(crate) fn permanent_url(&self) -> Option<String> {
        (self.n_permanent > 0).then(|| self.visited[self.n_permanent].to_string())
    }

    /// Goes where an answer leads, after `most` redirects at most; `false` if it leads nowhere else.
    pub(crate) fn follow(&mut self, answer: &Answer, most: usize, downgrade: Downgrade) -> Result<bool, Error> {
        if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
            return Ok(false);
        }
        let there = self.next(answer, most, downgrade).map_err(|kind| Error::new(self.here().as_str(), kind))?;
        let is_permanent = matches!(answer.status, 301 | 308);
        if is_permanent && self.n_permanent + 1 == self.visited.len() {
            self.n_permanent += 1;
        }
        self.visited.push(there);
        Ok(true)
    }

    fn next(&self, answer: &Answer, most: usize, downgrade: Downgrade) -> Result<Url, Kind> {
        let location = answer.headers.get(LOCATION).ok_or(Kind::NoLocation(answer.status))?;
        let there =
            onward(self.here(), location, downgrade).map_err(|cause| Kind::redirect(location.as_bytes(), cause))?;
        if self.visited.contains(&there) {
            return Err(Kind::RedirectLoop);
        }
        if self.visited.len() > most {
            return Err(Kind::TooManyRedirects { most });
        }
        Ok(there)
    }
}
