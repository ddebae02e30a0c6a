/// Numbers in words: English, and Hindi and Marathi in both scripts.
enum NumberWords {
    enum Part: Equatable {
        /// Below a hundred.
        case unit(Double)
        /// A hundred, a thousand, a lakh.
        case scale(Double)
        /// Added to what follows: "sade" a half, "savva" a quarter, "paune" takes one away.
        case shift(Double)
        /// Whole as it stands: "adich" 2.5, "dedh" 1.5, "साडेनऊ" 9.5.
        case fraction(Double)
    }

    /// Nil for a folded word that is no number.
    static func part(_ word: String) -> Part? {
        for form in [word] + WordForms.of(word).dropFirst() + WordForms.of(word).dropFirst().flatMap(WordForms.of) {
            if let found = simple(form) ?? compound(form) { return found }
        }
        return nil
    }

    static func isEnglish(_ word: String?) -> Bool { word.map(english.contains) ?? false }

    private static let english = Set(
        """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
        nineteen twenty thirty forty fifty sixty seventy eighty ninety
        """.split(separator: " ").map(String.init))

    private static func simple(_ word: String) -> Part? {
        if let value = units[word] { return .unit(value) }
        if let value = scales[word] { return .scale(value) }
        if let value = shifts[word] { return .shift(value) }
        return fractions[word].map { .fraction($0) }
    }

    /// "साडेसातशे", "sadenau", "paachshe", "twenty-five" comes as two words.
    private static func compound(_ word: String) -> Part? {
        for (ending, scale) in [("शे", 100.0), ("she", 100), ("हजार", 1000)] where word.endsInScalars(ending) {
            let stem = String(String.UnicodeScalarView(word.unicodeScalars.dropLast(ending.unicodeScalars.count)))
            if stem.isEmpty { continue }
            switch within(stem) ?? compound(stem) {
            case .unit(let value), .fraction(let value): return .fraction(value * scale)
            default: continue
            }
        }
        for (start, shift) in shifts where word.unicodeScalars.starts(with: start.unicodeScalars) {
            let rest = String(String.UnicodeScalarView(word.unicodeScalars.dropFirst(start.unicodeScalars.count)))
            if case .unit(let value)? = within(rest) { return .fraction(value + shift) }
        }
        return nil
    }

    /// Within a longer word "sat" is seven, not Saturday.
    private static func within(_ word: String) -> Part? { word == "sat" ? .unit(7) : simple(word) }

    private static let scales: [String: Double] = [
        "hundred": 100, "thousand": 1000, "lakh": 100_000, "सौ": 100, "शंभर": 100, "शे": 100, "हजार": 1000,
        "लाख": 100_000, "sau": 100, "shambhar": 100, "she": 100, "hajar": 1000, "hajara": 1000, "hazar": 1000,
        "hazaar": 1000,
    ]

    private static let shifts: [String: Double] = [
        "साढे": 0.5, "साडे": 0.5, "सवा": 0.25, "सव्वा": 0.25, "पौने": -0.25, "पावणे": -0.25, "पाउणे": -0.25, "पाऊणे": -0.25,
        "sadhe": 0.5, "saadhe": 0.5, "sade": 0.5, "saade": 0.5, "sava": 0.25, "savva": 0.25, "sawa": 0.25,
        "paune": -0.25, "pavne": -0.25, "pavane": -0.25, "pone": -0.25,
    ]

    private static let fractions: [String: Double] = [
        "ढाई": 2.5, "अडीच": 2.5, "डेढ": 1.5, "दीड": 1.5, "dhai": 2.5, "adich": 2.5, "adhai": 2.5, "dedh": 1.5,
        "did": 1.5, "half": 0.5, "आधा": 0.5, "आधे": 0.5, "अर्धा": 0.5, "अर्ध्या": 0.5, "अर्धे": 0.5, "aadha": 0.5,
        "adha": 0.5, "aadhe": 0.5, "ardha": 0.5, "ardhya": 0.5, "noon": 12,
    ]

    /// Latin words that are words of their own as well ("do", "sat", "sath") are left to who sees what follows.
    static let units: [String: Double] = {
        var units: [String: Double] = [:]
        let english = """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
            seventeen eighteen nineteen
            """
        for (value, word) in english.split(separator: " ").enumerated() { units[String(word)] = Double(value) }
        for (index, word) in "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ").enumerated()
        {
            units[String(word)] = Double(index + 2) * 10
        }
        for list in [hindi, marathi] {
            for (index, word) in list.split(whereSeparator: \.isWhitespace).enumerated() {
                for spelling in word.split(separator: "/").map({ TextFolding.fold(String($0)) }) {
                    units[spelling] = Double(index + 1)
                    let latin = Transliteration.latin(spelling)
                    if latin.count > 4, latin != "saath" { units[latin] = Double(index + 1) }
                }
            }
        }
        for (value, words) in latin { for word in words.split(separator: " ") { units[String(word)] = value } }
        return units
    }()

    private static let latin: [(Double, String)] = [
        (1, "ek"), (2, "don dono donhi donon"), (3, "teen tin tinhi teeno"), (4, "char chaar"),
        (5, "paanch panch paach pach"),
        (6, "chhah chhe che chha saha sahaa chah"), (7, "saat"), (8, "aath ath"), (9, "nau nav"), (10, "das daha dus"),
        (11, "gyarah akra gyara"), (12, "barah bara baara"), (13, "terah tera"), (14, "chaudah chauda"),
        (15, "pandrah pandhra pandhara pandra"), (16, "solah sola"), (17, "satrah satra satara"),
        (18, "atharah athra athara"), (19, "unnis ekonis ekonvis"), (20, "bees vees bis vis"), (21, "ikkis ekvis"),
        (22, "bais bavis"), (24, "chaubis chovis"), (25, "pachis pachchis panchvis pacchis"), (26, "chhabbis savvis"),
        (28, "atthais atthavis"), (30, "tees tis"), (35, "paintis pastis"), (40, "chalis chalees"), (45, "paintalis"),
        (50, "pachas pachaas pannas pannaas"), (65, "painsath pasasht"), (70, "sattar"),
        (75, "pachattar panchahattar"), (80, "assi ainshi"), (90, "nabbe navvad"), (99, "ninyanave navvyannav"),
    ]

    private static let hindi = """
        एक दो तीन चार पांच/पाँच छह/छः/छ/छे सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह सत्रह अठारह/अट्ठारह उन्नीस बीस \
        इक्कीस बाईस/बाइस तेईस/तेइस चौबीस पच्चीस छब्बीस सत्ताईस/सत्ताइस अट्ठाईस/अठाईस/अट्ठाइस उनतीस/उन्तीस तीस इकतीस/इकत्तीस बत्तीस तैंतीस \
        चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस/चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस \
        उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन/अठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ \
        सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी/उनासी अस्सी इक्यासी बयासी \
        तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी/अठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे \
        अट्ठानवे निन्यानवे
        """

    private static let marathi = """
        एक दोन/दोन्ही/दोनच तीन/तिन्ही चार/चारही पाच सहा सात आठ नऊ दहा अकरा बारा तेरा चौदा पंधरा सोळा सतरा अठरा एकोणीस वीस \
        एकवीस बावीस तेवीस चोवीस पंचवीस सव्वीस सत्तावीस अठ्ठावीस/अठावीस एकोणतीस तीस एकतीस बत्तीस तेहतीस \
        चौतीस पस्तीस छत्तीस सदतीस अडतीस एकोणचाळीस चाळीस एक्केचाळीस बेचाळीस त्रेचाळीस चव्वेचाळीस पंचेचाळीस सेहेचाळीस सत्तेचाळीस अठ्ठेचाळीस \
        एकोणपन्नास पन्नास एक्कावन्न बावन्न त्रेपन्न चोपन्न पंचावन्न छप्पन्न सत्तावन्न अठ्ठावन्न एकोणसाठ साठ एकसष्ट बासष्ट त्रेसष्ट चौसष्ट पासष्ट सहासष्ट \
        सदुसष्ट अडुसष्ट एकोणसत्तर सत्तर एकाहत्तर बाहत्तर त्र्याहत्तर चौर्‍याहत्तर पंच्याहत्तर शहात्तर सत्याहत्तर अठ्ठ्याहत्तर एकोणऐंशी ऐंशी एक्याऐंशी ब्याऐंशी \
        त्र्याऐंशी चौर्‍याऐंशी पंच्याऐंशी शहाऐंशी सत्त्याऐंशी अठ्ठ्याऐंशी एकोणनव्वद नव्वद एक्याण्णव ब्याण्णव त्र्याण्णव चौर्‍याण्णव पंच्याण्णव शहाण्णव सत्त्याण्णव \
        अठ्ठ्याण्णव नव्व्याण्णव
        """
}
