import ArgumentParser
import Conversations
import Foundation
import Server
import Storage

struct KnowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "What the assistant may say.",
        subcommands: [Import.self, List.self, Export.self, Remove.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add topics from a Markdown file, or replace those of the same title.",
            discussion:
                "Each ## heading is a topic, the text under it the answer. A new topic counts as approved, a changed "
                + "one waits for approval. What is medical always does, and only a doctor approves it, in the dashboard. The "
                + "assistant uses only what is approved.")

        /// In bytes; as many topics as a clinic may have, each of full length, have no more.
        private static let sizeLimit = 12_000_000

        @Option(help: "The doctor's e-mail address.") var doctor: String
        @Flag(
            help: """
                Approve every topic of the file that is not medical. Without it new topics count as approved, changed ones wait for \
                approval, and those that are not approved stay so.
                """)
        var approve = false
        @Flag(help: "Remove every topic that is not in the file. Asks first.") var replace = false
        @Flag(help: "Do not ask.") var yes = false
        @Argument(help: "The Markdown file.") var file: String

        func run() async throws {
            if replace { try Confirmation.requireAnswer(yes: yes) }
            let topics = try read()
            let report = try await CommandContext.with { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                let knowledge = context.database.operator
                if replace { try askToRemove(try await knowledge.knowledge(of: clinic.id), but: topics) }
                return try await knowledge.importTopics(
                    topics, approves: approve, replaces: replace, for: clinic.id)
            }
            for line in report.summary { print(line) }
        }

        private func read() throws -> [TopicEntry] {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandFailure.failed("the file \(file) cannot be read")
            }
            guard data.count <= Self.sizeLimit else {
                throw CommandFailure.failed("the file \(file) is larger than 12 MB")
            }
            do {
                return try KnowledgeMarkdown.topics(in: KnowledgeMarkdown.text(of: data))
            } catch {
                throw CommandFailure.failed("\(file), \(error)")
            }
        }

        private func askToRemove(_ known: [TopicEntry], but wanted: [TopicEntry]) throws {
            let keys = Set(wanted.map(\.topic.key))
            let titles = known.map(\.topic).filter { !keys.contains($0.key) }.map { "\"\($0.title)\"" }
            guard !titles.isEmpty else { return }
            try Confirmation.ask("Remove \(titles.joined(separator: ", "))?", yes: yes)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the topics, one on each line: approved or not, of which kind, and the title.")

        @Option(help: "The doctor's e-mail address.") var doctor: String

        func run() async throws {
            for entry in try await KnowledgeCommand.topics(of: doctor) {
                print(
                    "\(entry.isApproved ? "approved" : "not approved")\t\(entry.topic.kind.rawValue)\t\(entry.topic.title)"
                )
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all topics as Markdown to standard output. Importing it changes nothing.")

        @Option(help: "The doctor's e-mail address.") var doctor: String

        func run() async throws {
            let text = KnowledgeMarkdown.text(of: try await KnowledgeCommand.topics(of: doctor))
            FileHandle.standardOutput.write(Data(text.utf8))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a topic. Asks first.")

        @Option(help: "The doctor's e-mail address.") var doctor: String
        @Flag(help: "Do not ask.") var yes = false
        @Argument(help: "The topic's title; case and accents do not matter.") var title: String

        func run() async throws {
            try Confirmation.requireAnswer(yes: yes)
            try await CommandContext.with { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                let knowledge = context.database.operator
                let key = Topic(title: title, answer: "").key
                guard
                    let topic = try await knowledge.knowledge(of: clinic.id).first(where: { $0.topic.key == key })?
                        .topic
                else { throw CommandFailure.failed("there is no topic \"\(title)\" (see: shubhstra knowledge list)") }
                try Confirmation.ask("Remove \"\(topic.title)\"?", yes: yes)
                _ = try await knowledge.removeTopic(topic.title, of: clinic.id)
                print("Removed \"\(topic.title)\".")
            }
        }
    }

    /// All topics of a clinic; where there is none, a sentence on standard error says so.
    private static func topics(of doctor: String) async throws -> [TopicEntry] {
        let topics = try await CommandContext.with { context in
            try await context.database.operator.knowledge(of: context.clinic(ofDoctor: doctor).id)
        }
        if topics.isEmpty {
            StandardError.tell("The clinic has no topics yet (see: shubhstra knowledge import --help).")
        }
        return topics
    }
}
