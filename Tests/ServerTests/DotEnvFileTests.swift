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
}
