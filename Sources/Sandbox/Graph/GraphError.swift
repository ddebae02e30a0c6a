/// An error answer of the Graph API, in Meta's words.
struct GraphError: Error, Equatable {
    var code: Int
    var httpStatus: Int
    var message: String
    var details: String?
    var subcode: Int?
    var type = "OAuthException"

    /// The error with this code, with its usual HTTP status unless another one is given.
    init(code: Int, details: String? = nil, httpStatus: Int? = nil) {
        let known = MetaErrorCode.known[code]
        self.code = code
        self.httpStatus = httpStatus ?? known?.httpStatus ?? 400
        message = "(#\(code)) \(known?.title ?? "Error")"
        self.details = details ?? known?.details ?? "See the documentation of error \(code)."
    }

    /// A parameter that is unknown, misspelled or too long.
    static func invalid(_ details: String) -> GraphError { GraphError(code: 100, details: details) }
    static func missing(_ details: String) -> GraphError { GraphError(code: 131_008, details: details) }
    static func wrongValue(_ details: String) -> GraphError { GraphError(code: 131_009, details: details) }

    static func noObject(_ id: String) -> GraphError {
        var error = GraphError(code: 100)
        error.message =
            "Unsupported post request. Object with ID '\(id)' does not exist, cannot be loaded due to missing "
            + "permissions, or does not support this operation."
        error.subcode = 33
        error.type = "GraphMethodException"
        error.details = nil
        return error
    }

    static func noField(_ name: String) -> GraphError {
        var error = GraphError(code: 100)
        error.message = "(#100) Tried accessing nonexisting field (\(name))"
        error.details = nil
        return error
    }

    static var badToken: GraphError {
        var error = GraphError(code: 190)
        error.message = "Error validating access token: the sandbox expects another token."
        error.details = nil
        return error
    }

    var json: JSON {
        let data: JSON? = details.map { ["messaging_product": "whatsapp", "details": .string($0)] }
        return [
            "error": .members([
                "message": .string(message), "type": .string(type), "code": .integer(code),
                "error_subcode": (subcode ?? (code == 190 ? 463 : nil)).map(JSON.integer),
                "error_data": code == 190 ? nil : data, "fbtrace_id": .string(MetaIdentifier.trace()),
            ])
        ]
    }
}
