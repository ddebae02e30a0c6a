import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import TestSupport

/// A person of the clinic at the API.
final class Desk: Sendable {
    struct Answer: Sendable {
        let status: UInt
        let headers: [(name: String, value: String)]
        let text: String

        var cookies: [String] { headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value) }

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }
    }

    enum Method: String { case GET, POST, PUT, PATCH, DELETE, OPTIONS }

    private let http: HTTPClient
    private let base: String
    private let cookie = Mutex<String?>(nil)

    init(http: HTTPClient, base: String) {
        self.http = http
        self.base = base
    }

    /// Somebody else at the same API, who isn't signed in yet.
    func another() -> Desk { Desk(http: http, base: base) }

    func call(
        _ method: Method, _ path: String, _ body: String? = nil, headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = request(path)
        request.method = .RAW(value: method.rawValue)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            request.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await http.execute(request, timeout: .seconds(40))
        let text = String(buffer: try await response.body.collect(upTo: 8 << 20))
        return Answer(status: response.status.code, headers: response.headers.map { ($0.name, $0.value) }, text: text)
    }

    /// A GET with the session.
    func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        if let cookie = cookie.withLock({ $0 }) {
            request.headers.add(name: "Cookie", value: "shubhstra_session=\(cookie)")
        }
        return request
    }

    func post(_ path: String, _ members: [String: Any]) async throws -> Answer {
        try await call(.POST, path, Self.json(members))
    }

    func put(_ path: String, _ members: [String: Any]) async throws -> Answer {
        try await call(.PUT, path, Self.json(members))
    }

    private static func json(_ members: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    }

    func signIn(_ email: String, _ password: String) async throws {
        let answer = try await post("/api/session", ["email": email, "password": password])
        let header = answer.headers.first { $0.name.lowercased() == "set-cookie" }?.value ?? ""
        let value = header.split(separator: ";").first?.split(separator: "=", maxSplits: 1).last.map(String.init)
        guard answer.status == 200, let value else { throw NeverHappened(description: "signed in: \(answer.text)") }
        cookie.withLock { $0 = value }
    }

    // MARK: Conversations

    func patients() async throws -> [[String: Any]] {
        try await call(.GET, "/api/patients").json["patients"] as? [[String: Any]] ?? []
    }

    func patient(_ id: String) async throws -> [String: Any] {
        try await call(.GET, "/api/live-chat/patient-info/\(id)").json["patient"] as? [String: Any] ?? [:]
    }

    /// The id of the patient with this number, once there is one.
    func patient(withPhone phone: String) async throws -> String {
        try await eventually("the patient is in the list") {
            try await patients().first { $0["phone_number"] as? String == phone }?["id"] as? String
        }
    }

    func messages(_ patient: String) async throws -> [[String: Any]] {
        try await call(.GET, "/api/live-chat/messages/\(patient)?limit=200").json["messages"] as? [[String: Any]] ?? []
    }

    func send(_ text: String, to patient: String, clientMessageID: String? = nil) async throws -> Answer {
        var members = ["patientId": patient, "messageBody": text]
        members["clientMessageId"] = clientMessageID
        return try await post("/api/live-chat/send", members)
    }

    func toggle(_ patient: String, pause: Bool) async throws -> Answer {
        try await post("/api/live-chat/toggle-bot", ["patientId": patient, "pause": pause])
    }
}
