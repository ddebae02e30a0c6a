package import Conversations

extension Question {
    /// Whether the burst is a greeting, thanks or a nod and nothing else. One judge for all assistants, so that a model
    /// need not be asked: the offline assistant, which knows the words, with nothing that it could answer from.
    func isSmallTalk(to judge: OfflineAssistant) -> Bool {
        // What was only heard is passed over by nobody.
        guard !restsOnTranscript, !hasUnread, !isUnreadable, !burst.isEmpty, !burst.contains(where: \.text.mayAsk)
        else { return false }
        let bare = Question(
            clinicName: clinicName, doctorName: doctorName, clinicAddress: nil, topics: [], history: burst)
        if case .reply = judge.decide(bare) { return true }
        return false
    }
}

extension OfflineAssistant {
    /// The same of one text, when it comes in.
    package func isSmallTalk(_ text: String, to clinic: Clinic) -> Bool {
        let turn = Turn(author: .patient, text: text, at: Timestamp(milliseconds: 0))
        return Question(clinic: clinic, topics: [], history: [turn]).isSmallTalk(to: self)
    }
}

extension String {
    /// A question mark or a number: whatever the words are, more than "ok" may be meant.
    fileprivate var mayAsk: Bool { contains { "?？؟".contains($0) || $0.isNumber } }
}
