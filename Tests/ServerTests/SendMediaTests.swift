import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

/// Files that the doctor sends, from the browser to WhatsApp.
@Suite(.serialized) struct SendMediaTests {
    private static let phone = "919876543210"
    /// As a camera writes it, with a picture behind its head.
    private static let photo =
        TestFile.jpeg(width: 4032, height: 3024, orientation: 6, size: 0) + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
        + [UInt8](repeating: 7, count: 300_000) + [0xFF, 0xD9]
    private static let report = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 7, count: 2_000_000)
    private static let voice = Array("OggS".utf8) + [UInt8](repeating: 0, count: 24) + Array("OpusHead\u{1}\u{1}".utf8)

    private static func asha(_ product: RunningProduct) async throws -> String {
        let asha = try await product.sandbox.addPatient(name: "Asha", phone: phone)
        _ = await product.sandbox.control("POST", "messages", ["patient": .string(asha.id), "text": "Hello"])
        return try await product.doctor.patient(withPhone: phone)
    }

    @Test(arguments: Backing.available)
    func `a file is kept, given to WhatsApp and sent, in order, once`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let id = try await Self.asha(product)
            let fields = ["patientId": id, "caption": "Your X-ray", "clientMessageId": "photo"]
            let sent = try await product.sendFile(Self.photo, "x-ray.jpg", "image/jpeg", fields)
            #expect(sent.status == 200, "\(sent.text)")
            let row = try #require(sent.json["data"] as? [String: Any])
            let media = try #require(row["media"] as? [String: Any])
            #expect(row["message_type"] as? String == "image" && row["message_body"] as? String == "Your X-ray")
            #expect(media["state"] as? String == "ready" && media["width"] as? Int == 3024)
            #expect((sent.json["patient"] as? [String: Any])?["is_bot_paused"] as? Bool == true)
            let again = try await product.sendFile(Self.photo, "x-ray.jpg", "image/jpeg", fields)
            #expect(
                again.status == 200 && (again.json["data"] as? [String: Any])?["id"] as? String == row["id"] as? String)

            let report = try await product.sendFile(
                Self.report, "../re\u{202E}port.pdf", "application/x-anything", ["patientId": id])
            let sentReport = report.json["data"] as? [String: Any]
            #expect(report.status == 200 && sentReport?["message_body"] as? String == "report.pdf")
            #expect(sentReport?["message_type"] as? String == "document")
            let voice = try await product.sendFile(
                Self.voice, "note.ogg", "audio/ogg", ["patientId": id, "voice": "true"])
            #expect(voice.status == 200, "\(voice.text)")
            #expect(((voice.json["data"] as? [String: Any])?["media"] as? [String: Any])?["voice"] as? Bool == true)

            let bodies = await product.sandbox.control("GET", "sent").body
            let types = (bodies["sent"]?.array ?? []).compactMap { $0["body"]?["type"]?.string }
            #expect(types.suffix(3) == ["image", "document", "audio"], "\(types)")
            #expect(types.filter { $0 == "image" }.count == 1)
            let answer = try await product.file(sentReport?["media_url"] as? String ?? "")
            #expect(answer.bytes == Self.report && answer["content-disposition"]?.hasPrefix("attachment") == true)
        }
    }

    @Test
    func
        `an upload that passes by is tried again, and one that is refused can be tried again with the file that is here`()
        async throws
    {
        try await RunningProduct.with(.sqlite) { product in
            let id = try await Self.asha(product)
            for fault in [
                SandboxFault(.uploadFailure), SandboxFault(.uploadCut), SandboxFault(.uploadError, code: 131_000),
            ] {
                await product.sandbox.inject(fault)
            }
            let fields = ["patientId": id, "clientMessageId": "photo"]
            let first = try await product.sendFile(Self.photo, "x-ray.jpg", "image/jpeg", fields)
            #expect([200, 202].contains(first.status), "\(first.text)")
            try await eventually("the photo has left") {
                try await product.doctor.messages(id).contains {
                    $0["status"] as? String == "delivered" && $0["message_type"] as? String == "image"
                } ? true : nil
            }
            await product.sandbox.inject(SandboxFault(.uploadError, code: 131_053))
            let report = ["patientId": id, "clientMessageId": "report"]
            let refused = try await product.sendFile(Self.report, "report.pdf", "application/pdf", report)
            #expect(refused.status == 400 && refused.json["errorCode"] as? Int == 131_053, "\(refused.text)")
            #expect(refused.json["canRetry"] as? Bool == true)
            let row = refused.json["data"] as? [String: Any]
            #expect(try await product.file(row?["media_url"] as? String ?? "").bytes == Self.report)
            let again = try await product.sendFile(nil, "", "", report)
            #expect(again.status == 200, "\(again.text)")
            #expect((again.json["data"] as? [String: Any])?["id"] as? String == row?["id"] as? String)
            await product.sandbox.inject(SandboxFault(.uploadError, code: 190))
            let unconnected = try await product.sendFile(
                Self.report, "report.pdf", "application/pdf", ["patientId": id])
            #expect(unconnected.status == 400 && unconnected.json["errorCode"] as? Int == 190, "\(unconnected.text)")
        }
    }

    @Test func `what cannot be sent is said at once, and takes nothing over`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let id = try await Self.asha(product)
            let text = Array("Bring it.".utf8)
            let files: [([UInt8], String, [String: String], UInt, String)] = [
                ([], "empty.pdf", [:], 422, "out_of_range"),
                (text, "a.txt", ["caption": String(repeating: "x", count: 1025)], 422, "out_of_range"),
                (text, "a.txt", ["clientMessageId": ""], 422, "out_of_range"),
                (text, "a.txt", ["patientId": UUID().uuidString], 404, "patient_not_found"),
                (text, "a.txt", ["replyTo": UUID().uuidString], 422, "cannot_be_quoted"),
                (text, "a.txt", ["doctorId": UUID().uuidString], 403, "other_doctor"),
                (Array("<svg onload='x'/>".utf8), "a.jpg", [:], 415, "unsupported_kind"),
                ([0, 0, 0, 24] + Array("ftypheic".utf8), "IMG_1.HEIC", [:], 415, "unsupported_kind"),
                (Array("GIF89a".utf8), "a.gif", [:], 415, "unsupported_kind"),
                (Self.photo + [UInt8](repeating: 0, count: 5 << 20), "a.jpg", [:], 413, "too_large"),
                (text, "a.ogg", ["voice": "true"], 415, "unsupported_kind"),
                (Self.voice, "a.ogg", ["caption": "Take two"], 422, "out_of_range"),
                (Array(Self.photo.prefix(40)) + [0] + Self.photo.dropFirst(40), "a.jpg", [:], 415, "unsupported_kind"),
                (Array("RIFF1234WEBPVP8 ".utf8), "a.webp", [:], 415, "unsupported_kind"),
            ]
            for (bytes, name, more, status, code) in files {
                let fields = ["patientId": id].merging(more) { _, new in new }
                let answer = try await product.sendFile(bytes, name, "image/jpeg", fields)
                #expect(
                    answer.status == status && answer.json["error_code"] as? String == code, "\(name) \(answer.text)")
                #expect(answer.json["success"] as? Bool == false)
            }
            let incomplete = try await product.sendFile(nil, "", "", ["patientId": id])
            #expect(incomplete.status == 400 && incomplete.json["error_code"] as? String == "member_missing")
            let unknown = try await product.sendFile(nil, "", "", ["patientId": id, "clientMessageId": "never"])
            #expect(unknown.status == 404)
            for (type, body, status) in [
                ("application/json", "{}", 415), ("multipart/form-data", "x", 415),
                ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"", 400),
            ] as [(String, String, UInt)] {
                var request = product.doctor.request("/api/live-chat/send-media")
                request.method = .POST
                request.headers.add(name: "Content-Type", value: type)
                request.body = .bytes(ByteBuffer(string: body))
                #expect(try await product.http.execute(request, timeout: .seconds(40)).status.code == status, "\(type)")
            }
            #expect(try await product.doctor.another().call(.POST, "/api/live-chat/send-media", "{}").status == 401)
            #expect(try await product.doctor.patient(id)["is_bot_paused"] as? Bool == false)
            #expect(try await product.doctor.messages(id).allSatisfy { $0["author"] as? String != "doctor" })
        }
    }

    @Test func `a photo leaves without the place where it was taken`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let id = try await Self.asha(product)
            let place = Array("http://ns.adobe.com/xap/1.0/\0GPS 18.5195694".utf8)
            let photo =
                [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(place.count + 2)] + place + [
                    0xFF, 0xC0, 0, 11, 8, 0, 40, 0, 30, 1, 1,
                ]
                + [0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9]
            let sent = try await product.sendFile(photo, "a.jpg", "image/jpeg", ["patientId": id])
            let row = try #require(sent.json["data"] as? [String: Any], "\(sent.text)")
            let kept = try await product.file(row["media_url"] as? String ?? "").bytes
            #expect(kept.count == photo.count - place.count - 4)
            #expect(!String(decoding: kept, as: UTF8.self).contains("GPS"))
        }
    }

    @Test func `a film leaves without the place where it was taken, and is refused where that cannot be told`()
        async throws
    {
        try await RunningProduct.with(.sqlite) { product in
            let id = try await Self.asha(product)
            let place = Array("+18.5195+073.8553/".utf8)
            let udta = [0, 0, 0, UInt8(place.count + 8)] + Array("udta".utf8) + place
            let head = [0, 0, 0, 16] + Array("ftypisom".utf8) + [0, 0, 0, 0]
            let film =
                head + [0, 0, 0, UInt8(udta.count + 8)] + Array("moov".utf8) + udta + [0, 0, 0, 9] + Array("mdat7".utf8)
            let sent = try await product.sendFile(film, "a.mp4", "video/mp4", ["patientId": id])
            let row = try #require(sent.json["data"] as? [String: Any], "\(sent.text)")
            #expect(row["message_type"] as? String == "video")
            let kept = try await product.file(row["media_url"] as? String ?? "").bytes
            #expect(kept.count == film.count && kept.suffix(9) == film.suffix(9))
            #expect(!String(decoding: kept, as: UTF8.self).contains("18.5195"))
            let refused = try await product.sendFile(head + [0, 0, 0, 7] + udta, "a.mp4", "", ["patientId": id])
            #expect(refused.status == 415 && refused.json["error_code"] as? String == "unsupported_kind")
            #expect(refused.text.contains("film is damaged"))
        }
    }

    @Test func `the card of a contact is there to be kept`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let id = try await Self.asha(product)
            let asha = await product.sandbox.control("GET", "patients").body["patients"]?[0]?["id"]?.string ?? ""
            let card: JSON = [
                "name": ["formatted_name": "Dr. Rao; \r\nX-EVIL:1", "first_name": "Leela"],
                "phones": [["phone": "+91 90000 00001"]],
            ]
            _ = await product.sandbox.control(
                "POST", "messages", ["patient": .string(asha), "type": "contacts", "contacts": [card]])
            let row = try await eventually("the card is there") {
                try await product.doctor.messages(id).last { $0["message_type"] as? String == "contacts" }
            }
            let path = "/api/live-chat/messages/\(row["id"] as? String ?? "")/contacts.vcf"
            let file = try await product.file(path)
            #expect(file["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(
                String(decoding: file.bytes, as: UTF8.self)
                    == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dr. Rao\\; X-EVIL:1\r\nN:;Leela;;;\r\n"
                    + "TEL;TYPE=CELL:+91 90000 00001\r\nEND:VCARD\r\n")
            #expect(try await product.anotherClinic().call(.GET, path).status == 404)
        }
    }

    @Test func `a message that waits behind others can be cancelled`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let id = try await Self.asha(product)
            await product.sandbox.inject(SandboxFault(.error, count: 50, code: 131_056))
            async let first = product.doctor.send("First", to: id)
            let row = try await eventually("the message waits for its next attempt") {
                let rows = try await product.doctor.messages(id)
                return rows.last { $0["author"] as? String == "doctor" && $0["status"] as? String == "pending" }
            }
            let path = "/api/live-chat/messages/\(row["id"] as? String ?? "")"
            #expect(try await product.doctor.another().call(.DELETE, path).status == 401)
            #expect(try await product.anotherClinic().call(.DELETE, path).status == 404)
            let cancelled = try await product.doctor.call(.DELETE, path)
            #expect(cancelled.status == 200, "\(cancelled.text)")
            #expect((cancelled.json["data"] as? [String: Any])?["status"] as? String == "cancelled")
            _ = try await first
            _ = await product.sandbox.control("DELETE", "faults")
            let second = try await product.doctor.send("Second", to: id)
            let sent = try #require((second.json["data"] as? [String: Any])?["id"] as? String)
            let late = try await product.doctor.call(.DELETE, "/api/live-chat/messages/\(sent)")
            #expect(late.status == 409 && late.json["error_code"] as? String == "already_sent")
        }
    }
}

extension RunningProduct {
    /// Sends a form as a browser would; without bytes there is no file in it.
    func sendFile(
        _ bytes: [UInt8]?, _ name: String, _ type: String, _ fields: [String: String],
        to path: String = "/api/live-chat/send-media"
    ) async throws -> Desk.Answer {
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString("--limit\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        if let bytes {
            body.writeString("--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n")
            body.writeString("Content-Type: \(type)\r\n\r\n")
            body.writeBytes(bytes)
            body.writeString("\r\n")
        }
        body.writeString("--limit--\r\n")
        var request = doctor.request(path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "multipart/form-data; boundary=limit")
        request.body = .bytes(body)
        let response = try await http.execute(request, timeout: .seconds(40))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
        return Desk.Answer(status: response.status.code, headers: [], text: text)
    }
}
