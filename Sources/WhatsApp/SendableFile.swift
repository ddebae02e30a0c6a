package import Conversations
package import Files

/// What WhatsApp takes as a file, and as what it shows it.
/// Source: Meta's reference of media, as of September 2026.
package struct SendableFile: Sendable, Hashable {
    package enum Refused: Error, Sendable, Hashable {
        /// WhatsApp does not take such files; the sentence says what to do instead.
        case kind(String)
        /// In bytes.
        case tooLarge(limit: Int64)
    }

    /// In bytes; no file of any kind may be larger.
    package static let largest: Int64 = 100 << 20

    package let type: MessageType
    /// As WhatsApp has to be told.
    package let mimeType: String

    /// `name` and `declared` tell old Office's files from each other.
    package init(_ facts: FileFacts, name: String?, declared: String?) throws(Refused) {
        guard let known = Self.type(facts.kind, name: name, declared: declared) else {
            throw .kind(Self.advice(facts.kind))
        }
        (type, mimeType) = known
        if type == .sticker, facts.picture != PictureSize(width: 512, height: 512) {
            throw .kind("WhatsApp takes WebP only as a sticker of 512 × 512 pixels. Send it as JPEG or PNG.")
        }
        if facts.kind == .oggOpus, facts.channels != 1 {
            throw .kind("WhatsApp takes Ogg sound of one channel only. Record it in mono, or send it as MP3.")
        }
        let limit = Self.limit(of: type)
        guard facts.size <= limit else { throw .tooLarge(limit: limit) }
    }

    private static func type(_ kind: FileKind, name: String?, declared: String?) -> (MessageType, String)? {
        let office = "application/vnd.openxmlformats-officedocument."
        return switch kind {
        case .jpeg: (.image, "image/jpeg")
        case .png: (.image, "image/png")
        case .webp: (.sticker, "image/webp")
        case .mp4Video: (.video, "video/mp4")
        case .threeGP: (.video, "video/3gpp")
        case .oggOpus: (.audio, "audio/ogg")
        case .mp3: (.audio, "audio/mpeg")
        case .aac: (.audio, "audio/aac")
        case .amr: (.audio, "audio/amr")
        case .mp4Audio: (.audio, "audio/mp4")
        case .pdf: (.document, "application/pdf")
        case .docx: (.document, office + "wordprocessingml.document")
        case .xlsx: (.document, office + "spreadsheetml.sheet")
        case .pptx: (.document, office + "presentationml.presentation")
        case .oldOffice: oldOffice(name: name, declared: declared).map { (.document, $0) }
        case .text, .vCard: (.document, "text/plain")
        case .gif, .heic, .avif, .quickTime, .other: nil
        }
    }

    /// Their bytes do not tell which of them it is, nor that it is one of them.
    private static func oldOffice(name: String?, declared: String?) -> String? {
        let types = [
            "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
        ]
        let ending = name?.split(separator: ".").last?.lowercased() ?? ""
        return types[ending] ?? types.values.first { $0 == declared }
    }

    private static func limit(of type: MessageType) -> Int64 {
        switch type {
        case .image: 5 << 20
        case .video, .audio: 16 << 20
        case .sticker: 500 << 10
        default: largest
        }
    }

    private static func advice(_ kind: FileKind) -> String {
        switch kind {
        case .heic, .avif:
            "WhatsApp does not take HEIC or AVIF pictures. Send it as JPEG; on an iPhone, choose Most Compatible in the camera's settings."
        case .gif: "WhatsApp does not take GIF pictures. Send it as JPEG, PNG or MP4."
        case .quickTime: "WhatsApp does not take QuickTime films. Send it as MP4."
        default: "WhatsApp does not take files of this kind. Send it as PDF, or as a JPEG or PNG picture."
        }
    }
}
