package import Conversations

/// What one of Meta's error codes means for the clinic and for the outbox, in an answer and in a failed status alike.
package struct GraphErrorMeaning: Sendable, Equatable {
    package let failure: SendFailure
    package let retry: RetryPlan
    /// Nothing is wrong with the message: the operator has to put the clinic's WhatsApp connection right, and
    /// until then every other message would fail too.
    package let isAccountTrouble: Bool

    /// What WhatsApp has decided about the account as a whole, so that it can be asked whether that has ended. What is wrong
    /// with the token or the number is not among it: a person mends that.
    package static func blocksSending(_ code: Int64?) -> Bool { [368, 131031, 131042].contains(code) }

    private init(code: Int64?, _ sentence: String, canRetry: Bool, retry: RetryPlan, isAccountTrouble: Bool) {
        failure = SendFailure(.meta(code: code), sentence: sentence, canRetry: canRetry)
        self.retry = retry
        self.isAccountTrouble = isAccountTrouble
    }

    package init(code: Int64, subcode: Int64?) {
        let known =
            Self.account(code, subcode: subcode) ?? Self.passing(code) ?? Self.recipient(code) ?? Self.content(code)
        self = known ?? .final(code, "WhatsApp refused this message (error \(code)).", canRetry: true)
    }

    /// An answer that isn't in Meta's form.
    package init(httpStatus: Int) {
        switch httpStatus {
        case 429:
            self = .passing(
                nil, "WhatsApp is busy and did not take this message. Try again in a few minutes.", .minutes)
        case 300..<400, 401, 403, 404, 407:
            self = .account(nil, "its server answered with HTTP status \(httpStatus)")
        default:
            self = .final(nil, "WhatsApp's server refused this message (HTTP status \(httpStatus)).", canRetry: true)
        }
    }

    /// A failed status without an error code.
    package static let unexplained = SendFailure(
        .meta(code: nil), sentence: "WhatsApp could not deliver this message and gave no reason.", canRetry: true)

    static func account(_ code: Int64?, _ cause: String) -> Self {
        Self(
            code: code, "The clinic's WhatsApp connection needs attention: \(cause). Ask your administrator.",
            canRetry: true, retry: .never, isAccountTrouble: true)
    }

    static func passing(_ code: Int64?, _ sentence: String, _ plan: RetryPlan) -> Self {
        Self(code: code, sentence, canRetry: true, retry: plan, isAccountTrouble: false)
    }

    static func final(_ code: Int64?, _ sentence: String, canRetry: Bool = false) -> Self {
        Self(code: code, sentence, canRetry: canRetry, retry: .never, isAccountTrouble: false)
    }
}
