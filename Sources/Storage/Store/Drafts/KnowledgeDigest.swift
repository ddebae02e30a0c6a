import Conversations
import Crypto
import FoundationEssentials

/// What an answer rested on, so that it can be told whether that is still so. Compared where a draft is kept and where it is
/// sent, so that no change of a topic slips between them.
enum KnowledgeDigest {
    static func of(_ topics: [Topic]) -> String {
        var hash = SHA256()
        for topic in topics.sorted(by: { $0.title < $1.title }) {
            for text in [topic.title, topic.answer] {
                hash.update(data: Data("\(text.utf8.count):".utf8))
                hash.update(data: Data(text.utf8))
            }
        }
        return hash.finalize().map { String($0, radix: 16) }.joined(separator: ".")
    }

    /// Of what the clinic has approved now under these titles.
    static func of(_ titles: [String], _ clinic: ClinicID, in transaction: any Transaction) throws -> String {
        guard !titles.isEmpty else { return of([]) }
        return of(
            try Topic.approved(of: clinic, in: transaction).filter { titles.contains($0.title) }.map {
                Topic(title: $0.title, answer: Markdown.withoutComments($0.answer))
            })
    }
}
