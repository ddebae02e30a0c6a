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
        #expect(try CheckFixtures.objection(to: reply) == nil)
    }

    @Test(arguments: [
        ("We are open until 7 PM.", "unknown_time"), ("शाम पौने सात बजे तक", "unknown_time"),
        ("Sandhyakali savva char vajta ughadte", "unknown_time"), ("The fee is ₹450.", "unknown_price"),
        ("फीस सात सौ पचास रुपये है", "unknown_price"), ("Fee sadesatshe rupaye", "unknown_price"),
        ("Call 90000 00143.", "unknown_phone"), ("We are at 48 MG Road.", "unknown_number"),
        ("Book at www.sunrise.example/pay", "unknown_address"), ("Pay to sunrise@okbank", "unknown_address"),
        ("We are closed on 14 March.", "unknown_date"), ("We are near the planetarium.", "unknown_word"),
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

    @Test func confirmationOfTheClinicMayBeRepeated() throws {
        let said = ["Your appointment is confirmed for 5 PM."]
        #expect(try CheckFixtures.objection(to: "Yes, it is confirmed for 5 PM.", said: said) == nil)
    }

    @Test func approvedAnswerLeavesWordForWordOnly() throws {
        let answer = "Take one tablet at bedtime."
        #expect(try CheckFixtures.objection(to: answer, approved: [answer]) == nil)
        #expect(try CheckFixtures.objection(to: answer + " And one at 5 PM.", approved: [answer]) != nil)
    }

    @Test func medicalTopicLendsNoWordsAndNumbers() throws {
        let topics =
            CheckFixtures.topics + [Topic(title: "Fever", answer: "Take one tablet at 11:20 PM with porridge.")]
        #expect(try CheckFixtures.objection(to: "Porridge.", topics: topics)?.word == "unknown_word")
        #expect(try CheckFixtures.objection(to: "We open at 11:20 PM.", topics: topics)?.word == "unknown_time")
    }

    @Test func bareYesToAMedicalQuestionStays() throws {
        #expect(try CheckFixtures.objection(to: "Yes, sure.", "Can I take my tablet twice?")?.word == "medical")
    }

    @Test func questionPassedToTheDoctorMayLeave() throws {
        let reply = "I cannot advise on the tablet here, the doctor will tell you."
        #expect(try CheckFixtures.objection(to: reply, "Should I stop my tablet?") == nil)
    }
}
