import Conversations
import Foundation
import Logging
import Storage
import Testing

@testable import Server

@Suite struct LogFormatTests {
    private let nasty = "a\"b\\c\nd\te\u{1B}[31m\u{2028}é"

    private func line(_ format: LogFormat) -> String {
        format.line(
            at: Timestamp(milliseconds: 0), level: .warning, label: "shubhstra", message: "message sent",
            metadata: [("error.code", nasty), ("patient.id", "p1")])
    }

    @Test func `a JSON line is one object with every value as it was`() throws {
        let line = line(.json)
        #expect(!line.contains("\n"))
        let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(
            object == [
                "time": "1970-01-01T00:00:00.000Z", "level": "warning", "logger": "shubhstra",
                "message": "message sent", "error.code": nasty, "patient.id": "p1",
            ])
    }

    @Test func `a text line is one line, and a value neither ends it nor steers a terminal`() {
        let line = line(.text)
        #expect(line.hasPrefix("1970-01-01T00:00:00.000Z WARNING  message sent error.code="))
        #expect(line.hasSuffix(" patient.id=p1"))
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test func `the members of a JSON line keep their order`() {
        var line = JSONLine()
        line.add("question", "Why?")
        line.add("answer", nil)
        line.add("needs_human", true)
        #expect(line.text == #"{"question":"Why?","answer":null,"needs_human":true}"#)
    }

    /// What is written while `body` logs.
    private func written(_ body: (inout Logger) -> Void) throws -> String {
        let pipe = Pipe()
        let sink = LineSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        var logger = Logger(label: "test") {
            LineLogHandler(label: $0, format: .json, logLevel: .info, sink: sink)
        }
        body(&logger)
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func `what a logger is told comes out as one whole line`() throws {
        let text = try written { logger in
            logger[metadataKey: "http.port"] = "3000"
            logger.debug("not this")
            logger.info("listening", metadata: ["http.host": "::1"])
        }
        #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1)
        let object = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        #expect(object["message"] == "listening")
        #expect(object["http.host"] == "::1" && object["http.port"] == "3000")
    }

    @Test func `an error is told by its reason code, which holds nothing of what the server said`() throws {
        let text = try written { logger in
            logger.error("storage failed", error: StorageError.refused(sqlState: "23505", message: "Key (Asha) exists"))
        }
        let object = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        #expect(object["error.code"] == "database_refused_23505")
        #expect(!text.contains("Asha"))
    }
}
