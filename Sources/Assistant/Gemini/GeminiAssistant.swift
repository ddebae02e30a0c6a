package import AsyncHTTPClient
package import Conversations
package import Logging
import NIOCore

/// The assistant that asks a Gemini model. Whatever goes wrong ends in a hand-over with its reason.
package struct GeminiAssistant: Answering {
    private let gemini: GeminiClient
    private let model: String
    private let timeout: Duration
    private let pause: Duration
    private let logger: Logger

    /// - Parameters:
    ///   - client: should follow no redirects, since the key would go with them.
    ///   - baseURL: without the version, for example `https://generativelanguage.googleapis.com`.
    ///   - timeout: for everything, including the one retry and the wait before it.
    package init(
        client: HTTPClient, baseURL: String, model: String, key: Secret, timeout: Duration = .seconds(20),
        logger: Logger
    ) {
        self.init(
            client: client, baseURL: baseURL, model: model, key: key, timeout: timeout, pause: .milliseconds(700),
            logger: logger)
    }

    /// - Parameter pause: the longest wait, and twice the shortest, before a retry for which Google names no time.
    init(
        client: HTTPClient, baseURL: String, model: String, key: Secret, timeout: Duration, pause: Duration,
        logger: Logger
    ) {
        gemini = GeminiClient(http: client, baseURL: baseURL, model: model, key: key)
        self.model = model
        self.timeout = timeout
        self.pause = pause
        var logger = logger
        logger[metadataKey: "gemini.model"] = "\(model)"
        self.logger = logger
    }

    package func answer(_ question: Question) async -> Answer {
        guard let request = GeminiRequest(question, model: model) else { return .human(.unsure) }
        do throws(GeminiError) {
            let begun = ContinuousClock.now
            let response = try await withinTimeout(request)
            guard let answer = ModelAnswer(try response.text()) else { throw .malformed }
            let call = ModelCall(
                model: model, version: response.version, latency: .now - begun, inputTokens: response.inputTokens,
                outputTokens: response.outputTokens)
            do { return try answer.answer(topics: question.topics, by: call) } catch { throw .unfit(error) }
        } catch {
            logger.log(level: error.level, error.logMessage, metadata: error.metadata)
            return .human(error.needsHuman)
        }
    }

    /// The HTTP deadline ends with the response head; this one holds for the body and the wait before a retry too.
    private func withinTimeout(_ request: GeminiRequest) async throws(GeminiError) -> GeminiResponse {
        let deadline = ContinuousClock.now + timeout
        let result = await withTaskGroup(of: Result<GeminiResponse, GeminiError>?.self) { group in
            group.addTask { await outcome(of: request, deadline) }
            group.addTask {
                try? await Task.sleep(until: deadline, clock: .continuous)
                return Task.isCancelled ? nil : .failure(.timedOut)
            }
            defer { group.cancelAll() }
            for await first in group { if let first { return first } }
            return .failure(.cancelled)
        }
        return try result.get()
    }

    private func outcome(
        of request: GeminiRequest, _ deadline: ContinuousClock.Instant
    ) async -> Result<GeminiResponse, GeminiError> {
        do throws(GeminiError) {
            return .success(try await answerWithRetry(request, deadline))
        } catch {
            return .failure(error)
        }
    }

    private func answerWithRetry(
        _ request: GeminiRequest, _ deadline: ContinuousClock.Instant
    ) async throws(GeminiError) -> GeminiResponse {
        let httpDeadline = NIODeadline.now() + .nanoseconds((deadline - .now).nanoseconds)
        do throws(GeminiError) {
            return try await complete(request, httpDeadline)
        } catch {
            guard let wait = wait(before: error), .now + wait < deadline else { throw error }
            logger.info("asking Gemini once more", metadata: error.metadata)
            do { try await Task.sleep(for: wait) } catch { throw .cancelled }
            return try await complete(request, httpDeadline)
        }
    }

    private func complete(
        _ request: GeminiRequest, _ deadline: NIODeadline
    ) async throws(GeminiError) -> GeminiResponse {
        let response = try await gemini.generate(request, deadline: deadline)
        // Throws here, where another try may help.
        _ = try response.text()
        return response
    }

    /// Nil when a retry is not allowed or does not help.
    private func wait(before error: GeminiError) -> Duration? {
        switch error {
        case .quota(let wait): wait
        case .unavailable, .unreachable: pause * Double.random(in: 0.5...1)
        default: nil
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
