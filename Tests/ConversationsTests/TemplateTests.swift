import Foundation
import Testing

@testable import Conversations

/// What is filled into a template, and what of it is sent and read.
@Suite struct TemplateTests {
    private static func template(
        _ parts: TemplateParts, status: String = "APPROVED", category: String = "UTILITY"
    ) -> Template {
        Template(
            id: "1", name: "report_ready", language: "en", category: category, status: status, quality: nil,
            parts: parts)
    }

    private static let report = TemplateParts(
        header: .init(kind: "text", text: .init("Report of {{1}}", examples: ["1": "Monday"])),
        body: .init("Dear {{2}}, your {{1}} is ready. {{1}}!", examples: ["1": "blood test", "2": "Anjali"]),
        footer: "Aurora Clinic",
        buttons: [
            .init(type: "QUICK_REPLY", text: "Thanks"),
            .init(type: "URL", text: "Open", url: "https://clinic.example/r/{{1}}", example: "abc"),
            .init(type: "COPY_CODE", text: "Copy", example: "TEN"), .init(type: "FLOW", text: "Form"),
        ])

    @Test func `every variable has a name of its own, in the order in which a person reads it`() {
        #expect(
            Self.report.variables.map { [$0.name, $0.place.rawValue, $0.example] } == [
                ["header_1", "header", "Monday"], ["1", "body", "blood test"], ["2", "body", "Anjali"],
                ["button_2", "button", "abc"], ["code", "button", "TEN"],
            ])
        let clash = TemplateParts(
            isNamed: true, header: .init(kind: "text", text: .init("{{name}}")),
            body: .init("{{ name }} {{header_name}} {{code}} {{button_1}}"),
            buttons: [.init(type: "COPY_CODE", text: "Copy")])
        let names = clash.variables.map(\.name)
        #expect(Set(names).count == names.count && names.count == 6)
    }

    @Test func `what is filled in goes to its place, and the text is what the patient reads`() throws {
        let filled = try Self.template(Self.report).filled(with: [
            "header_1": "Tuesday", "1": " blood\n\ttest  today ", "2": "Asha", "button_2": "a b/é%20%", "code": "NINE",
        ])
        #expect(
            filled.text
                == "Report of Tuesday\n\nDear Asha, your blood test today is ready. blood test today!\n\nAurora Clinic")
        #expect(
            filled.content
                == TemplateContent(
                    name: "report_ready", language: "en", bodyParameters: ["blood test today", "Asha"],
                    header: .text("Tuesday", name: nil),
                    buttons: [
                        .url(index: 1, ending: "a%20b/%C3%A9%20%25"), .code(index: 2, code: "NINE"), .flow(index: 3),
                    ]))
        let named = TemplateParts(
            isNamed: true, header: .init(kind: "text", text: .init("{{day}}")), body: .init("{{name}} at {{time}}"))
        #expect(
            try Self.template(named).filled(with: ["name": "A", "time": "9", "day": "Monday"]).content
                == TemplateContent(
                    name: "report_ready", language: "en", bodyParameters: ["A", "9"], bodyNames: ["name", "time"],
                    header: .text("Monday", name: "day")))
        #expect(try Self.template(.init(body: .init("Hello {{"))).filled(with: [:]).text == "Hello {{")
    }

    @Test func `every variable that does not fit is named`() {
        #expect(throws: UnfitVariables(names: ["header_1", "1", "code", "a", "z"])) {
            try Self.template(Self.report).filled(with: [
                "1": " \n\u{200B}", "2": "Asha", "button_2": "x", "code": String(repeating: "9", count: 21), "z": "",
                "a": "b",
            ])
        }
    }

    @Test(arguments: [
        ("PENDING", "UTILITY", TemplateParts(body: .init("a")), "not approved"),
        ("PAUSED", "UTILITY", .init(body: .init("a")), "paused"),
        ("NEW_WORD", "UTILITY", .init(body: .init("a")), "NEW_WORD"),
        ("APPROVED", "AUTHENTICATION", .init(body: .init("a")), "signing in"),
        ("APPROVED", "UTILITY", .init(body: .init("a"), unknown: ["CAROUSEL"]), "several cards"),
        ("APPROVED", "UTILITY", .init(header: .init(kind: "location"), body: .init("a")), "location"),
        ("APPROVED", "UTILITY", .init(body: .init("a"), buttons: [.init(type: "MPM", text: "b")]), "MPM"),
        ("APPROVED", "UTILITY", .init(), "no text"),
    ])
    func `what cannot be sent says why`(status: String, category: String, parts: TemplateParts, words: String) {
        #expect(Self.template(parts, status: status, category: category).obstacle?.contains(words) == true)
    }

    @Test func `a file in the header is no obstacle, and what was stored before it is still read`() throws {
        #expect(Self.template(.init(header: .init(kind: "document"), body: .init("a"))).obstacle == nil)
        let old = #"{"template":{"_0":{"bodyParameters":["a"],"language":"en","name":"n","quickReplyPayloads":["p"]}}}"#
        #expect(
            try JSONDecoder().decode(OutgoingContent.self, from: Data(old.utf8))
                == .template(
                    TemplateContent(name: "n", language: "en", bodyParameters: ["a"], quickReplyPayloads: ["p"])))
    }
}
