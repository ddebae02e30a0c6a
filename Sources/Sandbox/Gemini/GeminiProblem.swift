import HTTPTypes

/// An error answer of the Gemini API.
struct GeminiProblem: Error {
    let httpStatus: Int
    let status: String
    let message: String
    var details: [JSON] = []

    /// 400, with the path of the invalid field.
    static func invalid(_ field: String, _ message: String) -> GeminiProblem {
        GeminiProblem(
            httpStatus: 400, status: "INVALID_ARGUMENT", message: message,
            details: [
                [
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [["field": .string(field), "description": .string(message)]],
                ]
            ])
    }

    static let badKey = GeminiProblem(
        httpStatus: 400, status: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key.",
        details: [
            [
                "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                "domain": "googleapis.com", "metadata": ["service": "generativelanguage.googleapis.com"],
            ]
        ])

    static func noModel(_ name: String) -> GeminiProblem {
        GeminiProblem(
            httpStatus: 404, status: "NOT_FOUND",
            message: "models/\(name) is not found for this API version, or is not supported for generateContent.")
    }

    static let internalError = GeminiProblem(
        httpStatus: 500, status: "INTERNAL", message: "An internal error has occurred. Please retry.")

    static let overloaded = GeminiProblem(
        httpStatus: 503, status: "UNAVAILABLE", message: "The model is overloaded. Please try again later.")

    /// 429; with a time to wait for the quota per minute, without one for the quota per day.
    static func exhausted(perDay: Bool, model: String) -> GeminiProblem {
        let period = perDay ? "PerDay" : "PerMinute"
        let quota: JSON = [
            "@type": "type.googleapis.com/google.rpc.QuotaFailure",
            "violations": [
                [
                    "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
                    "quotaId": .string("GenerateRequests\(period)PerProjectPerModel-FreeTier"),
                    "quotaDimensions": ["location": "global", "model": .string(model)], "quotaValue": "10",
                ]
            ],
        ]
        let help: JSON = [
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [
                ["description": "Learn more about quotas", "url": "https://ai.google.dev/gemini-api/docs/rate-limits"]
            ],
        ]
        let retry: JSON = ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "1s"]
        return GeminiProblem(
            httpStatus: 429, status: "RESOURCE_EXHAUSTED",
            message: "You exceeded your current quota, please check your plan and billing details.",
            details: perDay ? [quota, help] : [quota, help, retry])
    }

    var json: JSON {
        [
            "error": .members([
                "code": .integer(httpStatus), "message": .string(message), "status": .string(status),
                "details": details.isEmpty ? nil : .array(details),
            ])
        ]
    }
}
