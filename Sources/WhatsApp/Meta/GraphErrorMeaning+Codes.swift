import Conversations

// Meta's words for the codes are often vague, and some are widely misread: 131026 is not the 24-hour window (131047
// is), 131031 is not a bad phone number, 131051 is not an undeliverable message.
extension GraphErrorMeaning {
    /// Token, permission, registration and payment.
    static func account(_ code: Int64, subcode: Int64?) -> Self? {
        switch code {
        case 0, 104, 190: account(code, "its access token is not valid any more")
        case 3, 10, 200...299, 131005: account(code, "its access token lacks a permission")
        case 33: account(code, "its phone number id is wrong or was deleted")
        case 100 where subcode == 33: account(code, "its phone number id is wrong, or the token may not use it")
        case 368: account(code, "WhatsApp has restricted the account for breaking a policy")
        case 131031: account(code, "WhatsApp has locked the account")
        case 131037: account(code, "the display name of its number is not approved yet")
        case 131042: account(code, "there is a problem with the payment method")
        case 131045, 133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016:
            account(code, "its number is not registered correctly")
        case 131048: account(code, "WhatsApp limits its number because too many messages were reported as spam")
        case 134011: account(code, "WhatsApp's payment terms are not accepted yet")
        default: nil
        }
    }

    /// What goes away by itself.
    static func passing(_ code: Int64) -> Self? {
        switch code {
        case 1: passing(code, "WhatsApp had a fault and did not take this message.", .backoff(maxAttempts: 2))
        case 131000: passing(code, "WhatsApp had a fault and did not take this message.", .backoff(maxAttempts: 3))
        case 2, 131016, 133004:
            passing(code, "WhatsApp is not available at the moment. Try again later.", .backoff(maxAttempts: nil))
        case 613, 130429:
            passing(code, "Too many messages at once. Try again in a minute.", .backoff(maxAttempts: nil))
        case 4, 80007: passing(code, "Too many messages at once. Try again in a few minutes.", .minutes)
        case 131057:
            passing(code, "WhatsApp is upgrading the clinic's number. Try again in a few minutes.", .minutes)
        case 131056:
            passing(code, "Too many messages to this patient in a short time. Try again in a minute.", .pair)
        default: nil
        }
    }

    /// What keeps this person from getting it.
    static func recipient(_ code: Int64) -> Self? {
        switch code {
        case 131026:
            final(
                code,
                "This patient cannot be reached on WhatsApp: the number may not use WhatsApp, or its app is too old.")
        case 131047:
            final(
                code,
                "The patient last wrote more than 24 hours ago. WhatsApp allows only an approved template until they write again."
            )
        case 131030:
            final(
                code, "This number is not in the list of allowed numbers of the clinic's WhatsApp test number.",
                canRetry: true)
        case 131021: final(code, "The patient's number is the clinic's own number.")
        case 130403: final(code, "The clinic has blocked this patient on WhatsApp. Unblock them first.", canRetry: true)
        case 130472: final(code, "WhatsApp did not deliver this: the patient is in one of its marketing experiments.")
        case 130497: final(code, "WhatsApp does not let the clinic write to people in this country.")
        case 131049:
            final(code, "WhatsApp chose not to deliver this to keep its users engaged. Wait at least 24 hours.")
        case 131050: final(code, "The patient does not want marketing messages from the clinic.")
        case 131062: final(code, "This kind of message needs the patient's phone number, and WhatsApp hides it.")
        case 137000: final(code, "The patient's WhatsApp identity has changed. Check that it is still the same person.")
        default: nil
        }
    }

    /// A file that WhatsApp cannot use, said of the upload or of the message. It is uploaded anew for another try.
    static let unusableFile = final(
        SendFailure.unusableFile, "WhatsApp could not take this file: its type or its size is not supported.",
        canRetry: true)

    /// What is wrong with the message itself.
    static func content(_ code: Int64) -> Self? {
        switch code {
        case 100, 131008, 131009, 131055, 131059:
            final(code, "WhatsApp could not read this message because of a fault in this program (error \(code)).")
        case 131051: final(code, "WhatsApp does not support this type of message.")
        case 131052: final(code, "The patient's file could not be downloaded. Ask them to send it again.")
        case SendFailure.unusableFile: unusableFile
        case 131060: final(code, "This message is not available on WhatsApp any more.")
        case 131063, 131064: final(code, "WhatsApp does not let the clinic send this template at the moment.")
        case 132000, 132005, 132008, 132012, 132018:
            final(code, "The values that were put into the template do not fit it (error \(code)).")
        case 132001: final(code, "This template does not exist in this language, or it is not approved.")
        case 132007: final(code, "The text of this template breaks a rule of WhatsApp.")
        case 132015, 132016: final(code, "WhatsApp has paused or disabled this template.")
        case 132068, 132069: final(code, "WhatsApp has blocked or limited this form.")
        case 135000: final(code, "WhatsApp refused this message without saying why.", canRetry: true)
        default: nil
        }
    }
}
