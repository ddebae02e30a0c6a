import Conversations
import HTTPTypes
import Logging
import Storage
import WhatsApp

/// Runs calls to the storage on behalf of a request, and turns what they throw into an answer.
struct StorageAnswer: Sendable {
    let logger: Logger

    /// A refusal becomes its answer, and an answer of ours passes, as does what Meta said. Anything else means that storage is failing: it is
    /// logged by its reason code alone, since an engine's words may hold data.
    func callAsFunction<Value>(_ call: () async throws -> Value) async throws -> Value {
        do {
            return try await call()
        } catch let refusal as Refusal {
            throw APIError(refusal)
        } catch let error as APIError {
            throw error
        } catch let trouble as AccountTrouble {
            throw trouble
        } catch is CancellationError {
            throw APIError.unavailable
        } catch {
            logger.error("storage failed", metadata: ["error.code": "\(ReasonCode.of(error))"])
            throw APIError.unavailable
        }
    }
}

extension APIError {
    init(_ refusal: Refusal) {
        switch refusal {
        case .noSuchPatient: self = .noSuchPatient
        case .noSuchMessage: self.init(.notFound, "no_such_message", "There is no such message.")
        case .alreadyLeft:
            self.init(.conflict, "already_sent", "This message is on its way already, so it cannot be cancelled.")
        case .alreadyQueued:
            self.init(
                .conflict, "already_queued",
                "A text waits for this patient already. Change that one, or remove it first.")
        case .draftIsStale:
            self.init(
                .conflict, "draft_is_stale",
                "This draft does not fit any more: something was written, changed or decided since it was made.")
        case .doctorOnly: self = .doctorOnly
        case .noSuchClinic: self = .notSignedIn
        case .nothingToUndo:
            self.init(
                .conflict, "nothing_to_undo",
                "There is nothing to take back: that is possible for a minute, until a person writes or resumes the AI."
            )
        case .clientMessageIDTaken:
            self.init(
                .conflict, "client_message_id_taken", "This clientMessageId belongs to another message.")
        case .cannotBeQuoted:
            self.init(
                .unprocessableContent, "cannot_be_quoted",
                "WhatsApp would not show this as a reply: the message is not known there, was deleted, or is older than 30 days."
            )
        case .cannotBeReactedTo:
            self.init(
                .unprocessableContent, "cannot_be_reacted_to",
                "WhatsApp would not show this reaction: the message is not known there, was deleted, or is older than 30 days."
            )
        case .badCursor:
            self.init(.unprocessableContent, "bad_cursor", "\"cursor\" must be a next_cursor of this list.")
        case .readAgain:
            self.init(.gone, "read_again", "What changed since then is not known any more. Read the list again.")
        case .emailTaken: self.init(.conflict, "email_taken", "This email address is taken.")
        case .noSuchTopic: self.init(.notFound, "topic_not_found", "There is no such topic.")
        case .noSuchQuestion: self.init(.notFound, "question_not_found", "There is no such question.")
        case .topicTaken:
            self.init(
                .conflict, "topic_exists",
                "There is a topic with this title. Case, accents and the like make no other title.")
        case .tooManyTopics(let count):
            self.init(
                .unprocessableContent, "too_many_topics",
                "There would be \(count) topics; a clinic has at most \(Topic.countLimit).")
        case .held:
            self.init(
                .conflict, "held",
                "The clinic was restored from a backup. Nothing is sent until it is switched on again.")
        case .badRange:
            self.init(
                .unprocessableContent, "out_of_range",
                "\"from\" and \"to\" must be days such as 2026-11-30, at most \(Chats.costDays) of them, the earlier first."
            )
        case .noSuchTemplate: self.init(.notFound, "template_not_found", "There is no such template.")
        case .templateNotSendable(let reason): self.init(.conflict, "template_not_sendable", reason)
        case .variablesDoNotFit(let names):
            let named = names.prefix(10).map { "\"\($0.prefix(60))\"" }.joined(separator: ", ")
            self.init(
                .unprocessableContent, "variables_do_not_fit",
                "These variables are missing, empty, too long, or not part of the template: \(named).")
        case .templateNeedsFile:
            self.init(
                .unprocessableContent, "file_missing",
                "This template begins with a file. Send it as the part \"file\" of a multipart form.")
        case .templateTakesNoFile:
            self.init(
                .unprocessableContent, "template_takes_no_file",
                "This template does not begin with a file. Send it without one.")
        case .templateTakesOtherFile(let kind):
            let wanted =
                switch kind {
                case "image": "a picture. Send a JPEG or PNG of up to 5 MB"
                case "video": "a film. Send an MP4 or 3GP of up to 16 MB"
                default: "a document. Send a PDF of up to 100 MB"
                }
            self.init(.unsupportedMediaType, "unsupported_kind", "This template begins with \(wanted).")
        case .lastAccount: self.init(.conflict, "last_account", "A clinic keeps at least one account.")
        case .lastDoctor: self.init(.conflict, "last_doctor", "A clinic keeps at least one doctor.")
        case .phoneNumberIDTaken: self.init(.conflict, "phone_number_id_taken", "This phone number id is taken.")
        }
    }
}
