import AsyncHTTPClient
import Foundation
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

/// Event streams as they pass over the wire.
@Suite(.serialized) struct EventStreamTests {
    @Test(arguments: ["HTTP/1.0", "HTTP/1.1", "HTTP/1.1 and no more"])
    func `a stream goes on until the server stops, whatever its request says of the connection`(manner: String)
        async throws
    {
        var open: RawConnection?
        try await RunningProduct.with(.sqlite) { product in
            let connection = try await product.openStream(
                version: String(manner.prefix(8)), manner.count > 8 ? ["Connection: close"] : [])
            try await product.patientWrites(name: "Asha", phone: "919876543210")
            let events = await connection.receive { $0.contains("event: patient") }
            #expect(events.text.contains("event: patient") && !events.isClosed, "\(events.text)")
            open = connection
        }
        let end = try #require(await open?.receive())
        #expect(end.isClosed && !end.text.contains("HTTP/1."), "\(end.text)")
        #expect(manner == "HTTP/1.0" || end.text.hasSuffix("0\r\n\r\n"), "the body has its end: \(end.text)")
    }

    @Test func `what is sent behind the request waits for the end of the stream`() async throws {
        let behind = ["GET /health HTTP/1.1\r\nHost: x\r\n\r\n", "what is this?\r\n\r\n"]
        var open: [RawConnection] = []
        try await RunningProduct.with(.sqlite) { product in
            for text in behind {
                let connection = try await product.openStream()
                await connection.send(text)
                open.append(connection)
            }
            try await product.patientWrites(name: "Asha", phone: "919876543210")
            for connection in open {
                let events = await connection.receive { $0.contains("event: patient") }
                #expect(!events.text.contains("HTTP/1.1 "), "\(events.text)")
                #expect(events.text.contains("event: patient") || events.isClosed, "\(events.text)")
            }
        }
        for connection in open { #expect(await connection.receive().isClosed) }
    }

    @Test func `a stream whose client has gone is forgotten`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            func streams() async throws -> String? {
                try await product.doctor.call(.GET, "/metrics").text.split(separator: "\n")
                    .first { $0.hasPrefix("shubhstra_event_streams ") }?.split(separator: " ").last.map(String.init)
            }
            do {
                let connection = try await product.openStream()
                #expect(try await streams() == "1")
                withExtendedLifetime(connection) {}
            }
            try await eventually("no stream is left") { try await streams() == "0" ? true : nil }
        }
    }
}

extension RunningProduct {
    /// The doctor's stream, once its first words have come.
    fileprivate func openStream(version: String = "HTTP/1.1", _ headers: [String] = []) async throws -> RawConnection {
        let request = doctor.request("/api/events")
        guard let port = URL(string: request.url)?.port, let cookie = request.headers.first(name: "Cookie") else {
            throw NeverHappened(description: "the doctor has signed in")
        }
        let lines =
            ["GET /api/events \(version)", "Host: 127.0.0.1:\(port)", "Cookie: \(cookie)"] + headers + ["", ""]
        let connection = try RawConnection(port: port)
        let opening = await connection.exchange(lines.joined(separator: "\r\n"), until: ": open\n\n")
        guard opening.text.hasPrefix("\(version) 200 "), opening.text.contains(": open") else {
            throw NeverHappened(description: "a stream is opened: \(opening.text)")
        }
        return connection
    }

    fileprivate func patientWrites(name: String, phone: String) async throws {
        let patient = try await sandbox.addPatient(name: name, phone: phone)
        _ = try await sandbox.write("Hello", from: patient)
    }
}
