package import Conversations

extension WebhookPayload {
    private static let name = Array(#""phone_number_id""#.utf8)

    /// The phone number ids in a body, each once, found without understanding the body: only a hint that keeps the
    /// deliveries of one number in order.
    package static func numberIDs(in body: [UInt8]) -> [PhoneNumberID] {
        var found: [PhoneNumberID] = []
        var rest = body[...]
        while let position = rest.firstRange(of: name)?.upperBound {
            rest = rest[position...]
            let digits = rest.prefix(64).drop { !isDigit($0) }.prefix(while: isDigit)
            let number = PhoneNumberID(String(decoding: digits, as: UTF8.self))
            if let number, !found.contains(number) { found.append(number) }
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
