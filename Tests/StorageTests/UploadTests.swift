import Conversations
@testable import Storage
import TestSupport
import Testing

/// Files that are to be sent: WhatsApp has to have the file before its message leaves, in its turn.
@Suite struct UploadTests {
    private static func file(
        _ type: MessageType = .image, caption: String? = nil, name: String? = "x-ray.jpg", isVoice: Bool = false
    ) -> OutgoingFile {
        OutgoingFile(
            type: type, file: MessageFile(mimeType: "image/jpeg", name: name, isVoice: isVoice),
            kept: KeptFile(name: .make(), kind: "jpeg", size: 300_000, width: 3024, height: 4032),
            caption: caption.flatMap(Caption.init))
    }

    private static func send(
        _ content: OutgoingMessage.Content, _ clinic: TestClinic, to patient: PatientID, _ name: String = "a"
    ) async throws -> Message {
        try await clinic.chats.send(
            OutgoingMessage(patientID: patient, content: content, clientMessageID: name))
    }

    @Test(arguments: TestEngine.available)
    func `a file takes over, waits for its upload, and keeps its place`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let uploads = clinic.database.uploads
            let asha = try await clinic.patientWrites("What does it show?")
            let file = Self.file(caption: "Look here")
            let sent = try await Self.send(.file(file), clinic, to: asha)
            #expect(sent.status == .pending && sent.type == .image && sent.body == "Look here")
            #expect(sent.media?.state == .ready && sent.media?.kept == file.kept && sent.media?.file == file.file)
            #expect(try await clinic.patient(asha).pause != nil)
            try await clinic.doctorWrites("Do you see it?", to: asha)
            #expect(try await clinic.takeSend(asha) == nil, "what was written later waits for it")
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty)

            let claim = try #require(await uploads.claim(limit: 9).first)
            #expect(claim.kept == file.kept && claim.file == file.file && claim.type == .image && claim.attempt == 1)
            #expect(try await uploads.claim(limit: 9).isEmpty)
            try await uploads.finish(claim, uploadID: "media-1")
            #expect(try await uploads.nextDue() == nil)
            let first = try #require(await clinic.takeSend(asha))
            #expect(first.messageID == sent.id && first.content == .image(id: "media-1", caption: "Look here"))
            try await clinic.outbox.recordAccepted(first, wamid: "out.1")
            #expect(try await clinic.takeSend(asha)?.text == "Do you see it?")
        }
    }

    @Test(arguments: TestEngine.available)
    func `each kind is sent as what it is`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("Hello")
            let files: [(OutgoingFile, OutgoingContent, String)] = [
                (Self.file(.video, caption: "The exercise"), .video(id: "m", caption: "The exercise"), "The exercise"),
                (
                    Self.file(.document, name: "Rx.pdf"), .document(id: "m", filename: "Rx.pdf", caption: nil), "Rx.pdf"
                ),
                (
                    Self.file(.document, caption: "For you", name: nil),
                    .document(id: "m", filename: nil, caption: "For you"), "For you"
                ),
                (Self.file(.audio, isVoice: true), .audio(id: "m", isVoice: true), ""),
                (Self.file(.sticker), .sticker(id: "m"), ""), (Self.file(), .image(id: "m", caption: nil), ""),
            ]
            for (index, (file, content, body)) in files.enumerated() {
                let sent = try await Self.send(.file(file), clinic, to: asha, "\(index)")
                #expect(sent.body == body)
                let claim = try #require(await clinic.database.uploads.claim(limit: 9).first)
                try await clinic.database.uploads.finish(claim, uploadID: "m")
                let send = try #require(await clinic.takeSend(asha))
                #expect(send.content == content)
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(index)")!)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same file twice is one message, and a failed one is tried again with the file that is here`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let uploads = clinic.database.uploads
            let asha = try await clinic.patientWrites("Hello")
            let sent = try await Self.send(.file(Self.file()), clinic, to: asha)
            #expect(try await Self.send(.file(Self.file()), clinic, to: asha).id == sent.id)
            await #expect(throws: Refusal.noSuchMessage) { _ = try await Self.send(.again, clinic, to: asha, "new") }
            #expect(try await clinic.history(asha).count == 2)

            // Refused by the upload.
            try await uploads.fail(
                try #require(await uploads.claim(limit: 9).first),
                SendFailure(.meta(code: SendFailure.unusableFile), sentence: "No.", canRetry: true))
            var failed = try #require(await clinic.history(asha).last)
            #expect(failed.status == .failed && failed.failure?.metaCode == 131_053 && failed.media?.state == .ready)
            #expect(try await clinic.patients(clinic.account).first?.patient.needsHuman == .sendFailed)
            #expect(try await Self.send(.again, clinic, to: asha).status == .pending)
            try await uploads.finish(try #require(await uploads.claim(limit: 9).first), uploadID: "m2")

            // Refused by the message for another reason: what was uploaded serves again.
            var send = try #require(await clinic.takeSend(asha))
            try await clinic.outbox.recordRefused(
                send, SendFailure(.meta(code: 131_026), sentence: "No.", canRetry: true), retryAfter: nil)
            _ = try await Self.send(.again, clinic, to: asha)
            #expect(try await uploads.claim(limit: 9).isEmpty)
            send = try #require(await clinic.takeSend(asha))
            #expect(send.content == .image(id: "m2", caption: nil))

            // Taken, and found unusable afterwards: it is uploaded anew.
            try await clinic.outbox.recordAccepted(send, wamid: "out.1")
            try await clinic.metaReports(
                .failed, wamid: "out.1",
                failure: SendFailure(.meta(code: 131_053), sentence: "No.", canRetry: true))
            failed = try #require(await clinic.history(asha).last)
            #expect(failed.status == .failed)
            _ = try await Self.send(.again, clinic, to: asha)
            #expect(try await clinic.takeSend(asha) == nil)
            try await uploads.finish(try #require(await uploads.claim(limit: 9).first), uploadID: "m3")
            #expect(try await clinic.takeSend(asha)?.content == .image(id: "m3", caption: nil))
        }
    }

    // MARK: Templates

    private static func template(_ kind: String?) -> Template {
        Template(
            id: "t-\(kind ?? "none")", name: kind ?? "none", language: "en", category: "UTILITY", status: "APPROVED",
            quality: nil,
            parts: TemplateParts(header: kind.map { .init(kind: $0) }, body: .init("Hello {{1}}")))
    }

    private static func withTemplates(
        _ engine: TestEngine, _ body: (TestClinic, PatientID) async throws -> Void
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let connections = clinic.database.connections
            try await connections.note([HeardNumber(phoneNumberID: TestClinic.number, accountID: "501")])
            try await connections.replaceTemplates(
                of: clinic.clinicID, at: "501", with: ["image", "video", "document", nil].map(Self.template),
                askedAt: clinic.clock.now)
            try await body(clinic, try await clinic.patientWrites("Hello"))
        }
    }

    private static func content(_ header: TemplateContent.Header?, _ name: String) -> OutgoingContent {
        .template(TemplateContent(name: name, language: "en", bodyParameters: ["Asha"], header: header))
    }

    @Test(arguments: TestEngine.available)
    func `a template that begins with a file waits for its upload, and keeps what it was filled in with`(
        on engine: TestEngine
    ) async throws {
        try await Self.withTemplates(engine) { clinic, asha in
            let uploads = clinic.database.uploads
            let request = TemplateRequest(templateID: "t-image", variables: ["1": "Asha"], file: Self.file())
            let sent = try await Self.send(.template(request), clinic, to: asha)
            #expect(sent.type == .template && sent.body == "Hello Asha" && sent.status == .pending)
            #expect(sent.media?.state == .ready && sent.media?.kept == request.file?.kept)
            try await clinic.doctorWrites("Do you see it?", to: asha)
            #expect(try await clinic.takeSend(asha) == nil, "what was written later waits for it")
            let claim = try #require(await uploads.claim(limit: 9).first)
            #expect(claim.kept == request.file?.kept && claim.file.mimeType == "image/jpeg")
            try await uploads.finish(claim, uploadID: "m1")
            var send = try #require(await clinic.takeSend(asha))
            #expect(send.messageID == sent.id && send.content == Self.content(.image(id: "m1"), "image"))

            // Refused for another reason: what was uploaded serves again, for as long as WhatsApp has it.
            let other = SendFailure(.meta(code: 131_026), sentence: "No.", canRetry: true)
            try await clinic.outbox.recordRefused(send, other, retryAfter: nil)
            _ = try await Self.send(.again, clinic, to: asha)
            #expect(try await uploads.claim(limit: 9).isEmpty)
            send = try #require(await clinic.takeSend(asha))
            #expect(send.content == Self.content(.image(id: "m1"), "image"))
            try await clinic.outbox.recordRefused(send, other, retryAfter: nil)
            clinic.clock.advance(by: .seconds(26 * 24 * 3600))
            _ = try await Self.send(.template(request), clinic, to: asha)
            #expect(try await clinic.takeSend(asha) == nil)
            try await uploads.finish(try #require(await uploads.claim(limit: 9).first), uploadID: "m2")
            send = try #require(await clinic.takeSend(asha))
            #expect(send.content == Self.content(.image(id: "m2"), "image"))

            // Found unusable afterwards, and then the account is in trouble: the old one never leaves again.
            try await clinic.outbox.recordAccepted(send, wamid: "out.1")
            let unusable = SendFailure(.meta(code: SendFailure.unusableFile), sentence: "No.", canRetry: true)
            try await clinic.metaReports(.failed, wamid: "out.1", failure: unusable)
            _ = try await Self.send(.again, clinic, to: asha)
            try await uploads.fail(
                try #require(await uploads.claim(limit: 9).first),
                SendFailure(.meta(code: 190), sentence: "No.", canRetry: true))
            #expect(try await clinic.chats.message(sent.id)?.status == .failed)
            _ = try await Self.send(.again, clinic, to: asha)
            try await uploads.finish(try #require(await uploads.claim(limit: 9).first), uploadID: "m3")
            send = try #require(await clinic.takeSend(asha))
            #expect(send.content == Self.content(.image(id: "m3"), "image"))
            try await clinic.outbox.recordAccepted(send, wamid: "out.2")

            // One that waits for its upload is cancelled like any file.
            let second = try await Self.send(.template(request), clinic, to: asha, "b")
            #expect(try await clinic.chats.cancel(second.id).status == .cancelled)
            #expect(try await uploads.nextDue() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a template takes the kind of file that it begins with and no other`(on engine: TestEngine) async throws {
        try await Self.withTemplates(engine) { clinic, asha in
            let pdf = OutgoingFile(
                type: .document, file: MessageFile(mimeType: "application/pdf", name: "Rx.pdf"),
                kept: KeptFile(name: .make(), kind: "pdf", size: 9), caption: nil)
            let word = OutgoingFile(
                type: .document, file: MessageFile(mimeType: "application/msword", name: "Rx.doc"),
                kept: KeptFile(name: .make(), kind: "old_office", size: 9), caption: nil)
            let refused: [(String, OutgoingFile?, Refusal)] = [
                ("t-none", Self.file(), .templateTakesNoFile), ("t-image", nil, .templateNeedsFile),
                ("t-image", pdf, .templateTakesOtherFile("image")),
                ("t-document", word, .templateTakesOtherFile("document")),
                ("t-video", Self.file(), .templateTakesOtherFile("video")), ("t-?", pdf, .noSuchTemplate),
            ]
            for (template, file, refusal) in refused {
                let request = TemplateRequest(templateID: template, variables: ["1": "Asha"], file: file)
                await #expect(throws: refusal) { _ = try await Self.send(.template(request), clinic, to: asha) }
                guard let file else { continue }
                await #expect(throws: refusal) {
                    try await clinic.chats.checkTemplate(
                        template, takes: file.type, mimeType: file.file.mimeType ?? "", unlessSent: "a")
                }
            }
            #expect(try await clinic.history(asha).count == 1)
            #expect(try await !clinic.patient(asha).isPaused)
            #expect(try await clinic.database.uploads.nextDue() == nil)
            for (index, file) in [Self.file(.video), pdf].enumerated() {
                let kind = file.type.rawValue
                let request = TemplateRequest(templateID: "t-\(kind)", variables: ["1": "Asha"], file: file)
                _ = try await Self.send(.template(request), clinic, to: asha, "\(index)")
                // What was sent under this name is not asked about again.
                try await clinic.chats.checkTemplate(
                    "t-none", takes: file.type, mimeType: "", unlessSent: "\(index)")
                try await clinic.database.uploads.finish(
                    try #require(await clinic.database.uploads.claim(limit: 9).first), uploadID: "m")
                let send = try #require(await clinic.takeSend(asha))
                #expect(
                    send.content
                        == Self.content(
                            kind == "video" ? .video(id: "m") : .document(id: "m", filename: "Rx.pdf"), kind))
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(index)")!)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an upload that does not get through is tried for an hour, by whoever is there`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let uploads = clinic.database.uploads
            let asha = try await clinic.patientWrites("Hello")
            _ = try await Self.send(.file(Self.file()), clinic, to: asha)
            let lost = SendFailure(.ours, sentence: "WhatsApp could not be reached.", canRetry: true)
            let first = try #require(await uploads.claim(limit: 9).first)
            // Whoever had it died.
            clinic.clock.advance(by: Uploads.lease + .seconds(1))
            let second = try #require(await uploads.claim(limit: 9).first)
            #expect(second.attempt == 2)
            try await uploads.finish(first, uploadID: "late")
            #expect(try await clinic.takeSend(asha) == nil, "only the newest attempt counts")
            try await uploads.postpone(second, by: .seconds(20), lost)
            #expect(try await uploads.claim(limit: 9).isEmpty)
            #expect(try await uploads.nextDue() == .seconds(20))
            clinic.clock.advance(by: clinic.rules.sendAgeLimit)
            let third = try #require(await uploads.claim(limit: 9).first)
            try await uploads.postpone(third, by: .seconds(20), lost)
            #expect(try await clinic.history(asha).last?.failure == lost)
            #expect(try await uploads.nextDue() == nil)
            // What one process serves alone is not left to a lease after a restart.
            _ = try await Self.send(.again, clinic, to: asha)
            _ = try #require(await uploads.claim(limit: 9).first)
            try await uploads.releaseAbandoned()
            #expect(try await uploads.claim(limit: 9).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what waits can be cancelled, what is on its way cannot`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("Hello")
            let question = try #require(await clinic.history(asha).first)
            let file = try await Self.send(.file(Self.file()), clinic, to: asha)
            let text = try await clinic.doctorWrites("See above", to: asha)
            let other = clinic.database.chats(of: clinic.otherAccount)
            await #expect(throws: Refusal.noSuchMessage) { _ = try await other.cancel(file.id) }
            await #expect(throws: Refusal.noSuchMessage) { _ = try await clinic.chats.cancel(question.id) }
            await #expect(throws: Refusal.noSuchMessage) { _ = try await clinic.chats.cancel(.make()) }
            let upload = try #require(await clinic.database.uploads.claim(limit: 9).first)
            for _ in 0..<2 { #expect(try await clinic.chats.cancel(file.id).status == .cancelled) }
            try await clinic.database.uploads.finish(upload, uploadID: "m")
            let claim = try #require(await clinic.takeSend(asha))
            #expect(claim.messageID == text.id, "what stood behind it leaves")
            await #expect(throws: Refusal.alreadyLeft) { _ = try await clinic.chats.cancel(text.id) }
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            await #expect(throws: Refusal.alreadyLeft) { _ = try await clinic.chats.cancel(text.id) }
            #expect(try await clinic.history(asha).map(\.status) == [.received, .cancelled, .sent])
            #expect(try await clinic.patient(asha).waitingSince == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what WhatsApp lets nobody send is not uploaded either, and goes on afterwards in its order`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (uploads, blocks) = (clinic.database.uploads, clinic.database.sendingBlocks)
            let asha = try await clinic.patientWrites("Hello")
            let locked = SendFailure(.meta(code: 131_031), sentence: "Locked.", canRetry: true)
            let photo = try await Self.send(.file(Self.file()), clinic, to: asha)
            try await uploads.pause(try #require(await uploads.claim(limit: 9).first), by: .seconds(1), locked)
            let text = try await clinic.doctorWrites("See above", to: asha)
            let report = try await Self.send(.file(Self.file(.document)), clinic, to: asha, "b")
            clinic.clock.advance(by: .seconds(20))
            // After a restart, too.
            try await uploads.releaseAbandoned()
            #expect(try await uploads.claim(limit: 9).isEmpty)
            #expect(try await uploads.nextDue() == nil)
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty)
            #expect(try await clinic.takeSend(asha) == nil)
            #expect(try await clinic.history(asha).suffix(3).allSatisfy { $0.status == .pending })

            try await blocks.release(clinic.clinicID)
            for claim in try await uploads.claim(limit: 9) {
                try await uploads.finish(claim, uploadID: "of \(claim.messageID)")
            }
            for (number, expected) in [photo, text, report].enumerated() {
                let claim = try #require(await clinic.takeSend(asha))
                #expect(claim.messageID == expected.id)
                try await clinic.outbox.recordAccepted(claim, wamid: Wamid("out.\(number)")!)
            }

            // What has waited for too long, or is cancelled, is not uploaded any more.
            try await blocks.block(clinic.clinicID, reason: "Locked.")
            let late = try await Self.send(.file(Self.file()), clinic, to: asha, "c")
            clinic.clock.advance(by: clinic.rules.sendAgeLimit + .seconds(1))
            #expect(try await blocks.giveUpOld(of: clinic.clinicID) == 1)
            let unwanted = try await Self.send(.file(Self.file()), clinic, to: asha, "d")
            #expect(try await clinic.chats.cancel(unwanted.id).status == .cancelled)
            try await blocks.release(clinic.clinicID)
            #expect(try await uploads.claim(limit: 9).isEmpty)
            #expect(try await uploads.nextDue() == nil)
            #expect(try await clinic.chats.message(late.id)?.failure?.sentence == "Locked.")
            _ = try await Self.send(.again, clinic, to: asha, "c")
            #expect(try await uploads.claim(limit: 9).map(\.messageID) == [late.id])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reserved name is removed unless a message has it by then`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let unwanted = clinic.database.unwantedFiles
            let asha = try await clinic.patientWrites("Hello")
            let (used, lost) = (try await unwanted.reserve(), try await unwanted.reserve())
            let kept = KeptFile(name: used, kind: "pdf", size: 9)
            let file = OutgoingFile(
                type: .document, file: MessageFile(mimeType: "application/pdf", name: nil), kept: kept, caption: nil)
            _ = try await Self.send(.file(file), clinic, to: asha)
            #expect(try await unwanted.due().isEmpty)
            clinic.clock.advance(by: .seconds(3601))
            #expect(try await unwanted.due() == [lost])
            try await unwanted.forget([lost])
            #expect(try await unwanted.due().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `with another number, what waits is given to WhatsApp anew, and what is under way counts no more`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let uploads = clinic.database.uploads
            let asha = try await clinic.patientWrites("Hello")
            _ = try await Self.send(.file(Self.file()), clinic, to: asha, "first")
            try await uploads.finish(#require(await uploads.claim(limit: 9).first), uploadID: "old1")
            _ = try await Self.send(.file(Self.file()), clinic, to: asha, "second")
            let underWay = try #require(await uploads.claim(limit: 9).first)
            try await clinic.database.connections.change(
                clinic.clinicID, to: ConfirmedConnection(phoneNumberID: "71"), by: clinic.account.id)
            #expect(try await clinic.takeSend(asha) == nil)
            try await uploads.finish(underWay, uploadID: "old2")
            #expect(try await clinic.takeSend(asha) == nil)
            for (number, claim) in try await uploads.claim(limit: 9).sorted(by: { $0.attempt < $1.attempt })
                .enumerated()
            {
                try await uploads.finish(claim, uploadID: "new\(number)")
            }
            for number in 0...1 {
                let send = try #require(await clinic.takeSend(asha))
                #expect(send.content == .image(id: "new\(number)", caption: nil))
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(number)")!)
            }
            // What has left is not given again, and a retry of it is.
            #expect(try await uploads.claim(limit: 9).isEmpty)
        }
    }
}
