use crate::error::Kind;
use crate::names::GuardedNames;
use crate::{Names, Options, Validators, location};
use std::time::Duration;
use ureq::http::header::{ACCEPT, ACCEPT_ENCODING, CONNECTION, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use ureq::http::{HeaderMap, Request};
use ureq::{Agent, Body};
use url::Url;

/// Room for what is read of a body at once, in bytes, besides the headers.
const INPUT_BUFFER: usize = 64 << 10;

/// Sends one request and reads the head of its answer; follows nothing and keeps nothing.
pub(crate) struct Exchange {
    agent: Agent,
}

/// What is asked.
pub(crate) struct Question<'a> {
    pub(crate) url: &'a Url,
    pub(crate) accepted: &'static str,
    pub(crate) validators: &'a Validators,
    /// How long the whole answer may take, its body included.
    pub(crate) within: Duration,
}

/// The head of an answer, and its body, unread.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

impl Exchange {
    pub(crate) fn new(options: &Options, names: impl Names) -> Exchange {
        let guard = GuardedNames { names, policy: options.addresses.clone(), longest: options.connecting };
        let config = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .user_agent(&options.user_agent)
            .max_response_header_size(options.longest_headers)
            .input_buffer_size(options.longest_headers + INPUT_BUFFER)
            .timeout_resolve(Some(options.connecting))
            .timeout_connect(Some(options.connecting))
            .build();
        let connector = ureq::unversioned::transport::DefaultConnector::default();
        Exchange { agent: Agent::with_parts(config, connector, guard) }
    }

    /// Asks. Any status is an answer.
    pub(crate) fn ask(&self, question: &Question) -> Result<Answer, Kind> {
        let mut request = Request::get(location::uri(question.url)?).body(()).map_err(Kind::UnsendableRequest)?;
        *request.headers_mut() = headers(question);
        let request = self.agent.configure_request(request).timeout_global(Some(question.within)).build();
        let (head, body) = self.agent.run(request).map_err(Kind::before_the_body)?.into_parts();
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }
}

fn headers(question: &Question) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(question.accepted));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    let conditions =
        [(IF_NONE_MATCH, &question.validators.etag), (IF_MODIFIED_SINCE, &question.validators.last_modified)];
    for (name, value) in conditions {
        if let Some(Ok(value)) = value.as_deref().map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
    headers
}
