/// Why a model's answer doesn't leave by itself.
package enum Objection: Hashable, Sendable {
    case medical(MedicalHit)
    case time(String)
    case date(String)
    case price(String)
    /// A day of which it says what does not follow from anything.
    case day(String)
    case phone(String)
    case number(String)
    /// Of a page, an e-mail account or a UPI account.
    case address(String)
    /// An appointment that nobody of the clinic has given.
    case confirmation(String)
    /// A sentence that may say more than the clinic wrote.
    case doubtful(String)

    /// A stable word for rows and counts.
    package var word: String {
        switch self {
        case .medical: "medical"
        case .time: "unknown_time"
        case .date: "unknown_date"
        case .price: "unknown_price"
        case .day: "unknown_day"
        case .phone: "unknown_phone"
        case .number: "unknown_number"
        case .address: "unknown_address"
        case .confirmation: "confirmation"
        case .doubtful: "doubtful"
        }
    }

    /// For the doctor. It quotes the answer.
    package var sentence: String {
        switch self {
        case .medical(let hit): "\(hit.reason) (\(hit.found))."
        case .time(let text): "It names a time that stands nowhere in what the clinic wrote: \(text)."
        case .date(let text): "It names a date that stands nowhere in what the clinic wrote: \(text)."
        case .price(let text): "It names an amount that stands nowhere in what the clinic wrote: \(text)."
        case .day(let text): "It says of a day what does not follow from what the clinic wrote: \(text)."
        case .phone(let text): "It names a telephone number that stands nowhere in what the clinic wrote: \(text)."
        case .number(let text): "It names a number that stands nowhere in what the clinic wrote: \(text)."
        case .address(let text): "It names an address that stands nowhere in what the clinic wrote: \(text)."
        case .confirmation(let text): "It confirms an appointment that nobody has given: \(text)."
        case .doubtful(let text): "It may say more than the clinic wrote: \(text)."
        }
    }
}
