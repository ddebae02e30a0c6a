package import FoundationEssentials
package import NIOCore

/// Where the bytes of files live. Names are made by this program, never by anybody outside, and say nothing about what a
/// file holds or whose it is: the database knows that.
///
/// Every call throws `FilesError`.
package protocol FileStore: Sendable {
    /// Takes in what a draft holds. When it returns, the file is there for good, whatever happens to the machine. A file
    /// of this name is replaced.
    func keep(_ draft: FileDraft, as key: FileKey) async throws

    /// Hands out the bytes of a range of the file, in order, part by part.
    func read(_ key: FileKey, _ range: Range<Int64>, _ body: (ByteBuffer) async throws -> Void) async throws

    /// With its small picture. What is not there is no error.
    func remove(_ name: UUID) async throws
}
