import ArgumentParser
import Logging
import Server
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server, until SIGTERM or Ctrl-C.",
        discussion: "Settings come from the environment, or from .env in the working directory.")

    func run() async throws {
        let settings = try Settings(.process())
        settings.logFormat.bootstrap(level: settings.logLevel)
        let logger = Logger(label: "shubhstra")
        do {
            let composition = try await Composition.open(settings, logger: logger)
            do {
                logger.info("starting", metadata: settings.startMetadata)
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
            logger.critical("not running any more", metadata: ["error": "\(CommandFailure(error).sentence)"])
            throw CommandFailure.alreadySaid
        }
    }
}

extension Settings {
    fileprivate var startMetadata: Logger.Metadata {
        [
            "http.host": "\(host)", "http.port": "\(port)", "dashboard.port": "\(dashboardPort)",
            "assistant": geminiAPIKey == nil ? "offline" : "gemini",
        ]
    }
}
