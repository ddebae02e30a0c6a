import Assistant
import Foundation
import RedFlags
import Testing

@testable import Server

/// Without its rules, or with a part of them, the gate is none: the program says what is missing and does not start.
@Suite struct RedFlagFilesTests {
    /// The rules as they lie beside the executable, after a change.
    private static func load(changing change: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: try #require(ServerResources.file("red-flags")), to: folder)
        try change(folder)
        _ = try RedFlagFiles.load(from: folder)
    }

    @Test func `they lie beside the executable`() throws {
        _ = try RedFlagFiles.load()
        try Self.load { _ in }
    }

    @Test func `a missing folder and a missing classifier are named`() throws {
        let nowhere = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let first = #expect(throws: RedFlagFiles.Missing.self) { _ = try RedFlagFiles.load(from: nowhere) }
        #expect("\(try #require(first))".contains("red-flags must lie beside the executable"))
        #expect(throws: RedFlagFiles.Missing.self) {
            try Self.load { try FileManager.default.removeItem(at: $0.appendingPathComponent("classifier.bin")) }
        }
    }

    @Test(arguments: [
        "rules.txt", "words.en.txt", "words.hi.txt", "words.mr.txt", "words.hi_Latn.txt", "words.mr_Latn.txt",
    ])
    func `a missing text is named`(_ name: String) throws {
        let error = #expect(throws: RedFlagRulesError.self) {
            try Self.load { try FileManager.default.removeItem(at: $0.appendingPathComponent(name)) }
        }
        #expect(error?.file == name)
    }

    @Test(arguments: ["rules.txt", "words.en.txt", "classifier.bin"])
    func `a file that is empty, cut or something else is refused`(_ name: String) throws {
        for broken in [Data(), Data([0xff, 0xfe, 0, 1]), Data("\n\n".utf8), Data("nonsense nonsense\n\n".utf8)] {
            #expect(throws: RedFlagRulesError.self, "\(Array(broken))") {
                try Self.load { try broken.write(to: $0.appendingPathComponent(name)) }
            }
        }
        #expect(throws: RedFlagRulesError.self) {
            try Self.load {
                let file = $0.appendingPathComponent("classifier.bin")
                try Data(contentsOf: file).dropLast().write(to: file)
            }
        }
    }

    @Test func `a head of the classifier that is damaged is refused`() throws {
        let folder = try #require(ServerResources.file("red-flags"))
        let whole = try Data(contentsOf: folder.appendingPathComponent("classifier.bin"))
        let end = try #require(whole.range(of: Data("\n\n".utf8)))
        let head = String(decoding: whole[..<end.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\n").map(String.init)
        let thresholds = try #require(lines.first?.split(separator: " "))
        let damaged = [
            lines.dropLast().joined(separator: "\n"),
            (lines.dropLast() + ["  "]).joined(separator: "\n"),
            head.replacing(thresholds[1], with: "nan", maxReplacements: 1),
            head.replacing(thresholds[2], with: "inf", maxReplacements: 1),
            head.replacing("heart ", with: "hearts "),
            head.replacing("heart ", with: "stroke "),
        ]
        for head in damaged {
            #expect(throws: RedFlagRulesError.self, "\(head.prefix(60))") {
                try Self.load {
                    try (Data(head.utf8) + whole[end.lowerBound...]).write(
                        to: $0.appendingPathComponent("classifier.bin"))
                }
            }
        }
    }
}

/// Without its words every topic would be administrative.
@Suite struct MedicalFileTests {
    @Test func `it lies beside the executable`() throws {
        let check = try MedicalFile.load()
        #expect(check.hit(in: "Take two tablets of paracetamol 500 mg") != nil)
        #expect(check.hit(in: "We are open from 9 AM to 6 PM.") == nil)
    }

    @Test func `a missing one is named, and one that is not whole is refused`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let error = #expect(throws: MedicalFile.Missing.self) { _ = try MedicalFile.load(from: folder) }
        #expect("\(try #require(error))".contains("medical.txt must lie beside the executable"))
        let bundle = folder.appendingPathComponent("shubhstra_Assistant.resources")
        try FileManager.default.createDirectory(at: bundle, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for broken in [Data(), Data([0xff, 0xfe]), Data("nonsense\n".utf8)] {
            try broken.write(to: bundle.appendingPathComponent("medical.txt"))
            #expect(throws: MedicalTextError.self, "\(Array(broken))") { _ = try MedicalFile.load(from: folder) }
        }
    }
}
