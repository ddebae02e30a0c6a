import NIOHTTP1
import Sandbox
import Testing

/// The stand-in for a transcription server, and what models are shown.
struct TranscriptionTests {
    private static func form(_ members: [(String, String)], file: String? = "voice.ogg") -> [UInt8] {
        var text = members.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
        if let file {
            text += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file)\"\r\n"
            text += "Content-Type: audio/ogg\r\n\r\nOggS\r\n"
        }
        return Array((text + "--b--\r\n").utf8)
    }

    private static func post(_ sandbox: RunningSandbox, _ body: [UInt8]) async throws -> RunningSandbox.Answer {
        try await sandbox.request(
            .POST, "/v1/audio/transcriptions", body, headers: [("content-type", "multipart/form-data; boundary=b")])
    }

    @Test func `a sound is written down in the form that is asked for`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.control(.POST, "model", ["transcript": "कब खुलता है?"])
            let plain = try await Self.post(sandbox, Self.form([("model", "whisper-1"), ("language", "hi")]))
            #expect(plain.status == 200 && plain.json["text"] == "कब खुलता है?")
            let verbose = try await Self.post(
                sandbox, Self.form([("model", "whisper-1"), ("response_format", "verbose_json")]))
            #expect(verbose.json["segments"]?[0]?["no_speech_prob"] != nil && verbose.json["text"] == "कब खुलता है?")
            let text = try await Self.post(sandbox, Self.form([("model", "w"), ("response_format", "text")]))
            #expect(String(decoding: text.body, as: UTF8.self) == "कब खुलता है?\n")
            let noted = try await sandbox.control(.GET, "model/requests").json["requests"]?[0]
            #expect(noted?["body"]?["language"] == "hi" && noted?["body"]?["bytes"] == 4)
        }
    }

    @Test(arguments: [
        (form([("model", "w")], file: nil), 400), (form([]), 400), (form([("model", "w")], file: "voice"), 400),
        (form([("model", "w")], file: "voice.exe"), 400), (form([("model", "w"), ("response_format", "xml")]), 400),
        (Array("nothing".utf8), 400),
    ])
    func `what no server would take is refused`(body: [UInt8], status: Int) async throws {
        try await RunningSandbox.run { sandbox in
            let answer = try await Self.post(sandbox, body)
            #expect(answer.status == status && answer.json["error"]?["message"] != nil)
        }
    }

    @Test(arguments: [
        ("error_500", 500), ("error_503", 503), ("rate_limited", 429), ("bad_key", 401), ("not_found", 404),
        ("blocked", 400),
    ])
    func `it goes wrong as it is told to`(trouble: String, status: Int) async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.control(.POST, "model", ["trouble": .string(trouble), "count": 1])
            #expect(try await Self.post(sandbox, Self.form([("model", "w")])).status == status)
            #expect(try await Self.post(sandbox, Self.form([("model", "w")])).status == 200)
        }
    }

    @Test func `models see pictures, and Gemini hears`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.control(.POST, "model", ["transcript": "Hello", "description": "A hand."])
            func gemini(_ type: String) async throws -> String? {
                let body: JSON = [
                    "contents": [
                        ["role": "user", "parts": [["inlineData": ["mimeType": .string(type), "data": "T2dnUw=="]]]]
                    ]
                ]
                return GeminiTests.reply(try await GeminiTests.ask(sandbox, body))
            }
            #expect(try await gemini("audio/ogg") == "Hello")
            #expect(try await gemini("image/png") == "A hand.")
            func chat(_ url: String) async throws -> RunningSandbox.Answer {
                let body: JSON = [
                    "model": "m",
                    "messages": [
                        ["role": "user", "content": [["type": "image_url", "image_url": ["url": .string(url)]]]]
                    ],
                ]
                return try await sandbox.request(
                    .POST, "/v1/chat/completions", body.bytes(), headers: [("content-type", "application/json")])
            }
            let seen = try await chat("data:image/png;base64,T2dnUw==")
            #expect(seen.json["choices"]?[0]?["message"]?["content"] == "A hand.")
            #expect(try await chat("https://example.org/a.png").status == 400)
        }
    }
}
