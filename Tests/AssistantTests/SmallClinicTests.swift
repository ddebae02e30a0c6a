import Conversations
import Testing

@testable import Assistant

/// A clinic with five topics only: few words to tell apart by.
@Suite struct SmallClinicTests {
    private static let topics = [
        Topic(
            title: "Opening hours",
            answer: "We are open Monday to Saturday, 9:00 to 18:00. Closed on Sunday and holidays."),
        Topic(title: "Address", answer: "12 MG Road, Pune 411001, second floor."),
        Topic(title: "Appointments", answer: "You can book an appointment by phone or by writing to us here."),
        Topic(title: "Consultation fee", answer: "The consultation fee is 500 rupees."),
        Topic(title: "Parking", answer: "There is free parking behind the building."),
    ]

    private func topic(of text: String, topics: [Topic] = topics) async -> String? {
        let turn = Turn(author: .patient, text: text, at: Timestamp(milliseconds: 0))
        let question = Question(
            clinicName: "Asha Clinic", doctorName: "Dr. Rao", clinicAddress: nil, topics: topics, history: [turn])
        guard case .reply(let reply) = await OfflineAssistant.standard.answer(question) else { return nil }
        return reply.topics.first
    }

    @Test(arguments: [
        ("What are your opening hours?", "Opening hours"), ("What are your clinic hours?", "Opening hours"),
        ("Is there free parking?", "Parking"), ("What is the consultation fee?", "Consultation fee"),
        ("Asha clinic kahan hai?", "Address"), ("फीस कितनी है", "Consultation fee"),
    ])
    func `it answers what it knows`(text: String, expected: String) async {
        #expect(await topic(of: text) == expected)
    }

    @Test(arguments: [
        "Which colour has the moon on Tuesdays in Reykjavik?", "What is your phone number?", "Do you take insurance?",
        "Can I pay by card?", "Is there a lift?", "video call hota hai kya", "Do you treat Parkinson?",
    ])
    func `it leaves the rest to a person`(text: String) async {
        #expect(await topic(of: text) == nil)
    }

    @Test(arguments: ["Clinic hours", "Opening hours", "Timings", "Our timing", "समय", "OPD hours"])
    func `hours are found under any usual title`(title: String) async {
        let topics = [Topic(title: title, answer: "9:00 to 18:00")] + Self.topics.dropFirst()
        #expect(await topic(of: "What are your clinic hours?", topics: topics) == title)
        #expect(await topic(of: "clinic kab khulta hai", topics: topics) == title)
    }

    @Test func `a single topic is enough`() async {
        let topics = [Self.topics[0]]
        #expect(await topic(of: "When do you open?", topics: topics) == "Opening hours")
        #expect(await topic(of: "Where do you live?", topics: topics) == nil)
    }
}
