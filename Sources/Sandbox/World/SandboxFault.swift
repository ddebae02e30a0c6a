/// Something that goes wrong with the next messages.
package struct SandboxFault: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A Graph error; the message is not accepted.
        case error
        /// An HTML page instead of JSON; not accepted.
        case html
        /// The connection is closed without an answer; not accepted.
        case cutBefore = "cut_before"
        /// Accepted, but the connection is closed without an answer.
        case cutAfter = "cut_after"
        /// Accepted, answered late.
        case delay
        /// Accepted, but no status comes.
        case withholdStatus = "withhold_status"
        /// Accepted, and reported as failed afterwards.
        case failedStatus = "failed_status"
        /// The statuses come before the answer.
        case statusFirst = "status_first"
        /// WhatsApp has a file of a message no more.
        case mediaGone = "media_gone"
        /// A Graph error in place of a file's address.
        case mediaError = "media_error"
        /// The address of a file is answered with 404.
        case mediaDeadURL = "media_dead_url"
        /// A file comes with other bytes than it has.
        case mediaDamaged = "media_damaged"
        /// The address of a file is somebody else's.
        case mediaForeignURL = "media_foreign_url"
        /// The address of a file sends on to another one.
        case mediaRedirect = "media_redirect"
        /// The address of a file is answered with 500.
        case mediaFailure = "media_failure"
        /// A Graph error in answer to a file that the clinic uploads.
        case uploadError = "upload_error"
        /// An HTML page in answer to it.
        case uploadFailure = "upload_failure"
        /// The file arrives, but the connection is closed without an answer.
        case uploadCut = "upload_cut"

        /// Whether it concerns files, and not messages.
        var isAboutFiles: Bool { rawValue.hasPrefix("media_") || rawValue.hasPrefix("upload_") }
    }

    package var kind: Kind
    /// How many more messages it affects.
    package var count: Int
    /// A patient's id, number or BSUID; nil for any.
    package var patient: String?
    package var code: Int?
    package var httpStatus: Int?
    /// Seconds, sent as the header `Retry-After`.
    package var retryAfter: Int?
    package var delaySeconds: Double
    var id = 0

    package init(
        _ kind: Kind, count: Int = 1, patient: String? = nil, code: Int? = nil, httpStatus: Int? = nil,
        retryAfter: Int? = nil, delaySeconds: Double = 0
    ) {
        self.kind = kind
        self.count = count
        self.patient = patient
        self.code = code
        self.httpStatus = httpStatus
        self.retryAfter = retryAfter
        self.delaySeconds = delaySeconds
    }

    var json: JSON {
        .members([
            "id": .integer(id), "kind": .string(kind.rawValue), "count": .integer(count),
            "patient": patient.map(JSON.string), "code": code.map(JSON.integer),
            "http_status": httpStatus.map(JSON.integer), "retry_after": retryAfter.map(JSON.integer),
            "delay_seconds": .number(delaySeconds),
        ])
    }
}
