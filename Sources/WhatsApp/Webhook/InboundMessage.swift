package import Conversations

/// A message as WhatsApp delivered it: from a patient, or (an echo) from the clinic's own phone to a patient.
package struct InboundMessage: Sendable, Equatable {
    package let wamid: String
    /// The patient: who wrote it, or for an echo to whom it went.
    package let person: Person
    package let timestamp: Timestamp?
    package let type: MessageType
    /// What a person reads: at most 65,536 characters; empty for a picture without a caption.
    package let body: String
    package var media: Media?
    /// The message that this one answers.
    package var contextWamid: String?
    /// The message that a reaction belongs to.
    package var reactionTo: String?
    /// The message whose text this one replaces; `type` and `body` are the new ones.
    package var editOf: String?
    /// The message that was deleted for everyone.
    package var revokeOf: String?
    /// The id of the chosen button or list row, as we sent it.
    package var choiceID: String?
    /// The number that the patient gave when asked for it; digits only.
    package var sharedPhone: String?
    package var isForwarded = false
    /// Written in a group: nothing for the assistant to answer.
    package var isGroup = false
    /// Only tells that a chat was opened; there is nothing to read and nothing to answer.
    package var isContentless = false
    package var referral: Referral?
    /// For an echo of a message that we sent ourselves.
    package var callbackData: String?
    /// Why WhatsApp could not hand over the content of an unsupported message.
    package var errors: [GraphErrorDetail] = []

    /// A patient as a message names them; any member may be missing, but not both number and user id.
    package struct Person: Sendable, Equatable {
        /// Digits only, with country code.
        package var phone: String?
        /// Business-scoped user id (BSUID).
        package var userID: String?
        package var parentUserID: String?
        /// At most 200 characters.
        package var name: String?
        package var username: String?

        package init(
            phone: String? = nil, userID: String? = nil, parentUserID: String? = nil, name: String? = nil,
            username: String? = nil
        ) {
            self.phone = phone
            self.userID = userID
            self.parentUserID = parentUserID
            self.name = name
            self.username = username
        }
    }

    /// A file that can be fetched from Meta for seven days.
    package struct Media: Sendable, Equatable {
        package let id: String
        /// Lower case, without parameters.
        package let mimeType: String?
        /// Base64 of the digest, as Meta writes it.
        package let sha256: String?
        /// A plain name without folders, control characters or a leading dot.
        package let filename: String?
        package let caption: String?
        package let isVoice: Bool
        package let isAnimated: Bool
    }

    /// The advertisement or post that brought the patient.
    package struct Referral: Sendable, Equatable {
        package let sourceType: String?
        package let sourceID: String?
        package let headline: String?
    }
}
