/// One message of a conversation, as the history shows it.
package struct Message: Hashable, Sendable {
    package let id: MessageID
    /// Numbers the messages of one patient from 1, without gaps.
    package let seq: Int64
    package let clinicID: ClinicID
    package let patientID: PatientID
    /// The person of the clinic who wrote it; nil for the patient, the assistant and the clinic's own phone.
    package let accountID: AccountID?
    /// The name of that person.
    package let accountName: String?
    /// Nil where WhatsApp hides the number.
    package let phoneNumber: PhoneNumber?
    package let author: Author
    package let type: MessageType
    /// What a person reads: the text, the caption, or a short description of what was sent.
    package let body: String
    /// The file that came with it, where there is one.
    package let media: MessageMedia?
    /// What it answers; nil where it quotes nothing.
    package let replyTo: Quote?
    /// What was said of it afterwards.
    package let amendments: MessageAmendments
    /// What emergency the gate has seen in it; nil for none.
    package let redFlag: RedFlagCategory?
    /// Nil until Meta has accepted an outgoing message.
    package let wamid: Wamid?
    package let status: DeliveryStatus
    /// Why it failed; nil unless it did.
    package let failure: SendFailure?
    package let clientMessageID: String?
    /// Where it comes from, where the assistant made it.
    package let provenance: Provenance?
    /// When its author wrote it, as far as WhatsApp says so; never after it came here.
    package let sentAt: Timestamp
    /// When it came here.
    package let createdAt: Timestamp

    /// `sentAt` is what WhatsApp said, nonsense included; nil for what was written here.
    package init(
        id: MessageID, seq: Int64, clinicID: ClinicID, patientID: PatientID, accountID: AccountID?,
        accountName: String?, phoneNumber: PhoneNumber?, author: Author, type: MessageType, body: String,
        media: MessageMedia? = nil, replyTo: Quote? = nil, amendments: MessageAmendments = .none,
        redFlag: RedFlagCategory? = nil, wamid: Wamid?,
        status: DeliveryStatus, failure: SendFailure?,
        clientMessageID: String?, provenance: Provenance? = nil, sentAt: Timestamp? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.seq = seq
        self.clinicID = clinicID
        self.patientID = patientID
        self.accountID = accountID
        self.accountName = accountName
        self.phoneNumber = phoneNumber
        self.author = author
        self.type = type
        self.body = body
        self.media = media
        self.replyTo = replyTo
        self.amendments = amendments
        self.redFlag = redFlag
        self.wamid = wamid
        self.status = status
        self.failure = failure
        self.clientMessageID = clientMessageID
        self.provenance = provenance
        self.sentAt = .sent(sentAt, arrivedAt: createdAt)
        self.createdAt = createdAt
    }
}
