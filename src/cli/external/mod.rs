//! `bacheca check --esterni`: asks the addresses of other sites, as a polite visitor would.

mod ask;
mod cache;
mod private;
mod robots;

use std::collections::BTreeMap;
use std::time::Duration;

use url::Url;

use crate::check::{Answer, ExternalLinks};
use crate::diagnostic::Diagnostic;
use crate::model::draft::Drafts;
use crate::pipeline::Failure;
use ask::{Policy, Reply};
use cache::Cache;

/// Asks every address that was not found well in the last days; says what is wrong with them.
pub fn faults(drafts: &Drafts) -> Result<Vec<Diagnostic>, Failure> {
    let links = ExternalLinks::of(drafts);
    let mut cache = Cache::open(super::today());
    let (mut answers, mut asked) = (BTreeMap::new(), Vec::new());
    for address in links.addresses() {
        match cache.answer(address) {
            Some(answer) => drop(answers.insert(address.to_owned(), answer)),
            None => asked.extend(Url::parse(address)),
        }
    }
    let known = answers.len();
    let replies = ask(drafts, asked)?;
    for (address, answer) in &replies {
        cache.remember(address, answer);
    }
    if let Err(failure) = cache.save() {
        eprintln!("avviso: {failure}\nLa prossima volta riprovo tutti gli indirizzi.");
    }
    eprintln!("{}", summary(&replies, known));
    answers.extend(replies);
    Ok(links.faults(drafts, &answers))
}

fn ask(drafts: &Drafts, addresses: Vec<Url>) -> Result<BTreeMap<String, Answer>, Failure> {
    let base_url = drafts.board().and_then(|board| board.fields.text("base_url")).unwrap_or_default();
    if !addresses.is_empty() {
        eprintln!("Provo gli indirizzi di altri siti ({}), con calma…", addresses.len());
    }
    let replies = ask::all(addresses, &policy(base_url));
    if is_offline(&replies) {
        return Err(Failure::NoNetwork);
    }
    Ok(replies.into_iter().map(|(address, reply)| (address, reply.answer())).collect())
}

fn policy(base_url: &str) -> Policy {
    Policy {
        timeout: Duration::from_secs(10),
        pause: Duration::from_secs(1),
        backoff: Duration::from_secs(2),
        user_agent: format!("bacheca/{} (controllo dei collegamenti; +{base_url})", env!("CARGO_PKG_VERSION")),
        // A board that is itself in a private network may link what is there.
        private: Url::parse(base_url).is_ok_and(|url| private::is_private(&url)),
    }
}

/// Nothing answered, and it is not for want of a name.
fn is_offline(replies: &BTreeMap<String, Reply>) -> bool {
    let hosts = || replies.keys().filter_map(|address| Url::parse(address).ok()?.host_str().map(str::to_owned));
    let many = hosts().collect::<std::collections::BTreeSet<_>>().len() >= 3;
    let unreached = replies.values().all(|reply| matches!(reply, Reply::NoName | Reply::NoNetwork));
    !replies.is_empty() && unreached && (many || replies.values().any(|reply| matches!(reply, Reply::NoNetwork)))
}

/// What was asked, and what was not.
fn summary(answers: &BTreeMap<String, Answer>, known: usize) -> String {
    let count = |is: fn(&Answer) -> bool| answers.values().filter(|answer| is(answer)).count();
    let mut summary = format!(
        "Indirizzi di altri siti provati: {}. Rotti: {}, spostati: {}, senza risposta certa: {}.",
        answers.len(),
        count(|answer| matches!(answer, Answer::Broken(_))),
        count(|answer| matches!(answer, Answer::Moved(_))),
        count(|answer| matches!(answer, Answer::Untold)),
    );
    if known > 0 {
        summary.push_str(&format!(" Provati da meno di {} giorni, e non di nuovo: {known}.", cache::DAYS));
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_network_nothing_answers_but_one_wrong_name_is_only_wrong() {
        let replies = |list: Vec<(&str, Reply)>| {
            list.into_iter().map(|(address, reply)| (format!("https://{address}/"), reply)).collect::<BTreeMap<_, _>>()
        };
        assert!(is_offline(&replies(vec![("a.it", Reply::NoNetwork)])));
        assert!(is_offline(&replies(vec![("a.it", Reply::NoName), ("b.it", Reply::NoName), ("c.it", Reply::NoName)])));
        assert!(!is_offline(&replies(vec![("a.it", Reply::NoName)])));
        assert!(!is_offline(&replies(vec![("a.it", Reply::NoNetwork), ("b.it", Reply::Told(Answer::Reached))])));
        assert!(!is_offline(&BTreeMap::new()));
    }
}
