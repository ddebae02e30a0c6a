/// What a file is, told by its bytes and never by its name.
package enum FileKind: String, Sendable, CaseIterable {
    case jpeg, png, gif, webp
    case pdf
    case oggOpus = "ogg_opus"
    case mp3, aac, amr
    /// Sound or picture with sound, in one family of containers.
    case mp4Audio = "mp4_audio"
    case mp4Video = "mp4_video"
    case threeGP = "3gp"
    /// Pictures and films that few programs can show.
    case heic, avif, quickTime = "quicktime"
    case docx, xlsx, pptx
    /// doc, xls and ppt, which share their first bytes with much else.
    case oldOffice = "old_office"
    case vCard = "vcard"
    case text
    /// HTML, SVG, XML and everything else, none of which is ever shown.
    case other
}

extension FileKind {
    /// The type that a browser is told; `nil` for what it is only to keep.
    package var mimeType: String? {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .pdf: "application/pdf"
        case .oggOpus: "audio/ogg"
        case .mp3: "audio/mpeg"
        case .aac: "audio/aac"
        case .amr: "audio/amr"
        case .mp4Audio: "audio/mp4"
        case .mp4Video: "video/mp4"
        case .threeGP: "video/3gpp"
        case .vCard: "text/vcard"
        case .text: "text/plain"
        case .heic, .avif, .quickTime, .docx, .xlsx, .pptx, .oldOffice, .other: nil
        }
    }

    /// Whether a browser may show or play it where it stands.
    package var isShown: Bool {
        switch self {
        case .jpeg, .png, .gif, .webp, .oggOpus, .mp3, .aac, .mp4Audio, .mp4Video, .threeGP, .text: true
        case .pdf, .amr, .heic, .avif, .quickTime, .docx, .xlsx, .pptx, .oldOffice, .vCard, .other: false
        }
    }
}

extension FileKind {
    /// How many of the first and of the last bytes are enough to tell.
    package static let endsNeeded = 64 * 1024

    /// - Parameters:
    ///   - head: the first bytes of the file, `endsNeeded` of them where there are so many.
    ///   - tail: the last ones.
    ///   - declared: the type that came with it. It tells sound from picture in one family of containers, and old
    ///     Office's files from each other; elsewhere it does not count.
    package init(head: [UInt8], tail: [UInt8], declared: String?) {
        func starts(_ bytes: UInt8..., at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }
        func says(_ text: String, at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: text.utf8) }
        if starts(0xFF, 0xD8, 0xFF) {
            self = .jpeg
        } else if starts(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) {
            self = .png
        } else if says("GIF87a") || says("GIF89a") {
            self = .gif
        } else if says("RIFF"), says("WEBP", at: 8) {
            self = .webp
        } else if says("%PDF-") {
            self = .pdf
        } else if says("OggS"), says("OpusHead", at: 28) {
            self = .oggOpus
        } else if says("#!AMR") {
            self = .amr
        } else if says("ftyp", at: 4) {
            self = .container(brand: String(decoding: head.dropFirst(8).prefix(4), as: UTF8.self), declared)
        } else if starts(0x50, 0x4B, 0x03, 0x04) {
            self = .archive(head, tail)
        } else if starts(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1) {
            self = .oldOffice
        } else if says("ID3") {
            self = .mp3
        } else if head.count > 1, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 {
            // The two bits of the layer: none is a frame of AAC.
            self = head[1] & 0x06 == 0 ? (head[1] & 0xF0 == 0xF0 ? .aac : .other) : .mp3
        } else {
            self = .words(head)
        }
    }

    private static func container(brand: String, _ declared: String?) -> FileKind {
        switch brand {
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return .heic
        case "avif", "avis": return .avif
        case "qt  ": return .quickTime
        case "M4A ", "M4B ", "M4P ": return .mp4Audio
        default:
            if declared?.hasPrefix("audio/") == true { return .mp4Audio }
            return brand.hasPrefix("3g") ? .threeGP : .mp4Video
        }
    }

    /// Office's files are ZIP archives; the names of their parts stand in their heads and once more at the end.
    private static func archive(_ head: [UInt8], _ tail: [UInt8]) -> FileKind {
        func holds(_ name: String) -> Bool { head.holds(name.utf8) || tail.holds(name.utf8) }
        guard holds("[Content_Types].xml") else { return .other }
        if holds("word/") { return .docx }
        if holds("xl/") { return .xlsx }
        return holds("ppt/") ? .pptx : .other
    }

    private static func words(_ head: [UInt8]) -> FileKind {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        guard !text.isEmpty, !text.contains(where: \.isControl), text.isText else { return .other }
        let words = text.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        // A page or a drawing is markup, whatever is said of it.
        if words.first == UInt8(ascii: "<") { return .other }
        return words.starts(with: "BEGIN:VCARD".utf8) ? .vCard : .text
    }
}

extension UInt8 {
    /// What does not stand in a text: tabs, ends of lines and of pages do.
    fileprivate var isControl: Bool { self < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains(self) }
}

extension Collection<UInt8> {
    fileprivate func holds(_ pattern: some Collection<UInt8>) -> Bool {
        guard let first = pattern.first else { return true }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: pattern) { return true }
            rest = rest[rest.index(after: start)...]
        }
        return false
    }

    /// Whether it is UTF-8 up to its end, at which a character may be cut.
    fileprivate var isText: Bool {
        let bytes = Array(self)
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        return (1...3).contains { bytes.count > $0 && String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
            && bytes.count >= FileKind.endsNeeded - 3
    }
}
