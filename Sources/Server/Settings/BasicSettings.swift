package import Conversations
package import Logging
import Storage

/// What every command is told: the database, the assistant and the log.
package struct BasicSettings: Sendable {
    static let secretKeyMeaning = "base64 of 32 random bytes (make one with: openssl rand -base64 32)"

    package var database: DatabaseLocation
    /// Where the files of messages are kept.
    package var media: MediaLocation
    /// Checked if it is present; only some commands need it.
    package var secretKey: Secret?
    /// The key from before, for `key replace`.
    package var oldSecretKey: Secret?
    /// The number that receives for the one clinic that has none of its own.
    package var phoneNumberID: PhoneNumberID?
    /// Asked first; nil where there is none.
    package var houseModel: HouseModelSettings?
    /// Writes down what patients say; nil where there is none.
    package var transcriber: TranscriberSettings?
    /// With neither this nor a model in the house the offline assistant answers.
    package var geminiAPIKey: Secret?
    package var geminiBaseURL: String
    package var geminiModel: String
    package var logLevel: Logger.Level
    package var logFormat: LogFormat
    /// What is odd about `.env` and refuses nothing, each a sentence.
    package var notes: [String]

    /// Throws everything that is wrong at once, by name and without any value.
    /// - Parameters:
    ///   - needsSecretKey: whether a missing SECRET_KEY is wrong.
    ///   - needsOldSecretKey: whether a missing SECRET_KEY_OLD is wrong.
    package init(
        _ source: SettingsSource, needsSecretKey: Bool = false, needsOldSecretKey: Bool = false
    ) throws(SettingsError) {
        var reader = SettingsReader(source)
        self.init(&reader)
        if needsSecretKey { _ = reader.required(secretKey, "SECRET_KEY", Self.secretKeyMeaning) }
        if needsOldSecretKey {
            _ = reader.required(oldSecretKey, "SECRET_KEY_OLD", "the key from before; key replace needs it")
        }
        try reader.finish()
    }

    init(_ reader: inout SettingsReader) {
        database = reader.value(
            "DATABASE_URL", default: .sqlite(path: "var/shubhstra.db"),
            "must be sqlite:PATH, with the path of a file, or postgres://USER:PASSWORD@HOST/NAME",
            SettingsValue.database
        ).with(
            connections: reader.value(
                "DATABASE_CONNECTIONS", default: 8, "must be a number from 2 to 100", SettingsValue.connections),
            listen: reader.value(
                "LISTEN_DATABASE_URL", default: .sameAddress, "must be postgres://…, or off",
                SettingsValue.listenAddress))
        media = reader.value(
            "MEDIA_URL", default: .folder(path: "var/media"),
            "must be file:PATH, with the path of a folder, or s3://KEY:SECRET@HOST/BUCKET?region=REGION",
            MediaLocation.init)
        secretKey = reader.optional("SECRET_KEY", "must be \(Self.secretKeyMeaning)", SettingsValue.secretKey)
        oldSecretKey = reader.optional(
            "SECRET_KEY_OLD", "must be \(Self.secretKeyMeaning)", SettingsValue.secretKey)
        phoneNumberID = reader.optional(
            "PHONE_NUMBER_ID", "must be the number's id at Meta, digits only", SettingsValue.phoneNumberID)
        houseModel = HouseModelSettings(&reader)
        transcriber = TranscriberSettings(&reader)
        geminiAPIKey = reader.token("GEMINI_API_KEY")
        geminiBaseURL = reader.url("GEMINI_BASE_URL", default: "https://generativelanguage.googleapis.com")
        geminiModel = reader.value(
            "GEMINI_MODEL", default: "gemini-3.8-flash", "must be the name of a model", SettingsValue.modelName)
        logLevel = reader.value(
            "LOG_LEVEL", default: .info,
            "must be one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))"
        ) { Logger.Level(rawValue: $0.lowercased()) }
        logFormat = reader.value("LOG_FORMAT", default: .text, "must be text or json") {
            LogFormat(rawValue: $0.lowercased())
        }
        notes = reader.notes
    }

    /// Who answers, in the order in which they are asked, in one word each.
    package var assistants: [String] {
        let models = [houseModel.map { _ in "house" }, geminiAPIKey.map { _ in "gemini" }].compactMap(\.self)
        return models.isEmpty ? ["offline"] : models
    }

    /// What of patients' files can be read, and where. Where a server of its own writes down what is said, nobody else does.
    package var readers: ReaderPlaces {
        var places = ReaderPlaces()
        if transcriber != nil { places.inHouse.insert(.transcript) }
        if houseModel?.seesPictures == true { places.inHouse.insert(.description) }
        guard geminiAPIKey != nil else { return places }
        if transcriber == nil { places.outside.insert(.transcript) }
        places.outside.insert(.description)
        return places
    }

    /// Begins the log of this process, on standard error, with what is odd about `.env`. Call it once.
    package func startLog(_ label: String = "shubhstra", atLeast level: Logger.Level = .trace) -> Logger {
        logFormat.bootstrap(level: max(logLevel, level))
        let logger = Logger(label: label)
        for note in notes { logger.warning(".env", metadata: ["note": "\(note)"]) }
        return logger
    }
}
