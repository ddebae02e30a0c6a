import NIOHTTP1
import Sandbox
import Testing

struct GeminiTests {
    static let knowledge = """
        You are the assistant of Aurora Clinic. Answer from this:

        ## Opening hours
        We're open 9 AM to 6 PM, Monday to Saturday.

        ## Fees
        A consultation costs 500 rupees.
        """

    static func question(_ text: String, _ config: JSON? = nil) -> JSON {
        var body: [String: JSON] = [
            "system_instruction": ["parts": [["text": .string(knowledge)]]],
            "contents": [["role": "user", "parts": [["text": .string(text)]]]],
        ]
        body["generationConfig"] = config
        return .object(body)
    }

    static func ask(
        _ sandbox: RunningSandbox, _ body: JSON, call: String = "v1/models/gemini-3.8-flash:generateContent"
    ) async throws -> RunningSandbox.Answer {
        try await sandbox.request(
            .POST, "/" + call, body.bytes(), headers: [("x-goog-api-key", "K"), ("content-type", "application/json")])
    }

    static func reply(_ answer: RunningSandbox.Answer) -> String? {
        answer.json["candidates"]?[0]?["content"]?["parts"]?[0]?["text"]?.string
    }

    @Test func `The reply is the topic that the question is about`() async throws {
        try await RunningSandbox.run { sandbox in
            let hours = try await Self.ask(sandbox, Self.question("What are your clinic hours?"))
            #expect(Self.reply(hours) == "We're open 9 AM to 6 PM, Monday to Saturday.")
            #expect(hours.json["candidates"]?[0]?["finishReason"] == "STOP")
            let fees = try await Self.ask(sandbox, Self.question("How much is a consultation?"))
            #expect(Self.reply(fees) == "A consultation costs 500 rupees.")
        }
    }

    @Test func `A JSON schema is followed, and asks for a human where nothing is known`() async throws {
        let config: JSON = [
            "responseMimeType": "application/json",
            "responseSchema": [
                "type": "OBJECT",
                "properties": ["reply": ["type": "STRING"], "needs_human": ["type": "BOOLEAN"]],
            ],
        ]
        try await RunningSandbox.run { sandbox in
            let known = try await Self.ask(sandbox, Self.question("opening hours?", config))
            let first = try JSON(parsing: (Self.reply(known) ?? "").utf8)
            #expect(first["needs_human"] == false)
            #expect(first["reply"]?.string?.hasPrefix("We're open") == true)
            let unknown = try await Self.ask(sandbox, Self.question("Quantum chromodynamics", config))
            #expect(try JSON(parsing: (Self.reply(unknown) ?? "").utf8)["needs_human"] == true)
        }
    }

    @Test(
        arguments: [
            ["contents": [["role": "user", "parts": [["txt": "hello"]]]]],
            ["contents": [["role": "assistant", "parts": [["text": "hello"]]]]],
            ["contents": []],
            ["contents": [["role": "user", "parts": [["text": "a"]]]], "system": "x"],
            question("x", ["thinkingConfig": ["thinkingLevel": "LOW", "thinkingBudget": 1]]),
            question("x", ["thinkingConfig": ["thinkingLevel": "minimal"]]),
            question("x", ["maxTokens": 3]),
        ] as [JSON])
    func `What Google refuses is refused`(body: JSON) async throws {
        try await RunningSandbox.run { sandbox in
            let answer = try await Self.ask(sandbox, body)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["status"] == "INVALID_ARGUMENT")
        }
    }

    @Test func `A key is needed, and a wrong one is told as Google tells it`() async throws {
        try await RunningSandbox.run { configuration in
            configuration.geminiKey = "other"
        } _: { sandbox in
            let wrong = try await Self.ask(sandbox, Self.question("x"))
            #expect(wrong.status == 400)
            #expect(wrong.json["error"]?["details"]?[0]?["reason"] == "API_KEY_INVALID")
            #expect(try await sandbox.request(.GET, "/v1beta/models").status == 403)
        }
    }

    @Test func `A stream ends with the chunk that has a finish reason, and without DONE`() async throws {
        try await RunningSandbox.run { sandbox in
            let call = "v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse"
            let answer = try await Self.ask(sandbox, Self.question("opening hours?"), call: call)
            let events = String(decoding: answer.body, as: UTF8.self)
                .split(separator: "\r\n\r\n").map { String($0.dropFirst(6)) }
            let chunks = try events.map { try JSON(parsing: $0.utf8) }
            #expect(chunks.count == 2)
            #expect(chunks.map { $0["candidates"]?[0]?["finishReason"]?.string } == [nil, "STOP"])
        }
    }

    static let troubles: [(SandboxModel.Trouble, Int)] = [
        (.rateLimited, 429), (.error500, 500), (.error503, 503), (.notFound, 404), (.badKey, 400), (.blocked, 200),
        (.empty, 200), (.noContent, 200), (.thoughtOnly, 200), (.safety, 200), (.malformedJSON, 200),
    ]

    @Test(arguments: troubles)
    func `A trouble lasts for as many requests as it was set for`(
        kind: SandboxModel.Trouble, status: Int
    ) async throws {
        try await RunningSandbox.run { sandbox in
            await sandbox.server.setModel(SandboxModel(trouble: kind, count: 1))
            let broken = try await Self.ask(sandbox, Self.question("opening hours?"))
            #expect(broken.status == status)
            #expect(Self.reply(broken)?.hasPrefix("We're open") != true)
            let healed = try await Self.ask(sandbox, Self.question("opening hours?"))
            #expect(Self.reply(healed)?.hasPrefix("We're open") == true)
        }
    }
}
