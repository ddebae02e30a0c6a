import Foundation
import Testing

@testable import Server

@Suite struct DotEnvFileTests {
    @Test func `quotes, comments, export and Windows line ends are understood`() throws {
        let text = """
            # a comment
            PORT=3005
            export HOST = localhost   # behind a value
            META_APP_SECRET="with space and # mark"
            WEBHOOK_VERIFY_TOKEN='single "inside"'
            SECRET_KEY=abc=def#ghi==
            EMPTY=
            PORT=3006
            """
        for contents in [text, text.replacing("\n", with: "\r\n")] {
            let values = try DotEnvFile(contents: contents).values
            #expect(values["PORT"] == "3006")
            #expect(values["HOST"] == "localhost")
            #expect(values["META_APP_SECRET"] == "with space and # mark")
            #expect(values["WEBHOOK_VERIFY_TOKEN"] == "single \"inside\"")
            #expect(values["SECRET_KEY"] == "abc=def#ghi==")
            #expect(values["EMPTY"] == "")
            #expect(values.count == 6)
        }
    }

    @Test(arguments: ["just words", "A=\"open", "=x", "A B=c"])
    func `a line that isn't an assignment is refused by its number`(_ line: String) {
        let error = #expect(throws: SettingsError.self) { try DotEnvFile(contents: "PORT=1\n\(line)\n") }
        #expect(error?.description.contains("line 2") == true)
        #expect(error?.description.contains(line) == false)
    }

    @Test func `a missing file is an empty one`() throws {
        #expect(try DotEnvFile(path: "/nowhere/at/all/.env").values.isEmpty)
    }

    @Test func `the environment wins over the file, also with an empty value`() {
        let source = SettingsSource(
            environment: ["PORT": "1", "GEMINI_API_KEY": ""],
            file: ["PORT": "2", "DASHBOARD_PORT": "3", "GEMINI_API_KEY": "from-the-file"])
        #expect(source["PORT"] == "1")
        #expect(source["DASHBOARD_PORT"] == "3")
        #expect(source["GEMINI_API_KEY"] == nil)
        #expect(source["HOST"] == nil)
    }

    @Test(arguments: ["\u{FEFF}PORT=3005\nHOST=::1", "\u{FEFF}\nPORT=3005\r\n", "\u{FEFF}# PORT=1\nPORT=3005"])
    func `a byte order mark is no part of a name`(_ text: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "env-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: ".env")
        for data in [Data(text.utf8), text.data(using: .utf16LittleEndian)!, text.data(using: .utf16BigEndian)!] {
            try data.write(to: path)
            #expect(try DotEnvFile(path: path.path).values["PORT"] == "3005")
        }
    }

    @Test func `names that no setting has and names that stand twice are told, with what was meant`() throws {
        let file = try DotEnvFile(
            contents: """
                PORT=1
                export PUBLIC_ULR=https://x
                NODE_ENV=production
                PORT=2

                META_APP_SECRET_FILE=/run/secrets/app
                GEMINI_API_KEY=x
                GEMINI_API_KEY=y
                c2VjcmV0IHRoYXQgd2FzIGJyb2tlbg==
                JBSWY3DPEHPK3PXP=
                """)
        let notes = file.notes(known: SettingsName.all)
        #expect(
            notes == [
                "lines 1, 4: PORT is set more than once; the last line counts",
                "line 2: PUBLIC_ULR is no setting and is not read; PUBLIC_URL is meant, perhaps",
                "line 3: NODE_ENV is no setting and is not read",
                "lines 7, 8: GEMINI_API_KEY is set more than once; the last line counts",
                "line 9: what stands there is no setting and is not read",
                "line 10: what stands there is no setting and is not read",
            ])
        let many = try DotEnvFile(contents: (1...50).map { "OLD_\($0)=x" }.joined(separator: "\n"))
        #expect(many.notes(known: []).count == 21)
    }

    @Test func `every name of the example is a setting, and every setting is in the example`() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.env.example")
        let text = try String(contentsOf: path, encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.hasPrefix("# ") && $0.contains("=") ? $0.dropFirst(2) : $0 }
        let names = lines.compactMap { line in
            line.split(separator: "=", maxSplits: 1).first.map(String.init).flatMap {
                $0.allSatisfy { $0.isUppercase || $0 == "_" } ? $0 : nil
            }
        }
        #expect(Set(names) == SettingsName.all.filter { !$0.hasSuffix("_FILE") })
    }
}
