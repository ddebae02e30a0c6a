package import Conversations

/// The folder with the files of messages, as a backup knows it.
package struct MediaFolder: Sendable {
    package let path: String
    /// Where in the folder a file may be, and where its small picture: `3f/3fa4…`.
    let parts: @Sendable (FileName) -> [String]

    package init(path: String, parts: @escaping @Sendable (FileName) -> [String]) {
        self.path = path
        self.parts = parts
    }
}
