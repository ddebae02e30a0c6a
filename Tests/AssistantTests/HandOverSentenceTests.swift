import Conversations
import Testing

@testable import Assistant

@Suite struct HandOverSentenceTests {
    @Test(arguments: [
        ("I have a question", PatientLanguage.english), ("", .english), ("[Photo]", .english), ("12345 👍", .english),
        ("मुझे डॉक्टर से बात करनी है", .hindi), ("क्लिनिक कब खुलता है?", .hindi),
        ("मला डॉक्टरांशी बोलायचे आहे", .marathi),
        ("दवाखान्याची वेळ काय आहे?", .marathi), ("गोळी", .marathi), ("mujhe doctor se baat karni hai", .romanised),
        ("mala doctoranshi bolaycha aahe", .romanisedMarathi), ("Hi, मुझे मदद चाहिए", .hindi),
    ])
    func `the language is read from the patient's words`(text: String, language: PatientLanguage) {
        #expect(PatientLanguage(of: [text]) == language)
    }

    @Test func `every reason has a sentence in every language that fits a message`() {
        let texts = ["hello there", "मुझे चाहिए", "मला पाहिजे आहे", "mujhe chahiye", "mala pahije"]
        for reason in NeedsHuman.known + [.unknown("of_next_year")] {
            let sentences = texts.map { HandOverSentence.text(for: reason, patientTexts: [$0]) }
            #expect(Set(sentences).count == texts.count)
            #expect(sentences.allSatisfy { MessageText($0) != nil })
        }
    }

    @Test func `the sentence tells nothing of what went wrong`() {
        let usual = HandOverSentence.text(for: .asked, patientTexts: ["hello"])
        for reason in [NeedsHuman.failed, .blocked, .unsure, .sendFailed, .unanswered] {
            #expect(HandOverSentence.text(for: reason, patientTexts: ["hello"]) == usual)
        }
    }
}
