//! One address after the other: at most two sites at a time, one question at a time to each, with a pause.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::ToSocketAddrs;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Error, Proxy};
use url::Url;

use super::private::{is_private, is_private_address};
use super::robots::Robots;
use crate::check::Answer;

/// How many sites are asked at the same time.
const WORKERS: usize = 2;
const ATTEMPTS: u32 = 3;
const HOPS: usize = 10;
/// How much of a `robots.txt` is read.
const ROBOTS_BYTES: u64 = 100_000;

/// How patient and how polite to be.
pub struct Policy {
    pub timeout: Duration,
    /// Between two questions to the same site.
    pub pause: Duration,
    /// Before the second attempt; twice as long before the third.
    pub backoff: Duration,
    pub user_agent: String,
    /// Whether addresses of private networks may be asked.
    pub private: bool,
}

/// What came of asking, or why nothing did.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    Told(Answer),
    /// No such site; or no network, where its absence is told so.
    NoName,
    NoNetwork,
}

impl Reply {
    pub fn answer(self) -> Answer {
        match self {
            Reply::Told(answer) => answer,
            Reply::NoName => Answer::Broken("il sito non esiste".to_owned()),
            Reply::NoNetwork => Answer::Broken("il sito non si raggiunge".to_owned()),
        }
    }
}

/// Asks every address.
pub fn all(addresses: Vec<Url>, policy: &Policy) -> BTreeMap<String, Reply> {
    let mut sites: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for address in addresses {
        sites.entry(address.origin().ascii_serialization()).or_default().push(address);
    }
    let queue: Mutex<VecDeque<Vec<Url>>> = Mutex::new(sites.into_values().collect());
    let replies = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(site) = next(&queue) {
                    let visitor = Visitor::new(policy);
                    let robots = site.first().map_or_else(Robots::default, |address| visitor.robots(address));
                    for address in site {
                        let reply = visitor.ask(&address, &robots);
                        replies.lock().expect("no visitor panics").insert(address.into(), reply);
                    }
                }
            });
        }
    });
    replies.into_inner().expect("no visitor panics")
}

fn next(queue: &Mutex<VecDeque<Vec<Url>>>) -> Option<Vec<Url>> {
    queue.lock().expect("no visitor panics").pop_front()
}

#[derive(Clone, Copy, PartialEq)]
enum Method {
    /// Only whether the page is there.
    Head,
    /// The page, of which nothing is read: some sites answer to nothing else.
    Get,
}

/// Who asks one site.
struct Visitor<'p> {
    agent: Agent,
    policy: &'p Policy,
    by_proxy: bool,
    has_asked: Cell<bool>,
}

/// What one attempt gave.
enum Attempt {
    Final(Reply),
    /// It may go better later.
    Later(Reply),
}

impl<'p> Visitor<'p> {
    fn new(policy: &'p Policy) -> Visitor<'p> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(policy.timeout))
            .user_agent(policy.user_agent.as_str());
        let by_proxy = Proxy::try_from_env().is_some();
        Visitor { agent: config.build().into(), policy, by_proxy, has_asked: Cell::new(false) }
    }

    /// What the site asks programs to leave alone; nothing, if it does not say.
    fn robots(&self, address: &Url) -> Robots {
        let is_open = self.is_forbidden(address).is_ok_and(|forbidden| !forbidden);
        let answer = address.join("/robots.txt").ok().filter(|_| is_open);
        let answer = answer.and_then(|robots| self.call(Method::Get, &robots).ok());
        let text = answer
            .filter(|response| response.status().is_success())
            .and_then(|mut response| response.body_mut().with_config().limit(ROBOTS_BYTES).read_to_string().ok());
        text.map_or_else(Robots::default, |text| Robots::parse(&text))
    }

    fn ask(&self, address: &Url, robots: &Robots) -> Reply {
        if !robots.allow(&address[url::Position::BeforePath..]) {
            return Reply::Told(Answer::Untold);
        }
        let mut wait = self.policy.backoff;
        let mut reply = Reply::NoName;
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                thread::sleep(wait);
                wait *= 2;
            }
            match self.attempt(address) {
                Attempt::Final(reply) => return reply,
                Attempt::Later(later) => reply = later,
            }
        }
        reply
    }

    fn attempt(&self, address: &Url) -> Attempt {
        match self.follow(Method::Head, address) {
            Ok(Visit { status, moved }) if status.is_success() => Attempt::Final(Reply::Told(well(moved))),
            Ok(_) => self.follow(Method::Get, address).map_or_else(|attempt| attempt, judge),
            Err(attempt) => attempt,
        }
    }

    /// Goes where the site sends, as long as it does.
    fn follow(&self, method: Method, address: &Url) -> Result<Visit, Attempt> {
        let mut url = address.clone();
        let mut moved = Some(None);
        for _ in 0..HOPS {
            if self.is_forbidden(&url)? {
                return Err(Attempt::Final(Reply::Told(Answer::Untold)));
            }
            let response = self.call(method, &url).map_err(failed)?;
            let status = response.status();
            let Some(next) = redirection(&response, &url) else {
                return Ok(Visit { status, moved: moved.flatten() });
            };
            let for_good = matches!(status.as_u16(), 301 | 308);
            // Once sent on for today only, what comes after is not its new address.
            moved = moved.filter(|_| for_good).map(|_| Some(next.to_string()));
            url = next;
        }
        Err(broken("rimanda da una pagina all'altra senza arrivare"))
    }

    fn call(&self, method: Method, url: &Url) -> Result<Response<Body>, Error> {
        if self.has_asked.replace(true) {
            thread::sleep(self.policy.pause);
        }
        match method {
            Method::Head => self.agent.head(url.as_str()).call(),
            Method::Get => self.agent.get(url.as_str()).call(),
        }
    }

    /// Whether an address leads into a private network, by what it says or by where its name leads.
    fn is_forbidden(&self, url: &Url) -> Result<bool, Attempt> {
        if self.policy.private {
            return Ok(false);
        }
        if is_private(url) || self.by_proxy {
            return Ok(is_private(url));
        }
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = url.port_or_known_default().unwrap_or(443);
        let mut addresses = (host, port).to_socket_addrs().map_err(|error| failed(Error::Io(error)))?;
        Ok(addresses.any(|address| is_private_address(address.ip())))
    }
}

/// Where a visit ended, and the address that the site gave for good.
struct Visit {
    status: StatusCode,
    moved: Option<String>,
}

fn well(moved: Option<String>) -> Answer {
    moved.map_or(Answer::Reached, Answer::Moved)
}

fn judge(Visit { status, moved }: Visit) -> Attempt {
    match status.as_u16() {
        200..=299 => Attempt::Final(Reply::Told(well(moved))),
        404 | 410 => broken(&format!("la pagina non c'è ({})", status.as_u16())),
        500..=599 => {
            let why = format!("il sito ha un guasto ({})", status.as_u16());
            Attempt::Later(Reply::Told(Answer::Broken(why)))
        }
        // Refused to programs, perhaps not to people.
        _ => Attempt::Final(Reply::Told(Answer::Untold)),
    }
}

fn broken(why: &str) -> Attempt {
    Attempt::Final(Reply::Told(Answer::Broken(why.to_owned())))
}

fn redirection(response: &Response<Body>, from: &Url) -> Option<Url> {
    let to = response.headers().get(header::LOCATION).filter(|_| response.status().is_redirection())?;
    let to = from.join(to.to_str().ok()?).ok()?;
    matches!(to.scheme(), "http" | "https").then_some(to)
}

fn failed(error: Error) -> Attempt {
    let later = |why: &str| Attempt::Later(Reply::Told(Answer::Broken(why.to_owned())));
    match error {
        Error::HostNotFound => Attempt::Final(Reply::NoName),
        Error::Timeout(_) => later("non risponde in tempo"),
        Error::Tls(_) | Error::Rustls(_) => broken("il certificato del sito non è valido"),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => Attempt::Final(Reply::NoNetwork),
            io::ErrorKind::ConnectionRefused => later("il sito non accetta visite"),
            io::ErrorKind::TimedOut => later("non risponde in tempo"),
            _ if error.to_string().contains("Temporary failure in name resolution") => Attempt::Final(Reply::NoNetwork),
            _ if error.to_string().contains("failed to lookup address") => Attempt::Final(Reply::NoName),
            _ if error.get_ref().is_some_and(|inner| inner.to_string().contains("certificate")) => {
                broken("il certificato del sito non è valido")
            }
            _ => later("il collegamento si interrompe"),
        },
        _ => later("il sito risponde in un modo che non si capisce"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};
    use std::sync::Arc;

    use super::*;

    /// A site of one's own: what it was asked, in order.
    struct Site {
        base: String,
        asked: Arc<Mutex<Vec<String>>>,
    }

    impl Site {
        /// Answers for ever, in threads that end with the tests.
        fn open() -> Site {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let base = format!("http://{}", listener.local_addr().unwrap());
            let asked = Arc::new(Mutex::new(Vec::new()));
            let log = Arc::clone(&asked);
            thread::spawn(move || {
                for stream in listener.incoming() {
                    let log = Arc::clone(&log);
                    thread::spawn(move || answer(stream.unwrap(), &log));
                }
            });
            Site { base, asked }
        }

        fn ask(&self, path: &str, policy: &Policy) -> Answer {
            let address = Url::parse(&format!("{}{path}", self.base)).unwrap();
            all(vec![address.clone()], policy).remove(address.as_str()).unwrap().answer()
        }

        fn asked(&self) -> Vec<String> {
            self.asked.lock().unwrap().clone()
        }
    }

    fn answer(mut stream: TcpStream, log: &Mutex<Vec<String>>) {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let Some(Ok(request)) = lines.next() else { return };
        lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
        let request = request.rsplit_once(' ').unwrap().0.to_owned();
        let before = {
            let mut log = log.lock().unwrap();
            log.push(request.clone());
            log.iter().filter(|asked| **asked == request).count() - 1
        };
        let (method, path) = request.split_once(' ').unwrap();
        let status = match (path, method, before) {
            ("/lenta", ..) => {
                thread::sleep(Duration::from_secs(2));
                "200 OK"
            }
            ("/senza-head", "HEAD", _) => "405 Method Not Allowed",
            ("/guasta-una-volta", _, 0) => "503 Service Unavailable",
            ("/guasta", ..) => "500 Internal Server Error",
            ("/mancante", ..) => "404 Not Found",
            ("/riservata", ..) => "403 Forbidden",
            ("/spostata", ..) => "301 Moved Permanently\r\nLocation: /qui",
            ("/per-oggi", ..) => "302 Found\r\nLocation: /spostata",
            ("/giostra", ..) => "301 Moved Permanently\r\nLocation: /giostra",
            _ => "200 OK",
        };
        let body = if path == "/robots.txt" { "User-agent: *\nDisallow: /chiusa\n" } else { "" };
        let length = body.len();
        let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    }

    fn policy() -> Policy {
        Policy {
            timeout: Duration::from_millis(400),
            pause: Duration::ZERO,
            backoff: Duration::from_millis(1),
            user_agent: "bacheca (prova)".to_owned(),
            private: true,
        }
    }

    fn why(answer: Answer) -> String {
        let Answer::Broken(why) = answer else { panic!("{answer:?}") };
        why
    }

    #[test]
    fn a_page_that_is_there_is_asked_once_and_not_brought() {
        let site = Site::open();
        assert_eq!(site.ask("/pagina", &policy()), Answer::Reached);
        assert_eq!(site.asked(), ["GET /robots.txt", "HEAD /pagina"]);
    }

    #[test]
    fn what_a_site_closes_to_programs_is_not_asked() {
        let site = Site::open();
        assert_eq!(site.ask("/chiusa/pagina", &policy()), Answer::Untold);
        assert_eq!(site.asked(), ["GET /robots.txt"]);
    }

    #[test]
    fn a_missing_page_is_broken_and_one_refused_to_programs_is_not() {
        let site = Site::open();
        assert!(why(site.ask("/mancante", &policy())).contains("404"));
        assert_eq!(site.ask("/riservata", &policy()), Answer::Untold);
        assert_eq!(site.ask("/senza-head", &policy()), Answer::Reached);
        assert!(site.asked().ends_with(&["HEAD /senza-head".into(), "GET /senza-head".into()]));
    }

    #[test]
    fn only_what_is_moved_for_good_has_a_new_address() {
        let site = Site::open();
        assert_eq!(site.ask("/spostata", &policy()), Answer::Moved(format!("{}/qui", site.base)));
        assert_eq!(site.ask("/per-oggi", &policy()), Answer::Reached);
        assert!(why(site.ask("/giostra", &policy())).contains("senza arrivare"));
    }

    #[test]
    fn a_site_in_trouble_is_asked_again_before_it_is_called_broken() {
        let site = Site::open();
        assert_eq!(site.ask("/guasta-una-volta", &policy()), Answer::Reached);
        assert!(why(site.ask("/guasta", &policy())).contains("500"));
        assert_eq!(site.asked().iter().filter(|asked| *asked == "GET /guasta").count(), ATTEMPTS as usize);
        assert!(why(site.ask("/lenta", &policy())).contains("in tempo"));
    }

    #[test]
    fn private_networks_are_not_asked() {
        let site = Site::open();
        let public = Policy { private: false, ..policy() };
        assert_eq!(site.ask("/pagina", &public), Answer::Untold);
        assert_eq!(site.asked(), Vec::<String>::new());
    }

    #[test]
    fn a_site_that_nobody_keeps_is_broken() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let address = Url::parse(&format!("http://{closed}/")).unwrap();
        let replies = all(vec![address.clone()], &policy());
        assert!(matches!(&replies[address.as_str()], Reply::Told(Answer::Broken(why)) if why.contains("non accetta")));
    }

    #[test]
    fn a_site_is_asked_one_page_at_a_time_with_a_pause() {
        let site = Site::open();
        let patient = Policy { pause: Duration::from_millis(60), ..policy() };
        let addresses: Vec<Url> = (0..4).map(|page| Url::parse(&format!("{}/{page}", site.base)).unwrap()).collect();
        let start = std::time::Instant::now();
        let replies = all(addresses, &patient);
        assert_eq!(replies.len(), 4);
        assert!(start.elapsed() >= Duration::from_millis(240), "{:?}", start.elapsed());
    }
}
