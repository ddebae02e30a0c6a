import Hummingbird
import HummingbirdCore
import NIOCore

/// The connection that a request came in on, so that a fault can cut it.
struct SandboxContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}
