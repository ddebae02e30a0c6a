package import Conversations

/// The one fixed sentence that tells a patient that a person will answer. It gives no advice, and
/// promises no time: outside of the clinic's hours it says when the clinic opens.
package enum HandOverSentence {
    /// In the language and script in which the patient writes; English where nothing tells which.
    /// - Parameters:
    ///   - patientTexts: what the patient has written, oldest first.
    ///   - hours: nil where they are not known.
    package static func text(for reason: NeedsHuman, patientTexts: [String], hours: HoursNow? = nil) -> String {
        let language = PatientLanguage(of: patientTexts)
        let sentence = reason == .unreadable ? unreadable(language) : general(language)
        guard let opening = hours.flatMap({ HoursSpeech(language, $0).openingWhileClosed }) else { return sentence }
        return sentence + " " + opening
    }

    private static func general(_ language: PatientLanguage) -> String {
        switch language {
        case .english: "Thank you for your message. A person from the clinic will answer you here."
        case .hindi: "आपके संदेश के लिए धन्यवाद। क्लिनिक से कोई व्यक्ति आपको यहीं जवाब देगा।"
        case .marathi: "तुमच्या संदेशाबद्दल धन्यवाद. क्लिनिकमधील व्यक्ती तुम्हाला इथेच उत्तर देईल."
        case .romanised: "Aapke message ke liye dhanyavad. Clinic se koi vyakti aapko yahin jawab dega."
        case .romanisedMarathi: "Tumchya message baddal dhanyavad. Clinic madhil vyakti tumhala ithech uttar deil."
        }
    }

    private static func unreadable(_ language: PatientLanguage) -> String {
        switch language {
        case .english: "Thank you. A person from the clinic will look at what you sent and answer you here."
        case .hindi: "धन्यवाद। क्लिनिक से कोई व्यक्ति आपका भेजा हुआ देखकर यहीं जवाब देगा।"
        case .marathi: "धन्यवाद. क्लिनिकमधील व्यक्ती तुम्ही पाठवलेले पाहून इथेच उत्तर देईल."
        case .romanised: "Dhanyavad. Clinic se koi vyakti aapka bheja hua dekhkar yahin jawab dega."
        case .romanisedMarathi: "Dhanyavad. Clinic madhil vyakti tumhi pathavlele pahun ithech uttar deil."
        }
    }
}
