package import Conversations

/// What the stand-alone sandbox takes from the same settings as the server that it is to talk to.
package struct SandboxSettings: Sendable {
    /// Made up; the demo has it, too.
    static let standardNumber = PhoneNumberID(known: "106540352242922")

    /// The server's port on this machine.
    package var port: Int
    package var appSecret: Secret
    package var phoneNumberID: PhoneNumberID
    /// Nil: any bearer is accepted.
    package var accessToken: Secret?
    /// Nil: any key is accepted.
    package var geminiAPIKey: Secret?

    package init(_ source: SettingsSource) throws(SettingsError) {
        var reader = SettingsReader(source)
        self.init(&reader)
        try reader.finish()
    }

    init(_ reader: inout SettingsReader) {
        port = reader.value("PORT", default: 3000, in: 1...65535)
        appSecret = reader.value(
            "META_APP_SECRET", default: Secret("sandbox-app-secret"), "must have at least 8 characters",
            SettingsValue.secret)
        phoneNumberID = reader.value(
            "PHONE_NUMBER_ID", default: Self.standardNumber, "must be digits only", SettingsValue.phoneNumberID)
        accessToken = reader.token("WHATSAPP_TOKEN")
        geminiAPIKey = reader.token("GEMINI_API_KEY")
    }
}
