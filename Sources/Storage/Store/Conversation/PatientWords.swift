import Conversations

/// All that a patient has put into words with a message: its text or caption, the name of its file, and what they said.
enum PatientWords {
    static func all(_ body: String, fileName: String?, transcript: String?) -> String {
        let written = all(body, fileName: fileName)
        guard let transcript, !transcript.isBlank else { return written }
        return written.isBlank ? transcript : written + "\n" + transcript
    }

    static func all(_ body: String, fileName: String?) -> String {
        guard let fileName, !fileName.isBlank, fileName != body else { return body }
        return body.isBlank ? fileName : body + "\n" + fileName
    }

    /// From what is stored of a file.
    static func fileName(in media: String) -> String? {
        try? StoredJSON.value(StoredName.self, of: media).filename
    }

    private struct StoredName: Decodable {
        let filename: String?
    }
}

extension InboundMessage {
    /// What the gate reads of it.
    var words: String { PatientWords.all(body, fileName: media?.filename) }
}
