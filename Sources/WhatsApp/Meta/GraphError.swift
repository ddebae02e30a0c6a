package import Conversations
import JSON

/// A refusal by Meta's Graph API.
package struct GraphError: Error, Sendable, Equatable {
    /// Nil when the answer was not in Meta's form (a proxy or a wrong address answered).
    package let code: Int64?
    package let subcode: Int64?
    /// Meta's explanation, in English, for the operator.
    package let details: String
    /// The id by which Meta's support finds the call.
    package let traceID: String?
    package let httpStatus: Int
    /// The server's own request, from the header `Retry-After`.
    package let retryAfter: Duration?

    package init(
        code: Int64?, subcode: Int64? = nil, details: String = "", traceID: String? = nil, httpStatus: Int,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.subcode = subcode
        self.details = details
        self.traceID = traceID
        self.httpStatus = httpStatus
        self.retryAfter = retryAfter
    }

    /// The meaning of the code. The HTTP status counts only where there is none: Meta answers a missing permission with
    /// 500 and rate limits with 400.
    package var meaning: GraphErrorMeaning {
        guard let code else { return GraphErrorMeaning(httpStatus: httpStatus) }
        return GraphErrorMeaning(code: code, subcode: subcode)
    }

    package var failure: SendFailure { meaning.failure }
    package var retryPlan: RetryPlan { meaning.retry }
    package var isAccountTrouble: Bool { meaning.isAccountTrouble }

    /// How long to wait after attempt number `attempt` (from 1) before the next one; nil when there is to be none.
    /// A `Retry-After` is honoured up to an hour.
    package func delay(attempt: Int, random: inout some RandomNumberGenerator) -> Duration? {
        guard let delay = retryPlan.delay(attempt: attempt, random: &random) else { return nil }
        return max(delay, min(retryAfter ?? .zero, .seconds(3600)))
    }
}

extension GraphError {
    /// Nil when the body is not in Meta's form.
    init?(body: JSONElement?, httpStatus: Int, retryAfter: Duration?) {
        guard let error = body?["error"], let code = error["code"]?.integer else { return nil }
        let details = error["error_data"]?["details"] ?? error["error_user_msg"] ?? error["message"]
        self.init(
            code: code, subcode: error["error_subcode"]?.integer,
            details: Bounded.text(details, limit: 2000) ?? "", traceID: Bounded.identifier(error["fbtrace_id"]),
            httpStatus: httpStatus, retryAfter: retryAfter)
    }
}
