/// What Meta's documentation says about its error codes.
enum MetaErrorCode {
    /// The documented codes, with the HTTP status of an answer that carries them.
    static let known: [Int: (httpStatus: Int, title: String, details: String)] = [
        0: (401, "AuthException", "The app user cannot be authenticated."),
        1: (400, "API Unknown", "Invalid request or possible server error."),
        2: (503, "API Service", "Temporary due to downtime or due to being overloaded."),
        3: (500, "API Method", "Capability or permissions issue."),
        4: (400, "API Too Many Calls", "The app has reached its API call rate limit."),
        10: (403, "Permission Denied", "Permission is either not granted or has been removed."),
        33: (400, "Parameter value is not valid", "The business phone number has been deleted."),
        100: (400, "Invalid parameter", "A parameter is not valid."),
        190: (401, "Access token has expired", "The access token has expired."),
        368: (403, "Temporarily blocked for policies violations", "The account is restricted or disabled."),
        80007: (400, "Rate limit issues", "The WhatsApp Business Account has reached its rate limit."),
        130_403: (400, "User is blocked", "The business has blocked this user."),
        130_429: (400, "Rate limit hit", "Cloud API message throughput has been reached."),
        131_000: (500, "Something went wrong", "Message failed to send due to an unknown error."),
        131_005: (403, "Access denied", "Permission is either not granted or has been removed."),
        131_008: (400, "Required parameter is missing", "The request is missing a required parameter."),
        131_009: (400, "Parameter value is not valid", "One or more parameter values are invalid."),
        131_016: (500, "Service unavailable", "A service is temporarily unavailable."),
        131_021: (400, "Recipient cannot be sender", "Sender and recipient phone number is the same."),
        131_026: (400, "Message undeliverable", "Message Undeliverable."),
        131_030: (
            400, "Recipient phone number not in allowed list",
            "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again."
        ),
        131_031: (403, "Business account locked", "The account is restricted, or data of the account do not match."),
        131_042: (
            400, "Business eligibility payment issue",
            "Message failed to send because there were one or more errors related to your payment method."
        ),
        131_045: (500, "Incorrect certificate", "The phone number is not registered correctly."),
        131_047: (
            400, "Re-engagement message",
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
        ),
        131_048: (400, "Spam rate limit hit", "There are restrictions on how many messages this number can send."),
        131_049: (400, "Meta chose not to deliver", "Not delivered, to maintain healthy ecosystem engagement."),
        131_050: (400, "User stopped marketing messages", "The user has stopped marketing messages of this business."),
        131_051: (400, "Unsupported message type", "Unsupported message type."),
        131_053: (400, "Media upload error", "The media could not be uploaded."),
        131_056: (
            400, "(Business Account, Consumer Account) pair rate limit hit",
            "Too many messages were sent from this phone number to the same phone number in a short period of time."
        ),
        131_057: (500, "Account in maintenance mode", "The account is in maintenance mode."),
        131_062: (400, "Recipient not allowed", "A business-scoped user id is not allowed for this message."),
        132_000: (
            400, "Number of parameters does not match the expected number of params",
            "The number of parameters is not the one that the template has."
        ),
        132_001: (
            404, "Template name does not exist in the translation", "The template does not exist in this language."
        ),
        132_005: (400, "Translated text too long", "The text is too long with its parameters."),
        132_012: (
            400, "Parameter format does not match format in the created template",
            "A parameter is of another kind than the template has."
        ),
        132_015: (400, "Template is paused", "The template is paused because of its low quality."),
        132_016: (400, "Template is disabled", "The template has been paused too often and is disabled."),
        132_018: (
            400, "There's an issue with the parameters in your template",
            "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
        ),
        133_004: (503, "Server temporarily unavailable", "The server is temporarily unavailable."),
        133_010: (400, "Phone number not registered", "The phone number is not registered."),
        139_100: (
            400, "Failed to block/unblock users", "Some users could not be blocked, see block_users"
        ),
    ]
}
