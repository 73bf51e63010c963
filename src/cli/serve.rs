//! `bacheca serve`: the board as it will be, while it is written.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;

use super::fault::{Fault, refuse};
use super::{EditionArgs, RootArgs, colour, print};
use crate::diagnostic::{Level, text};
use crate::load::BOARD_FILE;
use crate::pipeline::Failure;
use crate::serve::editor::Editor;
use crate::serve::watch::{Fallback, Watch};
use crate::serve::{self, Builder, Desk, Outcome};

/// Where the preview is looked for first, and how many doors beside it are tried when it is taken.
const PORT: u16 = 4000;
const DOORS: u16 = 20;

/// At midnight deadlines move, even if nobody writes.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    board: RootArgs,
    #[command(flatten)]
    edition: EditionArgs,
    /// Porta dell'anteprima [se manca: 4000, o la prima libera dopo]
    #[arg(long, value_name = "NUMERO")]
    port: Option<u16>,
    /// Indirizzo su cui rispondere; 0.0.0.0 apre l'anteprima agli altri dispositivi della rete
    #[arg(long, value_name = "INDIRIZZO", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), hide_default_value = true)]
    host: IpAddr,
    /// Apre l'anteprima nel browser
    #[arg(long)]
    open: bool,
    /// Guarda i file ogni secondo, dove il sistema non avvisa dei cambiamenti (cartelle di rete, WSL, Docker)
    #[arg(long)]
    poll: bool,
    /// Il tuo editor: vscode, vscodium, zed, idea, sublime, o un indirizzo con {file} e {line}
    #[arg(long, value_name = "EDITOR", default_value = "vscode", hide_default_value = true, value_parser = Editor::parse)]
    editor: Editor,
}

pub fn run(args: &ServeArgs) -> Result<ExitCode, Failure> {
    let root = &args.board.root;
    if !root.join(BOARD_FILE).is_file() {
        return Err(Failure::NoBoard(root.display().to_string()));
    }
    let listener = match listen(args.host, args.port) {
        Ok(listener) => listener,
        Err(fault) => return Ok(refuse(&[fault])),
    };
    let address = listener.local_addr().map_err(Failure::Output)?;
    let url = format!(
        "http://{}:{}/",
        if address.ip().is_unspecified() { "127.0.0.1".to_owned() } else { shown(address.ip()) },
        address.port()
    );
    let (watch, fallback) = match Watch::new(root, args.poll) {
        Ok(watch) => watch,
        Err(error) => {
            return Ok(refuse(&[Fault::unable(
                format!("non riesco a guardare la cartella: {error}"),
                "prova con --poll",
            )]));
        }
    };
    if let Some(fallback) = fallback {
        eprintln!("{}", explain(&fallback));
    }
    let desk = Desk::new(root, args.editor.clone());
    let base_url = url.trim_end_matches('/').to_owned();
    let edition = args.edition;
    let (ready, wait) = std::sync::mpsc::channel();
    let (folder, shown_on) = (root.clone(), Arc::clone(&desk));
    std::thread::spawn(move || {
        let mut builder = Builder::new(&folder, Arc::clone(&shown_on), base_url);
        let start = Instant::now();
        let outcome = builder.rebuild(edition.edition());
        tell(&shown_on, &outcome, &[], start.elapsed(), &folder);
        let _ = ready.send(());
        follow(&mut builder, watch, edition, &shown_on, &folder);
    });
    let _ = wait.recv();
    print(&format!("Anteprima: {url}\n"))?;
    eprintln!("Si aggiorna a ogni salvataggio. Per finire premi Ctrl+C.");
    if args.open {
        open(&url);
    }
    match serve::serve(listener, desk) {
        Ok(never) => match never {},
        Err(error) => Ok(refuse(&[Fault::unable(format!("l'anteprima si è fermata: {error}"), "ripeti il comando")])),
    }
}

/// Rebuilds whenever something changes, until the program ends.
fn follow(builder: &mut Builder, mut watch: Watch, edition: EditionArgs, desk: &Desk, root: &Path) {
    loop {
        let changed = watch.changes(LOOK_AGAIN);
        let start = Instant::now();
        let outcome = builder.rebuild(edition.edition());
        tell(desk, &outcome, &changed, start.elapsed(), root);
    }
}

/// Says at the terminal how a rebuild went.
fn tell(desk: &Desk, outcome: &Outcome, changed: &[PathBuf], took: Duration, root: &Path) {
    if *outcome == Outcome::Same {
        return;
    }
    let what = match changed {
        [] => String::new(),
        [one] => format!("{}: ", name(root, one)),
        [one, rest @ ..] => format!("{} e {} altri: ", name(root, one), rest.len()),
    };
    desk.with_report(|report, failure| {
        if let Some(failure) = failure {
            eprintln!("errore: {failure}");
        } else {
            let errors = report.iter().filter(|fault| fault.level == Level::Error);
            eprint!("{}", text::draw_all(errors, colour(&std::io::stderr())));
        }
        let summary = super::check::summary(report);
        match outcome {
            Outcome::Refused => eprintln!("{what}il sito mostra ancora l'ultima versione giusta."),
            _ => eprintln!("{what}{} schede, {summary}. Secondi: {:.2}.", desk.entries(), took.as_secs_f64()),
        }
    });
}

fn name(root: &Path, path: &Path) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    path.strip_prefix(&root).unwrap_or(path).display().to_string()
}

/// A door for browsers: the one asked for, or the first that is free.
fn listen(host: IpAddr, port: Option<u16>) -> Result<TcpListener, Fault> {
    let ports = port.map_or(PORT..=PORT + DOORS, |port| port..=port);
    let mut last = None;
    for port in ports {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, error) = last.expect("at least one door is tried");
    Err(match error.kind() {
        ErrorKind::AddrInUse => Fault::unable(
            format!("la porta {port} è già occupata: forse un'altra anteprima è aperta"),
            "chiudila, o scegli un'altra porta con --port",
        ),
        ErrorKind::PermissionDenied => Fault::unable(
            format!("il sistema non permette di usare la porta {port}"),
            "scegline una sopra 1024 con --port",
        ),
        ErrorKind::AddrNotAvailable => {
            Fault::unable(format!("questo computer non ha l'indirizzo {host}"), "togli --host, o scrivi --host 0.0.0.0")
        }
        _ => Fault::unable(format!("non riesco ad aprire la porta {port}: {error}"), "scegline un'altra con --port"),
    })
}

fn explain(fallback: &Fallback) -> String {
    let why = match fallback {
        Fallback::Limit => "il sistema non sorveglia altri file (fs.inotify.max_user_watches)".to_owned(),
        Fallback::Other(error) => error.clone(),
    };
    format!("attenzione: {why}. Guardo io i file, ogni secondo.")
}

fn shown(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

/// Asks the system to open an address; if it cannot, the author has it on the screen.
fn open(url: &str) {
    let command = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if Command::new(command).arg(url).spawn().is_err() {
        eprintln!("attenzione: non riesco ad aprire il browser: apri tu {url}");
    }
}
