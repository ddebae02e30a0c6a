import ArgumentParser
import Server
import Storage

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Count webhook deliveries that wait, and those that could not be applied.")

    @Flag(help: "First put those that could not be applied back into the inbox.")
    var replay = false

    func run() async throws {
        let (replayed, counts) = try await CommandContext.with { context in
            let inbox = context.database.inbox
            return (replay ? try await inbox.replayQuarantined() : 0, try await inbox.counts())
        }
        if replay { print("replayed\t\(replayed)") }
        print("waiting\t\(counts.new)")
        print("quarantined\t\(counts.quarantined)")
    }
}
