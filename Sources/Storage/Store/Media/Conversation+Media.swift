import Conversations

extension Conversation {
    /// The file of a message that was stored just now is to be fetched.
    func expectFile(of message: MessageID) throws {
        try transaction.post(
            """
            INSERT INTO media (doctor_id, message_id, state, due_at) VALUES (\(clinicID), \(message), 'waiting', \(now))
            """)
        transaction.signal(.work(.media))
    }

    /// The file of a message that is to be sent is here.
    func attach(_ kept: KeptFile, to message: MessageID) throws {
        try transaction.post(
            """
            INSERT INTO media (doctor_id, message_id, state, file, kind, size, width, height, milliseconds,
                pages, thumbnail_size)
            VALUES (\(clinicID), \(message), 'ready', \(kept.name), \(kept.kind), \(kept.size), \(kept.width),
                \(kept.height), \(kept.milliseconds), \(kept.pages), \(kept.thumbnailSize))
            """)
        try transaction.post(
            """
            UPDATE messages SET media_url = \(message.mediaPath) WHERE doctor_id = \(clinicID) AND id = \(message)
            """)
    }
}

extension MessageMedia {
    /// From the columns of `Message`. Nil for a message of a kind that has no file.
    init?(row: ResultRow) throws {
        let said: String? = try row["m_media"]
        let state: State? = try row["f_state"]
        let type: MessageType = try row["m_type"]
        guard said != nil || state != nil || type.isFile else { return nil }
        self.init(
            state: state ?? .gone, file: said.map(MessageFile.init(said:)) ?? MessageFile(mimeType: nil, name: nil),
            kept: try KeptFile(row: row), error: try row["f_error"], reading: try FileReading(row: row))
    }
}

extension KeptFile {
    /// How long it plays.
    var milliseconds: Int64? { seconds.map { Int64($0 * 1000) } }

    fileprivate init?(row: ResultRow) throws {
        guard let name: FileName = try row["f_file"], let kind: String = try row["f_kind"],
            let size: Int64 = try row["f_size"]
        else { return nil }
        let milliseconds: Int64? = try row["f_milliseconds"]
        self.init(
            name: name, kind: kind, size: size, width: try row["f_width"], height: try row["f_height"],
            seconds: milliseconds.map { Double($0) / 1000 }, pages: try row["f_pages"],
            thumbnailSize: try row["f_thumbnail_size"])
    }
}

/// What whoever sent a file says of it, as it is stored: `InboundMedia` as far as it is read again, or a file of ours.
struct StoredMedia: Codable {
    /// WhatsApp's name for it; nil for a file of ours.
    let id: String?
    let mimeType: String?
    let sha256: String?
    let filename: String?
    let isVoice: Bool?

    enum CodingKeys: String, CodingKey {
        case id, sha256, filename
        case mimeType = "mime_type"
        case isVoice = "voice"
    }
}

extension StoredMedia {
    init(_ file: MessageFile) {
        self.init(id: nil, mimeType: file.mimeType, sha256: nil, filename: file.name, isVoice: file.isVoice)
    }
}

extension MessageFile {
    /// As it is stored with a message.
    init(said text: String) {
        let known = try? StoredJSON.value(StoredMedia.self, of: text)
        self.init(mimeType: known?.mimeType, name: known?.filename, isVoice: known?.isVoice ?? false)
    }
}
