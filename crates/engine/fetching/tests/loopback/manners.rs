//! Redirects, private addresses, robots.txt, turns and back-off: where a fetcher goes, and when.

use crate::world::{START, Server, World, options, page, redirect};
use fetching::{AddressPolicy, Fetched, Options, Purpose, Validators};
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PAGE: &str = "http://public.example/page";
const SECOND: Duration = Duration::from_secs(1);

#[test]
fn redirects_are_followed_to_the_page() {
    let server = Server::with_pages(&[
        ("/page", "HTTP/1.1 302 Found\r\nLocation: /next place\r\n\r\n"),
        ("/next%20place", "HTTP/1.1 307 Found\r\nLocation: deep/er?x=%41#top\r\n\r\n"),
        ("/deep/er?x=%41", "HTTP/1.1 303 Found\r\nLocation: //other.example/end\r\n\r\n"),
        ("/end", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend"),
    ]);
    let names = [("public.example", server.address), ("other.example", server.address)];
    let found = World::of(&names, options(&server)).fetch(PAGE).unwrap();
    assert_eq!((found.bytes.as_slice(), found.final_url.as_str()), (&b"end"[..], "http://other.example/end"));
    assert_eq!(found.permanent_url, None);
}

#[test]
fn a_move_is_permanent_up_to_the_first_redirect_that_is_not() {
    let server = Server::with_pages(&[
        ("/page", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n"),
        ("/b", "HTTP/1.1 308 Moved\r\nLocation: /c\r\n\r\n"),
        ("/c", "HTTP/1.1 302 Found\r\nLocation: /d\r\n\r\n"),
        ("/d", "HTTP/1.1 301 Moved\r\nLocation: /e\r\n\r\n"),
        ("/e", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ]);
    let mut world = World::with(&server);
    assert_eq!(world.fetch(PAGE).unwrap().permanent_url.as_deref(), Some("http://public.example/c"));
    assert_eq!(world.fetch("http://public.example/c").unwrap().permanent_url, None);
    assert_eq!(
        world.fetch("http://public.example/d").unwrap().permanent_url.as_deref(),
        Some("http://public.example/e")
    );
}

#[test]
fn a_redirect_in_a_circle_is_named() {
    let server = Server::with_pages(&[
        ("/page", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n"),
        ("/b", "HTTP/1.1 302 Moved\r\nLocation: http://PUBLIC.example:80/page#again\r\n\r\n"),
    ]);
    let expected = "`http://public.example/b` (asked for as `http://public.example/page`): redirects in a circle, \
                    perhaps for want of a cookie, and none are kept: use the address of the page behind it";
    assert_eq!(World::with(&server).failure(PAGE).to_string(), expected);
}

#[test]
fn redirects_end_after_five() {
    let server = Server::without_robots(|path, _, stream| {
        let n_hops: usize = path[1..].parse().unwrap();
        match n_hops {
            0 => stream.write_all(page("end").as_bytes()),
            _ => stream.write_all(redirect(302, &format!("/{}", n_hops - 1)).as_bytes()),
        }
    });
    let mut world = World::with(&server);
    assert_eq!(world.text("http://public.example/5"), "end");
    let text = world.failure("http://public.example/6").to_string();
    assert!(text.contains("more than 5 redirects: use the address where they end"), "{text}");
}

#[test]
fn a_redirect_out_of_the_web_is_named() {
    let cases = [
        ("file:///etc/passwd", "redirects to `file:///etc/passwd`: an address of `file`, expected `http` or `https`"),
        ("ftp://public.example/", "redirects to `ftp://public.example/`: an address of `ftp`, expected"),
        ("http://me:secret@public.example/", "holds a user name or password, which are never sent"),
        ("http://[bad/", "redirects to `http://[bad/`: no address"),
    ];
    for (location, message) in cases {
        let error = World::with(&Server::saying(redirect(302, location))).failure(PAGE);
        assert!(error.to_string().contains(message), "{error}");
        assert!(!error.is_temporary());
    }
}

#[test]
fn a_redirect_without_an_address_is_named() {
    let text = World::with(&Server::saying("HTTP/1.1 301 Moved\r\n\r\n")).failure(PAGE).to_string();
    assert!(text.contains("answered 301 without a `Location`"), "{text}");
}

#[test]
fn private_addresses_are_never_connected_to() {
    let server = Server::saying(page("secret"));
    let port = server.address.port();
    let mut world = World::of(&[("inside.example", server.address)], Options::polite("https://example.org/"));
    let urls = [
        format!("http://inside.example:{port}/"),
        format!("http://127.0.0.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://0177.0.0.1:{port}/"),
        format!("http://127.0.0.1.:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://[64:ff9b::7f00:1]:{port}/"),
        format!("http://[2002:7f00:1::]:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://0.0.0.0:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_string(),
        "http://10.1.2.3/".to_string(),
        "http://100.64.0.1/".to_string(),
        "http://[fd00::1]/".to_string(),
    ];
    for url in urls {
        let error = world.failure(&url);
        assert!(
            error.to_string().contains("expected a public one: allow the address if this is your own network"),
            "{error}"
        );
        assert!(!error.is_temporary());
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn the_message_tells_the_address_and_what_it_is() {
    let server = Server::saying(page("secret"));
    let mut world = World::of(&[("inside.example", server.address)], Options::polite("https://example.org/"));
    let expected = "`http://inside.example/`: leads to 127.0.0.1, this machine's own address, expected a public one: \
                    allow the address if this is your own network";
    assert_eq!(world.failure("http://inside.example/").to_string(), expected);
}

#[test]
fn a_redirect_to_a_private_address_is_refused() {
    let inside = Server::saying(page("secret"));
    for location in [format!("http://{}/", inside.address), "http://inside.example/".to_string()] {
        let outside = Server::saying(redirect(302, &location));
        let names = [("public.example", outside.address), ("inside.example", inside.address)];
        let text = World::of(&names, options(&outside)).failure(PAGE).to_string();
        assert!(text.contains("(asked for as `http://public.example/page`): leads to 127.0.0.1"), "{text}");
    }
    assert_eq!(inside.asked(), [""; 0]);
}

#[test]
fn private_addresses_may_be_allowed_all_together() {
    let server = Server::saying(page("ours"));
    let options = Options { addresses: AddressPolicy::anywhere(), ..options(&server) };
    assert_eq!(World::of(&[], options).text(&format!("http://{}/", server.address)), "ours");
}

#[test]
fn an_earlier_version_is_named_and_may_be_the_same() {
    let server = Server::without_robots(|_, head, stream| {
        let is_same = head.contains("if-none-match: W/\"v1\"\r\n")
            && head.contains("if-modified-since: Fri, 15 Jan 2027 08:00:00 GMT\r\n");
        let same = "HTTP/1.1 304 Not Modified\r\nETag: W/\"v2\"\r\nCache-Control: max-age=90\r\n\r\n";
        stream.write_all(if is_same { same.to_string() } else { page("new") }.as_bytes())
    });
    let mut world = World::with(&server);
    let date = "Fri, 15 Jan 2027 08:00:00 GMT".to_string();
    let earlier = Validators { etag: Some("W/\"v1\"".to_string()), last_modified: Some(date.clone()) };
    let same = Fetched::NotModified {
        permanent_url: None,
        validators: Validators { etag: Some("W/\"v2\"".to_string()), last_modified: Some(date) },
        max_age: Some(90 * SECOND),
    };
    assert_eq!(world.fetcher.fetch(PAGE, &earlier, Purpose::Feed).unwrap(), same);
    assert_eq!(world.text(PAGE), "new");
}

#[test]
fn a_validator_that_cannot_be_sent_is_left_out() {
    let server = Server::saying(page("new"));
    let broken = Validators { etag: Some("\"a\"\r\nX: y".to_string()), last_modified: None };
    assert!(matches!(World::with(&server).fetcher.fetch(PAGE, &broken, Purpose::Page), Ok(Fetched::Page(_))));
    assert!(server.heads().iter().all(|head| !head.contains("if-none-match") && !head.contains("X: y")));
}

#[test]
fn robots_txt_forbids_us_by_name() {
    let server = Server::with_pages(&[
        ("/robots.txt", "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nAllow: /\n\nUser-agent: Entente\nDisallow: /page\n"),
        ("/other", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
    ]);
    let mut world = World::with(&server);
    let error = world.failure(PAGE);
    let expected = "`http://public.example/page`: the site's robots.txt asks not to fetch it (`Disallow: /page`): \
                    ask the site's owner, or leave it";
    assert_eq!(error.to_string(), expected);
    assert!(!error.is_temporary());
    assert_eq!(world.text("http://public.example/other"), "ok");
    assert_eq!(server.asked(), ["GET /robots.txt HTTP/1.1", "GET /other HTTP/1.1"]);
}

#[test]
fn robots_txt_is_read_once_a_day() {
    let server = Server::saying(page("x"));
    let mut world = World::with(&server);
    let n_read = |server: &Server| server.asked().iter().filter(|line| line.contains("/robots.txt")).count();
    world.text(PAGE);
    world.clock.pass(86_000 * SECOND);
    world.text(PAGE);
    assert_eq!(n_read(&server), 1);
    world.clock.pass(400 * SECOND);
    world.text(PAGE);
    assert_eq!(n_read(&server), 2);
}

#[test]
fn robots_txt_speaks_for_one_scheme_host_and_port() {
    let forbids = Server::with_pages(&[("/robots.txt", "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /\n")]);
    let allows = Server::saying(page("x"));
    let addresses = AddressPolicy::public_only().and(forbids.address).and(allows.address);
    let mut world = World::of(&[], Options { addresses, ..options(&allows) });
    world.failure(&format!("http://{}/", forbids.address));
    assert_eq!(world.text(&format!("http://{}/", allows.address)), "x");
}

#[test]
fn a_redirect_obeys_the_robots_txt_of_where_it_leads() {
    let there = Server::with_pages(&[("/robots.txt", "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /\n")]);
    let here = Server::saying(redirect(302, "http://there.example/page"));
    let names = [("public.example", here.address), ("there.example", there.address)];
    let addresses = AddressPolicy::public_only().and(here.address).and(there.address);
    let text = World::of(&names, Options { addresses, ..options(&here) }).failure(PAGE).to_string();
    assert!(text.contains("robots.txt asks not to fetch it"), "{text}");
    assert_eq!(there.asked(), ["GET /robots.txt HTTP/1.1"]);
}

#[test]
fn a_robots_txt_that_fails_is_a_no_for_now() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::start(move |path, _, stream| match (path, n_asked.fetch_add(1, Ordering::Relaxed)) {
        ("/robots.txt", 0) => stream.write_all(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
        ("/robots.txt", _) => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        _ => stream.write_all(page("x").as_bytes()),
    });
    let mut world = World::with(&server);
    let error = world.failure(PAGE);
    let expected = "`http://public.example/page`: not asked for, because the site's robots.txt cannot be read, which counts as \
                    a no for now: try again later; `http://public.example/robots.txt`: answered 500, a fault of the server's: \
                    try again later; not before 600 s from now";
    assert_eq!(error.to_string(), expected);
    assert!(error.is_temporary());
    assert_eq!(error.retry_after(), Some(600 * SECOND));
    world.clock.pass(599 * SECOND);
    world.failure(PAGE);
    assert_eq!(server.asked().len(), 1);
    world.clock.pass(SECOND);
    assert_eq!(world.text(PAGE), "x");
}

#[test]
fn a_robots_txt_that_is_asked_for_too_often_is_a_no_for_now() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => stream.write_all(b"HTTP/1.1 429 No\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"),
        _ => stream.write_all(page("x").as_bytes()),
    });
    let mut world = World::with(&server);
    let error = world.failure(PAGE);
    assert!(error.to_string().contains("robots.txt cannot be read"), "{error}");
    assert_eq!(error.retry_after(), Some(3600 * SECOND));
    world.clock.pass(3600 * SECOND);
    world.failure(PAGE);
    assert_eq!(server.asked(), ["GET /robots.txt HTTP/1.1"; 2]);
}

#[test]
fn a_robots_txt_that_is_refused_allows() {
    for status in [401, 403, 404, 410] {
        let server = Server::start(move |path, _, stream| match path {
            "/robots.txt" => stream.write_all(format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n").as_bytes()),
            _ => stream.write_all(page("x").as_bytes()),
        });
        assert_eq!(World::with(&server).text(PAGE), "x");
    }
}

#[test]
fn an_endless_robots_txt_counts_as_far_as_it_is_read() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n")?;
            loop {
                stream.write_all(&b"Disallow: /never/\n".repeat(1000))?;
            }
        }
        _ => stream.write_all(page("x").as_bytes()),
    });
    let mut world = World::with(&server);
    assert_eq!(world.text(PAGE), "x");
    assert!(world.failure("http://public.example/private").to_string().contains("`Disallow: /private`"));
}

#[test]
fn a_robots_txt_may_lie_elsewhere() {
    let server = Server::with_pages(&[
        ("/robots.txt", "HTTP/1.1 301 Moved\r\nLocation: http://other.example/rules\r\n\r\n"),
        ("/rules", "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /page\n"),
    ]);
    let names = [("public.example", server.address), ("other.example", server.address)];
    let text = World::of(&names, options(&server)).failure(PAGE).to_string();
    assert!(text.contains("`Disallow: /page`"), "{text}");
}

#[test]
fn a_robots_txt_that_redirects_without_end_is_none() {
    let server = Server::start(|path, _, stream| match path {
        "/page" => stream.write_all(page("x").as_bytes()),
        "/robots.txt" => stream.write_all(redirect(302, "/r").as_bytes()),
        _ => stream.write_all(redirect(302, &format!("{path}r")).as_bytes()),
    });
    assert_eq!(World::with(&server).text(PAGE), "x");
    assert_eq!(server.asked().len(), 7);
}

#[test]
fn a_robots_txt_that_leads_inside_is_a_no() {
    let inside = Server::saying("HTTP/1.1 200 OK\r\n\r\n");
    let location = format!("http://{}/robots.txt", inside.address);
    let outside = Server::start(move |_, _, stream| stream.write_all(redirect(302, &location).as_bytes()));
    let text = World::with(&outside).failure(PAGE).to_string();
    assert!(text.contains("robots.txt cannot be read") && text.contains("leads to 127.0.0.1"), "{text}");
    assert_eq!(inside.asked(), [""; 0]);
}

#[test]
fn a_host_is_asked_once_a_second() {
    let server = Server::saying(page("x"));
    let names = [("public.example", server.address), ("other.example", server.address)];
    let mut world = World::of(&names, options(&server));
    world.text(PAGE);
    assert_eq!(world.clock.naps(), [SECOND]);
    world.clock.pass(SECOND / 4);
    world.text(PAGE);
    assert_eq!(world.clock.naps(), [SECOND, SECOND * 3 / 4]);
    world.clock.pass(SECOND);
    world.text(PAGE);
    assert_eq!(world.clock.naps().len(), 2);
    world.text("http://other.example/");
    assert_eq!(world.clock.naps().len(), 3);
}

#[test]
fn crawl_delay_slows_down_within_bounds() {
    for (delay, expected) in [("7", 7), ("0.1", 1), ("99999", 60)] {
        let server = Server::start(move |path, _, stream| match path {
            "/robots.txt" => stream.write_all(page(&format!("User-agent: *\nCrawl-delay: {delay}\n")).as_bytes()),
            _ => stream.write_all(page("x").as_bytes()),
        });
        let mut world = World::with(&server);
        world.text(PAGE);
        assert_eq!(world.clock.naps(), [expected * SECOND]);
    }
}

#[test]
fn waiting_is_bounded() {
    let server = Server::with_pages(&[("/robots.txt", "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nCrawl-delay: 60\n")]);
    let options = Options { longest_wait: 59 * SECOND, ..options(&server) };
    let mut world = World::of(&[("public.example", server.address)], options);
    let error = world.failure(PAGE);
    assert!(error.to_string().contains("its host's turn comes after more than 59 s of waiting"), "{error}");
    assert!(error.is_temporary());
    assert_eq!((error.retry_after(), world.clock.naps()), (Some(60 * SECOND), vec![]));
}

#[test]
fn waiting_is_bounded_over_all_redirects() {
    let server =
        Server::without_robots(|path, _, stream| stream.write_all(redirect(302, &format!("{path}x")).as_bytes()));
    let options = Options { longest_wait: SECOND * 5 / 2, ..options(&server) };
    let mut world = World::of(&[("public.example", server.address)], options);
    let text = world.failure(PAGE).to_string();
    assert!(text.contains("its host's turn comes after"), "{text}");
    assert_eq!(world.clock.naps(), [SECOND, SECOND]);
}

#[test]
fn a_host_that_asks_to_be_left_alone_is() {
    let date = "Fri, 15 Jan 2027 08:05:00 GMT"; // 300 s after the start
    for (status, wish, wait) in [(429, "120", 120), (503, "120", 120), (429, date, 299), (503, date, 299)] {
        let n_pages = AtomicUsize::new(0);
        let server = Server::without_robots(move |_, _, stream| match n_pages.fetch_add(1, Ordering::Relaxed) {
            0 => {
                let answer = format!("HTTP/1.1 {status} No\r\nRetry-After: {wish}\r\nContent-Length: 0\r\n\r\n");
                stream.write_all(answer.as_bytes())
            }
            _ => stream.write_all(page("x").as_bytes()),
        });
        let mut world = World::with(&server);
        let error = world.failure(PAGE);
        assert!(error.is_temporary() && error.to_string().contains(&format!("answered {status}, ")), "{error}");
        assert_eq!(error.retry_after(), Some(wait * SECOND));
        world.clock.pass((wait - 1) * SECOND);
        let error = world.failure("http://public.example/other");
        let expected = "`http://public.example/other`: not asked for, because its host failed or asked to be left alone: \
                        try again later; not before 1 s from now";
        assert_eq!(error.to_string(), expected);
        assert_eq!(server.asked().len(), 2);
        world.clock.pass(SECOND);
        assert_eq!(world.text(PAGE), "x");
    }
    assert_eq!(START, 1_800_000_000);
}

#[test]
fn a_host_in_trouble_is_asked_ever_less_often() {
    let server = Server::saying("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    let mut world = World::with(&server);
    for minutes in [1, 2, 4, 8] {
        assert_eq!(world.failure(PAGE).retry_after(), Some(60 * minutes * SECOND));
        world.clock.pass(60 * minutes * SECOND);
    }
}

#[test]
fn a_fault_of_one_page_is_not_the_hosts() {
    let n_pages = AtomicUsize::new(0);
    let server = Server::without_robots(move |_, _, stream| match n_pages.fetch_add(1, Ordering::Relaxed) {
        0 => stream.write_all(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
        _ => stream.write_all(page("x").as_bytes()),
    });
    let mut world = World::with(&server);
    let error = world.failure(PAGE);
    assert_eq!((error.is_temporary(), error.retry_after()), (true, None));
    assert_eq!(world.text(PAGE), "x");
}

#[test]
fn addresses_that_are_none_are_not_asked_for() {
    let server = Server::saying(page("x"));
    let mut world = World::with(&server);
    let cases = [
        ("public.example", "`public.example`: not an absolute address ("),
        ("", "``: not an absolute address ("),
        ("ftp://public.example/", "`ftp://public.example/`: an address of `ftp`, expected `http` or `https`: "),
        ("http://me:secret@public.example/", "`http://public.example/`: holds a user name or password"),
        ("ftp://me:secret@public.example/", "`ftp://public.example/`: an address of `ftp`"),
        ("http://\u{1b}[31m/", "`http://\u{fffd}[31m/`: not an absolute address ("),
    ];
    for (url, message) in cases {
        let error = world.failure(url);
        assert!(error.to_string().starts_with(message), "{error}");
        assert!(!error.is_temporary());
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn every_address_of_a_host_is_checked() {
    let server = Server::saying(page("x"));
    let elsewhere: SocketAddr = format!("127.0.0.1:{}", server.address.port() ^ 1).parse().unwrap();
    let mut world = World::of(&[("public.example", elsewhere)], options(&server));
    assert!(world.failure(PAGE).to_string().contains("leads to 127.0.0.1"));
}
