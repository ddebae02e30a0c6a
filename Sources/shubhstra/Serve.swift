import ArgumentParser
import Logging
import Server
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server, until SIGTERM or Ctrl-C.",
        discussion: "Settings come from the environment, or from .env in the working directory.")

    @Flag(help: "Switch clinics on again that are held after a restore. Look first at what is missing.")
    var resume = false

    func run() async throws {
        let settings = try Settings(.process())
        let logger = settings.basics.startLog()
        do {
            let composition = try await Composition.open(settings, resumes: resume, logger: logger)
            do {
                logger.info("starting", metadata: settings.startMetadata)
                if let missing = settings.missingBehindProxy {
                    logger.notice(
                        "behind a proxy the sign-in is not safe yet", metadata: ["missing": "\(missing)"])
                }
                try await composition.run(until: [.sigterm, .sigint])
                await composition.close()
            } catch {
                await composition.close()
                throw error
            }
            logger.info("stopped")
        } catch {
            guard settings.logFormat == .json else { throw error }
            // Somebody parses every line.
            let failure = CommandFailure(error)
            logger.critical("not running any more", metadata: ["error": "\(failure.sentence)"])
            throw failure.alreadySaid
        }
    }
}

extension Settings {
    /// What a server that only this machine reaches needs before others may reach it through a proxy.
    fileprivate var missingBehindProxy: String? {
        guard isLoopback, publicURL == nil else { return nil }
        return "PUBLIC_URL, the dashboard's https address: without it the session cookie is sent over plain http, too"
    }

    fileprivate var startMetadata: Logger.Metadata {
        [
            "http.host": "\(host)", "http.port": "\(port)", "dashboard.port": "\(dashboardPort)",
            "assistant": "\(basics.assistants.joined(separator: ", "))",
        ]
    }
}
