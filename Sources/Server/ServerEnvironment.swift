import Assistant
import Conversations
import Files
import Logging
import Storage
import WhatsApp

/// What the HTTP side is given: of the storage what its routes need, and no way to send. It may ask the assistant what it
/// would say, outside of any conversation.
struct ServerEnvironment: Sendable {
    let settings: Settings
    let inbox: Inbox
    let signIn: SignIn
    let holding: Holding
    /// What a person of a clinic sees and does.
    let chats: @Sendable (Account) -> Chats
    let events: EventHub
    let files: FileKeeper
    /// A name for a file that a message is going to have.
    let reserveFile: @Sendable () async throws -> FileName
    let account: AccountDesk
    let asking: AskingDesk
    /// Nil where people sign in with passwords that are kept here.
    let supabase: SupabaseAuth?
    let logger: Logger

    var stored: StorageAnswer { StorageAnswer(logger: logger) }
    var sessions: Sessions { Sessions(signIn: signIn, supabase: supabase, stored: stored) }
}
