import Conversations
import Foundation
package import Logging

/// How a line of the log looks.
package enum LogFormat: String, Sendable, CaseIterable {
    /// For a person: `time level message key=value …`.
    case text
    /// For machines: one JSON object on each line.
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
