import AsyncHTTPClient
import Conversations
import Foundation
import Logging
import NIOCore
import Testing

@testable import Assistant

/// Those who listen to voice notes and look at pictures, against a server that answers as scripted.
@Suite(.timeLimit(.minutes(2))) struct FileReaderTests {
    private static let sound = LoadedFile(bytes: ByteBuffer(string: "OggS-zebra-sound"), mimeType: "audio/ogg")
    private static let photo = LoadedFile(bytes: ByteBuffer(bytes: [0xFF, 0xD8, 0xFF, 1]), mimeType: "image/jpeg")

    struct Asked: Sendable {
        let outcome: ReaderOutcome
        let calls: [ScriptedGemini.Call]
        let log: String
    }

    private static func transcribe(
        _ steps: ScriptedGemini.Step..., language: String? = nil, timeout: Duration = .seconds(20), times: Int = 1
    ) async throws -> Asked {
        try await ask(steps, times) { client, url, logger in
            TranscriptionServer(
                client: client, url: url + "/speech/to/text", key: Secret(testKey), model: "whisper-1",
                language: language, timeout: timeout, logger: logger)
        } file: {
            sound
        }
    }

    private static func ask(
        _ steps: [ScriptedGemini.Step], _ times: Int = 1,
        _ reader: @escaping @Sendable (HTTPClient, String, Logger) -> any FileReader,
        file: @escaping @Sendable () -> LoadedFile
    ) async throws -> Asked {
        let recorder = LogRecorder()
        return try await ScriptedGemini.run(steps) { server, url in
            let client = ModelHTTP.makeClient(calls: 8)
            let reader = reader(client, url, recorder.logger)
            var outcome = await reader.read(file())
            for _ in 1..<max(times, 1) where times > 1 { outcome = await reader.read(file()) }
            try await client.shutdown()
            return Asked(
                outcome: outcome, calls: server.calls,
                log: recorder.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n"))
        }
    }

    // MARK: A transcription server

    @Test func `the sound goes as a form, with the key and the language that is set`() async throws {
        let asked = try await Self.transcribe(.respond(200, #"{"text":"Kab khulta hai?"}"#), language: "auto")
        #expect(asked.outcome == ReaderOutcome(.read("Kab khulta hai?")))
        let call = try #require(asked.calls.first)
        #expect(call.path == "/speech/to/text" && call.headers["authorization"] == "Bearer \(testKey)")
        #expect(call.headers["content-type"]?.hasPrefix("multipart/form-data; boundary=") == true)
        for part in [
            "name=\"model\"\r\n\r\nwhisper-1\r\n", "name=\"language\"\r\n\r\nauto\r\n",
            "name=\"response_format\"\r\n\r\nverbose_json\r\n",
            "name=\"file\"; filename=\"voice.ogg\"\r\nContent-Type: audio/ogg\r\n\r\nOggS-zebra-sound\r\n--",
        ] { #expect(call.body.contains(part), "\(part)") }
        let silent = try await Self.transcribe(.respond(200, #"{"text":""}"#))
        #expect(silent.outcome == ReaderOutcome(.read("")))
        #expect(silent.calls.first?.body.contains("language") == false)
    }

    @Test func `what Whisper invents in silence is left out`() async throws {
        let body = """
            {"text":"Kab khulta hai? Thank you for watching.","segments":[{"text":"Kab khulta hai?","no_speech_prob":0.02},
            {"text":" Thank you for watching.","no_speech_prob":0.93}]}
            """
        #expect(try await Self.transcribe(.respond(200, body)).outcome.kind == .read("Kab khulta hai?"))
        let without = #"{"text":"Kab khulta hai?","segments":[{"id":0},7,{"text":"Kab"}]}"#
        #expect(try await Self.transcribe(.respond(200, without)).outcome.kind == .read("Kab khulta hai?"))
    }

    @Test(arguments: [400, 422])
    func `a server that knows one form of answer is asked in that, which is remembered`(status: Int) async throws {
        let asked = try await Self.transcribe(
            .respond(status, #"{"error":"response_format"}"#), .respond(200, #"{"text":"Hello"}"#), times: 2)
        #expect(asked.outcome.kind == .read("Hello"))
        #expect(asked.calls.map { $0.body.contains("verbose_json") } == [true, false, false])
    }

    @Test(arguments: [
        (400, ReaderOutcome.Kind.declined), (413, .declined), (415, .declined), (422, .declined),
        (401, .failed(retryAfter: nil)), (404, .failed(retryAfter: nil)), (418, .failed(retryAfter: nil)),
    ])
    func `what is refused is told apart, and no word of it is in the log`(status: Int, kind: ReaderOutcome.Kind)
        async throws
    {
        let asked = try await Self.transcribe(.respond(status, #"{"error":{"message":"zebra","type":"x_error"}}"#))
        #expect(asked.outcome.kind == kind)
        #expect(!asked.log.contains("zebra") && !asked.log.contains(testKey))
        #expect(asked.log.contains(status == 404 ? "transcription_not_found" : "\(status)"))
    }

    @Test func `a server that is busy is asked once more, and one that is loading too`() async throws {
        let good = ScriptedGemini.Step.respond(200, #"{"text":"Hello"}"#)
        let asked = try await Self.transcribe(.respond(503, #"{"error":"Loading model"}"#), good)
        #expect(asked.outcome.kind == .read("Hello") && asked.calls.count == 2)
        let hung = try await Self.transcribe(.hang, timeout: .milliseconds(300))
        #expect(hung.outcome.kind == .failed(retryAfter: nil) && hung.log.contains("transcription_timed_out"))
    }

    @Test(arguments: ["", "Hello", "[]", "{}", #"{"text":7}"#, #"{"error":"no memory","text":"x"}"#])
    func `what is no answer of this kind is a fault of the server`(body: String) async throws {
        let asked = try await Self.transcribe(.respond(200, body))
        #expect(asked.outcome.kind == .failed(retryAfter: nil) && asked.log.contains("transcription_malformed"))
    }

    @Test func `a redirect is not followed`() async throws {
        #expect(try await Self.transcribe(.respond(302, "")).calls.count == 1)
    }

    // MARK: Gemini

    private static func gemini(
        _ kind: FileReading.Kind, _ file: LoadedFile, _ steps: ScriptedGemini.Step...
    ) async throws -> Asked {
        try await ask(steps) { client, url, logger in
            GeminiReader(
                kind, client: client, baseURL: url, model: "gemini-3.8-flash", key: Secret(testKey), logger: logger)
        } file: {
            file
        }
    }

    private static func geminiSays(_ text: String, finish: String = "STOP") -> ScriptedGemini.Step {
        .respond(
            200,
            GeminiAnswers.json(
                [
                    "candidates": [["content": ["parts": [["text": text]]], "finishReason": finish]],
                    "usageMetadata": ["promptTokenCount": 50, "candidatesTokenCount": 5],
                ] as [String: Any]))
    }

    @Test func `Gemini gets the file within the request, and nothing of it as an instruction`() async throws {
        let asked = try await Self.gemini(.transcript, Self.sound, Self.geminiSays(#"{"words":"Kab?"}"#))
        #expect(asked.outcome == ReaderOutcome(.read("Kab?"), inputTokens: 50, outputTokens: 5))
        let body = try #require(
            try JSONSerialization.jsonObject(with: Data((asked.calls.first?.body ?? "").utf8)) as? [String: Any])
        let contents = try #require(body["contents"] as? [[String: Any]])
        let parts = try #require(contents.first?["parts"] as? [[String: Any]])
        let data = try #require(parts.first?["inlineData"] as? [String: String])
        #expect(contents.count == 1 && contents[0]["role"] as? String == "user")
        #expect(data["mimeType"] == "audio/ogg")
        #expect(data["data"].flatMap { Data(base64Encoded: $0) } == Data("OggS-zebra-sound".utf8))
        #expect(asked.calls.first?.path == "/v1beta/models/gemini-3.8-flash:generateContent")
        #expect(asked.calls.first?.headers["x-goog-api-key"] == testKey)
        let folder = ProcessInfo.processInfo.environment["SHUBHSTRA_DUMP"].map { URL(filePath: $0) }
        try folder.map { try Data(asked.calls[0].body.utf8).write(to: $0.appending(path: "gemini-voice-note.json")) }
    }

    @Test(arguments: ["Kab?", "{}", #"{"words":null}"#, #"{"words":["x"]}"#])
    func `what is not in its form is not taken for words`(text: String) async throws {
        let asked = try await Self.gemini(.transcript, Self.sound, Self.geminiSays(text))
        #expect(asked.outcome.kind == .failed(retryAfter: nil) && !asked.log.contains("Kab"))
    }

    @Test func `a blocked picture is not tried again, half of an answer is none`() async throws {
        let blocked = ScriptedGemini.Step.respond(200, #"{"promptFeedback":{"blockReason":"SAFETY"}}"#)
        #expect(try await Self.gemini(.description, Self.photo, blocked).outcome.kind == .declined)
        let half = Self.geminiSays(#"{"words":"Kab"}"#, finish: "MAX_TOKENS")
        #expect(try await Self.gemini(.transcript, Self.sound, half).outcome.kind == .declined)
    }

    @Test func `it is given no file that it does not take`() async throws {
        let amr = LoadedFile(bytes: ByteBuffer(string: "#!AMR"), mimeType: "audio/amr")
        let asked = try await Self.gemini(.transcript, amr, Self.geminiSays(#"{"words":""}"#))
        #expect(asked.outcome.kind == .declined && asked.calls.isEmpty)
    }

    // MARK: The model in the house

    @Test func `the model in the house is shown a picture and never a system message of the patient's`() async throws {
        let good = ChatAnswers.content("<think>A jpeg.</think>A photo of a hand.")
        let asked = try await Self.ask([good]) { client, url, logger in
            ChatReader(
                client: client, baseURL: url + "/v1", model: "llava", key: nil, timeout: .seconds(20), logger: logger)
        } file: {
            Self.photo
        }
        #expect(asked.outcome == ReaderOutcome(.read("A photo of a hand."), inputTokens: 90, outputTokens: 7))
        let body = try #require(
            try JSONSerialization.jsonObject(with: Data((asked.calls.first?.body ?? "").utf8)) as? [String: Any])
        let messages = try #require(body["messages"] as? [[String: Any]])
        #expect(messages.map { $0["role"] as? String } == ["system", "user"])
        let parts = try #require(messages[1]["content"] as? [[String: Any]])
        #expect((parts[1]["image_url"] as? [String: String])?["url"] == "data:image/jpeg;base64,/9j/AQ==")
    }
}
