import Conversations

extension Question {
    /// Whether the burst is a greeting, thanks or a nod and nothing else. One judge for all assistants, so that a model
    /// need not be asked: the offline assistant, which knows the words, with nothing that it could answer from.
    func isSmallTalk(to judge: OfflineAssistant) async -> Bool {
        guard !hasUnread, !isUnreadable, !burst.isEmpty else { return false }
        let bare = Question(
            clinicName: clinicName, doctorName: doctorName, clinicAddress: nil, topics: [], history: burst)
        if case .reply = await judge.answer(bare) { return true }
        return false
    }
}
