import Conversations
import Testing

@Suite struct NameTests {
    @Test(arguments: [
        ("Asha", "Asha"), (" Asha  Rao ", "Asha  Rao"), ("Asha\u{202E}oaR", "AshaoaR"),
        ("\u{2066}Asha\u{2069}", "Asha"),
        ("Asha\r\nRao\u{2028}Pune\tIndia", "Asha Rao Pune India"), ("A\u{0}s\u{1B}[31mh\u{7F}a\u{9B}", "As[31mha"),
        ("\u{200F}\u{200E}\u{61C}", ""), ("\n\n", ""), ("क्\u{200D}ष", "क्\u{200D}ष"), ("நா\u{200C}ன்", "நா\u{200C}ன்"),
        ("👩\u{200D}⚕️ Meera", "👩\u{200D}⚕️ Meera"), ("עדי", "עדי"), ("عائشة", "عائشة"),
    ])
    func `a name is one line without controls and without marks that turn its surroundings`(
        typed: String, name: String
    ) {
        #expect(typed.asName.unicodeScalars.elementsEqual(name.unicodeScalars))
        #expect(name.asName.unicodeScalars.elementsEqual(name.unicodeScalars))
    }
}
