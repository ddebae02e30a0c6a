import AsyncHTTPClient
import NIOHTTP1
import Testing

@testable import Sandbox

struct MediaTests {
    private static let bearer = ("authorization", "Bearer T")
    private static let digest = "2d4566582844690f8634a8b2534ea5221560038c6c0650c99140759bad603ae2"

    /// Ogg Opus as far as the sandbox looks, with this number of channels.
    private static func voice(channels: UInt8 = 1) -> [UInt8] {
        Array("OggS".utf8) + [UInt8](repeating: 0, count: 24) + Array("OpusHead".utf8) + [1, channels, 0, 0]
    }

    @Test func `An uploaded file can be looked up, downloaded in parts, listed and deleted`() async throws {
        try await RunningSandbox.run { sandbox in
            let id = try await sandbox.upload(Array("PNGDATA".utf8), "image/png")
            let found = try await sandbox.request(.GET, "/v25.0/\(id)", headers: [Self.bearer])
            #expect(found.json["file_size"] == 7)
            let url = try #require(found.json["url"]?.string)
            let path = String(url.dropFirst(sandbox.base.count))
            let file = try await sandbox.request(.GET, path, headers: [Self.bearer])
            #expect(file.body == Array("PNGDATA".utf8))
            let part = try await sandbox.request(.GET, "/sandbox/media/\(id)", headers: [("range", "bytes=3-")])
            #expect(part.status == 206)
            #expect(part.body == Array("DATA".utf8))
            let beyond = try await sandbox.request(.GET, "/sandbox/media/\(id)", headers: [("range", "bytes=7-")])
            #expect(beyond.status == 416)
            let listed = await sandbox.server.control("GET", "uploads").body["uploads"]?[0]
            #expect(listed?["id"]?.string == id)
            #expect(listed?["filename"] == "a file")
            #expect(listed?["sha256"]?.string == Self.digest)
            #expect(try await sandbox.request(.DELETE, "/v25.0/\(id)", headers: [Self.bearer]).status == 200)
            #expect(try await sandbox.request(.GET, "/v25.0/\(id)", headers: [Self.bearer]).status == 400)
        }
    }

    @Test func `Every kind has its own limit`() {
        let limits = Dictionary(uniqueKeysWithValues: MediaKind.allCases.map { ($0, $0.byteLimit) })
        #expect(
            limits == [
                .audio: 16_777_216, .document: 104_857_600, .image: 5_242_880, .sticker: 512_000, .video: 16_777_216,
            ])
    }

    @Test(arguments: [("image/png", 5_242_880), ("image/webp", 512_000)])
    func `A file of the largest size is taken, one byte more is refused`(type: String, limit: Int) async throws {
        try await RunningSandbox.run { sandbox in
            let bytes = [UInt8](repeating: 45, count: limit + 1)
            let refused = try await sandbox.post(bytes, type)
            let taken = try await sandbox.post(Array(bytes.dropLast()), type)
            #expect(refused.code == 100)
            #expect(taken.status == 200)
            let uploads = await sandbox.server.control("GET", "uploads").body["uploads"]
            #expect(uploads?.array?.map { $0["outcome"] } == ["refused", "accepted"])
            #expect(uploads?[1]?["file_size"]?.integer == limit)
        }
    }

    @Test func `The newest files are kept as long as there is room`() async throws {
        try await RunningSandbox.run { configuration in
            configuration.mediaByteLimit = 25
        } _: { sandbox in
            let old = try await sandbox.upload([UInt8](repeating: 1, count: 10), "image/png")
            let kept = try await sandbox.upload([UInt8](repeating: 2, count: 10), "image/png")
            let new = try await sandbox.upload([UInt8](repeating: 3, count: 15), "image/png")
            #expect(try await sandbox.request(.GET, "/sandbox/media/\(old)").status == 404)
            #expect(try await sandbox.request(.GET, "/sandbox/media/\(kept)").body == [UInt8](repeating: 2, count: 10))
            let large = try await sandbox.upload([UInt8](repeating: 4, count: 40), "image/png")
            #expect(try await sandbox.request(.GET, "/sandbox/media/\(new)").status == 404)
            #expect(try await sandbox.request(.GET, "/sandbox/media/\(large)").body.count == 40)
        }
    }

    @Test func `An upload can be refused, fail, or lose its answer`() async throws {
        try await RunningSandbox.run { sandbox in
            await sandbox.server.inject(SandboxFault(.uploadError, code: 131_053))
            await sandbox.server.inject(SandboxFault(.uploadError, code: 131_000))
            await sandbox.server.inject(SandboxFault(.uploadFailure))
            await sandbox.server.inject(SandboxFault(.uploadCut))
            let refused = try await sandbox.post([1], "image/png")
            #expect(refused.status == 400)
            #expect(refused.code == 131_053)
            #expect(try await sandbox.post([1], "image/png").status == 500)
            let failed = try await sandbox.post([1], "image/png")
            #expect(failed.headers.first(name: "content-type") == "text/html")
            await #expect(throws: HTTPClientError.self) { try await sandbox.post([1], "image/png") }
            #expect(try await sandbox.post([1], "image/png").status == 200)
            let uploads = await sandbox.server.control("GET", "uploads").body["uploads"]?.array ?? []
            #expect(uploads.map { $0["outcome"] } == ["refused", "refused", "html", "cut", "accepted"])
            #expect(uploads.map { $0["id"] != nil } == [false, false, false, true, true])
        }
    }

    @Test func `A message names only files that its own number has uploaded`() async throws {
        try await RunningSandbox.run { configuration in
            configuration.clinics.append(
                SandboxClinic(phoneNumberID: "700800900100201", displayPhoneNumber: "912012345679", name: "Other"))
        } _: { sandbox in
            let patient = try await sandbox.anjali()
            let foreign = try await sandbox.upload([1], "image/png", number: "700800900100201")
            let answer = try await sandbox.control(
                .POST, "messages", ["patient": .string(patient.id), "type": "image", "data": "AQ=="])
            #expect(answer.status == 200)
            let received = await sandbox.inbox.first(1)[0].value?["messages"]?[0]?["image"]?["id"]?.string
            for id in [foreign, "1500000000000000", try #require(received)] {
                #expect(try await sandbox.send(.media("image", ["id": .string(id)])).code == 131_053)
            }
            #expect(try await sandbox.send(.media("image", ["id": "my-file"])).code == 100)
            let own = try await sandbox.upload([1], "image/png")
            #expect(try await sandbox.send(.media("image", ["id": .string(own)])).status == 200)
        }
    }

    @Test func `A file of another kind, and a voice note that is none, fail after they were accepted`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            let document = try await sandbox.upload([1], "application/pdf")
            let stereo = try await sandbox.upload(Self.voice(channels: 2), "audio/ogg")
            let mono = try await sandbox.upload(Self.voice(), "audio/ogg")
            for (type, content, details) in [
                ("image", ["id": .string(document)] as JSON, "Unsupported Image mime type application/pdf"),
                ("audio", ["id": .string(stereo), "voice": true], "OPUS"),
            ] {
                let count = await sandbox.inbox.received.count
                #expect(try await sandbox.send(.media(type, content)).status == 200)
                let status = await sandbox.inbox.first(count + 1)[count].value?["statuses"]?[0]
                #expect(status?["status"] == "failed")
                #expect(status?["errors"]?[0]?["code"] == 131_053)
                #expect(status?["errors"]?[0]?["error_data"]?["details"]?.string?.contains(details) == true)
            }
            let count = await sandbox.inbox.received.count
            _ = try await sandbox.send(.media("audio", ["id": .string(mono), "voice": true]))
            #expect(await sandbox.inbox.first(count + 1)[count].status == "sent")
        }
    }
}

extension RunningSandbox {
    /// Posts a file to the Graph stand-in's `media`.
    func post(_ bytes: [UInt8], _ type: String, number: String = Self.phoneNumberID) async throws -> Answer {
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a file\"\r\nContent-Type: \(type)\r\n\r\n"
        let rest =
            "\r\n--B\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp"
            + "\r\n--B\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n\(type)\r\n--B--\r\n"
        return try await request(
            .POST, "/v25.0/\(number)/media", Array(head.utf8) + bytes + Array(rest.utf8),
            headers: [("authorization", "Bearer T"), ("content-type", "multipart/form-data; boundary=B")])
    }

    /// Uploads a file and returns its media id.
    func upload(_ bytes: [UInt8], _ type: String, number: String = Self.phoneNumberID) async throws -> String {
        try #require(try await post(bytes, type, number: number).json["id"]?.string)
    }

    /// A call of the Graph stand-in with a token.
    func graph(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil, token: String = "T") async throws -> Answer {
        try await request(
            method, "/v25.0/\(path)", body?.bytes(),
            headers: [("authorization", "Bearer \(token)"), ("content-type", "application/json")])
    }
}

extension JSON {
    /// A message with a file to Anjali.
    static func media(_ type: String, _ content: JSON) -> JSON {
        JSON.text("").with(["type": .string(type), "text": .null, type: content])
    }

    /// A message with a template to Anjali.
    static func template(_ name: String, language: String = "en", _ components: [JSON] = []) -> JSON {
        let content: JSON = [
            "name": .string(name), "language": ["code": .string(language)], "components": .array(components),
        ]
        return JSON.text("").with(["type": "template", "text": .null, "template": content])
    }

    /// The parameters of a template's part.
    static func part(_ type: String, _ texts: String...) -> JSON {
        ["type": .string(type), "parameters": .array(texts.map { ["type": "text", "text": .string($0)] })]
    }

    static let reminder = JSON.template("appointment_reminder", [.part("body", "Anjali", "23 November 09:30")])
}
