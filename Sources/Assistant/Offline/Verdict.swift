import Conversations

/// What the offline assistant makes of a piece of text.
enum Verdict: Equatable, Sendable {
    case topic(Topic)
    case smallTalk(SmallTalk)
    /// Only filler words.
    case nothing
    case asked
    /// Health, or an emergency: never answered by this assistant, whatever else is asked.
    case medical
    case unsure
    /// It says what the patient does not want; no part of it is answered.
    case refused
}

/// A message that asks nothing.
enum SmallTalk: Equatable, Sendable {
    case greeting, thanks, acknowledgement

    func reply(in language: PatientLanguage) -> String {
        switch (self, language) {
        case (.greeting, .english): "Hello! How can we help you?"
        case (.greeting, .romanised): "Namaste! Bataiye, hum aapki kya madad kar sakte hain?"
        case (.greeting, .romanisedMarathi): "Namaskar! Sanga, amhi tumchi kay madat karu shakto?"
        case (.greeting, .hindi): "नमस्ते! बताइए, हम आपकी क्या मदद कर सकते हैं?"
        case (.greeting, .marathi): "नमस्कार! सांगा, आम्ही तुमची काय मदत करू शकतो?"
        case (.thanks, .english): "You are welcome."
        case (.acknowledgement, .english): "Thank you."
        case (_, .romanised), (_, .romanisedMarathi): "Dhanyavad!"
        case (_, .hindi), (_, .marathi): "धन्यवाद!"
        }
    }
}
