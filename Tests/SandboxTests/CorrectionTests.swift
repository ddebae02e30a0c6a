import Sandbox
import Testing

/// Reactions, edits and deletions, by the patient, by the clinic's own phone, and by the clinic.
struct CorrectionTests {
    private static func played(_ sandbox: RunningSandbox, _ path: String, _ members: [String: JSON]) async -> JSON? {
        let count = await sandbox.inbox.received.count
        let body = members.merging(["patient": "+919876543210"]) { own, _ in own }
        let answer = await sandbox.server.control("POST", path, .object(body))
        #expect(answer.status == 200, "\(answer.body)")
        let value = await sandbox.inbox.first(count + 1)[count].value
        return (value?["messages"] ?? value?["message_echoes"])?[0]
    }

    private static func bubbles(_ sandbox: RunningSandbox) async -> [JSON] {
        await sandbox.server.control("GET", "conversation?patient=p1").body["messages"]?.array ?? []
    }

    private static func reaction(_ id: JSON, _ emoji: String = "❤️") -> JSON {
        JSON.text("").with([
            "type": "reaction", "text": .null, "reaction": ["message_id": id, "emoji": .string(emoji)],
        ])
    }

    @Test(arguments: ["messages", "echoes"])
    func `A text is edited and deleted by its author, in Meta's shapes`(path: String) async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            let text = await Self.played(sandbox, path, ["text": "Tomorow", "reply_to": "wamid.earlier"])
            let id = try #require(text?["id"])
            let edit = await Self.played(sandbox, path, ["type": "edit", "message_id": id, "text": "Tomorrow"])
            #expect(edit?["type"] == "edit")
            let inner: JSON = [
                "type": "text", "text": ["body": "Tomorrow"], "context": ["id": "wamid.earlier"],
            ]
            #expect(edit?["edit"] == ["original_message_id": id, "message": inner])
            #expect(await Self.bubbles(sandbox).map { [$0["text"], $0["edited"]] } == [["Tomorrow", true]])
            let revoke = await Self.played(sandbox, path, ["type": "revoke", "message_id": id])
            #expect(revoke?["revoke"] == ["original_message_id": id])
            #expect(revoke?["id"] != id)
            #expect(await Self.bubbles(sandbox).map { [$0["text"], $0["deleted"]] } == [["", true]])
            let again = await sandbox.server.control(
                "POST", path, ["patient": "p1", "type": "revoke", "message_id": id])
            #expect(again.status == 400)
        }
    }

    @Test(arguments: ["messages", "echoes"])
    func `A reaction sits on its message, and is taken back in both shapes`(path: String) async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let id = JSON.string(try await sandbox.server.write("hello", from: patient))
            let author = path == "messages" ? "patient" : "clinic"
            for removed in [["emoji": ""], [:]] as [[String: JSON]] {
                let reaction: [String: JSON] = ["type": "reaction", "message_id": id]
                let set = await Self.played(sandbox, path, reaction.merging(["emoji": "👍"]) { _, new in new })
                #expect(set?["reaction"] == ["message_id": id, "emoji": "👍"])
                #expect(await Self.bubbles(sandbox).map { $0["reactions"] } == [[author: "👍"]])
                let gone = await Self.played(sandbox, path, reaction.merging(removed) { _, new in new })
                #expect(gone?["reaction"]?["emoji"] == removed["emoji"])
                #expect(await Self.bubbles(sandbox).map { $0["reactions"] } == [nil])
            }
        }
    }

    @Test func `The clinic reacts, but not to reactions, deleted messages and old ones`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let id = JSON.string(try await sandbox.server.write("hello", from: patient))
            for (emoji, shown) in [("❤️", "❤️"), ("🙏", "🙏"), ("", nil)] as [(String, JSON?)] {
                let count = await sandbox.inbox.received.count
                #expect(try await sandbox.send(Self.reaction(id, emoji)).status == 200)
                #expect(await sandbox.inbox.first(count + 1)[count].status == "sent")
                #expect(await Self.bubbles(sandbox).map { $0["reactions"]?["clinic"] } == [shown])
            }
            let old = try await sandbox.server.write("long ago", from: patient, ageSeconds: 30 * 24 * 3600 + 60)
            let own = try #require(
                await Self.played(sandbox, "messages", ["type": "reaction", "message_id": id, "emoji": "👍"])?["id"])
            _ = await Self.played(sandbox, "messages", ["type": "revoke", "message_id": id])
            for target in [.string(old), own, id] {
                #expect(try await sandbox.send(Self.reaction(target)).code == 131_009)
            }
        }
    }
}
