import Conversations
import Foundation
import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import Server

/// Everything that `serve` needs, and nothing else.
private let needed = [
    "WEBHOOK_VERIFY_TOKEN": "verify-token-1", "META_APP_SECRET": "app-secret-value-1",
    "SECRET_KEY": SecretKeyFile.makeKey().exposed,
]

private func settings(_ changes: [String: String] = [:]) throws(SettingsError) -> Settings {
    try Settings(SettingsSource(environment: needed.merging(changes) { _, new in new }))
}

private func problems(_ changes: [String: String]) -> [SettingsError.Problem] {
    do {
        _ = try settings(changes)
        return []
    } catch {
        return error.problems
    }
}

@Suite struct SettingsTests {
    @Test func `what is not set has the default of the contract`() throws {
        let settings = try settings()
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 3000)
        #expect(settings.dashboardPort == 3001)
        #expect(settings.database == .sqlite(path: "var/shubhstra.db"))
        #expect(settings.graphBaseURL == "https://graph.facebook.com")
        #expect(settings.graphAPIVersion == "v25.0")
        #expect(settings.basics.geminiBaseURL == "https://generativelanguage.googleapis.com")
        #expect(settings.replyDelay == .milliseconds(3000))
        #expect(settings.sendTimeout == .seconds(10))
        #expect(settings.reconcileAfter == .seconds(60))
        #expect(settings.logLevel == .info)
        #expect(settings.logFormat == .text)
        #expect(settings.corsOrigins.isEmpty)
        #expect(settings.geminiAPIKey == nil)
        #expect(settings.whatsAppToken == nil)
        #expect(settings.limits == HTTPLimits())
        #expect(settings.limits.headTimeout == .seconds(10) && settings.limits.bodyTimeout == .seconds(20))
        #expect(settings.limits.uploadTimeout == .seconds(900))
        #expect(settings.limits.bodyBytes == 64 << 20 && settings.limits.bodyBytesPerAddress == 6 << 20)
        #expect(settings.limits.connections == 2000 && settings.limits.connectionsPerAddress == 100)
        #expect(settings.metricsPort == nil && settings.metricsHost == "127.0.0.1")
    }

    @Test(arguments: [
        ("HOST", "two words"), ("PORT", "abc"), ("PORT", "70000"), ("PORT", "30.5"), ("DASHBOARD_PORT", "-1"),
        ("DATABASE_URL", "mysql://u:pw@h/db"), ("DATABASE_URL", "nonsense"), ("DATABASE_URL", "sqlite::memory:"),
        ("DATABASE_URL", "sqlite://var/x.db"), ("DATABASE_URL", "mysql://u:hidden-word@h/db"),
        ("DATABASE_URL", "postgres://u:50%hidden-word@h/db"), ("DATABASE_URL", "postgres://u:hidden/word@h/db"),
        ("DATABASE_CONNECTIONS", "9000"),
        ("LISTEN_DATABASE_URL", "yes"),
        ("WEBHOOK_VERIFY_TOKEN", "changeme"), ("META_APP_SECRET", "your_app_secret"), ("META_APP_SECRET", "short"),
        ("WHATSAPP_TOKEN", "two words here"), ("PHONE_NUMBER_ID", "12ab34"), ("GRAPH_BASE_URL", "not a url"),
        ("GRAPH_BASE_URL", "https://host.example/?x=1"), ("GRAPH_BASE_URL", "http://graph.facebook.com"),
        ("GRAPH_BASE_URL", "http://127.0.0.1.evil.example"), ("GEMINI_BASE_URL", "http://192.168.1.5:8080"),
        ("PUBLIC_URL", "desk.clinic.test"), ("PUBLIC_URL", "https://desk.clinic.test/login"),
        ("PUBLIC_URL", "https://*"), ("GRAPH_API_VERSION", "26.7"),
        ("GRAPH_API_VERSION", "v26"),
        ("GEMINI_API_KEY", "line\nbreak"), ("GEMINI_BASE_URL", "ftp//x"), ("GEMINI_MODEL", "a model?"),
        ("REPLY_DELAY_MS", "soon"), ("REPLY_DELAY_MS", "-5"), ("REPLY_DELAY_MS", "600001"),
        ("SEND_TIMEOUT_SECONDS", "121"), ("SEND_RECONCILE_SECONDS", "4"), ("SECRET_KEY", "c2hvcnQ="),
        ("SECRET_KEY", "not base64 at all!"), ("SECRET_KEY", Data(count: 32).base64EncodedString()),
        ("CORS_ORIGINS", "*,*"), ("CORS_ORIGINS", "https://desk.example/path"),
        ("CORS_ORIGINS", "desk.clinic.test"),
        ("CORS_ORIGINS", "https://*.example.com"), ("COOKIE_SECURE", "perhaps"), ("LOG_LEVEL", "shout"),
        ("LOG_FORMAT", "xml"), ("HEAD_TIMEOUT_SECONDS", "121"),
        ("BODY_TIMEOUT_SECONDS", "601"), ("UPLOAD_TIMEOUT_SECONDS", "7201"), ("BODIES_MIB", "2"),
        ("BODIES_PER_ADDRESS_MIB", "64M"),
        ("CONNECTIONS_PER_LISTENER", "9"), ("CONNECTIONS_PER_ADDRESS", "-1"), ("METRICS_PORT", "3000"),
        ("METRICS_PORT", "3001"), ("METRICS_PORT", "65536"), ("METRICS_HOST", "two words"),
        ("TRUSTED_PROXIES", "nginx"), ("TRUSTED_PROXIES", "10.0.0.1, proxy.example"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"), ("TRUSTED_PROXIES", "0.0.0.0/0"), ("TRUSTED_PROXIES", "2001:db8::/129"),
        ("TRUSTED_PROXIES", "10.0.0.1:80"), ("TRUSTED_PROXIES", "10.1.0.0/"), ("TRUSTED_PROXIES", "[::1]"),
        ("SUPABASE_URL", "http://project.supabase.example"),
    ])
    func `a wrong value is refused by name and not shown`(name: String, value: String) {
        let found = problems([name: value])
        #expect(found.map(\.name) == [name])
        #expect(!SettingsError(problems: found).description.contains(value))
    }

    @Test(arguments: needed.keys.sorted(), ["", "  "])
    func `a needed setting that is missing or empty is named`(name: String, value: String) {
        let found = problems([name: value])
        #expect(found.map(\.name) == [name])
        #expect(found.first?.sentence.hasPrefix("is missing") == true)
    }

    @Test func `everything that is wrong is said at once`() {
        let found = problems(["PORT": "x", "LOG_LEVEL": "y", "META_APP_SECRET": ""])
        #expect(Set(found.map(\.name)) == ["PORT", "LOG_LEVEL", "META_APP_SECRET"])
    }

    @Test func `the values that are set are taken`() throws {
        let settings = try settings([
            "HOST": "0.0.0.0", "PORT": "8080", "DASHBOARD_PORT": "8080", "DATABASE_URL": "sqlite:data/x.db",
            "GRAPH_BASE_URL": "http://127.0.0.1:3002/", "REPLY_DELAY_MS": "0", "SEND_TIMEOUT_SECONDS": "120",
            "SEND_RECONCILE_SECONDS": "5", "CORS_ORIGINS": "https://Desk.example, http://localhost:5173",
            "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json", "GEMINI_API_KEY": "key-1234", "PHONE_NUMBER_ID": "555",
        ])
        #expect(settings.port == 8080 && settings.dashboardPort == 8080)
        #expect(settings.database == .sqlite(path: "data/x.db"))
        #expect(settings.graphBaseURL == "http://127.0.0.1:3002")
        #expect(settings.replyDelay == .zero)
        #expect(settings.sendTimeout == .seconds(120) && settings.reconcileAfter == .seconds(5))
        #expect(settings.corsOrigins == ["https://desk.example", "http://localhost:5173"])
        #expect(settings.logLevel == .debug && settings.logFormat == .json)
        #expect(settings.geminiAPIKey == Secret("key-1234") && settings.phoneNumberID == "555")
    }

    @Test(arguments: [
        "http://127.0.0.1:3002/", "http://localhost:3002", "http://[::1]:3002", "HTTP://127.8.8.8",
        "https://graph.example",
    ])
    func `secrets go over plain http to this machine alone`(url: String) throws {
        for name in ["GRAPH_BASE_URL", "GEMINI_BASE_URL"] { #expect(problems([name: url]) == []) }
    }

    /// HOST, COOKIE_SECURE, PUBLIC_URL, what a trusted proxy says; whether cookies are Secure, whether it counts as https.
    @Test(
        arguments: [
            ("127.0.0.1", nil, nil, nil, false, false), ("localhost", nil, nil, nil, false, false),
            ("::1", nil, nil, false, false, false), ("127.0.0.1", nil, nil, true, true, true),
            ("127.0.0.1", "true", nil, nil, true, false), ("127.0.0.1", nil, "https://desk.example", nil, true, true),
            ("127.0.0.1", nil, "https://desk.example", false, true, false),
            ("127.0.0.1", nil, "http://127.0.0.1:3001", nil, false, false), ("0.0.0.0", nil, nil, nil, true, false),
            ("127.0.0.1.example.com", nil, nil, nil, true, false), ("0.0.0.0", "false", nil, nil, false, false),
            ("0.0.0.0", "false", "http://10.0.0.5:3001", nil, false, false),
            ("0.0.0.0", nil, "http://desk", true, true, true),
        ] as [(String, String?, String?, Bool?, Bool, Bool)])
    func `cookies are Secure where people come by https`(
        host: String, cookieSecure: String?, publicURL: String?, said: Bool?, isSecure: Bool, isHTTPS: Bool
    ) throws {
        var changes = ["HOST": host]
        changes["COOKIE_SECURE"] = cookieSecure
        changes["PUBLIC_URL"] = publicURL
        let transport = Transport(try settings(changes))
        var headers = HTTPFields()
        if let said { headers[HTTPField.Name("X-Forwarded-Proto")!] = said ? "https" : "http" }
        let client = Client(peer: IPAddress("10.0.0.1"), headers: headers, proxies: TrustedProxies("10.0.0.1")!)
        #expect(transport.isSecure(client) == isSecure)
        #expect(transport.isHTTPS(client) == isHTTPS)
    }

    @Test func `an https address and cookies that may go over http contradict each other`() {
        let found = problems(["PUBLIC_URL": "https://desk.example", "COOKIE_SECURE": "false"])
        #expect(found.map(\.name) == ["COOKIE_SECURE"])
    }

    @Test(arguments: [
        ("https://Desk.Example.com/", "https://desk.example.com"), ("https://desk.example:443", "https://desk.example"),
        ("http://desk.example:80/", "http://desk.example"), ("https://desk.example:8443", "https://desk.example:8443"),
        ("HTTP://[::1]:3001", "http://[::1]:3001"),
    ])
    func `the dashboard's own origin is written as browsers write it`(typed: String, origin: String) throws {
        let settings = try settings(["PUBLIC_URL": typed, "CORS_ORIGINS": "https://other.example"])
        #expect(settings.publicURL?.origin == origin)
        #expect(settings.allowedOrigins == [origin, "https://other.example"])
    }

    @Test func `printing the settings shows no secret`() throws {
        let settings = try settings(["WHATSAPP_TOKEN": "EAAGtoken", "GEMINI_API_KEY": "AIzaKey"])
        let printed = String(reflecting: settings) + "\(settings)"
        for secret in Array(needed.values) + ["EAAGtoken", "AIzaKey"] { #expect(!printed.contains(secret)) }
    }

    @Test func `a command that seals nothing needs no secret key`() throws {
        let source = SettingsSource(environment: ["DATABASE_URL": "sqlite:x.db"])
        #expect(try BasicSettings(source).secretKey == nil)
        #expect(throws: SettingsError.self) { try BasicSettings(source, needsSecretKey: true) }
    }

    @Test func `the demo refuses an address that others reach`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shubhstra-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let open = SettingsSource(environment: ["HOST": "0.0.0.0"])
        #expect(throws: SettingsError.self) { try DemoSetup(open, sandboxPort: 3002, folder: folder) }
        let first = try DemoSetup(SettingsSource(environment: [:]), sandboxPort: 3002, folder: folder)
        let second = try DemoSetup(SettingsSource(environment: [:]), sandboxPort: 3002, folder: folder)
        #expect(first.settings.secretKey == second.settings.secretKey)
        #expect(first.settings.graphBaseURL == "http://127.0.0.1:3002")
    }

    @Test(arguments: [
        "https://models.example.com/v1", "http://127.0.0.1:11434/v1", "http://localhost:8080/v1",
        "http://ollama:11434/v1",
        "http://192.168.1.5:8000/v1/", "http://10.0.0.7/v1", "http://172.31.0.2/v1", "http://[fd00::5]:8000/v1",
        "http://gpu.local:8080/v1", "http://box.lan/v1",
    ])
    func `a model of the house is on this machine, in its network, or reached by https`(url: String) throws {
        #expect(problems(["MODEL_URL": url, "MODEL_NAME": "llama3.2:latest"]) == [])
    }

    @Test(arguments: [
        "http://models.example.com/v1", "http://172.32.0.2/v1", "http://11.0.0.7/v1", "http://10.0.0.7.example.com/v1",
        "http://192.168.1.5", "https://models.example.com", "https://models.example.com/v1?x=1", "ftp://ollama/v1",
        "https://user:pass@models.example.com/v1", "http://134744072/v1", "http://0x08080808/v1",
    ])
    func `what patients write does not leave the house in the clear`(url: String) throws {
        #expect(problems(["MODEL_URL": url, "MODEL_NAME": "m"]).map(\.name) == ["MODEL_URL"])
    }

    @Test func `a model has a name, and its key may be in a file`() throws {
        #expect(problems(["MODEL_URL": "http://ollama:11434/v1"]).map(\.name) == ["MODEL_NAME"])
        #expect(
            problems(["MODEL_URL": "http://ollama:11434/v1", "MODEL_NAME": "a model"]).map(\.name)
                == ["MODEL_NAME"])
        #expect(
            problems(["MODEL_URL": "http://ollama:11434/v1", "MODEL_NAME": "m", "MODEL_TIMEOUT_SECONDS": "4"])
                .map(\.name) == ["MODEL_TIMEOUT_SECONDS"])
        let known = try settings(["MODEL_URL": "http://ollama:11434/v1/", "MODEL_NAME": "m", "MODEL_KEY": "k-123"])
        #expect(known.basics.houseModel?.url == "http://ollama:11434/v1" && known.basics.houseModel?.key != nil)
        #expect(!"\(known)".contains("k-123"))
        #expect(try settings([:]).basics.houseModel == nil)
    }

    @Test(arguments: [
        "http://127.0.0.1:8080/inference", "http://whisper/v1/audio/transcriptions", "http://192.168.1.5:9000/asr",
        "https://speech.example.com/v1/audio/transcriptions",
    ])
    func `a transcription server is on this machine, in the house's network, or reached by https`(url: String) throws {
        let known = try settings(["TRANSCRIBE_URL": url, "TRANSCRIBE_KEY": "k-456", "TRANSCRIBE_LANGUAGE": "Auto"])
        #expect(known.basics.transcriber?.url == url && known.basics.transcriber?.language == "auto")
        #expect(known.basics.transcriber?.model == "whisper-1" && !"\(known)".contains("k-456"))
        #expect(known.basics.readers == ReaderPlaces(inHouse: [.transcript]))
    }

    @Test(arguments: [
        ("TRANSCRIBE_URL", "http://speech.example.com/v1"), ("TRANSCRIBE_URL", "speech"),
        ("TRANSCRIBE_URL", "https://u:p@speech.example.com/x"), ("TRANSCRIBE_URL", "http://whisper/x?language=hi"),
        ("TRANSCRIBE_MODEL", "two words"), ("TRANSCRIBE_LANGUAGE", "Hindi"), ("TRANSCRIBE_LANGUAGE", "h1"),
        ("TRANSCRIBE_KEY", "two words"), ("MODEL_SEES_PICTURES", "maybe"),
    ])
    func `what is wrong about it is named`(name: String, value: String) throws {
        #expect(problems([name: value]).map(\.name) == [name])
    }

    @Test func `Gemini reads what nobody in the house does, and never what a server of its own hears`() throws {
        let gemini = ["GEMINI_API_KEY": "key-123"]
        #expect(try settings([:]).basics.readers == ReaderPlaces())
        #expect(try settings(gemini).basics.readers == ReaderPlaces(outside: [.transcript, .description]))
        let house = [
            "MODEL_URL": "http://ollama:11434/v1", "MODEL_NAME": "m", "TRANSCRIBE_URL": "http://whisper/inference",
        ]
        let both = gemini.merging(house) { $1 }
        #expect(
            try settings(both).basics.readers == ReaderPlaces(inHouse: [.transcript], outside: [.description]))
        let seeing = both.merging(["MODEL_SEES_PICTURES": "true"]) { $1 }
        #expect(
            try settings(seeing).basics.readers
                == ReaderPlaces(inHouse: [.transcript, .description], outside: [.description]))
    }
}
