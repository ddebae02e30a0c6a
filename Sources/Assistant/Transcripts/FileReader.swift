package import Conversations
package import NIOCore

/// Something that reads a file: writes down what is said in it, or says what it shows. It never fails: every problem is an
/// outcome.
package protocol FileReader: Sendable {
    /// As it is asked for and counted.
    var name: String { get }
    /// Whether it runs in the clinic's own house.
    var isInHouse: Bool { get }
    /// Whether it reads files of this type.
    func reads(_ mimeType: String) -> Bool
    func read(_ file: LoadedFile) async -> ReaderOutcome
}

/// A patient's file in memory.
package struct LoadedFile: Sendable {
    package let bytes: ByteBuffer
    /// Told by its bytes; lower case, without parameters.
    package let mimeType: String

    package init(bytes: ByteBuffer, mimeType: String) {
        self.bytes = bytes
        self.mimeType = mimeType
    }
}

/// Reads a file that is kept here. Nil where it is of a kind that nobody reads.
package typealias FileLoader = @Sendable (KeptFile) async throws -> LoadedFile?

/// What became of asking a machine to read a file.
package struct ReaderOutcome: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Empty where there was nothing to hear or to see.
        case read(String)
        /// It won't be read, however often it is asked for.
        case declined
        /// It may be tried again. `retryAfter` is how long the server wants to be left alone, where it says so.
        case failed(retryAfter: Duration?)
        /// This process is stopping.
        case cancelled
    }

    package let kind: Kind
    /// Nil where the server does not count, or did not answer.
    package var inputTokens: Int64?
    package var outputTokens: Int64?

    package init(_ kind: Kind, inputTokens: Int64? = nil, outputTokens: Int64? = nil) {
        self.kind = kind
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }
}
