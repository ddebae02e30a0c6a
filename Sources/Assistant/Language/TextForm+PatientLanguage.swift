package import Conversations

extension TextForm {
    /// In which somebody writes who has written these texts, oldest first; English where nothing tells which.
    package init(writtenIn texts: [String]) {
        self =
            switch PatientLanguage(of: texts) {
            case .english: .english
            case .hindi: .hindi
            case .marathi: .marathi
            case .romanised: .romanHindi
            case .romanisedMarathi: .romanMarathi
            }
    }
}
