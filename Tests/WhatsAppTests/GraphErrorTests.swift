import Conversations
import JSON
import Testing

@testable import WhatsApp

struct GraphErrorTests {
    @Test(
        .enabled(if: SharedPayloads.areThere),
        arguments: [
            ("error_100_33_no_object", 400, Int64(100), Int64?(33), true, RetryPlan.never),
            ("error_130429", 400, 130429, nil, false, .backoff(maxAttempts: nil)),
            ("error_131030_not_allowed_list", 400, 131030, nil, false, .never),
            ("error_190_expired", 401, 190, 463, true, .never),
        ])
    func `an example error is understood`(
        file: String, status: Int, code: Int64, subcode: Int64?, isAccountTrouble: Bool, plan: RetryPlan
    ) throws {
        let body = try SharedPayloads.json("responses/\(file).json")
        let error = try #require(GraphError(body: body, httpStatus: status, retryAfter: nil))
        #expect(error.code == code && error.subcode == subcode && error.isAccountTrouble == isAccountTrouble)
        #expect(error.retryPlan == plan && error.traceID?.hasPrefix("AINVENTEDtrace") == true)
        #expect(!error.details.isEmpty)
    }

    @Test(
        .enabled(if: SharedPayloads.areThere),
        arguments: [
            "media_get_ok", "media_upload_ok", "phone_number_get", "send_ok_bsuid", "send_ok_phone",
            "send_ok_template", "success",
        ])
    func `an example success is no error`(file: String) throws {
        let body = try SharedPayloads.json("responses/\(file).json")
        #expect(body.kind == .object && GraphError(body: body, httpStatus: 200, retryAfter: nil) == nil)
    }

    /// The codes that are widely read wrongly, and one of each sort.
    @Test(arguments: [
        (Int64(131026), "cannot be reached", false, RetryPlan.never, false),
        (131031, "locked the account", true, .never, true),
        (131047, "24 hours", false, .never, false),
        (131051, "type of message", false, .never, false),
        (0, "access token", true, .never, true), (190, "access token", true, .never, true),
        (3, "permission", true, .never, true), (250, "permission", true, .never, true),
        (368, "policy", true, .never, true), (131042, "payment", true, .never, true),
        (33, "phone number id", true, .never, true), (100, "fault in this program", false, .never, false),
        (130472, "experiment", false, .never, false), (131049, "24 hours", false, .never, false),
        (131050, "does not want", false, .never, false), (131053, "file", true, .never, false),
        (131056, "this patient", true, .pair, false), (130429, "at once", true, .backoff(maxAttempts: nil), false),
        (1, "fault", true, .backoff(maxAttempts: 2), false), (131000, "fault", true, .backoff(maxAttempts: 3), false),
        (80007, "at once", true, .minutes, false), (131057, "upgrading", true, .minutes, false),
        (2, "not available", true, .backoff(maxAttempts: nil), false),
        (999_999, "error 999999", true, .never, false),
    ])
    func `a code means what Meta says`(
        code: Int64, words: String, canRetry: Bool, plan: RetryPlan, isAccountTrouble: Bool
    ) {
        let meaning = GraphErrorMeaning(code: code, subcode: nil)
        #expect(meaning.failure.sentence.contains(words), "\(meaning.failure.sentence)")
        #expect(
            meaning.failure.origin == .meta(code: code) && meaning.failure.metaCode == code
                && meaning.failure.canRetry == canRetry)
        #expect(meaning.retry == plan && meaning.isAccountTrouble == isAccountTrouble)
    }

    @Test func `only the window is explained by the window`() {
        let blaming = (0...200_000).filter {
            GraphErrorMeaning(code: $0, subcode: nil).failure.sentence.contains("last wrote more than 24 hours")
        }
        #expect(blaming == [131047])
    }

    @Test func `an answer without a code is judged by its HTTP status`() {
        #expect(GraphError(code: nil, httpStatus: 429).retryPlan == .minutes)
        #expect(GraphError(code: nil, httpStatus: 404).isAccountTrouble)
        #expect(GraphError(code: nil, httpStatus: 400).retryPlan == .never)
        #expect(!GraphError(code: nil, httpStatus: 400).isAccountTrouble)
        #expect(GraphError(code: nil, httpStatus: 400).failure.origin == .meta(code: nil))
    }

    @Test func `delays grow, stay in their bounds and differ`() throws {
        var random = SystemRandomNumberGenerator()
        for attempt in 1...40 {
            let backoff = try #require(RetryPlan.backoff(maxAttempts: nil).delay(attempt: attempt, random: &random))
            #expect(backoff >= .milliseconds(100) && backoff <= .seconds(min(60, 1 << min(attempt - 1, 6))))
            let pair = try #require(RetryPlan.pair.delay(attempt: attempt, random: &random))
            let wanted = Duration.seconds(1 << (2 * min(attempt - 1, 4)))
            #expect(pair >= wanted && pair <= wanted * 5 / 4)
            let minutes = try #require(RetryPlan.minutes.delay(attempt: attempt, random: &random))
            #expect(minutes >= .seconds(30) && minutes <= .seconds(900))
        }
        let drawn = (0..<50).map { _ in RetryPlan.minutes.delay(attempt: 5, random: &random) }
        #expect(Set(drawn).count > 10)
    }

    @Test func `attempts end where the plan says so`() {
        var random = SystemRandomNumberGenerator()
        #expect(RetryPlan.never.delay(attempt: 1, random: &random) == nil)
        #expect(RetryPlan.backoff(maxAttempts: 2).delay(attempt: 1, random: &random) != nil)
        #expect(RetryPlan.backoff(maxAttempts: 2).delay(attempt: 2, random: &random) == nil)
    }

    @Test func `Retry-After is honoured within an hour, and makes nothing retried`() {
        var random = SystemRandomNumberGenerator()
        func delay(_ code: Int64, _ retryAfter: Duration) -> Duration? {
            GraphError(code: code, httpStatus: 400, retryAfter: retryAfter).delay(attempt: 1, random: &random)
        }
        #expect(delay(130429, .seconds(90)) == .seconds(90))
        #expect(delay(130429, .seconds(90_000)) == .seconds(3600))
        #expect(delay(131047, .seconds(90)) == nil)
    }
}
