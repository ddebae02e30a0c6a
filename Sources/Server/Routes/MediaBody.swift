import Conversations
import Files
import Storage

/// The file of a message as the API shows it. What is not known is written as null.
struct MediaBody: Encodable {
    let media: MessageMedia
    let message: MessageID

    init(_ media: MessageMedia, of message: MessageID) {
        self.media = media
        self.message = message
    }

    /// Nil unless it is here.
    var url: String? { media.kept.map { _ in message.mediaPath } }

    enum CodingKeys: String, CodingKey {
        case state, size, width, height, seconds, pages, voice, url, error, transcript, description
        case mimeType = "mime_type"
        case fileName = "file_name"
        case thumbnailURL = "thumbnail_url"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        let kept = media.kept
        try body.encode(media.state, forKey: .state)
        try body.encode(
            kept.flatMap { FileKind(rawValue: $0.kind)?.mimeType } ?? media.file.mimeType, forKey: .mimeType)
        try body.encode(media.file.name, forKey: .fileName)
        try body.encode(kept?.size, forKey: .size)
        try body.encode(kept?.width, forKey: .width)
        try body.encode(kept?.height, forKey: .height)
        try body.encode(kept?.seconds, forKey: .seconds)
        try body.encode(kept?.pages, forKey: .pages)
        try body.encode(media.file.isVoice, forKey: .voice)
        try body.encode(url, forKey: .url)
        try body.encode(kept?.thumbnailSize.map { _ in message.mediaPath + "/thumbnail" }, forKey: .thumbnailURL)
        try body.encode(media.error, forKey: .error)
        try body.encode(reading(.transcript), forKey: .transcript)
        try body.encode(reading(.description), forKey: .description)
    }

    /// Nil where no machine reads the file in this way.
    private func reading(_ kind: FileReading.Kind) -> ReadingBody? {
        media.reading.flatMap { $0.kind == kind ? ReadingBody($0) : nil }
    }
}

/// What a machine made of a file.
private struct ReadingBody: Encodable {
    let state: FileReading.State
    let text: String?
    let model: String?

    init(_ reading: FileReading) {
        state = reading.state == .expected ? .waiting : reading.state
        text = reading.state == .ready ? reading.words : nil
        model = reading.model
    }

    private enum CodingKeys: String, CodingKey {
        case state, text, model
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(state, forKey: .state)
        try body.encode(text, forKey: .text)
        try body.encode(model, forKey: .model)
    }
}
