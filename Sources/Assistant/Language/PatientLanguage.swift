/// The language and script in which a patient writes, as far as a fixed sentence needs it.
enum PatientLanguage: Sendable, CaseIterable {
    case english, hindi, marathi, romanised, romanisedMarathi

    /// English where nothing tells which.
    init(of text: String) {
        let words = TextFolding.words(of: text)
        if words.contains(where: { TextFolding.isDevanagari($0) }) {
            self = words.contains(where: Self.isMarathi) ? .marathi : .hindi
        } else if words.contains(where: Self.romanisedMarathiWords.contains) {
            self = .romanisedMarathi
        } else {
            self = words.contains(where: Self.romanisedHindiWords.contains) ? .romanised : .english
        }
    }

    private static func isMarathi(_ word: String) -> Bool {
        word.unicodeScalars.contains("ळ") || marathiWords.contains(word)
            || marathiEndings.contains { ending in
                word.endsInScalars(ending) && word.unicodeScalars.count > ending.unicodeScalars.count + 2
            }
    }

    private static let marathiWords = words(
        """
        आहे आहेत नाही काय कुठे कोठे कधी केव्हा किती मला मी माझा माझी माझे माझ्या तुमचा तुमची तुमचे तुमच्या तुम्ही
        आम्ही आणि हवी हवा हवे पाहिजे करायचे करायची करायचा सांगा पाठवा होतो होते का दुखतंय दुखते दवाखाना दवाखान्याची
        पत्ता उद्या नमस्कार कोणी कोणाशी बोलायचे बोलायचं झाला झाली आला आली येईल मिळेल
        """)
    private static let marathiEndings = ["च्या", "ायचे", "ायची", "ायचं", "तंय", "तोय", "ांशी", "ांची", "ांना"]
    private static let romanisedMarathiWords = words(
        """
        aahe ahe aahet ahet kuthe kothe kadhi kiti mala amhi tumhi tumcha tumchi tumche majha majhi mazha mazi ani
        aani pahije havi kay kaay sanga pathva nako nahiye bolaycha bolaychay karaychi karaycha namaskar ughadta
        ughadto
        """)
    private static let romanisedHindiWords = words(
        """
        hai hain hoon kya kab kahan kaha kidhar kitna kitne kitni mujhe muje aap aapka aapki apka mera meri chahiye
        karna kaise namaste bhejo batao nahi nahin haan dhanyavad shukriya karo raha rahi khulta milega milegi
        """)

    private static func words(_ text: String) -> Set<String> { Set(TextFolding.words(of: text)) }
}
