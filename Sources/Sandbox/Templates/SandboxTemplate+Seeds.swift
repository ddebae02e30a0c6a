extension SandboxTemplate {
    /// What every account of the sandbox has from the start.
    static let seeds: [SandboxTemplate] = [
        SandboxTemplate(
            id: 900_111_222_333_444, name: "appointment_reminder", language: "en", quality: "GREEN",
            components: [
                body(
                    "Hello {{1}}, this is a reminder of your appointment on {{2}}. Please answer if you cannot come.",
                    ["Anjali", "23 November 09:30"]),
                footer("See you soon"),
            ]),
        SandboxTemplate(
            id: 900_111_222_333_445, name: "appointment_reminder", language: "hi",
            components: [
                body(
                    "नमस्ते {{1}}, आपकी अपॉइंटमेंट {{2}} को है। न आ सकें तो कृपया बताएँ।", ["अंजली", "23 नवंबर 09:30"]),
                footer("जल्द मिलते हैं"),
            ]),
        SandboxTemplate(
            id: 900_111_222_333_446, name: "visit_confirmation", language: "en", isNamed: true,
            components: [
                [
                    "type": "HEADER", "format": "TEXT", "text": "Your visit on {{visit_day}} at our clinic",
                    "example": ["header_text_named_params": [["param_name": "visit_day", "example": "Monday"]]],
                ],
                [
                    "type": "BODY",
                    "text":
                        "Dear {{first_name}}, we have booked {{visit_time}} for you at our clinic. Is that all right?",
                    "example": [
                        "body_text_named_params": [
                            ["param_name": "first_name", "example": "Anjali"],
                            ["param_name": "visit_time", "example": "09:30"],
                        ]
                    ],
                ],
                buttons([
                    reply("Yes"), reply("Another time"),
                    ["type": "PHONE_NUMBER", "text": "Call us", "phone_number": "+912012345678"],
                ]),
            ]),
        SandboxTemplate(
            id: 900_111_222_333_447, name: "report_ready", language: "en", quality: "YELLOW",
            components: [
                header("DOCUMENT", "https://scontent.example/example.pdf"),
                body("Hello {{1}}, your report is ready. Open it above or use the button below.", ["Anjali"]),
                buttons([link("Open report", "https://clinic.example/r/{{1}}", "https://clinic.example/r/abc123")]),
            ]),
        SandboxTemplate(
            id: 900_111_222_333_448, name: "checkup_offer", language: "en", category: "MARKETING",
            components: [
                header("IMAGE", "https://scontent.example/example.jpg"),
                body(
                    "Hello {{1}}, until {{2}} a yearly check-up costs less. Would you like a day for it?",
                    ["Anjali", "30 November"]),
                footer("Answer STOP to get no more offers"),
                buttons([
                    reply("Yes, please"), reply("Not now"),
                    link(
                        "See the offer", "https://clinic.example/offers/{{1}}", "https://clinic.example/offers/checkup"),
                ]),
            ]),
        SandboxTemplate(
            id: 900_111_222_333_449, name: "camp_invitation", language: "en", status: "PAUSED", category: "MARKETING",
            previousCategory: "UTILITY", quality: "RED",
            components: [
                body("Hello {{1}}, our free eye camp is on {{2}}. Everybody is welcome.", ["Anjali", "30 November"])
            ]),
        SandboxTemplate(
            id: 900_111_222_333_450, name: "intake_request", language: "en", status: "PENDING",
            components: [["type": "BODY", "text": "Please bring your earlier reports to your first visit."]]),
    ]

    private static func body(_ text: String, _ examples: [JSON]) -> JSON {
        ["type": "BODY", "text": .string(text), "example": ["body_text": [.array(examples)]]]
    }

    private static func footer(_ text: String) -> JSON { ["type": "FOOTER", "text": .string(text)] }

    private static func header(_ format: String, _ example: String) -> JSON {
        ["type": "HEADER", "format": .string(format), "example": ["header_handle": [.string(example)]]]
    }

    private static func buttons(_ buttons: [JSON]) -> JSON { ["type": "BUTTONS", "buttons": .array(buttons)] }

    private static func reply(_ text: String) -> JSON { ["type": "QUICK_REPLY", "text": .string(text)] }

    private static func link(_ text: String, _ url: String, _ example: String) -> JSON {
        ["type": "URL", "text": .string(text), "url": .string(url), "example": [.string(example)]]
    }
}
