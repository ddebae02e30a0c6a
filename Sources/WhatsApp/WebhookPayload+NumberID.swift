extension WebhookPayload {
    private static let name = Array(#""phone_number_id""#.utf8)

    /// The first phone number id in a body, found without understanding the body: only a hint for keeping deliveries of
    /// one number in order. Empty where there is none.
    package static func numberID(in body: [UInt8]) -> String {
        guard let position = body.firstRange(of: name)?.upperBound else { return "" }
        let digits = body[position...].prefix(64).drop { !isDigit($0) }.prefix(while: isDigit)
        return String(decoding: digits, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
