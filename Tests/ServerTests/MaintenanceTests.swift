import Conversations
import Files
import Foundation
import Logging
import NIOCore
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct MaintenanceTests {
    /// Hands the files of a folder out, and cannot remove one of them.
    private struct Stubborn: FileStore {
        let store: FolderStore
        let kept: UUID

        func keep(_ draft: FileDraft, as key: FileKey) async throws { try await store.keep(draft, as: key) }

        func read(_ key: FileKey, _ range: Range<Int64>, _ body: (ByteBuffer) async throws -> Void) async throws {
            try await store.read(key, range, body)
        }

        func remove(_ name: UUID) async throws {
            if name == kept { throw FilesError.unavailable("stubborn") }
            try await store.remove(name)
        }
    }

    private static func photo(_ number: Int) -> InboundEvent {
        var message = InboundMessage(
            wamid: Wamid("in.\(number)")!, person: WhatsAppPerson(phone: "919876543210"), sentAt: nil, type: .image,
            body: "")
        message.media = InboundMedia(
            id: "m\(number)", mimeType: nil, sha256: nil, filename: nil, caption: nil, isVoice: false, isAnimated: false
        )
        return .message(message)
    }

    @Test(arguments: TestEngine.available)
    func `files of a clinic that was removed go, and one that cannot be removed keeps none of the others`(
        on engine: TestEngine
    )
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("maintenance-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (store, drafts) = (try await FolderStore(at: folder), try await DraftFolder(at: folder + "/drafts"))
        func files() -> Int {
            (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).filter { $0.count > 30 }
                .count
        }
        try await engine.clinic { clinic in
            for number in 1...3 { try await clinic.apply(Self.photo(number)) }
            let claims = try await clinic.database.mediaFetches.claim(limit: 9)
            for claim in claims {
                for key in [FileKey.file(claim.name.uuid), .thumbnail(of: claim.name.uuid)] {
                    try await drafts.lend(limit: 9) { draft in
                        try await draft.write(ByteBuffer(string: "x"))
                        try await store.keep(draft, as: key)
                    }
                }
            }
            #expect(claims.count == 3 && files() == 6)
            try await clinic.database.removal(of: clinic.clinicID, fallbackNumber: nil).run()
            clinic.clock.advance(by: MediaFetches.lease)
            let maintenance = Maintenance(
                operator: clinic.database.operator, unwanted: clinic.database.unwantedFiles,
                files: Stubborn(store: store, kept: claims[0].name.uuid),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let running = Task { try await maintenance.run() }
            try await eventually("the others are removed") { files() == 2 ? true : nil }
            running.cancel()
            try await running.value
            #expect(try await clinic.database.unwantedFiles.due().isEmpty, "it is tried again later")
            clinic.clock.advance(by: .seconds(3600))
            #expect(try await clinic.database.unwantedFiles.due() == [claims[0].name])
        }
    }
}
