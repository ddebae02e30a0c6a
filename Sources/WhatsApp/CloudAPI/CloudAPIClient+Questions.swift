import AsyncHTTPClient
import Conversations
import JSON
import NIOCore
import NIOHTTP1

/// Why Meta did not answer a question, or did not do what it was asked.
package enum GraphTrouble: Error, Sendable, Equatable {
    case refused(GraphError)
    /// With a reason code.
    case unreachable(String)
    /// A success that is not in Meta's form, or is too long.
    case unreadable
}

extension GraphTrouble: CodedError {
    package var reasonCode: String {
        switch self {
        case .refused(let error): SendError.refused(error).reasonCode
        case .unreachable(let code): code
        case .unreadable: "graph_unreadable_answer"
        }
    }

    /// For a person. Meta's own words are left out: some of them repeat the token.
    package var sentence: String {
        switch self {
        case .refused(let error) where error.isAccountTrouble: error.failure.sentence
        case .refused(let error) where error.retryPlan != .never:
            "WhatsApp is busy at the moment. Try again in a few minutes."
        case .refused(let error):
            "WhatsApp refused it (\(error.code.map { "error \($0)" } ?? "HTTP status \(error.httpStatus)"))."
        case .unreachable: "WhatsApp could not be reached. Try again in a moment."
        case .unreadable: "WhatsApp answered something that could not be read. Try again later."
        }
    }
}

/// One call about an account, which is no message: it may be made again.
struct Question {
    /// Behind the version, such as `["123", "phone_numbers"]`.
    var path: [String]
    var query: [(name: String, value: String)] = []
    var method = HTTPMethod.GET
    var body: JSONValue?
    /// The longest answer that is read, in bytes.
    var limit = EvidenceCall.answerLimit
    /// How long it may take.
    var time = CloudAPIClient.questionTime
}

extension CloudAPIClient {
    /// How long one question takes at most.
    static let questionTime = Duration.seconds(10)
    /// How long a list takes at most, all pages together: somebody may wait for it.
    static let listTime = Duration.seconds(35)
    /// The same where nobody waits.
    static let longListTime = Duration.seconds(600)

    /// The answer to a success. Throws where it is none, also in Meta's words in the body of one.
    func ask(_ question: Question, with token: Secret) async throws(GraphTrouble) -> JSONElement {
        let (status, json) = try await answer(to: question, with: token)
        if let error = GraphError(body: json, httpStatus: status, retryAfter: nil) { throw .refused(error) }
        guard (200..<300).contains(status) else { throw Self.trouble(status) }
        guard let json, json.kind == .object else { throw .unreadable }
        return json
    }

    /// Whatever is answered; nil where it isn't JSON.
    func answer(
        to question: Question, with token: Secret
    ) async throws(GraphTrouble) -> (status: Int, json: JSONElement?) {
        guard question.path.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isSafeInPath) }) else {
            throw .refused(GraphError(code: 100, subcode: 33, httpStatus: 400))
        }
        var request = HTTPClientRequest(
            url: ([root] + question.path).joined(separator: "/") + Self.text(question.query))
        request.method = question.method
        request.headers = ["Authorization": "Bearer \(token.exposed)", "User-Agent": "shubhstra"]
        if let body = question.body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.encoded()))
        }
        do {
            let (status, body) = try await inTime(question.time) { [request] in
                let response = try await client.execute(request, deadline: .now() + TimeAmount(question.time))
                return (Int(response.status.code), try await response.body.collect(upTo: question.limit))
            }
            return (status, try? JSONElement(Array(buffer: body), .lenient))
        } catch is NIOTooManyBytesError {
            throw .unreadable
        } catch {
            throw .unreachable(ReasonCode.of(error))
        }
    }

    private struct TooSlow: CodedError {
        let reasonCode = "graph_too_slow"
    }

    private func inTime<Answer: Sendable>(
        _ time: Duration, _ call: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask(operation: call)
            group.addTask {
                try await Task.sleep(for: time)
                throw TooSlow()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw TooSlow() }
            return first
        }
    }

    private static func trouble(_ status: Int) -> GraphTrouble {
        [408, 429].contains(status) || status >= 500
            ? .unreachable("http_\(status)") : .refused(GraphError(code: nil, httpStatus: status))
    }

    private static func text(_ query: [(name: String, value: String)]) -> String {
        query.isEmpty ? "" : "?" + query.map { "\($0.name)=\(encoded($0.value))" }.joined(separator: "&")
    }

    private static func encoded(_ value: String) -> String {
        value.utf8.map { byte in
            if isSafeInPath(byte) || byte == UInt8(ascii: ".") { return String(Unicode.Scalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

extension CloudAPIClient {
    /// All elements of a list that comes in pages. Throws where it does not end within `pages`, or all of it not within
    /// `time`.
    func list(
        _ question: Question, pages: Int, within time: Duration = listTime, with token: Secret
    ) async throws(GraphTrouble) -> [JSONElement] {
        let end = ContinuousClock.now + time
        var all: [JSONElement] = []
        var cursor: String?
        for _ in 0..<pages {
            var next = question
            next.time = min(question.time, end - .now)
            guard next.time > .zero else { throw .unreachable(TooSlow().reasonCode) }
            if let cursor { next.query.append(("after", cursor)) }
            let page = try await ask(next, with: token)
            guard page["data"]?.kind == .array else { throw .unreadable }
            all += page["data"].elements
            // The last page has a cursor, too. The address of the next one may hold a token: it is not used.
            guard page["paging"]?["next"] != nil else { return all }
            guard let after = Bounded.identifier(page["paging"]?["cursors"]?["after"], limit: 2000), after != cursor
            else { throw .unreadable }
            cursor = after
        }
        throw .unreadable
    }
}
