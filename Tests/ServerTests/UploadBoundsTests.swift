import AsyncHTTPClient
import Foundation
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

/// How long the body of a file may take, and what is left of one that took longer.
@Suite(.serialized) struct UploadBoundsTests {
    private static let phone = "919876543210"

    /// A product, a patient who has written, and the folder of files that are being received.
    private static func with(
        _ settings: [String: String], _ body: (RunningProduct, UploadForm, URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("media-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let own = ["MEDIA_URL": "file:\(folder.path)", "TRUSTED_PROXIES": "127.0.0.1"]
        try await RunningProduct.with(.sqlite, settings: own.merging(settings) { $1 }) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: phone)
            _ = try await product.sandbox.write("Hello", from: asha)
            let form = UploadForm(
                of: product.doctor, patient: try await product.doctor.patient(withPhone: phone))
            try await body(product, form, folder.appendingPathComponent("drafts"))
        }
    }

    private static func drafts(_ folder: URL) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).count
    }

    @Test func `files that stall are answered, leave nothing on the disk, and make room for others`() async throws {
        try await Self.with(["BODY_TIMEOUT_SECONDS": "2"]) { product, form, drafts in
            let stalled = try (0..<6).map { _ in try RawConnection(port: form.port) }
            for connection in stalled { await connection.send(form.beginning(of: 64) + "The first words") }
            try await eventually("all are being received") { try Self.drafts(drafts) == 6 ? true : nil }
            let seventh = await (try RawConnection(port: form.port)).exchange(
                form.beginning(of: 64) + "more" + form.end)
            #expect(seventh.text.hasPrefix("HTTP/1.1 503 ") && seventh.isClosed, "\(seventh.text)")
            #expect(seventh.text.contains("too_much_at_once") && seventh.text.lowercased().contains("retry-after: 5"))
            for connection in stalled {
                let answer = await connection.receive()
                #expect(answer.text.hasPrefix("HTTP/1.1 408 ") && answer.isClosed, "\(answer.text)")
                #expect(answer.text.contains("too_slow"))
            }
            try await eventually("nothing of them is left") { try Self.drafts(drafts) == 0 ? true : nil }
            var again = Optional(try RawConnection(port: form.port))
            await again?.send(form.beginning(of: 64) + "more")
            try await eventually("there is room") { try Self.drafts(drafts) == 1 ? true : nil }
            again = nil
            try await eventually("whoever goes away leaves nothing") { try Self.drafts(drafts) == 0 ? true : nil }
            #expect(try await product.doctor.messages(form.patient).allSatisfy { $0["author"] as? String != "doctor" })
        }
    }

    @Test func `a file that is slow but moves takes longer than another body may`() async throws {
        try await Self.with(["BODY_TIMEOUT_SECONDS": "1"]) { product, form, _ in
            let connection = try RawConnection(port: form.port)
            await connection.send(form.beginning(of: 64))
            for word in 0..<8 {
                await connection.send("Word \(word). ")
                try await Task.sleep(for: .milliseconds(200))
            }
            let answer = await connection.exchange(form.end, until: "\"success\"")
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "), "\(answer.text)")
            let row = try #require(try await product.doctor.messages(form.patient).last)
            #expect((row["media"] as? [String: Any])?["size"] as? Int == 64)
        }
    }

    @Test func `a file that moves on and on is answered when its time is over`() async throws {
        try await Self.with(["UPLOAD_TIMEOUT_SECONDS": "1"]) { _, form, drafts in
            let connection = try RawConnection(port: form.port)
            let begin = ContinuousClock.now
            await connection.send(form.beginning(of: 1 << 20))
            var text = ""
            var isClosed = false
            while !isClosed, ContinuousClock.now - begin < .seconds(15) {
                await connection.send("x")
                let part = await connection.receive(within: 0.002)
                (text, isClosed) = (text + part.text, part.isClosed)
            }
            #expect(text.hasPrefix("HTTP/1.1 408 ") && text.contains("too_slow"), "\(text)")
            #expect(isClosed && ContinuousClock.now - begin < .seconds(10))
            try await eventually("nothing of it is left") { try Self.drafts(drafts) == 0 ? true : nil }
        }
    }
}

/// The call of a person who sends a file, for a connection of one's own.
private struct UploadForm {
    let port: Int
    let patient: String
    private let cookie: String
    /// From behind its last byte.
    let end = "\r\n--limit--\r\n"

    init(of person: Desk, patient: String) {
        let request = person.request("/api/live-chat/send-media")
        port = URL(string: request.url)?.port ?? 0
        cookie = request.headers["Cookie"].first ?? ""
        self.patient = patient
    }

    /// All that stands before a file of so many bytes, from an address that is counted.
    func beginning(of size: Int) -> String {
        let parts =
            "--limit\r\nContent-Disposition: form-data; name=\"patientId\"\r\n\r\n\(patient)\r\n--limit\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
        return "POST /api/live-chat/send-media HTTP/1.1\r\nHost: x\r\nCookie: \(cookie)\r\n"
            + "Content-Type: multipart/form-data; boundary=limit\r\n"
            + "Content-Length: \(parts.utf8.count + size + end.utf8.count)\r\n"
            + "X-Forwarded-For: 198.51.100.1\r\n\r\n" + parts
    }
}
