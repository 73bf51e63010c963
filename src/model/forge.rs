//! Where the files of a board may be kept in the open, and how a browser starts a new one there.

use super::value::Web;

/// What runs a repository: each has addresses of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForgeKind {
    GitHub,
    GitLab,
    Forgejo,
}

/// The repository in which organisations open their proposals.
#[derive(Clone, Debug)]
pub struct Forge {
    pub kind: ForgeKind,
    /// `https://github.com/owner/repository`, without a slash at the end.
    pub url: String,
    pub branch: String,
}

impl ForgeKind {
    /// As authors write it.
    pub const NAMES: &'static [&'static str] = &["github", "gitlab", "forgejo"];

    pub fn named(name: &str) -> Option<ForgeKind> {
        match name {
            "github" => Some(ForgeKind::GitHub),
            "gitlab" => Some(ForgeKind::GitLab),
            "forgejo" => Some(ForgeKind::Forgejo),
            _ => None,
        }
    }

    /// What runs a host, where its name tells.
    pub fn of_host(host: &str) -> Option<ForgeKind> {
        match host.trim_start_matches("www.") {
            "github.com" => Some(ForgeKind::GitHub),
            "codeberg.org" => Some(ForgeKind::Forgejo),
            host if host.starts_with("gitlab.") => Some(ForgeKind::GitLab),
            host if host.starts_with("forgejo.") || host.starts_with("gitea.") => Some(ForgeKind::Forgejo),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            ForgeKind::GitHub => "github",
            ForgeKind::GitLab => "gitlab",
            ForgeKind::Forgejo => "forgejo",
        }
    }

    /// How people call it.
    pub fn title(self) -> &'static str {
        match self {
            ForgeKind::GitHub => "GitHub",
            ForgeKind::GitLab => "GitLab",
            ForgeKind::Forgejo => "Forgejo",
        }
    }
}

/// The address of a repository, if it names an owner and a repository.
pub fn repository(web: &Web) -> Option<String> {
    let address = web.as_str().trim_end_matches('/').trim_end_matches(".git");
    let steps = address.split("://").nth(1)?.split('/').skip(1).filter(|step| !step.is_empty()).count();
    (steps >= 2).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_host_tells_what_runs_it() {
        assert_eq!(ForgeKind::of_host("github.com"), Some(ForgeKind::GitHub));
        assert_eq!(ForgeKind::of_host("gitlab.comune.example"), Some(ForgeKind::GitLab));
        assert_eq!(ForgeKind::of_host("codeberg.org"), Some(ForgeKind::Forgejo));
        assert_eq!(ForgeKind::of_host("git.comune.example"), None);
        assert!(ForgeKind::NAMES.iter().all(|name| ForgeKind::named(name).is_some_and(|kind| kind.name() == *name)));
    }

    #[test]
    fn a_repository_has_an_owner_and_a_name() {
        let read = |address: &str| repository(&Web::parse(address).expect("an address"));
        assert_eq!(read("https://github.com/a/b/"), Some("https://github.com/a/b".into()));
        assert_eq!(read("https://gitlab.com/a/b/c.git"), Some("https://gitlab.com/a/b/c".into()));
        assert_eq!(read("https://github.com/a"), None);
    }
}
