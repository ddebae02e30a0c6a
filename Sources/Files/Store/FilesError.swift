/// What goes wrong with files.
package enum FilesError: Error, Hashable {
    /// The store has no such file.
    case noSuchFile
    /// More bytes came than were allowed.
    case tooLarge
    /// The folder or the bucket cannot be used now; the code is for logs and tells nothing of a file.
    case unavailable(String)
}
