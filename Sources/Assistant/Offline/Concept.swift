/// What a word is about, whatever its language.
enum Concept: String, Hashable, Sendable, CaseIterable {
    // What clinics are asked every day.
    case hours, address, fee, payment, appointment, cancel, parking, report, insurance, language, emergency, holiday
    case online, documents, vaccine, wheelchair, lab, pharmacy, phone, homeVisit, branch, qualification, followUp
    case waiting, children, email, refund, certificate

    // What steers the decision.
    case person, talk, callBack, greeting, thanks, acknowledgement
    case medical, advice, sufferer
    /// How a matter of this one patient stands, which only the clinic can look up.
    case ownMatter

    /// Words of this concept help to choose a topic.
    var isAboutClinic: Bool {
        switch self {
        case .person, .talk, .callBack, .greeting, .thanks, .acknowledgement, .medical, .advice, .sufferer, .ownMatter:
            false
        default: true
        }
    }
}
