import Conversations
import Testing

@testable import Assistant

/// The offline assistant at a clinic that nothing was fitted to.
@Suite struct EighthClinicTests {
    /// Right of those that a topic answers, in percent.
    private static let goals = ["en": 60, "hd": 45, "hl": 45, "md": 45, "ml": 45]

    @Test func `most of what it knows is answered, and hardly anything wrong`() async {
        var answerable: [String: Int] = [:], right: [String: Int] = [:]
        var wrong: [String] = []
        for line in EighthClinic.questions {
            let parts = line.split(separator: "\t").map(String.init)
            let (form, expected, given) = (parts[0], parts[1], await EighthClinic.given(parts[2]))
            if expected != "-human" { answerable[form, default: 0] += 1 }
            if given == expected { right[form, default: 0] += expected == "-human" ? 0 : 1 }
            if given != "-human" && given != expected { wrong.append("\(parts[2]): \(given)") }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        for (form, goal) in Self.goals {
            let (all, some) = (answerable[form] ?? 0, right[form] ?? 0)
            print("eighth clinic, \(form): \(some) of \(all)")
            #expect(all >= 12 && some * 100 >= all * goal, "\(form): \(some) of \(all)")
        }
    }

    @Test(arguments: EighthClinic.nearly + EighthClinic.notAsked + EighthClinic.mixed)
    func `the rest is a person's`(text: String) async {
        #expect(["-human", "-asked"].contains(await EighthClinic.given(text)), "\(text)")
    }

    @Test(arguments: EighthClinic.days)
    func `hours without days say nothing about a day`(text: String) async {
        let topics = [Topic(title: "Timings", answer: "9 to 6.")]
        #expect(["-human", "-asked"].contains(await EighthClinic.given(text, topics: topics)), "\(text)")
    }

    @Test(arguments: EighthClinic.languages)
    func `a text that is handed over has its language`(line: String) {
        let parts = line.split(separator: "\t").map(String.init)
        #expect("\(PatientLanguage(of: [parts[1]]))" == parts[0], "\(line)")
    }
}
