/// What a person of the clinic sends.
package struct OutgoingMessage: Sendable {
    package enum Content: Sendable {
        case text(MessageText)
        case template(TemplateRequest)
        case file(OutgoingFile)
        /// Nothing new: the message of this client message id is tried again.
        case again
    }

    package let patientID: PatientID
    package let content: Content
    /// The client's own name for this message: sent twice, it is still one message.
    package let clientMessageID: String?
    /// The message that it answers.
    package let replyTo: MessageID?

    package init(patientID: PatientID, content: Content, clientMessageID: String?, replyTo: MessageID? = nil) {
        self.patientID = patientID
        self.content = content
        self.clientMessageID = clientMessageID
        self.replyTo = replyTo
    }

    package init(patientID: PatientID, text: MessageText, clientMessageID: String?, replyTo: MessageID? = nil) {
        self.init(patientID: patientID, content: .text(text), clientMessageID: clientMessageID, replyTo: replyTo)
    }
}

/// A file that is kept here and is to be sent.
package struct OutgoingFile: Hashable, Sendable {
    /// How WhatsApp shows it: a kind that has a file.
    package let type: MessageType
    package let file: MessageFile
    package let kept: KeptFile
    package let caption: Caption?

    package init(type: MessageType, file: MessageFile, kept: KeptFile, caption: Caption?) {
        self.type = type
        self.file = file
        self.kept = kept
        self.caption = caption
    }

    /// What a person reads of it: of a document without a caption its name.
    package var body: String { caption?.value ?? (type == .document ? file.name : nil) ?? "" }
}
