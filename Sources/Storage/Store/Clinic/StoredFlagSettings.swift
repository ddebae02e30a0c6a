import Conversations

/// What a clinic has decided about red flags, as it is kept in its row.
enum StoredFlagSettings {
    /// Throws where what is stored cannot be read: words that a clinic has added are never left out in silence.
    static func words(_ stored: String?) throws -> [RedFlagWord] {
        try stored.map { try StoredJSON.value([RedFlagWord].self, of: $0) } ?? []
    }

    /// The clinic's own texts; nil where it has none.
    static func text(_ texts: EmergencyTexts) throws -> String? {
        texts.stored.isEmpty ? nil : try StoredJSON.text(texts.stored)
    }

    static func texts(_ stored: String?) throws -> EmergencyTexts {
        EmergencyTexts(stored: try stored.map { try StoredJSON.value([String: [String: String]].self, of: $0) } ?? [:])
    }
}
