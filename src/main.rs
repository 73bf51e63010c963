fn main() -> std::process::ExitCode {
    bacheca::cli::run()
}
