import Testing

@testable import Assistant

/// The language of a fixed sentence follows whole texts, never one word.
@Suite struct PatientLanguageTests {
    @Test(arguments: [60, 20])
    func `texts written after the rules get their language`(each: Int) {
        let texts = each == 60 ? handedOverTexts : handedOverTextsWrittenLast
        var confusion: [String: [String: Int]] = [:]
        for line in texts.split(separator: "\n") {
            let halves = line.split(separator: "\t", maxSplits: 1).map(String.init)
            confusion[halves[0], default: [:]]["\(PatientLanguage(of: [halves[1]]))", default: 0] += 1
        }
        for (language, given) in confusion.sorted(by: { $0.key < $1.key }) { print("language, \(language): \(given)") }
        #expect(confusion.count == PatientLanguage.allCases.count)
        for (language, given) in confusion {
            #expect(given.values.reduce(0, +) == each)
            #expect(given[language, default: 0] * 100 >= each * 95, "\(language): \(given)")
        }
    }

    @Test(arguments: [
        ("पापा का नंबर दो", PatientLanguage.hindi), ("Mala Joshi here, please call me", .english), ("Mala", .english),
        ("Is Mala madam there?", .english), ("बाबांचा नंबर द्या", .marathi), ("papa ka number do", .romanised),
        ("Sir maine appointment book ki thi but nobody picked up", .romanised),
        ("physiotherapy karta ka", .romanisedMarathi),
    ])
    func `one word decides nothing`(text: String, language: PatientLanguage) {
        #expect(PatientLanguage(of: [text]) == language)
    }

    @Test(arguments: [
        (["मला रिपोर्ट पाहिजे आहे", "MRI"], PatientLanguage.marathi), (["मुझे रिपोर्ट चाहिए", "ok sir"], .hindi),
        (["mala report pahije ahe", "doctor?"], .romanisedMarathi), (["kya doctor aaye hai", "dr patil"], .romanised),
        (["doctor kadhi yetil sanga na", "MRI आहे?"], .marathi), (["mujhe report chahiye thi", "👍"], .romanised),
        (["मला रिपोर्ट पाहिजे आहे", "mujhe doctor se baat karni hai"], .romanised), (["I need my report", "MRI"], .english),
        (["मला रिपोर्ट पाहिजे आहे", "please ask the doctor to call me back today"], .english), ([], .english), ([""], .english),
    ])
    func `a short text keeps what the conversation has shown, a clear one changes it`(
        texts: [String], language: PatientLanguage
    ) {
        #expect(PatientLanguage(of: texts) == language)
    }
}
