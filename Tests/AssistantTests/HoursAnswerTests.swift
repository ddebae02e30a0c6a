import Conversations
import Testing

@testable import Assistant

/// What the offline assistant says of a clinic's hours: open on weekdays and Saturdays from nine to one and from five to
/// nine; asked on Friday, the 27th of November 2026, at eleven in the morning unless a test says otherwise.
@Suite struct HoursAnswerTests {
    static let calendar = ClinicCalendar(
        hours: OpeningHours(
            Dictionary(
                uniqueKeysWithValues: Weekday.allCases.dropLast().map {
                    ($0, [ClockRange(from: "09:00", to: "13:00")!, ClockRange(from: "17:00", to: "21:00")!])
                }))!,
        holidays: [
            Holiday(date: CivilDate("2027-01-26")!, name: "Republic Day"),
            Holiday(date: CivilDate("2027-10-29")!, name: "Diwali (Laxmi Pujan)"),
            Holiday(date: CivilDate("2026-12-09")!, name: "Founders Day"),
        ], timeZone: "Asia/Kolkata")

    static func question(_ text: String, at time: String = "2026-11-27T05:30:00.000Z", topics: [Topic] = []) -> Question
    {
        let now = Timestamp(time)!
        return Question(
            clinicName: "Laxmi Clinic", doctorName: "Dr. Anita Kulkarni", clinicAddress: nil, topics: topics,
            history: [Turn(author: .patient, text: text, at: now)], hours: HoursNow(calendar, at: now))
    }

    private func answer(_ text: String, at time: String = "2026-11-27T05:30:00.000Z") async -> String? {
        guard case .reply(let reply) = await OfflineAssistant.standard.answer(Self.question(text, at: time)),
            reply.topics == ["Opening hours"]
        else { return nil }
        return reply.text
    }

    @Test(arguments: [
        ("Are you open now?", "We are open today until 1 PM and from 5 PM to 9 PM."),
        ("on Sunday?", "We are closed on Sunday. We open again on Monday at 9 AM."),
        ("tomorrow morning", "We are open tomorrow from 9 AM to 1 PM and from 5 PM to 9 PM."),
        (
            "are you open on 26 January",
            "We are closed on Tuesday, 26 January (Republic Day). We open again on Wednesday, 27 January at 9 AM."
        ),
        ("open on 27 jan?", "We are open on Wednesday, 27 January from 9 AM to 1 PM and from 5 PM to 9 PM."),
        (
            "what are your timings?",
            "Our hours: Monday to Saturday from 9 AM to 1 PM and from 5 PM to 9 PM. We are closed on Sunday."
        ),
        (
            "kal clinic khula hai kya",
            "Clinic kal subah 9 se dopahar 1 baje tak aur shaam 5 se raat 9 baje tak khula hai."
        ),
        ("kab tak khule ho", "Clinic abhi khula hai, aaj dopahar 1 baje tak aur shaam 5 se raat 9 baje tak."),
        ("आज दवाखाना चालू आहे का", "क्लिनिक आत्ता सुरू आहे, आज दुपारी 1 वाजेपर्यंत आणि संध्याकाळी 5 ते रात्री 9."),
        ("रविवारी दवाखाना चालू असतो का?", "क्लिनिक रविवारी बंद आहे. क्लिनिक सोमवारी सकाळी 9 वाजता पुन्हा उघडेल."),
        ("क्या कल क्लिनिक खुला है?", "क्लिनिक कल सुबह 9 से दोपहर 1 बजे तक और शाम 5 से रात 9 बजे तक खुला है।"),
        ("udya davakhana chalu ahe ka", "Clinic udya sakali 9 te dupari 1 ani sandhyakali 5 te ratri 9 suru ahe."),
    ]) func `it is right and in the patient's form`(asked: String, expected: String) async {
        #expect(await answer(asked) == expected)
    }

    @Test(arguments: [
        ("2026-11-27T03:29:59.999Z", "We are closed now. We open again today at 9 AM."),
        ("2026-11-27T03:30:00.000Z", "We are open today until 1 PM and from 5 PM to 9 PM."),
        ("2026-11-27T07:30:00.000Z", "We are closed now. We open again today at 5 PM."),
        ("2026-11-27T15:29:59.999Z", "We are open today until 9 PM."),
        ("2026-11-28T15:30:00.000Z", "We are closed now. We open again on Monday at 9 AM."),
        ("2026-11-29T15:30:00.000Z", "We are closed now. We open again tomorrow at 9 AM."),
    ]) func `now is this minute`(time: String, expected: String) async {
        #expect(await answer("are you open now?", at: time) == expected)
    }

    @Test(arguments: [
        "on Diwali", "Diwali ko khula hai kya", "दिवाळीला दवाखाना चालू आहे का", "are you open on deepavali?",
        "दिवाली पर खुला है क्या", "divalila clinic chalu ahe ka", "laxmi pujan la davakhana band ahe ka",
    ]) func `a holiday is known by all its names`(asked: String) async throws {
        let answer = try #require(await answer(asked), "\(asked)")
        #expect(answer.contains("29") && answer.contains("Diwali (Laxmi Pujan)"), "\(answer)")
    }

    @Test func `a name that the clinic made is known, and one of which nobody knows the date is for a person`() async {
        #expect(await answer("are you open on Founders Day?")?.contains("9 December") == true)
        #expect(await answer("are you open on eid?") == nil)
        #expect(await answer("open on 31 february?") == nil)
    }

    @Test func `the hours win over a topic that says others, and without them nothing changes`() async {
        let topics = [Topic(title: "Opening hours", answer: "We are open on Sunday from 10 to 12.")]
        let with = await OfflineAssistant.standard.answer(Self.question("are you open on sunday?", topics: topics))
        #expect(
            with == .reply(text: "We are closed on Sunday. We open again on Monday at 9 AM.", topic: "Opening hours"))
        let bare = Question(
            clinicName: "Laxmi Clinic", doctorName: "Dr. Rao", clinicAddress: nil, topics: topics,
            history: [Turn(author: .patient, text: "are you open on sunday?", at: Timestamp(milliseconds: 0))])
        #expect(
            await OfflineAssistant.standard.answer(bare) == .reply(text: topics[0].answer, topic: "Opening hours"))
        #expect(bare.facts.isEmpty && !SystemInstruction.text(for: bare).contains("# The clinic now"))
    }

    @Test func `the other half of a question is answered from its topic`() async {
        let topics = [Topic(title: "Fees", answer: "A consultation costs ₹500.")]
        let given = await OfflineAssistant.standard.answer(
            Self.question("Are you open on Sunday? What is the fee?", topics: topics))
        guard case .reply(let reply) = given else {
            Issue.record("\(given)")
            return
        }
        #expect(reply.text.contains("closed on Sunday") && reply.text.contains("₹500"))
        #expect(reply.topics == ["Opening hours", "Fees"])
    }

    @Test func `what was asked before midnight is about the days of then`() async {
        let asked = Timestamp("2026-11-27T18:29:30.000Z")!
        let question = Question(
            clinicName: "A", doctorName: "B", clinicAddress: nil, topics: [],
            history: [Turn(author: .patient, text: "are you open tomorrow?", at: asked)],
            hours: HoursNow(Self.calendar, at: Timestamp("2026-11-27T18:30:10.000Z")!))
        #expect(
            await OfflineAssistant.standard.answer(question)
                == .reply(text: "We are open today from 9 AM to 1 PM and from 5 PM to 9 PM.", topic: "Opening hours"))
    }

    @Test func `a hand-over tells when the clinic opens, outside of its hours only`() {
        let night = HoursNow(Self.calendar, at: Timestamp("2026-11-27T16:00:00.000Z")!)
        let day = HoursNow(Self.calendar, at: Timestamp("2026-11-27T05:30:00.000Z")!)
        let usual = HandOverSentence.text(for: .unsure, patientTexts: ["hello there"])
        #expect(HandOverSentence.text(for: .unsure, patientTexts: ["hello there"], hours: day) == usual)
        #expect(
            HandOverSentence.text(for: .unsure, patientTexts: ["hello there"], hours: night)
                == usual + " The clinic opens tomorrow at 9 AM.")
        let texts = ["hello there", "मुझे चाहिए", "मला पाहिजे आहे", "mujhe chahiye", "mala pahije"]
        #expect(Set(texts.map { HandOverSentence.text(for: .unsure, patientTexts: [$0], hours: night) }).count == 5)
    }

    @Test func `the model is told the facts, and nothing of them is a patient's`() {
        let question = Self.question("SECRETWORD are you open?")
        let text = SystemInstruction.text(for: question)
        for fact in [
            "At the clinic it is now Friday, 27 November 2026, 11 AM.",
            "Today, Friday, 27 November 2026: open from 9 AM to 1 PM and from 5 PM to 9 PM.",
            "Sunday, 29 November 2026: closed.", "Holiday, closed: Republic Day, Tuesday, 26 January 2027.",
        ] {
            #expect(question.facts.contains(fact) && text.contains(fact), "\(fact)")
        }
        #expect(!text.contains("SECRETWORD"))
    }

    @Test func `the languages of the clinic are facts, whether or not its hours are known`() {
        let question = Question(
            clinicName: "A", doctorName: "B", clinicAddress: nil, topics: [], history: [], languages: ["mr", "en"])
        #expect(question.facts == ["Languages spoken at the clinic: Marathi, English."])
        #expect(
            ClinicSettings.knownLanguages.allSatisfy { code in
                Question(
                    clinicName: "A", doctorName: "B", clinicAddress: nil, topics: [], history: [], languages: [code]
                )
                .facts.count == 1
            })
    }

    // MARK: Many wordings

    static let labelled: [(isHours: Bool, form: String, text: String)] = hoursQuestions.split(separator: "\n").map {
        line in
        let parts = line.split(separator: "\t").map(String.init)
        return (parts[0] == "+", parts[1], parts[2])
    }

    @Test func `questions about hours are answered in every form, and nothing else is`() async {
        var missed: [String] = []
        for question in Self.labelled {
            let isAnswered = await answer(question.text) != nil
            if isAnswered != question.isHours {
                missed.append("\(question.isHours ? "+" : "-") \(question.form): \(question.text)")
            }
        }
        for form in ["en", "hi", "mr", "hi-latin", "mr-latin"] {
            for isHours in [true, false] {
                #expect(Self.labelled.count { $0.form == form && $0.isHours == isHours } >= 25, "\(form)")
            }
        }
        #expect(missed.isEmpty, "\(missed.joined(separator: "\n"))")
    }
}
