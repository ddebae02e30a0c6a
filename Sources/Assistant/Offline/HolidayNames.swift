import Conversations

/// Finds the holidays that a text names: those that the clinic has typed, under any of their common names, and those
/// that have one date in every year.
struct HolidayNames {
    private let holidays: [Holiday]
    /// The words of their names.
    private let typedWords: [[String]]

    init(_ holidays: [Holiday]) {
        self.holidays = holidays
        typedWords = holidays.map { TextFolding.words(of: $0.name) }
    }

    /// The next dates of the holiday with whose name these words begin, and how many words it has. Without dates where
    /// nobody knows one; nil where no name begins here.
    func dates(named words: ArraySlice<String>, from first: CivilDate) -> (dates: [CivilDate], length: Int)? {
        for length in stride(from: min(Self.longest, words.count), to: 0, by: -1) {
            let name = Array(words.prefix(length))
            if let known = Self.known(name) { return (dates(of: known, from: first), length) }
            let typed = zip(holidays, typedWords).first { $0.date >= first && Self.isName(name, $1) }
            if let next = typed?.0 { return ([next.date], length) }
        }
        return nil
    }

    private func dates(of known: Known, from first: CivilDate) -> [CivilDate] {
        let all = holidays.filter { $0.date >= first && Self.named(in: $0.name).contains(known.key) }.map(\.date)
        if let next = all.first {
            // A feast of several days; the one of next year is another.
            return Array(
                all.filter { $0.day - next.day < 7 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.prefix(
                    4))
        }
        guard let (month, date) = known.fixed else { return [] }
        return AskedDays.nextDate(date, month: month, first).map { [$0] } ?? []
    }

    /// A name of one word must be long enough not to be an everyday word.
    private static func isName(_ name: [String], _ words: [String]) -> Bool {
        words == name && (words.count > 1 || name[0].count > 3)
    }

    // MARK: The common ones

    private struct Known: Sendable {
        let key: String
        /// Month and day, where every year has the same.
        let fixed: (Int, Int)?
    }

    private static let longest = 4

    private static func named(in text: String) -> Set<String> {
        let words = TextFolding.words(of: text)
        var found: Set<String> = []
        var position = 0
        while position < words.count {
            let match = stride(from: min(longest, words.count - position), to: 0, by: -1).lazy.compactMap { length in
                known(Array(words[position..<position + length])).map { ($0.key, length) }
            }.first
            if let match { found.insert(match.0) }
            position += match?.1 ?? 1
        }
        return found
    }

    private static func known(_ name: [String]) -> Known? {
        guard let last = name.last else { return nil }
        // "Republic dayla": too short a word for its ending to be one elsewhere.
        let bare = name.count > 1 && last.hasSuffix("la") ? [String(last.dropLast(2))] : []
        for form in WordForms.of(last) + bare {
            let words = name.dropLast() + [form]
            if let known = byName[words.joined(separator: " ")] { return known }
            let sound = words.map(PhoneticKey.of).joined(separator: " ")
            if sound.count > 4, let known = bySound[sound] { return known }
        }
        return nil
    }

    private static let byName = Dictionary(
        all.flatMap { known, names in names.map { (TextFolding.words(of: $0).joined(separator: " "), known) } },
        uniquingKeysWith: { first, _ in first })
    private static let bySound = Dictionary(
        all.flatMap { known, names in
            names.map { (TextFolding.words(of: $0).map(PhoneticKey.of).joined(separator: " "), known) }
        }, uniquingKeysWith: { first, _ in first })

    private static let all: [(Known, [String])] = [
        feast("diwali", "diwali", "deepavali", "dipawali", "divali", "deewali", "दिवाली", "दिवाळी", "दिवाळीत", "दीपावली"),
        feast("laxmi-pujan", "laxmi pujan", "lakshmi pujan", "lakshmi puja", "laxmi puja", "लक्ष्मीपूजन", "लक्ष्मी पूजन", "लक्ष्मी पूजा"),
        feast("dhanteras", "dhanteras", "dhantrayodashi", "धनतेरस", "धनत्रयोदशी"),
        feast("bhaubeej", "bhaubeej", "bhau beej", "bhai dooj", "bhai duj", "भाऊबीज", "भाई दूज"),
        feast("padwa", "padwa", "diwali padwa", "balipratipada", "bali pratipada", "पाडवा", "दिवाळी पाडवा", "बलिप्रतिपदा"),
        feast("gudi-padwa", "gudi padwa", "gudhi padwa", "ugadi", "गुढीपाडवा", "गुढी पाडवा", "गुड़ी पड़वा", "उगादी"),
        feast("holi", "holi", "होली", "होळी"),
        feast("dhulivandan", "dhulivandan", "dhuleti", "rang panchami", "rangpanchami", "धुलिवंदन", "धूलिवंदन", "रंगपंचमी"),
        feast(
            "ganesh-chaturthi", "ganesh chaturthi", "ganpati", "ganapati", "ganeshotsav", "vinayaka chaturthi",
            "vinayak chaturthi", "गणेश चतुर्थी", "गणपती", "गणपति", "गणेशोत्सव"),
        feast("anant-chaturdashi", "anant chaturdashi", "ganesh visarjan", "ganpati visarjan", "अनंत चतुर्दशी", "गणेश विसर्जन"),
        feast("eid", "eid", "eid ul fitr", "id ul fitr", "ramzan eid", "ramadan eid", "ईद", "रमजान ईद", "ईद उल फितर"),
        feast(
            "bakri-eid", "bakri eid", "bakrid", "bakra eid", "eid ul adha", "eid al adha", "बकरीद", "बकरी ईद", "बकरा ईद"),
        feast("muharram", "muharram", "moharram", "मुहर्रम", "मोहरम"),
        feast("milad", "eid e milad", "milad un nabi", "eid milad", "ईद ए मिलाद"),
        feast(
            "dussehra", "dussehra", "dasara", "dasra", "dussera", "vijayadashami", "vijaya dashami", "दशहरा", "दसरा",
            "दसऱ्याला", "विजयादशमी"),
        feast("navratri", "navratri", "navaratri", "नवरात्रि", "नवरात्री", "durga puja", "दुर्गा पूजा"),
        feast(
            "raksha-bandhan", "raksha bandhan", "rakshabandhan", "rakhi", "rakhi pournima", "रक्षाबंधन", "रक्षा बंधन", "राखी",
            "राखी पौर्णिमा"),
        feast("janmashtami", "janmashtami", "krishna janmashtami", "gokulashtami", "जन्माष्टमी", "गोकुळाष्टमी"),
        feast("dahi-handi", "dahi handi", "gopalkala", "दहीहंडी", "दही हंडी"),
        feast("shivratri", "shivratri", "mahashivratri", "maha shivratri", "शिवरात्रि", "महाशिवरात्रि", "महाशिवरात्री", "शिवरात्री"),
        feast("ram-navami", "ram navami", "ramnavami", "rama navami", "राम नवमी", "रामनवमी"),
        feast("hanuman-jayanti", "hanuman jayanti", "हनुमान जयंती"),
        feast("mahavir-jayanti", "mahavir jayanti", "महावीर जयंती"),
        feast("guru-nanak", "guru nanak jayanti", "gurpurab", "guru purab", "गुरु नानक जयंती", "गुरुनानक जयंती"),
        feast("buddha-purnima", "buddha purnima", "buddha pournima", "बुद्ध पूर्णिमा", "बुद्ध पौर्णिमा"),
        feast("good-friday", "good friday", "गुड फ्राइडे", "गुड फ्रायडे"), feast("easter", "easter", "ईस्टर"),
        feast("ashadhi", "ashadhi ekadashi", "आषाढी एकादशी"), feast("onam", "onam", "ओणम"),
        feast("chhath", "chhath", "chhath puja", "chhat puja", "छठ", "छठ पूजा"),
        feast("sankranti", "sankranti", "makar sankranti", "pongal", "संक्रांति", "मकर संक्रांति", "संक्रांत", "मकर संक्रांत"),
        fixed("new-year", 1, 1, "new year", "new years", "new years day", "new year day", "नववर्ष", "नया साल", "naya saal"),
        fixed(
            "republic-day", 1, 26, "republic day", "गणतंत्र दिवस", "प्रजासत्ताक दिन", "प्रजासत्ताक दिवस", "gantantra diwas",
            "prajasattak din"),
        fixed("shiv-jayanti", 2, 19, "shiv jayanti", "shivaji jayanti", "शिवजयंती", "शिव जयंती", "शिवाजी जयंती"),
        fixed("ambedkar-jayanti", 4, 14, "ambedkar jayanti", "आंबेडकर जयंती", "अंबेडकर जयंती"),
        fixed("maharashtra-day", 5, 1, "maharashtra day", "maharashtra din", "labour day", "महाराष्ट्र दिन", "कामगार दिन"),
        fixed(
            "independence-day", 8, 15, "independence day", "स्वतंत्रता दिवस", "स्वातंत्र्य दिन", "swatantrata diwas", "swatantrya din"),
        fixed("gandhi-jayanti", 10, 2, "gandhi jayanti", "गांधी जयंती", "gandhi jayanthi"),
        fixed("christmas", 12, 25, "christmas", "xmas", "x mas", "natal", "क्रिसमस", "ख्रिसमस", "नाताळ"),
    ]

    private static func feast(_ key: String, _ names: String...) -> (Known, [String]) {
        (Known(key: key, fixed: nil), names)
    }

    private static func fixed(_ key: String, _ month: Int, _ date: Int, _ names: String...) -> (Known, [String]) {
        (Known(key: key, fixed: (month, date)), names)
    }
}
