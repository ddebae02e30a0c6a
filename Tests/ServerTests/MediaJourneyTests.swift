import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

/// Files that patients send, from the webhook to the browser.
@Suite(.serialized) struct MediaJourneyTests {
    private static let phone = "919876543210"
    /// As a camera writes it: 4032 × 3024, to be turned by a quarter.
    private static let photo = TestFile.jpeg(width: 4032, height: 3024, orientation: 6, size: 300_000)

    @Test(arguments: Backing.available)
    func `a photo stands in the chat, and its file is here a moment later, for this clinic alone`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            try await product.send("image", Self.photo, "image/jpeg", from: asha, ["caption": "My X-ray"])
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id) { $0["state"] as? String == "ready" }
            let media = try #require(row["media"] as? [String: Any])
            let path = "/api/live-chat/media/\(row["id"] as? String ?? "")"
            #expect(row["message_body"] as? String == "My X-ray" && row["message_type"] as? String == "image")
            #expect(row["media_url"] as? String == path && media["url"] as? String == path)
            #expect(media["mime_type"] as? String == "image/jpeg" && media["size"] as? Int == Self.photo.count)
            #expect(media["width"] as? Int == 3024 && media["height"] as? Int == 4032)
            #expect(media["error"] is NSNull && media["voice"] as? Bool == false && media["file_name"] is NSNull)

            let whole = try await product.file(path)
            #expect(whole.status == 200 && whole.bytes == Self.photo)
            #expect(whole["content-type"] == "image/jpeg" && whole["x-content-type-options"] == "nosniff")
            #expect(whole["content-security-policy"]?.contains("sandbox") == true)
            #expect(whole["cross-origin-resource-policy"] == "same-origin")
            #expect(whole["cache-control"] == "private, no-cache" && whole["accept-ranges"] == "bytes")
            #expect(whole["content-disposition"]?.hasPrefix("inline; filename=\"photo.jpg\"") == true)
            #expect(whole["content-length"] == "\(Self.photo.count)")
            let copy = try await product.file(path + "?download")
            #expect(copy["content-disposition"]?.hasPrefix("attachment") == true && copy.bytes == Self.photo)
            let tag = try #require(whole["etag"])
            #expect(try await product.file(path, ["If-None-Match": tag]).status == 304)
            #expect(try await product.file(path, method: .HEAD).bytes == [])

            #expect(try await product.doctor.another().call(.GET, path).status == 401)
            let other = try await product.anotherClinic()
            #expect(try await other.call(.GET, path).status == 404)
            #expect(try await other.call(.POST, path + "/fetch", "{}").status == 404)
            #expect(try await product.doctor.call(.GET, "/api/live-chat/media/\(UUID())").status == 404)
            #expect(try await product.doctor.call(.GET, "/api/live-chat/media/..%2F..%2Fetc").status == 404)
        }
    }

    @Test(arguments: Backing.available)
    func `what the assistant cannot read calls a person, and the reason says what it is`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            try await product.send("image", Self.photo, "image/jpeg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let patient = try await eventually("a person is called") {
                let patient = try await product.doctor.patient(id)
                return patient["needs_human"] as? Bool == true ? patient : nil
            }
            #expect(patient["needs_human_reason"] as? String == "unreadable_message")
            let sentence = "The patient sent a photo, which the assistant cannot read."
            #expect(patient["needs_human_sentence"] as? String == sentence)
            let row = try await product.doctor.patients().first { $0["id"] as? String == id }
            #expect(row?["needs_human_sentence"] as? String == sentence)
        }
    }

    @Test func `parts are handed out as they are asked for`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            try await product.send("image", Self.photo, "image/jpeg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id) { $0["state"] as? String == "ready" }
            let path = try #require(row["media_url"] as? String)
            let size = Self.photo.count
            let parts: [(String, Range<Int>)] = [
                ("bytes=0-1", 0..<2), ("bytes=0-0", 0..<1), ("bytes=100-", 100..<size), ("bytes=-5", size - 5..<size),
                ("bytes=\(size - 1)-\(size + 500)", size - 1..<size), ("bytes=-\(size + 7)", 0..<size),
                ("bytes=131000-131100", 131_000..<131_101),
            ]
            let tag = try #require(try await product.file(path, method: .HEAD)["etag"])
            for (range, expected) in parts {
                let part = try await product.file(path, ["Range": range, "If-Range": tag])
                #expect(part.status == 206 && part.bytes == Array(Self.photo[expected]), "\(range)")
                #expect(part["content-range"] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/\(size)")
            }
            for range in ["bytes=\(size)-", "bytes=-0", "bytes=\(size + 5)-\(size + 9)"] {
                let outside = try await product.file(path, ["Range": range])
                #expect(outside.status == 416 && outside["content-range"] == "bytes */\(size)", "\(range)")
            }
            for range in ["bytes=5-2", "bytes=a-b", "pages=1-2", "bytes=0-1,4-5", "bytes=--1", "bytes="] {
                #expect(try await product.file(path, ["Range": range]).status == 200, "\(range)")
            }
            #expect(try await product.file(path, ["Range": "bytes=0-1", "If-Range": "\"another\""]).status == 200)
        }
    }

    @Test func `a file that cannot be fetched says why, and is fetched when a person asks again`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            let faults: [(SandboxFault, String, String)] = [
                (SandboxFault(.mediaDamaged), "failed", "damaged"),
                (SandboxFault(.mediaForeignURL), "failed", "not its own"),
                (SandboxFault(.mediaRedirect), "failed", "302"),
                (SandboxFault(.mediaError, code: 190), "failed", "access token"),
                (SandboxFault(.mediaGone), "gone", ""),
            ]
            for (index, (fault, state, words)) in faults.enumerated() {
                await product.sandbox.inject(fault)
                try await product.send("image", Self.photo, "image/jpeg", from: asha)
                let id = try await product.doctor.patient(withPhone: Self.phone)
                let row = try await product.message(of: id, count: index + 1) { $0["state"] as? String != "waiting" }
                let media = try #require(row["media"] as? [String: Any])
                #expect(media["state"] as? String == state, "\(fault)")
                #expect(
                    words.isEmpty ? media["error"] is NSNull : (media["error"] as? String ?? "").contains(words),
                    "\(media)")
                #expect(media["url"] is NSNull && row["media_url"] is NSNull)
                let path = "/api/live-chat/media/\(row["id"] as? String ?? "")"
                let answer = try await product.doctor.call(.GET, path)
                #expect(answer.status == (state == "gone" ? 410 : 409))
                #expect(answer.json["error_code"] as? String == (state == "gone" ? "media_gone" : "media_not_ready"))
                let again = try await product.doctor.call(.POST, path + "/fetch", "{}")
                #expect(again.status == 202, "\(again.text)")
                let after = try await product.message(of: id, count: index + 1) { $0["state"] as? String != "waiting" }
                #expect((after["media"] as? [String: Any])?["state"] as? String == "ready")
                let once = try await product.doctor.call(.POST, path + "/fetch", "{}")
                #expect(once.status == 200 && once.text.contains("ready"))
            }
        }
    }

    /// With the program that makes it, which `bin/setup` installs.
    @Test(.enabled(if: isThere || isDemanded)) func `a large photo has a small picture`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("photo-\(UUID()).jpg")
        defer { try? FileManager.default.removeItem(at: file) }
        let making = try Process.run(
            URL(fileURLWithPath: "/usr/bin/vips"), arguments: ["gaussnoise", file.path, "1200", "900"])
        making.waitUntilExit()
        let photo = Array(try Data(contentsOf: file))
        try await RunningProduct.with(.sqlite) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            try await product.send("image", photo, "image/jpeg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id) { $0["state"] as? String == "ready" }
            let small = try #require((row["media"] as? [String: Any])?["thumbnail_url"] as? String)
            let answer = try await product.file(small)
            #expect(
                answer.status == 200 && answer["content-type"] == "image/jpeg" && answer.bytes.count < photo.count / 2)
            #expect(answer["content-length"] == "\(answer.bytes.count)" && answer["etag"] != nil)
            #expect(try await product.file(row["media_url"] as? String ?? "").bytes == photo)
            #expect(try await product.anotherClinic().call(.GET, small).status == 404)
        }
    }

    private static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/vipsthumbnail")
    private static let isDemanded = ProcessInfo.processInfo.environment["CI"] == "true"

    @Test func `what passes by itself is tried again by itself`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            for fault in [
                SandboxFault(.mediaDeadURL), SandboxFault(.mediaFailure, count: 2),
                SandboxFault(.mediaError, code: 131_016),
            ] {
                await product.sandbox.inject(fault)
            }
            try await product.send("image", Self.photo, "image/jpeg", from: asha)
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let row = try await product.message(of: id) { $0["state"] as? String == "ready" }
            #expect(try await product.file(row["media_url"] as? String ?? "").bytes == Self.photo)
        }
    }

    @Test func `nothing that came from outside is ever a page`() async throws {
        let page = Array("<!DOCTYPE html><script>fetch('/api/session')</script>".utf8)
        let drawing = Array("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".utf8)
        let files: [(String, [UInt8], String, String, String, Bool)] = [
            ("image", page, "image/jpeg", "photo.jpg", "application/octet-stream", false),
            ("image", drawing, "image/png", "x.png", "application/octet-stream", false),
            ("document", page, "text/html", "../../../etc/passwd.html", "application/octet-stream", false),
            ("document", page, "text/plain", "notes.txt", "application/octet-stream", false),
            (
                "document", Array("%PDF-1.7 x".utf8), "application/pdf", "re\u{202E}fdp\"\r\n.exe/रिपोर्ट.pdf",
                "application/pdf", false
            ),
            ("document", Array("Bring the report.".utf8), "text/plain", "notes.txt", "text/plain; charset=utf-8", true),
            ("document", Array("BEGIN:VCARD\r\nEND:VCARD".utf8), "text/vcard", "a.vcf", "text/vcard", false),
            ("audio", [0, 0, 0, 32] + Array("ftypmp42".utf8), "audio/mp4", "", "audio/mp4", true),
        ]
        try await RunningProduct.with(.sqlite) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            for (index, file) in files.enumerated() {
                try await product.send(file.0, file.1, file.2, from: asha, ["filename": file.3])
                let id = try await product.doctor.patient(withPhone: Self.phone)
                let row = try await product.message(of: id, count: index + 1) { $0["state"] as? String == "ready" }
                let answer = try await product.file(row["media_url"] as? String ?? "")
                #expect(answer["content-type"] == file.4 && answer.bytes == file.1, "\(file.3)")
                #expect(answer["content-security-policy"]?.contains("sandbox") == true)
                #expect(answer["content-disposition"]?.hasPrefix(file.5 ? "inline" : "attachment") == true)
                let disposition = answer["content-disposition"] ?? ""
                #expect(!disposition.contains("..") && !disposition.contains("\u{202E}") && !disposition.contains("/"))
            }
            let id = try await product.doctor.patient(withPhone: Self.phone)
            let own = try await product.doctor.messages(id).filter { $0["author"] as? String == "patient" }
            let named = own[4]["media"] as? [String: Any]
            #expect(named?["file_name"] as? String == "रिपोर्ट.pdf")
        }
    }

    @Test(arguments: Backing.available) func `a webhook that comes twice fetches once, and a file outlives a restart`(
        on backing: Backing
    )
        async throws
    {
        try await backing.with { database in
            var path = ""
            try await RunningProduct.on(database) { product in
                let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
                for _ in 0..<2 {
                    try await product.send("image", Self.photo, "image/jpeg", from: asha, ["wamid": "wamid.TWICE"])
                }
                let id = try await product.doctor.patient(withPhone: Self.phone)
                let row = try await product.message(of: id) { $0["state"] as? String == "ready" }
                path = try #require(row["media_url"] as? String)
                #expect(
                    try await product.doctor.messages(id).filter { $0["author"] as? String == "patient" }.count == 1)
                let folder = try #require(database["MEDIA_URL"]).dropFirst("file:".count)
                let all = FileManager.default.enumerator(atPath: String(folder))?.allObjects as? [String] ?? []
                #expect(all.filter { $0.count > 30 }.count == 1, "\(all)")
            }
            try await RunningProduct.on(database, seeds: false) { product in
                let kept = try await product.file(path)
                #expect(kept.bytes == Self.photo)
            }
        }
    }
}

/// Files for tests, of the kinds that they seem to be.
enum TestFile {
    private static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> (8 * $0) & 0xFF) }
    }

    /// The head of a JPEG, and noise up to `size` bytes.
    static func jpeg(width: Int, height: Int, orientation: Int, size: Int) -> [UInt8] {
        let exif =
            Array("Exif\0\0MM\0*".utf8) + big(8, 4) + big(1, 2) + big(0x0112, 2) + big(3, 2) + big(1, 4)
            + big(orientation, 2) + [0, 0]
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1] + big(exif.count + 2, 2) + exif
        bytes += [0xFF, 0xC0] + big(11, 2) + [8] + big(height, 2) + big(width, 2) + [1, 1, 0x11, 0]
        return bytes + (bytes.count..<max(size, bytes.count)).map { UInt8(truncatingIfNeeded: $0 &* 131 >> 3) }
    }
}

extension RunningProduct {
    struct File {
        let status: UInt
        let headers: HTTPHeaders
        let bytes: [UInt8]

        subscript(name: String) -> String? { headers.first(name: name) }
    }

    /// A patient sends a file; returns once the webhook was answered.
    func send(
        _ type: String, _ bytes: [UInt8], _ mimeType: String, from patient: SandboxPatient,
        _ more: [String: String] = [:]
    ) async throws {
        var body: [String: JSON] = [
            "patient": .string(patient.id), "type": .string(type), "mime_type": .string(mimeType),
            "data": .string(Data(bytes).base64EncodedString()),
        ]
        for (name, value) in more where !value.isEmpty { body[name] = .string(value) }
        let answer = await sandbox.control("POST", "messages", .object(body))
        guard answer.status == 200 else { throw NeverHappened(description: "the webhook was taken: \(answer)") }
    }

    /// The newest message of the patient, once there are `count` of them and its `media` is as wanted.
    func message(
        of patient: String, count: Int = 1, _ isWanted: ([String: Any]) -> Bool
    ) async throws -> [String: Any] {
        try await eventually("the file is as wanted") {
            let own = try await doctor.messages(patient).filter { $0["author"] as? String == "patient" }
            guard own.count >= count, let row = own.last, let media = row["media"] as? [String: Any], isWanted(media)
            else {
                return nil
            }
            return row
        }
    }

    func file(_ path: String, _ headers: [String: String] = [:], method: HTTPMethod = .GET) async throws -> File {
        var request = doctor.request(path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await http.execute(request, timeout: .seconds(40))
        let bytes = Array(buffer: try await response.body.collect(upTo: 128 << 20))
        return File(status: response.status.code, headers: response.headers, bytes: bytes)
    }
}
