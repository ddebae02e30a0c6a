import HTTPTypes
import Hummingbird

/// An answer that says no: a sentence for a person and a stable word for a program.
struct APIError: Error, Hashable, HTTPResponseError {
    let status: HTTPResponse.Status
    let sentence: String
    let code: String
    /// Whole seconds after which a new attempt makes sense.
    let retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ code: String, _ sentence: String, retryAfter: Int? = nil) {
        self.status = status
        self.code = code
        self.sentence = sentence
        self.retryAfter = retryAfter
    }

    func response(from request: Request, context: some RequestContext) throws -> Response { response() }

    func response() -> Response {
        var answer = Response.json(ErrorBody(sentence: sentence, code: code), status: status)
        if let retryAfter { answer.headers[.retryAfter] = String(retryAfter) }
        return answer
    }
}

private struct ErrorBody: Encodable {
    let success = false
    let sentence: String
    let code: String

    enum CodingKeys: String, CodingKey {
        case success
        case sentence = "error"
        case code = "error_code"
    }
}

extension APIError {
    static let notSignedIn = APIError(.unauthorized, "not_signed_in", "Sign in first.")
    static let wrongPassword = APIError(
        .unauthorized, "wrong_credentials", "This email and password do not match an account.")
    static let doctorOnly = APIError(
        .forbidden, "doctor_only", "Only a doctor of the clinic can do this. You are signed in as a receptionist.")
    static let crossSite = APIError(
        .forbidden, "cross_site", "This request came from another web site and was refused.")
    static let otherDoctor = APIError(
        .forbidden, "other_doctor", "The doctorId is not the doctor who is signed in.")
    static let noSuchPatient = APIError(.notFound, "patient_not_found", "There is no such patient.")
    static let noSuchPage = APIError(.notFound, "not_found", "There is nothing at this address.")
    static let tooLarge = APIError(.contentTooLarge, "too_large", "The request is too large.")
    static let notJSONType = APIError(
        .unsupportedMediaType, "not_json_type", "Send the body with Content-Type: application/json.")
    static let unreadableBody = APIError(.badRequest, "unreadable_body", "The body could not be read.")
    static let unreadableNumber = APIError(
        .badRequest, "wrong_type", "A number in the body is not whole or too large.")
    static let notAnObject = APIError(.badRequest, "wrong_type", "The body must be a JSON object.")
    static let unavailable = APIError(
        .serviceUnavailable, "unavailable", "The server cannot do this right now. Try again in a moment.",
        retryAfter: 2)
    static let tooManyBodies = APIError(
        .serviceUnavailable, "too_much_at_once", "Too much is being sent at the moment. Try again in a moment.",
        retryAfter: 5)
    static let tooSlow = APIError(.requestTimeout, "too_slow", "The body did not arrive in time.")
    static let badHost = APIError(.badRequest, "bad_host", "A request names its host once, in one Host header.")
    static let internalError = APIError(
        .internalServerError, "internal", "Something went wrong on the server.")

    static func missing(_ member: String) -> APIError {
        APIError(.badRequest, "member_missing", "The member \"\(member)\" is missing.")
    }

    static func wrongType(_ member: String) -> APIError {
        APIError(.badRequest, "wrong_type", "The member \"\(member)\" has the wrong type.")
    }

    /// `name` is a member or a parameter, `rule` what it should be.
    static func outOfRange(_ name: String, _ rule: String) -> APIError {
        APIError(.unprocessableContent, "out_of_range", "\"\(name)\" must be \(rule).")
    }
}
