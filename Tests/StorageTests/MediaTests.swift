import Conversations
@testable import Storage
import TestSupport
import Testing

/// Rows of files: from the message to the store, and out of it.
@Suite struct MediaTests {
    private static func photo(_ wamid: Wamid, from phone: PhoneNumber = "919876543210", mediaID: String = "m1")
        -> InboundEvent
    {
        var message = InboundMessage(
            wamid: wamid, person: WhatsAppPerson(phone: phone), sentAt: nil, type: .image, body: "")
        message.media = InboundMedia(
            id: mediaID, mimeType: "image/jpeg", sha256: "abc", filename: nil, caption: nil, isVoice: false,
            isAnimated: false)
        return .message(message)
    }

    private static func media(_ clinic: TestClinic) async throws -> [MessageMedia] {
        var all: [MessageMedia] = []
        for entry in try await clinic.patients(clinic.account) {
            all += try await clinic.history(entry.patient.id).compactMap(\.media)
        }
        return all
    }

    private static func unwanted(_ clinic: TestClinic) async throws -> Set<FileName> {
        Set(
            try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT file FROM unwanted_files").map { try $0["file"] }
            })
    }

    private static func kept(_ claim: MediaClaim) -> KeptFile {
        KeptFile(name: claim.name, kind: "jpeg", size: 300_000, width: 3024, height: 4032, thumbnailSize: 9000)
    }

    @Test(arguments: TestEngine.available)
    func `a file waits with its message, is claimed once, and is ready`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let fetches = clinic.database.mediaFetches
            #expect(try await fetches.nextDue() == nil)
            try await clinic.apply(Self.photo("in.1"))
            try await clinic.apply(Self.photo("in.1"))
            #expect(try await Self.media(clinic).map(\.state) == [.waiting])
            #expect(try await fetches.nextDue() == .zero)
            let claim = try #require(await fetches.claim(limit: 9).first)
            #expect(
                claim.mediaID == "m1" && claim.mimeType == "image/jpeg" && claim.sha256 == "abc" && claim.attempt == 1)
            #expect(try await fetches.claim(limit: 9).isEmpty)
            try await fetches.finish(claim, Self.kept(claim))
            let media = try #require(await Self.media(clinic).first)
            #expect(media.state == .ready && media.kept == Self.kept(claim) && media.error == nil)
            #expect(try await fetches.nextDue() == nil)
            #expect(try await Self.unwanted(clinic) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever dies with a claim leaves the file to the next one, under the same name`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let fetches = clinic.database.mediaFetches
            try await clinic.apply(Self.photo("in.1"))
            let first = try #require(await fetches.claim(limit: 9).first)
            clinic.clock.advance(by: MediaFetches.lease + .seconds(1))
            let second = try #require(await fetches.claim(limit: 9).first)
            #expect(second.name == first.name && second.attempt == 2)
            try await fetches.releaseAbandoned()
            let third = try #require(await fetches.claim(limit: 9).first)
            #expect(third.name == first.name)
            // Both come to an end after all: once it is ready, and never again.
            try await fetches.finish(third, Self.kept(third))
            try await fetches.fail(second, "Too late.")
            try await fetches.finish(first, Self.kept(first))
            #expect(try await Self.media(clinic).map(\.state) == [.ready])
            #expect(try await Self.unwanted(clinic) == [], "it is the file of a message")
        }
    }

    @Test(arguments: TestEngine.available)
    func `what failed is tried again when a person asks, what is gone for as long as it may be there`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let fetches = clinic.database.mediaFetches
            try await clinic.apply(Self.photo("in.1"))
            var claim = try #require(await fetches.claim(limit: 9).first)
            try await fetches.postpone(claim, by: .seconds(30))
            #expect(try await fetches.claim(limit: 9).isEmpty)
            #expect(try await fetches.nextDue() == .seconds(30))
            clinic.clock.advance(by: .seconds(30))
            claim = try #require(await fetches.claim(limit: 9).first)
            try await fetches.fail(claim, "It is damaged.")
            var media = try #require(await Self.media(clinic).first)
            #expect(media.state == .failed && media.error == "It is damaged." && media.kept == nil)
            media = try await clinic.chats.fetchAgain(claim.messageID)
            #expect(media.state == .waiting)
            claim = try #require(await fetches.claim(limit: 9).first)
            #expect(claim.attempt == 1)
            try await fetches.markGone(claim)
            // A wrong number or token is answered in the same words.
            #expect(try await clinic.chats.fetchAgain(claim.messageID).state == .waiting)
            try await fetches.markGone(try #require(await fetches.claim(limit: 9).first))
            clinic.clock.advance(by: MediaFetches.kept)
            #expect(try await clinic.chats.fetchAgain(claim.messageID).state == .gone)
            #expect(try await fetches.claim(limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `another clinic has no such message, nor has one without a file`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.apply(Self.photo("in.1"))
            let messages = try await clinic.history(patient)
            let other = clinic.database.chats(of: clinic.otherAccount)
            for id in messages.map(\.id) + [.make()] {
                await #expect(throws: Refusal.noSuchMessage) { _ = try await other.media(of: id) }
                await #expect(throws: Refusal.noSuchMessage) { _ = try await other.fetchAgain(id) }
            }
            await #expect(throws: Refusal.noSuchMessage) { _ = try await clinic.chats.media(of: messages[0].id) }
            #expect(try await clinic.chats.media(of: messages[1].id).state == .waiting)
        }
    }

    @Test(arguments: TestEngine.available)
    func `nothing is fetched for a clinic that is held, until it is switched on`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.apply(Self.photo("in.1"))
            try await clinic.database.holding.holdAll()
            #expect(try await clinic.database.mediaFetches.claim(limit: 9).isEmpty)
            #expect(try await clinic.database.mediaFetches.nextDue() == nil)
            _ = try await clinic.database.holding.releaseAll()
            #expect(try await clinic.database.mediaFetches.claim(limit: 9).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a file stays with its message when two patients turn out to be one`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("Hello", from: "919876543210")
            try await clinic.patientWrites("And", from: "919876543210")
            var message = InboundMessage(
                wamid: "in.1", person: WhatsAppPerson(userID: "IN.1"), sentAt: nil, type: .image, body: "")
            message.media = InboundMedia(
                id: "m1", mimeType: nil, sha256: nil, filename: nil, caption: nil, isVoice: false, isAnimated: false)
            try await clinic.apply(.message(message))
            let claim = try #require(await clinic.database.mediaFetches.claim(limit: 9).first)
            try await clinic.patientWrites("Both", from: "919876543210", userID: "IN.1")
            #expect(try await clinic.patients(clinic.account).count == 1)
            try await clinic.database.mediaFetches.finish(claim, Self.kept(claim))
            #expect(try await Self.media(clinic).map(\.state) == [.ready])
        }
    }

    @Test(arguments: TestEngine.available)
    func `the files of a clinic that is removed are unwanted, also one that is still under way`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let fetches = clinic.database.mediaFetches
            try await clinic.apply(Self.photo("in.1"), Self.photo("in.2", from: "919876543211", mediaID: "m2"))
            let claims = try await fetches.claim(limit: 9)
            #expect(claims.count == 2)
            try await fetches.finish(claims[0], Self.kept(claims[0]))
            try await clinic.database.removal(of: clinic.clinicID, fallbackNumber: nil).run()
            #expect(try await Self.unwanted(clinic) == Set(claims.map(\.name)))
            try await fetches.finish(claims[1], Self.kept(claims[1]))
            #expect(try await clinic.database.unwantedFiles.due().isEmpty, "somebody may be writing one")
            clinic.clock.advance(by: MediaFetches.lease)
            let due = try await clinic.database.unwantedFiles.due()
            #expect(Set(due) == Set(claims.map(\.name)))
            try await clinic.database.unwantedFiles.forget(due)
            #expect(try await Self.unwanted(clinic) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func `at the upgrade files are fetched that WhatsApp still has, others are gone`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            try await clinic.apply(Self.photo("in.old"))
            clinic.clock.advance(by: MediaFetches.kept + .seconds(1))
            try await clinic.apply(Self.photo("in.new", mediaID: "m2"))
            try await clinic.patientWrites("Hello")
            try await clinic.engine.write(as: .system) { try $0.execute("DELETE FROM media") }
            #expect(try await Self.media(clinic).map(\.state) == [.gone, .gone])
            let backfill = try #require(Migration.media.backfill)
            try await clinic.engine.write(as: .owner) { transaction in
                #expect(try backfill.total(transaction) == 1)
                for _ in 1...2 { _ = try backfill.batch(transaction, nil, Rules()) }
            }
            #expect(try await Self.media(clinic).map(\.state) == [.gone, .waiting])
            #expect(try await clinic.database.mediaFetches.claim(limit: 9).map(\.mediaID) == ["m2"])
        }
    }
}
