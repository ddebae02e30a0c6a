import AsyncHTTPClient
import Conversations
import Files
import FoundationEssentials
import JSON
import NIOCore
import NIOHTTP1

/// Where a file can be fetched for five minutes, and what it should be.
struct MediaAddress: Sendable, Equatable {
    let url: String
    /// SHA-256; nil where Meta did not say it in a form that is known.
    let digest: [UInt8]?
}

/// Why a file could not be fetched.
enum MediaError: Error, Equatable {
    /// Meta has it no more.
    case gone
    case refused(GraphError)
    /// The address has run out, or was never one.
    case deadAddress
    /// Meta named an address that is not its own.
    case foreignAddress
    /// No answer, or one that says that there will be a better one.
    case unreachable(String)
}

extension MediaError: CodedError {
    var reasonCode: String {
        switch self {
        case .gone: "media_gone"
        case .refused(let error): SendError.refused(error).reasonCode
        case .deadAddress: "media_dead_address"
        case .foreignAddress: "media_foreign_address"
        case .unreachable(let code): code
        }
    }
}

extension CloudAPIClient {
    private static let answerTime = TimeAmount.seconds(10)
    /// An address lives for five minutes; so does the call.
    private static let downloadTime = TimeAmount.seconds(300)

    /// Throws `MediaError`.
    func media(_ id: String, for credentials: Credentials) async throws -> MediaAddress {
        let number = credentials.phoneNumberID.text
        guard !id.isEmpty, (id + number).utf8.allSatisfy(Self.isSafeInPath) else { throw MediaError.gone }
        let response = try await get("\(root)/\(id)?phone_number_id=\(number)", credentials, within: Self.answerTime)
        let body = try await Self.reached { try await response.body.collect(upTo: EvidenceCall.answerLimit) }
        let status = Int(response.status.code)
        let json = try? JSONElement(Array(buffer: body), .lenient)
        if let error = GraphError(body: json, httpStatus: status, retryAfter: nil) {
            // An object that is missing, or that is not for this token: a number would be refused in the same words.
            throw error.code == 100 && error.subcode == 33 ? MediaError.gone : .refused(error)
        }
        guard status == 200 else { throw Self.failure(status) }
        guard let url = json?["url"]?.text else { throw MediaError.unreachable("media_unreadable_answer") }
        return MediaAddress(url: url, digest: (json?["sha256"]?.text).flatMap(MediaDigest.bytes))
    }

    /// Writes what is at this address into the draft. Throws `MediaError`, and what the draft throws.
    func download(_ url: String, for credentials: Credentials, into draft: FileDraft) async throws {
        guard hosts.allow(url) else { throw MediaError.foreignAddress }
        let response = try await get(url, credentials, within: Self.downloadTime)
        guard response.status == .ok else { throw Self.failure(Int(response.status.code)) }
        var parts = response.body.makeAsyncIterator()
        while let part = try await Self.reached({ try await parts.next() }) { try await draft.write(part) }
    }

    private func get(
        _ url: String, _ credentials: Credentials, within time: TimeAmount
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        request.headers = ["Authorization": "Bearer \(credentials.token.exposed)", "User-Agent": "shubhstra"]
        return try await Self.reached { try await client.execute(request, deadline: .now() + time) }
    }

    private static func reached<Answer>(_ call: () async throws -> Answer) async throws -> Answer {
        do {
            return try await call()
        } catch {
            throw MediaError.unreachable(ReasonCode.of(error))
        }
    }

    private static func failure(_ status: Int) -> MediaError {
        switch status {
        case 404, 410: .deadAddress
        case 408, 429, 500...: .unreachable("http_\(status)")
        default: .refused(GraphError(code: nil, httpStatus: status))
        }
    }
}

/// SHA-256 as Meta writes it: in base64 in webhooks, in hexadecimal elsewhere.
enum MediaDigest {
    static func bytes(_ text: String) -> [UInt8]? {
        if text.utf8.count == 64 {
            let digits = Array(text.utf8).map { Character(Unicode.Scalar($0)).hexDigitValue }
            let values = digits.compactMap(\.self)
            guard values.count == 64 else { return nil }
            return stride(from: 0, to: 64, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
        }
        let bytes = Data(base64Encoded: text).map { Array($0) }
        return bytes?.count == 32 ? bytes : nil
    }
}
