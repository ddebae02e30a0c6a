/// The kinds of files that Meta takes, with their types and the most bytes that a file of the kind may have.
enum MediaKind: String, CaseIterable, Sendable {
    case audio, document, image, sticker, video

    private static let megabyte = 1024 * 1024

    /// In the order in which Meta names them in its errors.
    var mimeTypes: [String] {
        switch self {
        case .audio: ["audio/ogg", "audio/mpeg", "audio/amr", "audio/mp4", "audio/aac"]
        case .document:
            [
                "text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel",
                "application/vnd.ms-powerpoint",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ]
        case .image: ["image/jpeg", "image/png"]
        case .sticker: ["image/webp"]
        case .video: ["video/mp4", "video/3gpp"]
        }
    }

    var byteLimit: Int {
        switch self {
        case .audio, .video: 16 * Self.megabyte
        case .document: 100 * Self.megabyte
        case .image: 5 * Self.megabyte
        case .sticker: 500 * 1024
        }
    }

    /// The most bytes that any file may have.
    static let largest = MediaKind.document.byteLimit

    /// The kind that has this type, which may carry parameters; nil for a type that Meta does not take.
    static func of(_ mimeType: String) -> MediaKind? {
        let plain = plainType(mimeType)
        return allCases.first { $0.mimeTypes.contains(plain) }
    }

    /// Whether a message of this kind may name a file of this type. A document may be any file that Meta has taken.
    func takes(_ mimeType: String) -> Bool {
        self == .document || mimeTypes.contains(Self.plainType(mimeType))
    }

    /// A type in lower case without its parameters.
    static func plainType(_ mimeType: String) -> String {
        String(mimeType.prefix { $0 != ";" }.filter { !$0.isWhitespace }).lowercased()
    }

    /// Whether a file begins like the voice notes of WhatsApp: Ogg with Opus and one channel.
    static func isVoiceNote(_ head: [UInt8]) -> Bool {
        head.starts(with: "OggS".utf8) && head.dropFirst(28).starts(with: "OpusHead".utf8)
            && head.dropFirst(37).first == 1
    }
}
