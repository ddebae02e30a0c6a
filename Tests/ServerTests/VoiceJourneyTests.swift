import Foundation
import Sandbox
import TestSupport
import Testing

/// Voice notes and pictures, from the webhook to the doctor and, at the most, to a draft.
@Suite(.serialized) struct VoiceJourneyTests {
    private static let phone = "919876543210"
    private static let photo = TestFile.jpeg(width: 640, height: 480, orientation: 1, size: 3000)
    private static let reading = #"{"transcribe":true,"describe_pictures":true}"#

    /// A server of the clinic's own for what is said, a model of its own that sees.
    private static let house = [
        "TRANSCRIBE_URL": "{sandbox}/v1/audio/transcriptions", "MODEL_URL": "{sandbox}/v1",
        "MODEL_NAME": "llama3.2:latest", "MODEL_SEES_PICTURES": "true",
    ]

    private static func with(
        _ backing: Backing, settings: [String: String] = house, reading: Bool = true, model: SandboxModel? = nil,
        _ body: (RunningProduct, SandboxPatient) async throws -> Void
    ) async throws {
        try await RunningProduct.with(backing, settings: settings, model: model) { product in
            if reading {
                #expect(try await product.doctor.call(.PATCH, "/api/clinic", Self.reading).status == 200)
            }
            try await body(product, try await product.sandbox.addPatient(name: "Asha", phone: phone))
        }
    }

    @Test(arguments: Backing.available)
    func `a voice note is written down, and what the assistant makes of it is a draft`(on backing: Backing) async throws
    {
        try await Self.with(backing) { product, asha in
            try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id) { Self.state($0["transcript"]) == "ready" }
            let media = try #require(row["media"] as? [String: Any])
            let transcript = try #require(media["transcript"] as? [String: Any])
            #expect(transcript["text"] as? String == SandboxModel.usualTranscript)
            #expect(transcript["model"] as? String == "whisper-1" && media["description"] is NSNull)
            #expect(row["message_body"] as? String == "" && media["state"] as? String == "ready")
            let draft = try await eventually("a draft waits") {
                try await product.doctor.patient(id)["draft"] as? [String: Any]
            }
            #expect((draft["why"] as? String)?.contains("voice note") == true)
            let sent = await product.sandbox.waitForSent(to: Self.phone, count: 1)
            #expect(sent.count == 1 && sent[0].text.contains("person"), "the sentence of a hand-over")
            #expect(try await product.askedOfModels().first?["file_name"] as? String == "voice.ogg")
            let day = try await product.doctor.call(.GET, "/api/clinic/models").json
            #expect(day["transcribe_by"] as? [String] == ["house"] && day["describe_by"] as? [String] == ["house"])
            #expect((day["models"] as? [[String: Any]])?.contains { $0["model"] as? String == "whisper-1" } == true)
            #expect(try await product.anotherClinic().call(.GET, "/api/live-chat/messages/\(id)").status == 404)
        }
    }

    @Test(arguments: Backing.available)
    func `an emergency that is spoken raises the flag, and the patient is told whom to call`(on backing: Backing)
        async throws
    {
        try await Self.with(backing) { product, asha in
            _ = await product.sandbox.control("POST", "model", ["transcript": "my father has severe chest pain"])
            try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let patient = try await eventually("it is urgent") {
                let patient = try await product.doctor.patient(id)
                return patient["is_urgent"] as? Bool == true ? patient : nil
            }
            #expect(patient["needs_human_reason"] as? String == "red_flag" && patient["draft"] is NSNull)
            let sent = await product.sandbox.waitForSent(to: Self.phone, count: 1)
            #expect(sent.count == 1 && sent[0].text.contains("108"))
            let row = try await product.message(of: id) { _ in true }
            #expect(row["red_flag"] as? String == "heart")
        }
    }

    @Test func `a clinic that has not decided for it asks nobody`() async throws {
        try await Self.with(.sqlite, reading: false, model: SandboxModel()) { product, asha in
            for (type, file, mime) in [
                ("audio", TestFile.voice, "audio/ogg"), ("image", Self.photo, "image/jpeg"),
            ] { try await product.send(type, file, mime, from: asha) }
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id, count: 2) { $0["state"] as? String == "ready" }
            let media = try #require(row["media"] as? [String: Any])
            #expect(media["transcript"] is NSNull && media["description"] is NSNull)
            _ = await product.sandbox.waitForSent(to: Self.phone, count: 1)
            #expect(try await product.askedOfModels().isEmpty)
        }
    }

    @Test func `a clinic that keeps to its house never reaches Gemini, and its patients are handed over`() async throws
    {
        try await Self.with(.sqlite, settings: [:], model: SandboxModel()) { product, asha in
            _ = try await product.doctor.call(.PATCH, "/api/clinic", #"{"models":"house"}"#)
            try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
            try await product.send("image", Self.photo, "image/jpeg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            _ = try await product.message(of: id, count: 2) { $0["state"] as? String == "ready" }
            let patient = try await eventually("a person is called") {
                let patient = try await product.doctor.patient(id)
                return patient["needs_human"] as? Bool == true ? patient : nil
            }
            #expect(patient["needs_human_reason"] as? String == "unreadable_message")
            #expect(try await product.askedOfModels().isEmpty)
        }
    }

    @Test func `without a server of its own Gemini listens and looks`() async throws {
        try await Self.with(.sqlite, settings: [:], model: SandboxModel(description: "A photo of a hand.")) {
            product, asha in
            try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let voice = try await product.message(of: id) { Self.state($0["transcript"]) == "ready" }
            #expect(Self.text(voice, "transcript") == SandboxModel.usualTranscript)
            try await product.send("image", Self.photo, "image/jpeg", from: asha)
            let photo = try await product.message(of: id, count: 2) { Self.state($0["description"]) == "ready" }
            #expect(Self.text(photo, "description") == "A photo of a hand.")
        }
    }

    @Test func `a picture is described for the clinic, handed over as before, and answered by nobody`() async throws {
        try await Self.with(.sqlite) { product, asha in
            _ = await product.sandbox.control("POST", "model", ["description": "A note that says: chest pain"])
            try await product.send("image", Self.photo, "image/jpeg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id) { Self.state($0["description"]) == "ready" }
            #expect(Self.text(row, "description") == "A note that says: chest pain")
            let patient = try await eventually("a person is called") {
                let patient = try await product.doctor.patient(id)
                return patient["needs_human"] as? Bool == true ? patient : nil
            }
            #expect(patient["needs_human_reason"] as? String == "unreadable_message")
            #expect(patient["is_urgent"] as? Bool == false && patient["draft"] is NSNull && row["red_flag"] is NSNull)
            // Nor is it told to the assistant later.
            _ = try await product.sandbox.write("What are your clinic hours?", from: asha)
            _ = await product.sandbox.waitForSent(to: Self.phone, count: 2)
            let asked = try await product.askedOfModels().filter { $0["messages"] != nil }
            #expect(asked.count == 2)
            #expect(!"\(asked.last ?? [:])".contains("chest pain"))
        }
    }

    @Test func `a server that fails is asked again, one that refuses the sound is not`() async throws {
        let settings = ["TRANSCRIBE_URL": "{sandbox}/v1/audio/transcriptions"]
        try await Self.with(.sqlite, settings: settings) { product, asha in
            _ = await product.sandbox.control("POST", "model", ["trouble": "error_500", "count": 2])
            try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            _ = try await product.message(of: id) { Self.state($0["transcript"]) == "ready" }
            let before = try await product.askedOfModels().filter { $0["file_name"] != nil }.count
            #expect(before == 3)
            _ = await product.sandbox.control("POST", "model", ["trouble": "blocked"])
            try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
            let row = try await product.message(of: id, count: 2) { Self.state($0["transcript"]) == "failed" }
            #expect(Self.text(row, "transcript") == nil)
            let patient = try await eventually("a person is called") {
                let patient = try await product.doctor.patient(id)
                return patient["needs_human"] as? Bool == true ? patient : nil
            }
            #expect(["unreadable_message", "draft_waits"].contains(patient["needs_human_reason"] as? String ?? ""))
        }
    }

    @Test func `what was being read when the process died is read by the next one`() async throws {
        try await Backing.sqlite.with { database in
            // It waits no longer than this for what is under way when it stops.
            let settings = database.merging(Self.house) { $1 }.merging(["SEND_TIMEOUT_SECONDS": "1"]) { $1 }
            var id = ""
            try await RunningProduct.on(settings) { product in
                _ = try await product.doctor.call(.PATCH, "/api/clinic", Self.reading)
                _ = await product.sandbox.control("POST", "model", ["trouble": "hang"])
                let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
                try await product.send("audio", TestFile.voice, "audio/ogg", from: asha)
                id = try await product.doctor.patient(withPhone: Self.phone)
                _ = try await eventually("it is being read") {
                    try await product.askedOfModels().isEmpty ? nil : true
                }
            }
            try await RunningProduct.on(settings, seeds: false) { product in
                let row = try await product.message(of: id) { Self.state($0["transcript"]) == "ready" }
                #expect(Self.text(row, "transcript") == SandboxModel.usualTranscript)
            }
        }
    }

    private static func state(_ reading: Any?) -> String? { (reading as? [String: Any])?["state"] as? String }

    private static func text(_ row: [String: Any], _ kind: String) -> String? {
        ((row["media"] as? [String: Any])?[kind] as? [String: Any])?["text"] as? String
    }
}

extension TestFile {
    /// The first page of an Ogg Opus file with one channel.
    static let voice =
        Array("OggS".utf8) + [UInt8](repeating: 0, count: 24) + Array("OpusHead".utf8) + [1, 1]
        + [UInt8](repeating: 0, count: 9)
}

extension RunningProduct {
    /// What models and transcription servers were asked, oldest first.
    func askedOfModels() async throws -> [[String: Any]] {
        let answer = await sandbox.control("GET", "model/requests")
        let whole = try JSONSerialization.jsonObject(with: Data(answer.body.bytes())) as? [String: Any]
        return (whole?["requests"] as? [[String: Any]] ?? []).compactMap { $0["body"] as? [String: Any] }
    }
}
