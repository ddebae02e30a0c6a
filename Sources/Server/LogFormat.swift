import Conversations
import Foundation
package import Logging

/// How a line of the log looks.
package enum LogFormat: String, Sendable, CaseIterable {
    /// For a person: `time level message key=value …`.
    case text
    /// For machines: one JSON object a line.
    case json

    /// Sets up the log of this process, on standard error. Call it once.
    package func bootstrap(level: Logger.Level) {
        let sink = LineSink(descriptor: STDERR_FILENO)
        LoggingSystem.bootstrap { label in LineLogHandler(label: label, format: self, logLevel: level, sink: sink) }
    }

    /// One line without its end, whatever is in the values.
    func line(
        at time: Timestamp, level: Logger.Level, label: String, message: String, metadata: [(String, String)]
    ) -> String {
        switch self {
        case .text:
            let pairs = metadata.map { " \($0.0)=\(Self.quoted($0.1))" }.joined()
            let word = level.rawValue.uppercased()
            return "\(time) \(word.padding(toLength: 8, withPad: " ", startingAt: 0)) \(Self.escaped(message))\(pairs)"
        case .json:
            var object = JSONLine()
            object.add("time", time.description)
            object.add("level", level.rawValue)
            object.add("logger", label)
            object.add("message", message)
            for (key, value) in metadata { object.add(key, value) }
            return object.text
        }
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 32 && $0 != 34 && $0 != 61 && $0 != 127 }
        return isPlain ? value : "\"\(escaped(value).replacing("\"", with: "\\\""))\""
    }

    /// A value cannot begin a line of its own, nor steer a terminal.
    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        return text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? "\\u{\(String($0.value, radix: 16))}" : String($0)
        }.joined()
    }
}

/// Writes whole lines, one system call each, so that lines of several threads do not mix.
struct LineSink: Sendable {
    let descriptor: Int32

    func write(_ line: String) {
        var bytes = Array((line + "\n").utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(written, 0))
        }
    }
}

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
        if let error = event.error { all["error.type"] = "\(type(of: error))" }
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        sink.write(
            format.line(
                at: Timestamp(.now), level: event.level, label: label, message: event.message.description,
                metadata: pairs))
    }
}
