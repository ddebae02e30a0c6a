import Conversations
@testable import Storage
import TestSupport
import Testing

/// Patients are found as people write their names and numbers.
@Suite struct SearchTests {
    private static func found(_ text: String, _ clinic: TestClinic) async throws -> [String] {
        try await clinic.chats.patients(search: text, limit: 100).entries.map { $0.patient.name ?? "" }.sorted()
    }

    private static func withPatients(_ engine: TestEngine, _ body: (TestClinic) async throws -> Void) async throws {
        try await engine.clinic { clinic in
            for (number, name) in [
                ("919876543210", "Asha Patil"), ("919811122233", "Zoë O’Brien"), ("442079460958", "राजू क़ाज़ी"),
                ("919700000007", "Room 7"),
            ] {
                try await clinic.patientWrites("Hello", from: number, name: name)
            }
            try await body(clinic)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a number is found however it is written`(on engine: TestEngine) async throws {
        try await Self.withPatients(engine) { clinic async throws -> Void in
            for text in [
                "098765 43210", "00919876543210", "+91 98765-43210", "+91 (0)98765 43210", "+91-098765-43210",
                "0091 0 98765 43210", "+91\u{A0}98765\u{202F}43210", "\u{202A}+91 98765 43210\u{202C}",
                "\u{2066}98765\u{2011}43210\u{2069}", "98765–43210", "98765—43210", "98765−43210", "९८७६५ ४३२१०",
                "(98765) 43210", "+91.98765.43210", "\u{200E}43210", "3210", "98765/43210", "９８７６５４３２１０",
                " 919876543210 ", "asha 43210", "+91 98765-43210 Patil",
                "+९१ ९८७६५ ४३२१०", "\u{2067}+91\u{2069} 98765\u{2012}43210", "98765\u{2E3A}43210", "98765\u{301C}43210",
                "\u{202B}+91 (98765)43210\u{202C}",
            ] {
                #expect(try await Self.found(text, clinic) == ["Asha Patil"], "\(text)")
            }
            #expect(try await Self.found("+44 (0)20 7946 0958", clinic) == ["राजू क़ाज़ी"])
            #expect(try await Self.found("98765 43211", clinic).isEmpty)
            #expect(try await Self.found("0", clinic).count == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a name is found in any order, with any blanks, apostrophes and accents`(on engine: TestEngine) async throws {
        try await Self.withPatients(engine) { clinic async throws -> Void in
            for text in ["Patil Asha", "asha  patil", "PATIL\u{A0}asha", "ash pat", "ＡＳＨＡ", "\u{FEFF}asha", "asha -"] {
                #expect(try await Self.found(text, clinic) == ["Asha Patil"], "\(text)")
            }
            for text in ["O'Brien", "o‘brien zoe", "Zoe\u{308} O´Brien", "ZOE"] {
                #expect(try await Self.found(text, clinic) == ["Zoë O’Brien"], "\(text)")
            }
            for text in ["क\u{93C}ाज\u{93C}ी", "\u{958}ा\u{95B}ी राजू", "राजू"] {
                #expect(try await Self.found(text, clinic) == ["राजू क़ाज़ी"], "\(text)")
            }
            #expect(try await Self.found("asha brien", clinic).isEmpty)
            #expect(try await Self.found("Room 7", clinic) == ["Room 7"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a hostile search is harmless`(on engine: TestEngine) async throws {
        try await Self.withPatients(engine) { clinic async throws -> Void in
            for text in [
                "%", "_", "\\", "%%%%", "a%a", "' OR 1=1 --", String(repeating: "x", count: 10_000_000),
                String(repeating: "ﷺ", count: 100_000), (0..<100).map { "w\($0)" }.joined(separator: " "),
                String(repeating: "%_\\", count: 100_000), String(repeating: "9", count: 1_000_000),
            ] {
                #expect(try await Self.found(text, clinic).isEmpty, "\(text.prefix(20))")
            }
            for text in ["", " ", "\0", "\u{200B}\u{A0}\n"] {
                #expect(try await Self.found(text, clinic).count == 4)
            }
            #expect(try await Self.found("as\0ha", clinic) == ["Asha Patil"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `every part of every word finds its patient, whoever wrote the row`(on engine: TestEngine) async throws {
        try await Self.withPatients(engine) { clinic async throws -> Void in
            for number in 0..<40 {
                try await clinic.patientWrites(
                    "Hello", from: "9181000\(10_000 + number)", name: "Ravindranath \(number) de la Cruz")
            }
            // As a program before the pieces writes it.
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute(
                    """
                    UPDATE patients SET name = 'Ulhas Older', search_text = 'ulhas older 918100010003'
                    WHERE phone_number = '918100010003'
                    """)
            }
            for isSwept in [false, true] {
                if isSwept { _ = try await clinic.database.operator.sweep() }
                for word in ["asha", "patil", "o’brien", "राजू", "क़ाज़ी", "ulhas", "older", "918100010003", "919876543210"] {
                    let scalars = Array(word.folded.unicodeScalars)
                    for first in scalars.indices {
                        for last in first..<scalars.endIndex {
                            let part = String(String.UnicodeScalarView(scalars[first...last]))
                            let found = try await Self.found(part, clinic)
                            #expect(found == (try await clinic.namesReadThrough(part)), "\(part)")
                        }
                    }
                }
                #expect(try await Self.found("ravindranath 3 de", clinic).count == 10)
                #expect(try await Self.found("older 010003", clinic) == ["Ulhas Older"])
                #expect(try await Self.found("vindranathcruz", clinic).isEmpty)
            }
            #expect(try await clinic.count("SELECT COUNT(*) AS n FROM patients WHERE \(SearchPieces.areStale)") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is erased leaves no piece`(on engine: TestEngine) async throws {
        try await Self.withPatients(engine) { clinic async throws -> Void in
            let clinicID = clinic.clinicID
            try await clinic.engine.write(as: .system) { transaction in
                let row = try transaction.row("SELECT id FROM patients WHERE phone_number = '919876543210'")
                guard let patient: PatientID = try row?["id"] else { return }
                try transaction.execute("UPDATE patients SET name = 'Ulhas' WHERE id = \(patient)")
                try SearchText.refresh(patient, of: clinicID, in: transaction)
            }
            #expect(try await Self.found("ulhas", clinic) == ["Ulhas"])
            #expect(try await clinic.count("SELECT COUNT(*) AS n FROM search_pieces WHERE piece LIKE 'patil%'") == 0)
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute("DELETE FROM messages")
                try transaction.execute("DELETE FROM patients WHERE phone_number = '919876543210'")
            }
            #expect(try await clinic.count("SELECT COUNT(*) AS n FROM search_pieces WHERE piece LIKE 'ulhas%'") == 0)
        }
    }

    @Test func `a search asks for eight words at most, and looks at a bounded part of each`() {
        let query = SearchQuery((0..<100).map { "w\($0)" }.joined(separator: " "))
        #expect(query.words.count == 8)
        #expect(SearchQuery(String(repeating: "+91 0", count: 1000)).words.flatMap(\.self).count <= 4)
    }
}

extension TestClinic {
    /// The same search without any index.
    fileprivate func namesReadThrough(_ text: String) async throws -> [String] {
        try await engine.read(as: .system) { [clinicID] transaction in
            try transaction.rows(
                "SELECT name FROM patients p WHERE doctor_id = \(clinicID)\(SearchQuery(text).condition)"
            ).map { try $0["name"] }.sorted()
        }
    }

    fileprivate func count(_ statement: SQL) async throws -> Int64 {
        try await engine.read(as: .system) { try $0.count(statement) }
    }
}
