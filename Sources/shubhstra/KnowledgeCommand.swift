import ArgumentParser
import Conversations
import Foundation
import Server
import Storage

struct KnowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "What the assistant may say.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add topics from a Markdown file, or replace those of the same title.",
            discussion:
                "Each ## heading is a topic, the text under it the answer. A new topic counts as approved, a changed "
                + "one waits for approval. The assistant uses only what is approved.")

        /// In bytes; 500 topics of full length have no more.
        private static let sizeLimit = 12_000_000

        @Option(help: "The doctor's e-mail address.") var doctor: String
        @Flag(
            help: """
                Approve every topic of the file. Without it new topics count as approved, changed ones wait for \
                approval, and those that are not approved stay so.
                """)
        var approve = false
        @Argument(help: "The Markdown file.") var file: String

        func run() async throws {
            let text = try Self.read(file)
            let topics: [Topic]
            do {
                topics = try KnowledgeMarkdown.topics(in: text)
            } catch {
                throw CommandFailure.failed("\(file), \(error)")
            }
            let report = try await CommandContext.with { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                return try await context.database.operator.importTopics(topics, approves: approve, for: clinic.id)
            }
            for line in report.summary { print(line) }
        }

        private static func read(_ path: String) throws -> String {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure.failed("the file \(path) cannot be read")
            }
            guard data.count <= sizeLimit, let text = String(data: data, encoding: .utf8) else {
                throw CommandFailure.failed("the file \(path) must be UTF-8 text of at most 12 MB")
            }
            return text
        }
    }
}
