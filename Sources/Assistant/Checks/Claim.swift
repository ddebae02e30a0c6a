/// Something in figures or number words that a text says.
struct Claim: Sendable {
    enum Kind: Equatable, Sendable {
        /// Minutes after midnight; two where a text leaves open which half of the day it means.
        case time([Int])
        case price
        case percent
        /// Its last digits, without the country's code and the leading zero.
        case phone(String)
        /// So many days, minutes: as minutes.
        case span(Double)
        /// A day of a month.
        case date(month: Int)
        case number
    }

    let kind: Kind
    let value: Double
    let text: String
    /// So many people or things that were spoken of: "both", "twins", "तिन्ही". It claims nothing by itself.
    var isGroup = false
    /// A number that is said as a day of a month which is named elsewhere: "26 तारखेला".
    var isDay = false
    /// A price for more than one thing: "the consultation is included". Nothing comes on top of it.
    var isInclusive = false
}
