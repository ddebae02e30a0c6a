import Conversations
import Testing

@testable import Assistant

@Suite struct AnswerCheckTests {
    @Test(arguments: [
        "We open at 9 AM.", "We open at 9:00.", "We open at 9.00.", "We open at 9 o'clock.", "9 baje khulta hai",
        "सुबह नौ बजे खुलता है", "सकाळी ९ वाजता उघडते", "Sakali nau vajta ughadte", "Open until 20:30.", "शाम साढ़े आठ बजे तक",
        "रात्री साडेआठ वाजेपर्यंत", "raat saadhe aath baje tak", "Open 9-1 and 5-8:30 PM.", "We are at 12 MG Road.",
        "The fee is Rs. 500.", "The fee is five hundred rupees.", "फीस पाँच सौ रुपये है", "फी पाचशे रुपये", "Fee paachshe rupaye",
        "The follow-up is ₹250 within seven days.", "फॉलो-अप अडीचशे रुपये", "Call +91 90000-00142.", "Call 02055500142.",
        "Book at www.sunrise.example/book", "CBC ₹300 and thyroid ₹550, ₹850 in total.", "1. Name\n2. Age",
    ])
    func whatTheClinicWroteMayLeave(reply: String) throws {
        #expect(try CheckFixtures.objection(to: reply, by: CheckFixtures.figures()) == nil)
    }

    @Test(arguments: [
        ("We are open until 7 PM.", "unknown_time"), ("शाम पौने सात बजे तक", "unknown_time"),
        ("Sandhyakali savva char vajta ughadte", "unknown_time"), ("The fee is ₹450.", "unknown_price"),
        ("फीस सात सौ पचास रुपये है", "unknown_price"), ("Fee sadesatshe rupaye", "unknown_price"),
        ("Call 90000 00143.", "unknown_phone"), ("We are at 48 MG Road.", "unknown_number"),
        ("Book at www.sunrise.example/pay", "unknown_address"), ("Pay to sunrise@okbank", "unknown_address"),
        ("We are closed on 14 March.", "unknown_date"), ("You may leave it open at night.", "doubtful"),
        ("Your appointment is confirmed.", "confirmation"), ("Aapka appointment pakka hai.", "confirmation"),
        ("तुमची अपॉइंटमेंट नक्की झाली.", "confirmation"), ("Take one tablet at bedtime.", "medical"),
    ])
    func whatItDidNotIsNamed(reply: String, word: String) throws {
        let objection = try #require(try CheckFixtures.objection(to: reply))
        #expect(objection.word == word)
        #expect(objection.sentence.hasSuffix("."))
    }

    @Test func timeOfThePatientMayBeRepeatedAndReckonedWith() throws {
        #expect(try CheckFixtures.objection(to: "You asked for 4:40 PM.", "4:40 pm please") == nil)
        #expect(try CheckFixtures.objection(to: "Tell us before 4 PM.", "Mine is at 6 PM") == nil)
    }

    @Test func factsCount() throws {
        #expect(
            try CheckFixtures.objection(to: "We are closed on 14 March.", facts: ["Closed on 14 March 2026"]) == nil)
    }

    @Test(arguments: [
        "See you at five.", "We have noted you for 5 PM.", "आपका समय दर्ज कर लिया है।", "Appointment note kar liya hai.",
        "तुमच्यासाठी ५ ची वेळ राखून ठेवली आहे.", "Tumchi vel rakhun thevli aahe.",
    ])
    func appointmentIsConfirmedInOtherWords(reply: String) throws {
        let found = try CheckFixtures.medical().matches(in: CheckedText(reply).sentences[0]).map(\.section)
        #expect(found.contains("confirmation"), "\(reply)")
    }

    @Test(arguments: [
        "See you at the clinic.", "We have noted the name.", "नाम दर्ज कर लिया है।", "Sawaal note kar liya hai.",
        "आईंसाठी वेगळी खोली ठेवली आहे.", "Aainsathi kholi thevli aahe.",
    ])
    func whatIsNotedOrKeptIsNoAppointment(reply: String) throws {
        let found = try CheckFixtures.medical().matches(in: CheckedText(reply).sentences[0]).map(\.section)
        #expect(!found.contains("confirmation"), "\(reply)")
    }

    @Test func confirmationOfTheClinicMayBeRepeated() throws {
        let said = ["Your appointment is confirmed for 5 PM."]
        #expect(
            try CheckFixtures.objection(to: "Yes, it is confirmed for 5 PM.", said: said, by: CheckFixtures.figures())
                == nil)
    }

    @Test func approvedAnswerLeavesWordForWordOnly() throws {
        let answer = "Take one tablet at bedtime."
        #expect(try CheckFixtures.objection(to: answer, approved: [answer]) == nil)
        #expect(try CheckFixtures.objection(to: answer + " And one at 5 PM.", approved: [answer]) != nil)
    }

    @Test func medicalTopicLendsNoWordsAndNumbers() throws {
        let topics =
            CheckFixtures.topics + [Topic(title: "Fever", answer: "Take one tablet at 11:20 PM with porridge.")]
        #expect(try CheckFixtures.objection(to: "Porridge.", topics: topics)?.word == "doubtful")
        #expect(try CheckFixtures.objection(to: "We open at 11:20 PM.", topics: topics)?.word == "unknown_time")
    }

    /// Only a doctor may sign it, so its figures are not what it is held for.
    @Test(arguments: [
        "Take 3 tablets of paracetamol 650 mg at 11:20 PM.", "Give him 7 ml of the syrup every 5 hours.",
        "दिन में 3 बार 2 गोली लें, रात 11:20 पर भी।", "Divsatun 3 vela 2 golya ghya.", "Raat 11:20 ko 2 goli le lijiye.",
    ])
    func adviceWithAForeignFigureIsMedical(reply: String) throws {
        #expect(try CheckFixtures.objection(to: reply)?.word == "medical")
    }

    @Test(arguments: ["Your blood pressure will come down by itself.", "पेट अपने आप ठीक हो जाएगा।", "Tap utrel."])
    func doubtAboutAnIllnessIsMedicalWhateverWasAsked(reply: String) throws {
        #expect(try CheckFixtures.objection(to: reply)?.word == "medical")
    }

    @Test func bareYesToAMedicalQuestionStays() throws {
        #expect(try CheckFixtures.objection(to: "Yes, sure.", "Can I take my tablet twice?")?.word == "medical")
    }

    @Test func questionPassedToTheDoctorMayLeave() throws {
        let reply = "I cannot advise on the tablet here, the doctor will tell you."
        #expect(try CheckFixtures.objection(to: reply, "Should I stop my tablet?") == nil)
    }

    // MARK: Days

    /// The clinic of the fixture is open from Monday to Friday and closed on Sunday.
    @Test(arguments: [
        "We are open on Sunday.", "Yes, we are open on Saturday.", "Sunday 9 AM to 1 PM.", "रविवार को क्लिनिक खुला है।",
        "रविवारी क्लिनिक सुरू आहे.", "Ravivar ko clinic khula hai.", "Ravivari clinic suru ahe.",
        "Doctor Sunday ko baithte hain", "We are not closed on Sunday.", "We are closed on Monday.",
        "सोमवारी क्लिनिक बंद आहे.", "Somvar ko clinic band hai.", "Open Monday to Sunday.", "We are open every day.",
        "The clinic is open tomorrow.", "कल क्लिनिक खुला है।", "Udya clinic band ahe.", "Your report is ready on Saturday.",
    ])
    func dayThatDoesNotFollowIsNamed(reply: String) throws {
        #expect(try CheckFixtures.objection(to: reply)?.word == "unknown_day", "\(reply)")
    }

    @Test(arguments: [
        "We are closed on Sunday.", "Open Monday to Friday, closed on Sunday.", "Mon-Fri 9 AM to 1 PM, Sunday closed.",
        "रविवार को क्लिनिक बंद है।", "रविवारी क्लिनिक बंद आहे.", "Ravivar ko clinic band hai.", "Ravivari clinic band ahe.",
        "We are open on Wednesday.", "We are not open on Sunday.", "We are closed on Saturday and Sunday.",
        "How can we help you today?", "सोमवार से शुक्रवार क्लिनिक खुला है।", "Somvar te shukravar clinic suru ahe.",
        "We are closed from 1 PM to 5 PM on Monday.",
    ])
    func dayThatFollowsMayLeave(reply: String) throws {
        #expect(try CheckFixtures.objection(to: reply) == nil, "\(reply)")
    }

    @Test func patientsDayMakesNoOpening() throws {
        #expect(try CheckFixtures.objection(to: "Yes, we are open on Saturday.", "Open on Saturday?") != nil)
        #expect(try CheckFixtures.objection(to: "You asked for Saturday.", "Can I come Saturday?") == nil)
    }

    @Test func daysAreReckonedFromTheHours() throws {
        let day = [ClockRange(start: 540, end: 780)!]
        let hours = try #require(
            OpeningHours(Dictionary(uniqueKeysWithValues: Weekday.allCases.dropLast().map { ($0, day) })))
        let calendar = ClinicCalendar(
            hours: hours, holidays: [Holiday(date: CivilDate(year: 2026, month: 12, date: 1)!, name: "Fair")],
            timeZone: "Asia/Kolkata")
        // A Saturday.
        let now = calendar.instant(of: CivilDate(year: 2026, month: 11, date: 28)!, minute: 600)
        let question = Question(
            clinicName: "C", doctorName: "D", clinicAddress: nil, topics: [],
            history: [Turn(author: .patient, text: "Are you open?", at: now)], hours: HoursNow(calendar, at: now))
        let check = try CheckFixtures.figures()
        for reply in [
            "We are open today.", "We are closed tomorrow.", "We are open on Monday.", "We are closed on Tuesday.",
            "कल क्लिनिक बंद है।", "Udya clinic band ahe.", "We are closed on Sunday.", "Aaj clinic khula hai.",
        ] {
            #expect(check.objection(to: reply, in: question, facts: question.facts) == nil, "\(reply)")
        }
        for reply in [
            "We are closed today.", "We are open tomorrow.", "कल क्लिनिक खुला है।", "Udya clinic suru ahe.",
            "We are open on Sunday.", "Aaj clinic band hai.", "We are closed on Monday.",
        ] {
            #expect(
                check.objection(to: reply, in: question, facts: question.facts)?.word == "unknown_day", "\(reply)")
        }
    }

    @Test func streetNamedAfterADayIsNone() throws {
        let topics = CheckFixtures.topics + [Topic(title: "Way", answer: "We are in Shaniwar Peth, behind the temple.")]
        #expect(try CheckFixtures.objection(to: "We are in Shaniwar Peth.", topics: topics) == nil)
        #expect(try CheckFixtures.objection(to: "We are open on Saturday.", topics: topics)?.word == "unknown_day")
    }

    // MARK: Readings

    @Test func textIsReadOnceAndForgottenInTheEnd() throws {
        let texts = GivenTexts(try CheckFixtures.medical(), limit: 100)
        for _ in 1...3 { #expect(texts.reading(of: "Open on Sunday at 9 AM").claims.count == 1) }
        #expect(texts.count == 1)
        for number in 1...40 { _ = texts.reading(of: "\(number) is a number of this text") }
        #expect((2...10).contains(texts.count))
    }
}
