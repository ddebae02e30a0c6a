package import Conversations

/// The durations and limits that transactions decide by.
package struct Rules: Sendable {
    /// Quiet time after a patient's last message before a reply is computed (REPLY_DELAY_MS).
    package var replyDelay = Duration.seconds(3)
    /// However much the patient writes, the reply to a burst is computed after this time.
    package var burstLimit = Duration.seconds(30)
    /// A reply made stale by a newer message is computed again at most this often, and only within this time.
    package var recomputeLimit: Int64 = 2
    package var replyTimeLimit = Duration.seconds(30)
    /// After this time without a result, another worker may compute the reply.
    package var replyLease = Duration.seconds(45)
    /// So many automatic answers may one patient get in this time without a person.
    package var answerLimit: Int64 = 10
    package var answerPeriod = Duration.seconds(600)
    /// A greeting, thanks or a nod is answered once in this time.
    package var smallTalkPeriod = Duration.seconds(12 * 3600)
    /// How many replies of one clinic this process computes at once.
    package var repliesPerClinic = 256
    /// How long a call to Meta may take (SEND_TIMEOUT_SECONDS).
    package var sendTimeout = Duration.seconds(10)
    /// How long an unknown outcome waits for a status before it is decided (SEND_RECONCILE_SECONDS).
    package var reconcileAfter = Duration.seconds(60)
    /// How long a doctor's request waits for the outcome of the send.
    package var outcomeWait = Duration.seconds(10)
    /// A message that could not be handed over for this long is given up.
    package var sendAgeLimit = Duration.seconds(3600)
    /// A typing indicator is useless later than this.
    package var typingExpiry = Duration.seconds(5)
    /// An answer to a voice note waits so long for its words; then a person is called.
    package var transcriptWait = Duration.seconds(60)
    /// So many files of one patient are read by machines in this time; with the others a person is called.
    package var readingLimit: Int64 = 30
    package var readingPeriod = Duration.seconds(600)
    /// What machines can read of patients' files with what is set up.
    package var readers = ReaderPlaces()
    /// What tells emergencies in what patients write. Asked in the transaction that stores a message, so it has to be quick.
    /// Without one everything is a flag, so that it can't be forgotten.
    package var gate = RedFlagGate.missing
    /// The language and letters of somebody who has written these texts, oldest first; for the emergency text.
    package var form: @Sendable (_ texts: [String]) -> TextForm = { _ in .english }
    /// Whether a text of the patient is a greeting, thanks or a nod and nothing else: nobody waits for an answer to it. Asked
    /// in the transaction that stores the message, so it has to be quick.
    package var isSmallTalk: @Sendable (_ text: String, _ clinic: Clinic) -> Bool = { _, _ in false }
    /// Whether a text speaks of medicine: a topic with such a title or answer is a doctor's to approve. Who cannot tell takes
    /// every text for one.
    package var isMedical: @Sendable (_ text: String) -> Bool = { _ in true }
    /// A longer text is never small talk, in UTF-16 units.
    package var smallTalkLimit = 300
    /// The number that receives for the one clinic that has no number of its own (PHONE_NUMBER_ID).
    package var fallbackPhoneNumberID: PhoneNumberID?

    package init() {}
}

extension Rules {
    func isSmallTalk(_ message: InboundMessage, to clinic: Clinic) -> Bool {
        message.type == .text && message.body.utf16.count <= smallTalkLimit && isSmallTalk(message.body, clinic)
    }

    func isMedical(_ topic: Topic) -> Bool { isMedical(topic.title) || isMedical(topic.answer) }

    /// What a topic is that has just got these words: medical where they speak of medicine, whoever wrote them. No other
    /// words make an administrative topic of a medical one; only a doctor does.
    func kind(of topic: Topic, before: TopicKind = .administrative) -> TopicKind {
        before == .medical || isMedical(topic) ? .medical : .administrative
    }
}
