package import Conversations

/// The server that writes down what patients say.
package struct TranscriberSettings: Sendable {
    /// With the whole path.
    package var url: String
    package var key: Secret?
    package var model: String
    /// What is spoken; nil lets the server find out.
    package var language: String?

    /// Nil where none is set.
    init?(_ reader: inout SettingsReader) {
        let url = reader.optional(
            "TRANSCRIBE_URL",
            "must be the https:// address of an OpenAI-compatible transcription server with its path, or http:// on this "
                + "machine or in the house's own network (a private address, a name without a dot, or one that ends in "
                + ".local, .lan, .internal or .home.arpa)",
            SettingsValue.addressOfTheHouse)
        let key = reader.token("TRANSCRIBE_KEY")
        let model = reader.value(
            "TRANSCRIBE_MODEL", default: "whisper-1", "must be the name of a model, one word of ASCII characters",
            Self.word)
        let language = reader.optional(
            "TRANSCRIBE_LANGUAGE", "must be a code such as hi, mr or en, or auto", Self.language)
        guard let url else { return nil }
        self.url = url
        self.key = key
        self.model = model
        self.language = language
    }

    private static func word(_ text: String) -> String? {
        text.utf8.allSatisfy { (33...126).contains($0) } && text.utf8.count <= 200 ? text : nil
    }

    private static func language(_ text: String) -> String? {
        let word = text.lowercased()
        return word == "auto" || (2...3).contains(word.utf8.count) && word.utf8.allSatisfy { (97...122).contains($0) }
            ? word : nil
    }
}
