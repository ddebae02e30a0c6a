/// The file that came with a message, and what has become of it.
package struct MessageMedia: Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        /// It is still to be fetched from WhatsApp.
        case waiting
        case ready
        /// It could not be fetched; a person can have it tried again.
        case failed
        /// WhatsApp has it no more.
        case gone
    }

    package let state: State
    /// What is known of it from WhatsApp.
    package let file: MessageFile
    /// What is known of it since it is here; nil unless it is `ready`.
    package let kept: KeptFile?
    /// Why it could not be fetched, as a sentence; nil unless it has `failed`.
    package let error: String?
    /// What a machine made of it; nil where none reads it, and unless it is `ready`.
    package let reading: FileReading?

    package init(
        state: State, file: MessageFile, kept: KeptFile?, error: String?, reading: FileReading? = nil
    ) {
        self.state = state
        self.file = file
        self.kept = state == .ready ? kept : nil
        self.error = state == .failed ? error : nil
        self.reading = state == .ready ? reading : nil
    }
}

/// What WhatsApp said of a file.
package struct MessageFile: Hashable, Sendable {
    /// Lower case, without parameters.
    package let mimeType: String?
    package let name: String?
    /// Whether it was recorded as a voice note.
    package let isVoice: Bool

    package init(mimeType: String?, name: String?, isVoice: Bool = false) {
        self.mimeType = mimeType
        self.name = name
        self.isVoice = isVoice
    }
}

/// A file that is kept here.
package struct KeptFile: Hashable, Sendable {
    /// Its name in the store of files.
    package let name: FileName
    /// What it is by its bytes; a word of the module `Files`.
    package let kind: String
    /// In bytes.
    package let size: Int64
    /// In pixels, as it is shown; nil where that is not known.
    package let width: Int64?
    package let height: Int64?
    /// How long it plays; nil where that is not known.
    package let seconds: Double?
    /// Of a document; nil where that is not known.
    package let pages: Int64?
    /// How many bytes the small picture of it has; nil where there is none.
    package let thumbnailSize: Int64?

    package init(
        name: FileName, kind: String, size: Int64, width: Int64? = nil, height: Int64? = nil, seconds: Double? = nil,
        pages: Int64? = nil, thumbnailSize: Int64? = nil
    ) {
        self.name = name
        self.kind = kind
        self.size = size
        self.width = width
        self.height = height
        self.seconds = seconds
        self.pages = pages
        self.thumbnailSize = thumbnailSize
    }
}
