/// Why the stored state does not allow a request.
package enum Refusal: Error, Hashable {
    /// This clinic has no such patient: another clinic's is refused in exactly the same way.
    case noSuchPatient
    /// This clinic has no such message, or none of the kind that is asked for.
    case noSuchMessage
    /// The clinic was removed meanwhile.
    case noSuchClinic
    case emailTaken
    case phoneNumberIDTaken
    /// A clinic keeps somebody who can sign in.
    case lastAccount
    /// A clinic keeps a doctor.
    case lastDoctor
    /// The person is no doctor of the clinic.
    case doctorOnly
    /// The message is on its way already, or has arrived, or failed: it cannot be cancelled.
    case alreadyLeft
    /// The client message id belongs to a message to another patient.
    case clientMessageIDTaken
    /// The assistant's answer does not wait any more: something was written, changed or decided since.
    case draftIsStale
    /// Another text waits for this patient to write.
    case alreadyQueued
    /// WhatsApp would not show it as the quoted message: it does not know it, or it is older than thirty days.
    case cannotBeQuoted
    /// WhatsApp would not show a reaction to it: it does not know it, or it is older than thirty days.
    case cannotBeReactedTo
    case badCursor
    /// What changed since then is not known any more, or too much: the whole list has to be read.
    case readAgain
    /// No *done* that could be taken back.
    case nothingToUndo
    /// This clinic has no such topic.
    case noSuchTopic
    /// Nothing like this was asked and not answered, or it was dealt with.
    case noSuchQuestion
    /// Another topic has this title.
    case topicTaken
    /// The clinic would have this many topics, more than `Topic.countLimit`.
    case tooManyTopics(Int64)
    /// The clinic was restored and nobody has switched it on again: nothing is sent.
    case held
    /// A range of days that is none, or is too long.
    case badRange
    /// This clinic has no such template.
    case noSuchTemplate
    /// Why, as a sentence for a doctor.
    case templateNotSendable(String)
    /// The names of variables that are missing, empty, too long, or not the template's.
    case variablesDoNotFit([String])
    /// The template's header is a file, and none came.
    case templateNeedsFile
    /// A file came, and the template's header is none.
    case templateTakesNoFile
    /// The file that came is not of the kind that the template's header is: `image`, `video` or `document`.
    case templateTakesOtherFile(String)
}
