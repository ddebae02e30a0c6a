import Conversations
import Foundation
import Testing

@testable import Server

/// Secrets in files of their own.
@Suite struct SecretFileTests {
    private static let environment = [
        "WEBHOOK_VERIFY_TOKEN": "verify-token-1", "META_APP_SECRET": "app-secret-value-1",
        "SECRET_KEY": SecretKeyFile.makeKey().exposed,
    ]

    private static func withFile(_ bytes: Data, _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try bytes.write(to: URL(filePath: path))
        try body(path)
    }

    private static func problems(_ changes: [String: String]) -> [SettingsError.Problem] {
        do {
            _ = try Settings(SettingsSource(environment: environment.merging(changes) { _, new in new }))
            return []
        } catch {
            return error.problems
        }
    }

    @Test(arguments: SettingsSource.secretNames)
    func `any secret may be in a file, with a line end after it and a byte order mark before it`(name: String) throws {
        let values = [
            "DATABASE_URL": "sqlite:elsewhere.db", "LISTEN_DATABASE_URL": "off", "MEDIA_URL": "file:elsewhere",
            "SECRET_KEY": SecretKeyFile.makeKey().exposed, "SECRET_KEY_OLD": SecretKeyFile.makeKey().exposed,
        ]
        let value = values[name] ?? "a-secret-of-the-test"
        for (start, end) in [("", ""), ("", "\n"), ("\u{FEFF}", "\r\n")] {
            try Self.withFile(Data((start + value + end).utf8)) { path in
                var environment = Self.environment
                environment[name] = ""
                environment["\(name)_FILE"] = path
                let source = SettingsSource(environment: environment)
                #expect(source[name] == value)
                _ = try Settings(source)
            }
        }
    }

    @Test func `a secret that is set twice is refused`() throws {
        try Self.withFile(Data("another-secret".utf8)) { path in
            let found = Self.problems(["META_APP_SECRET_FILE": path])
            #expect(found.map(\.name) == ["META_APP_SECRET"])
            #expect(found.first?.sentence.contains("twice") == true)
            let file = SettingsSource(environment: Self.environment, file: ["META_APP_SECRET_FILE": path])
            #expect(throws: SettingsError.self) { try Settings(file) }
        }
    }

    @Test(arguments: ["missing", "folder", "empty", "large", "binary"])
    func `a file that holds no secret is refused by the name of the setting`(kind: String) throws {
        let contents = [
            "empty": Data("\n".utf8), "large": Data(repeating: 97, count: 65 * 1024),
            "binary": Data([0xFF, 0xFE, 0x00]),
        ]
        try Self.withFile(contents[kind] ?? Data()) { path in
            let name = ["missing": path + "-not", "folder": "/tmp"][kind] ?? path
            let found = Self.problems(["META_APP_SECRET": "", "META_APP_SECRET_FILE": name])
            #expect(found.map(\.name) == ["META_APP_SECRET_FILE"])
            #expect(!SettingsError(problems: found).description.contains(name))
        }
    }

    @Test func `a wrong value from a file is named like any other and not shown`() throws {
        try Self.withFile(Data("short".utf8)) { path in
            let found = Self.problems(["META_APP_SECRET": "", "META_APP_SECRET_FILE": path])
            #expect(found.map(\.name) == ["META_APP_SECRET"])
        }
    }

    @Test func `a file that no command needs is no reason to refuse`() throws {
        let source = SettingsSource(environment: ["WHATSAPP_TOKEN_FILE": "/nowhere/at/all"])
        _ = try BasicSettings(source)
    }
}
