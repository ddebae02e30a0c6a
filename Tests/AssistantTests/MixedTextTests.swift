import Testing

@testable import Assistant

/// A text that also holds a complaint, a medicine or a result is for a person, however easy the rest is.
@Suite struct MixedTextTests {
    private static let texts = AskedQuestion.all(of: mixedTexts)

    @Test(arguments: ["rich", "minimal"])
    func `none of them is answered at any clinic`(clinic: String) async {
        for text in Self.texts {
            let given = await AskedQuestion(clinic: clinic, expected: "-human", text: text.text, form: "").given()
            #expect(given.hasPrefix("-human") || given == "-asked", "\(text.text): \(given)")
        }
    }

    @Test func `they are many in each form`() {
        let counts = Dictionary(grouping: Self.texts, by: \.expected).mapValues(\.count)
        #expect(Set(counts.keys) == ["en", "hd", "hl", "md", "ml"])
        #expect(counts.values.allSatisfy { $0 >= 80 })
    }

    @Test func `without the complaint the same questions are answered`() async {
        for text in ["are you open?", "fees kitni hai", "दवाखाना कुठे आहे", "parking ahe ka", "लिफ्ट है क्या"] {
            let given = await AskedQuestion(clinic: "rich", expected: "", text: text, form: "").given()
            #expect(!given.hasPrefix("-"), "\(text)")
        }
    }

    @Test(arguments: [
        "🤒 are you open?", "Where are you? 💊", "is 140/90 ok, are you open?", "SpO2 88% fees?",
        "98.6 clinic kab khulta hai",
    ])
    func `a picture or a measured value is a complaint, too`(text: String) async {
        #expect(await AskedQuestion(clinic: "rich", expected: "", text: text, form: "").given() == "-human")
    }

    @Test(arguments: ["zorbitis, are you open?", "glumphs hai, fees kitni hai", "my frobble, parking?"])
    func `a word that nobody knows may be a complaint`(text: String) async {
        #expect(await AskedQuestion(clinic: "rich", expected: "", text: text, form: "").given() == "-human")
    }
}
