package import AsyncHTTPClient
package import Conversations
import JSON
package import Logging
import NIOCore
import NIOHTTP1

/// Meta's WhatsApp Cloud API: one call for one attempt. It never tries again by itself; that is up to the outbox, which
/// asks before every attempt whether the message is still wanted.
package struct CloudAPIClient: Sendable {
    let client: HTTPClient
    let root: String
    let hosts: MediaHosts
    let logger: Logger

    /// `baseURL` without the version, such as `https://graph.facebook.com`; `version` such as `v25.0`.
    package init(client: HTTPClient, baseURL: String, version: String, logger: Logger) {
        self.client = client
        hosts = MediaHosts(baseURL: baseURL)
        self.root = (baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL) + "/" + version
        self.logger = logger
    }

    /// Hands a message to Meta. The answer comes before `timeout` has passed, even when the calling task is cancelled.
    package func send(
        _ message: OutboundMessage, from sender: Credentials, timeout: Duration
    ) async throws(SendError) -> Accepted {
        let answer = try await post(message.json, from: sender, timeout: timeout)
        guard let wamid = Wamid(json: answer["messages"]?.elements.first?["id"]) else {
            throw .uncertain(.unreadableAnswer)
        }
        let contact = answer["contacts"]?.elements.first
        return Accepted(
            wamid: wamid, phone: PhoneNumber(json: contact?["wa_id"]),
            userID: WhatsAppUserID(json: contact?["user_id"]))
    }

    /// Marks a patient's message, and all before it, as read. `typing` also shows "typing…" until a message comes, for
    /// at most 25 s; use it only where an answer follows.
    package func markRead(
        wamid: Wamid, typing: Bool, from sender: Credentials, timeout: Duration
    ) async throws(SendError) {
        let answer = try await post(Self.readReceipt(wamid: wamid, typing: typing), from: sender, timeout: timeout)
        guard answer["success"]?.flag == true else { throw .uncertain(.unreadableAnswer) }
    }

    static func readReceipt(wamid: Wamid, typing: Bool) -> JSONValue {
        [
            "messaging_product": "whatsapp", "status": "read", "message_id": .string(wamid.text),
            "typing_indicator": typing ? ["type": "text"] : nil,
        ]
    }

    private func post(
        _ body: JSONValue, from sender: Credentials, timeout: Duration
    ) async throws(SendError) -> JSONElement {
        guard timeout > .zero else { throw .notSent(.deadline) }
        let number = sender.phoneNumberID.text
        guard !number.isEmpty, number.utf8.allSatisfy(Self.isSafeInPath) else { throw .notSent(.unusableAddress) }
        let headers: HTTPHeaders = [
            "Authorization": "Bearer \(sender.token.exposed)", "Content-Type": "application/json",
            "User-Agent": "shubhstra",
        ]
        let outcome = await EvidenceCall.post(
            body.encoded(), to: "\(root)/\(number)/messages", headers: headers, client: client,
            timeout: timeout)
        do throws(SendError) {
            switch outcome {
            case .answered(let response): return try Self.answer(of: response)
            case .failed(let error, let contentWritten): throw SendError(error, contentWritten: contentWritten)
            }
        } catch {
            log(error, outcome)
            throw error
        }
    }

    static func isSafeInPath(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
