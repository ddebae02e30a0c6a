import Conversations
import Foundation
import Logging

/// Writes each event as one line of its format.
struct LineLogHandler: LogHandler {
    let label: String
    let format: LogFormat
    var logLevel: Logger.Level
    let sink: LineSink
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        if let error = event.error { all["error.code"] = "\(ReasonCode.of(error))" }
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        sink.write(
            format.line(
                at: Timestamp(.now), level: event.level, label: label, message: event.message.description,
                metadata: pairs))
    }
}
