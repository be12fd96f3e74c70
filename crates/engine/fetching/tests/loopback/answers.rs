//! Answers that are odd, broken or hostile: each is a page or a named failure.

use crate::world::{Directory, Server, World, options, page, redirect};
use fetching::{AddressPolicy, Error, Fetcher, Options, Purpose, SystemClock, Validators};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

const PAGE: &str = "http://public.example/page";

#[test]
fn a_page_comes_with_what_is_said_of_it() {
    let server = Server::saying(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\nETag: \"v1\"\r\n\
         Last-Modified: Fri, 15 Jan 2027 08:00:00 GMT\r\nCache-Control: max-age=600\r\nContent-Length: 5\r\n\r\nhello",
    );
    let found = World::with(&server).fetch("http://public.example:80/a b?q=é#part").unwrap();
    assert_eq!(found.bytes, b"hello");
    assert_eq!(found.content_type.as_deref(), Some("text/html; charset=koi8-r"));
    assert_eq!(found.final_url, "http://public.example/a%20b?q=%C3%A9");
    assert_eq!(found.permanent_url, None);
    assert_eq!(found.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(found.validators.last_modified.as_deref(), Some("Fri, 15 Jan 2027 08:00:00 GMT"));
    assert_eq!(found.max_age, Some(Duration::from_secs(600)));
}

#[test]
fn a_request_says_who_asks_and_no_more() {
    let server = Server::saying(page("hello"));
    assert_eq!(World::with(&server).text("http://public.example/a?b#c"), "hello");
    let heads = server.heads();
    assert!(heads[0].starts_with("GET /robots.txt HTTP/1.1\r\n"), "{}", heads[0]);
    let mut lines: Vec<&str> = heads[1].trim_end().split("\r\n").collect();
    lines[1..].sort_unstable();
    let agent = format!("user-agent: entente/{} (+https://example.org/)", env!("CARGO_PKG_VERSION"));
    let accept = "accept: text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5";
    let expected =
        ["GET /a?b HTTP/1.1", "accept-encoding: gzip", accept, "connection: close", "host: public.example", &agent];
    assert_eq!(lines, expected);
}

#[test]
fn bytes_are_passed_on_whatever_their_type_is_said_to_be() {
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n".to_vec();
    answer.extend(b"\0\xff<p");
    let found = World::with(&Server::saying(answer)).fetch(PAGE).unwrap();
    assert_eq!((found.bytes.as_slice(), found.content_type.as_deref()), (&b"\0\xff<p"[..], Some("image/png")));
}

#[test]
fn cookies_are_ignored() {
    let server = Server::saying(
        "HTTP/1.1 200 OK\r\nSet-Cookie: me=1; Path=/\r\nSet-Cookie: you=2\r\nContent-Length: 1\r\n\r\nx",
    );
    let mut world = World::with(&server);
    world.text(PAGE);
    world.text(PAGE);
    assert_eq!(server.heads().len(), 3);
    assert!(server.heads().iter().all(|head| !head.to_ascii_lowercase().contains("cookie")));
}

#[test]
fn the_end_of_the_connection_ends_an_old_answer() {
    check("HTTP/1.0 200 OK\r\n\r\nhello", "hello");
    check("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello", "hello");
}

#[test]
fn chunks_are_joined() {
    check(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n",
        "hello",
    );
}

#[test]
fn what_comes_after_the_stated_length_is_no_part_of_the_page() {
    check("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and much more", "hello");
}

#[test]
fn answers_on_the_way_are_passed_over() {
    check(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "hello",
    );
}

#[test]
fn a_body_shorter_than_stated_is_cut() {
    let error = check_failure("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", "the body ended early (");
    assert!(error.is_temporary());
}

#[test]
fn chunks_that_end_early_are_cut() {
    let error =
        check_failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "the body ended early (");
    assert!(error.is_temporary());
    check_failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello", "the body ended early (");
}

#[test]
fn a_chunk_without_a_length_is_broken() {
    let broken = "the body is not sent as HTTP/1.1 says (";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    check_failure(&format!("{chunked}zz\r\nhello\r\n0\r\n\r\n"), broken);
    check_failure(&format!("{chunked}5\r\nhelloXX\r\n0\r\n\r\n"), broken);
    check_failure(&format!("{chunked}ffffffffffffffffffff\r\nhello"), broken);
    check_failure(&format!("{chunked}-5\r\nhello\r\n"), broken);
}

#[test]
fn a_chunk_whose_length_never_ends_is_refused() {
    let server = Server::without_robots(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;")?;
        forever(stream, &[b'x'; 4096])
    });
    let text = World::with(&server).failure(PAGE).to_string();
    assert!(text.contains("body"), "{text}");
}

#[test]
fn a_stated_length_that_is_none() {
    check_failure("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello", "the answer is not HTTP/1 (");
    check_failure(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "the answer is not HTTP/1 (",
    );
}

#[test]
fn an_endless_body_is_too_long() {
    let server = Server::without_robots(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        forever(stream, &[b'x'; 65_536])
    });
    let mut world = World::of(
        &[("public.example", server.address)],
        Options { longest_page: 100_000, longest_feed: 200_000, ..options(&server) },
    );
    let text = world.failure(PAGE).to_string();
    assert_eq!(text, "`http://public.example/page`: the body is longer than 100000 bytes: allow more if it should be");
    let text = world.fetcher.fetch(PAGE, &Validators::default(), Purpose::Feed).unwrap_err().to_string();
    assert!(text.contains("longer than 200000 bytes"), "{text}");
}

#[test]
fn a_stated_length_that_is_too_long_is_believed() {
    let error = check_failure(
        "HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n",
        "the body is longer than 10485760 bytes: ",
    );
    assert!(!error.is_temporary());
}

#[test]
fn a_body_of_just_the_bound_is_a_page() {
    let server = Server::saying(page("hello"));
    let bound = |longest_page| Options { longest_page, ..options(&server) };
    assert_eq!(World::of(&[("public.example", server.address)], bound(5)).text(PAGE), "hello");
    World::of(&[("public.example", server.address)], bound(4)).failure(PAGE);
}

#[test]
fn gzip_is_undone() {
    let body = packed(b"hello");
    assert_eq!(World::with(&Server::saying(gzip_answer(&body))).text(PAGE), "hello");
    let twice = [packed(b"hel"), packed(b"lo")].concat();
    assert_eq!(World::with(&Server::saying(gzip_answer(&twice))).text(PAGE), "hello");
}

#[test]
fn a_gzip_bomb_is_too_long() {
    let bomb = packed(&vec![0; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    let text = World::with(&Server::saying(gzip_answer(&bomb))).failure(PAGE).to_string();
    assert!(text.contains("the body is longer than 10485760 bytes"), "{text}");
}

#[test]
fn gzip_that_holds_nothing_for_ever_is_too_long() {
    let server = Server::without_robots(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")?;
        forever(stream, &packed(b"").repeat(1000))
    });
    let text = World::with(&server).failure(PAGE).to_string();
    assert!(text.contains("the body is longer than 10485760 bytes"), "{text}");
}

#[test]
fn what_is_not_gzip_is_named() {
    let not_gzip = "the body is said to be gzip and is not, or is broken (";
    check_failure("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", not_gzip);
    let body = packed(&b"hello ".repeat(1000));
    let text = World::with(&Server::saying(gzip_answer(&body[..body.len() / 2]))).failure(PAGE).to_string();
    assert!(text.contains(not_gzip), "{text}");
}

#[test]
fn a_packed_body_cut_on_the_way_is_cut() {
    let body = packed(&b"hello ".repeat(1000));
    let mut answer = gzip_answer(&body);
    answer.truncate(answer.len() - 10);
    let error = World::with(&Server::saying(answer)).failure(PAGE);
    assert!(error.is_temporary() && error.to_string().contains("the body ended early ("), "{error}");
}

#[test]
fn other_codings_are_named() {
    let error = check_failure(
        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhello",
        "the body is coded as `br`, expected `gzip` or nothing, as was asked for: tell the site",
    );
    assert!(!error.is_temporary());
}

#[test]
fn statuses_without_a_page() {
    check_failure(
        "HTTP/1.1 204 No Content\r\n\r\n",
        "answered 204, expected 200 with a page: check that the address is a page's or a feed's",
    );
    check_failure("HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", "answered 205, expected");
    check_failure(
        "HTTP/1.1 206 Part\r\nContent-Range: bytes 0-1/9\r\nContent-Length: 2\r\n\r\nhe",
        "answered 206, expected",
    );
    check_failure("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "answered 101, expected");
    check_failure("HTTP/1.1 300 Choices\r\nContent-Length: 0\r\n\r\n", "answered 300, expected");
    check_failure(
        "HTTP/1.1 304 Same\r\n\r\n",
        "answered 304 though no earlier version was named: tell the site, and try again later",
    );
    check_failure("HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n", "answered 999, expected 200: check the address");
}

#[test]
fn refusals_tell_what_is_gone_and_what_is_not() {
    let cases = [
        (400, "answered 400, expected 200: check the address", false, false),
        (403, "answered 403: the site does not give it to us; ask its owner, or leave it", false, false),
        (404, "answered 404, nothing there: check the address", false, true),
        (408, "answered 408, expected 200: check the address", true, false),
        (410, "answered 410, gone for good: take it off the list", false, true),
        (500, "answered 500, a fault of the server's: try again later", true, false),
        (501, "answered 501, which the server says it cannot do: tell the site", false, false),
    ];
    for (status, message, is_temporary, is_gone) in cases {
        let error = check_failure(&format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n"), message);
        assert_eq!((error.is_temporary(), error.is_gone()), (is_temporary, is_gone), "{status}");
    }
}

#[test]
fn garbage_is_not_http() {
    let not_http = "the answer is not HTTP/1 (";
    check_failure("SSH-2.0-OpenSSH_9.9\r\n\r\n", not_http);
    check_failure("hello, who is there?\r\n\r\n", not_http);
    check_failure("HTTP/2 200 OK\r\n\r\n", not_http);
    check_failure("HTTP/1.1 0x9 OK\r\n\r\n", not_http);
    check_failure("HTTP/1.1 099 OK\r\n\r\n", not_http);
    check_failure("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", not_http);
}

#[test]
fn headers_without_end_are_too_long() {
    let message = "the answer's headers are longer or more than allowed: tell the site";
    check_failure(&format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(100_000)), message);
    check_failure(&format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(200)), message);
    let server = Server::without_robots(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nX: ")?;
        forever(stream, &[b'x'; 4096])
    });
    let text = World::with(&server).failure(PAGE).to_string();
    assert!(text.contains(message), "{text}");
}

#[test]
fn headers_may_be_bounded_more_tightly() {
    let server = Server::saying(format!("HTTP/1.1 200 OK\r\nX: {}\r\nContent-Length: 1\r\n\r\nx", "x".repeat(1000)));
    let bound = |longest_headers| Options { longest_headers, ..options(&server) };
    assert_eq!(World::of(&[("public.example", server.address)], bound(1100)).text(PAGE), "x");
    let text = World::of(&[("public.example", server.address)], bound(1000)).failure(PAGE).to_string();
    assert!(text.contains("the answer's headers are longer or more than allowed"), "{text}");
}

#[test]
fn no_answer_at_all() {
    let message = "the connection ended before an answer: try again later";
    let error = check_failure("", message);
    assert!(error.is_temporary());
    check_failure("HTTP/1.1 200 OK\r\nContent-Le", message);
}

#[test]
fn a_connection_that_is_reset_gives_no_answer() {
    // A socket that is dropped with unread bytes in it is reset.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            while stream.peek(&mut [0; 64]).is_ok_and(|peeked| peeked == 0) {}
            drop(stream);
        }
    });
    let policy = AddressPolicy::public_only().and(address);
    let options = Options { addresses: policy, ..Options::polite("https://example.org/") };
    let error = World::of(&[("public.example", address)], options).failure(PAGE);
    assert!(error.to_string().contains("the connection ended before an answer"), "{error}");
    assert!(error.is_temporary());
}

#[test]
fn a_closed_port_cannot_be_connected_to() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let policy = AddressPolicy::public_only().and(address);
    let options = Options { addresses: policy, ..Options::polite("https://example.org/") };
    let error = World::of(&[("public.example", address)], options).failure(PAGE);
    assert!(error.to_string().starts_with("`http://public.example/page`: cannot be connected to ("), "{error}");
    assert!(error.is_temporary() && error.retry_after() == Some(Duration::from_secs(60)));
}

#[test]
fn a_name_that_is_unknown() {
    let server = Server::saying(page("hello"));
    let error = World::with(&server).failure("http://nowhere.example/");
    let expected = "`http://nowhere.example/`: its host has no address (no such name): check the spelling, and the network; not before 60 s from now";
    assert_eq!(error.to_string(), expected);
    assert!(error.is_temporary());
}

#[test]
fn an_encrypted_address_without_encryption() {
    let server = Server::start(|_, _, _| Ok(()));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(page("hello").as_bytes());
        }
    });
    let options = Options { addresses: AddressPolicy::public_only().and(address), ..options(&server) };
    let error = World::of(&[("public.example", address)], options).failure("https://public.example/page");
    assert!(error.to_string().contains("no trusted encrypted connection ("), "{error}");
    assert_eq!((error.is_temporary(), error.retry_after()), (false, None));
}

#[test]
fn headers_that_drip_are_cut_at_the_deadline() {
    let server = Server::without_robots(|_, _, stream| drip(stream, b"HTTP/1.1 200 OK\r\nX: ", b"x"));
    let error = in_real_time(&server, |options| options.deadline = Duration::from_millis(300)).unwrap_err();
    assert!(error.to_string().contains("no whole answer in time ("), "{error}");
    assert!(error.is_temporary());
}

#[test]
fn a_body_that_drips_is_cut_at_the_deadline() {
    let server = Server::without_robots(|_, _, stream| drip(stream, b"HTTP/1.1 200 OK\r\n\r\n", b"x"));
    let error = in_real_time(&server, |options| options.deadline = Duration::from_millis(300)).unwrap_err();
    assert!(error.to_string().contains("no whole answer in time ("), "{error}");
}

#[test]
fn a_body_that_drips_is_too_slow_long_before_the_deadline() {
    let server = Server::without_robots(|_, _, stream| drip(stream, b"HTTP/1.1 200 OK\r\n\r\n", b"x"));
    let slow = |options: &mut Options| {
        options.deadline = Duration::from_secs(300);
        options.rate_grace = Duration::from_millis(100);
        options.least_rate = 1_000_000;
    };
    let error = in_real_time(&server, slow).unwrap_err();
    let expected = "`http://public.example/page`: the body comes at less than 1000000 bytes a second: try again later";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_server_that_says_nothing_is_left_at_the_deadline() {
    let server = Server::without_robots(|_, _, _| {
        thread::sleep(Duration::from_secs(60));
        Ok(())
    });
    let error = in_real_time(&server, |options| options.deadline = Duration::from_millis(200)).unwrap_err();
    assert!(error.to_string().contains("no whole answer in time ("), "{error}");
}

#[test]
fn answers_on_the_way_do_not_go_on_for_ever() {
    let server = Server::without_robots(|_, _, stream| drip(stream, b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"));
    let error = in_real_time(&server, |options| options.deadline = Duration::from_millis(300)).unwrap_err();
    assert!(error.to_string().contains("no whole answer in time ("), "{error}");
}

#[test]
fn the_deadline_is_one_for_all_redirects() {
    let server = Server::without_robots(|path, _, stream| {
        thread::sleep(Duration::from_millis(100));
        stream.write_all(redirect(302, &format!("{path}x")).as_bytes())
    });
    let slow = |options: &mut Options| {
        options.deadline = Duration::from_millis(350);
        options.most_redirects = 1000;
    };
    let error = in_real_time(&server, slow).unwrap_err();
    assert!(error.to_string().contains("no whole answer in time ("), "{error}");
}

#[test]
fn control_characters_of_a_stranger_are_not_printed() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Encoding: b\tr\u{202e}\u{9b}31m\r\nContent-Length: 0\r\n\r\n";
    let text = World::with(&Server::saying(answer)).failure(PAGE).to_string();
    assert!(text.chars().all(|character| !character.is_control() && character != '\u{202e}'), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// The pieces of an answer in any order, with odd bytes between them.
    #[test]
    fn any_answer_is_a_page_or_a_named_failure(pieces in prop::collection::vec((0..PIECES.len(), any::<Option<u8>>()), 0..12)) {
        let bytes: Vec<u8> = pieces.iter().flat_map(|(idx, odd)| PIECES[*idx].iter().copied().chain(*odd)).collect();
        let server = Server::saying(bytes);
        if let Err(error) = World::with(&server).fetch(PAGE) {
            prop_assert!(error.to_string().starts_with("`http://public.example/"));
        }
    }
}

const PIECES: [&[u8]; 16] = [
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.0 200 OK\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.1 304 Same\r\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: 18446744073709551615\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Location: /page\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: ?\r\n",
    b"\r\n",
    b"hello",
    b"5\r\nhello\r\n",
    b"0\r\n\r\n",
    b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
];

/// What is asked for is a page with this body.
fn check(answer: &str, expected: &str) {
    assert_eq!(World::with(&Server::saying(answer)).text(PAGE), expected);
}

/// What is asked for fails, with a message that starts so after the address.
fn check_failure(answer: &str, message: &str) -> Error {
    let error = World::with(&Server::saying(answer)).failure(PAGE);
    let text = error.to_string();
    let found = text.strip_prefix("`http://public.example/page`: ").unwrap_or_else(|| panic!("no address in {text}"));
    assert!(found.starts_with(message), "expected {message}, found {found}");
    error
}

/// Fetches the page by the machine's clock.
fn in_real_time(server: &Server, change: impl Fn(&mut Options)) -> Result<(), Error> {
    let mut options = Options { host_interval: Duration::ZERO, ..options(server) };
    change(&mut options);
    let names = Directory::of(&[("public.example", server.address)]);
    let mut fetcher = Fetcher::with_names(options, SystemClock::start(), names)?;
    fetcher.fetch(PAGE, &Validators::default(), Purpose::Page).map(|_| ())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzip_answer(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn forever(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    loop {
        stream.write_all(bytes)?;
    }
}

/// Says the beginning, then a little now and then.
fn drip(stream: &mut TcpStream, beginning: &[u8], drop: &[u8]) -> io::Result<()> {
    stream.write_all(beginning)?;
    loop {
        stream.write_all(drop)?;
        thread::sleep(Duration::from_millis(20));
    }
}
