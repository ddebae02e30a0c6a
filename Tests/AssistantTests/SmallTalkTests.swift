import Assistant
import Conversations
import TestSupport
import Testing

/// What nobody has to answer, as it is judged when it comes in.
@Suite struct SmallTalkTests {
    private static let clinic = Clinic(
        id: .make(), doctorName: "Dr Anita Rao", email: "anita@clinic.example", name: "Smile Dental", address: nil)

    @Test(arguments: [
        "Hi", "Good morning doctor", "Hello Dr Anita", "thank you so much 🙏", "ok", "👍", "नमस्ते", "धन्यवाद", "ठीक आहे",
        "dhanyavad", "theek hai",
    ])
    func `a greeting, thanks or a nod does not wait`(text: String) {
        #expect(OfflineAssistant.standard.isSmallTalk(text, to: Self.clinic))
    }

    @Test(arguments: [
        "Hi, my tooth hurts", "When are you open?", "Thank you, but it still bleeds", "ok can I come at 5?", "?",
        "I want to talk to the doctor", "मेरे दाँत में दर्द है", "bukhar hai", "", "help", "no", "Call me", "please come fast",
    ])
    func `everything else waits`(text: String) {
        #expect(!OfflineAssistant.standard.isSmallTalk(text, to: Self.clinic))
    }
}
