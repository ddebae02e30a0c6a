import ArgumentParser
import Server
import Storage

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Count webhook deliveries that wait, and those that could not be applied.")

    func run() async throws {
        let counts = try await CommandContext.with { try await $0.store.inboxCounts() }
        print("waiting\t\(counts.new)")
        print("quarantined\t\(counts.quarantined)")
    }
}
