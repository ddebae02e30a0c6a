import Testing

@testable import Assistant

/// What a question does not ask, and what an answer does not say.
@Suite struct WhatIsAskedTests {
    private func given(_ text: String, at clinic: String = "rich") async -> String {
        await AskedQuestion(clinic: clinic, expected: "", text: text, form: "").given()
    }

    @Test(arguments: [
        "I don't want to cancel my appointment", "no need of parking", "please do not book an appointment",
        "I never asked for a home visit", "parking is not needed", "Don't send me the address",
        "अपॉइंटमेंट रद्द करू नका", "पार्किंगची गरज नाही", "मला पत्ता नको", "घरी येऊ नका",
        "अपॉइंटमेंट कैंसिल मत करो", "मुझे पार्किंग नहीं चाहिए", "पता मत भेजना", "होम विजिट की जरूरत नहीं",
        "appointment cancel mat karo", "mujhe parking nahi chahiye", "bill ki zarurat nahi hai",
        "appointment radda karu naka", "parking nako", "mala patta nako", "lift chi garaj nahi",
        "my mother cannot get up, is there parking?", "aaila chalta yet nahi parking ahe ka",
    ])
    func `what is taken back is not answered`(text: String) async {
        #expect(await given(text) == "-human")
    }

    @Test(arguments: [
        ("Isn't there parking?", "Parking"), ("Don't you have parking?", "Parking"),
        ("parking nahi hai kya", "Parking"),
        ("Is the clinic not open on Sunday?", "Clinic timings"), ("पार्किंग नहीं है क्या", "Parking"),
        ("पार्किंग नाही का", "Parking"), ("lift nahi ka", "Wheelchair and lift"), ("parking hai ya nahi", "Parking"),
        ("Can't I pay by card?", "Modes of payment"), ("लिफ्ट आहे की नाही", "Wheelchair and lift"),
    ])
    func `a question with a not is a question`(text: String, topic: String) async {
        #expect(await given(text) == topic)
    }

    @Test(arguments: [
        "When does the metro station close?", "What time does the bank open?", "school ki fees kitni hai",
        "शाळा कधी उघडते", "मंदिर कितने बजे खुलता है", "What are the timings of the other clinic?",
        "dusre doctor ki fees kya hai", "दुसऱ्या डॉक्टरांचा पत्ता द्या", "Where is the post office?",
        "petrol pump kuthe ahe", "Does the mall have parking?", "Please send the address of the blood bank",
        "Dr Mehta's fees?", "How much is a taxi?", "सरकारी अस्पताल का समय क्या है",
    ])
    func `another house's matters are not ours`(text: String) async {
        #expect(await given(text) == "-human")
    }

    @Test func `on the way to us another house is a landmark`() async {
        #expect(await given("how do I reach the clinic from the railway station") == "Directions")
    }

    @Test(arguments: [
        "Are you open on Sunday?", "रविवार को खुला है क्या", "रविवारी चालू असतो का", "kal clinic khula hai kya",
        "udya chalu ahe ka", "Are you open on Diwali?", "Do you take credit cards?", "is the doctor there today",
    ])
    func `a particular that the answer says nothing about goes to a person`(text: String) async {
        #expect(await given(text, at: "minimal") == "-human")
    }

    @Test(arguments: [
        ("Are you open?", "Timings"), ("till what time in the evening?", "Timings"), ("Do you take UPI?", "Payment"),
        ("phonepe chalega kya", "Payment"),
    ])
    func `what the answer does say is answered`(text: String, topic: String) async {
        #expect(await given(text, at: "minimal") == topic)
    }

    @Test(arguments: [
        ("niva bupa chalega?", "-human"), ("Do you do a vitamin D test?", "-human"), ("Do you speak Tamil?", "-human"),
        ("is MRI done there", "-human"), ("star health chalega?", "Insurance and cashless"),
        ("cbc test hai?", "Lab tests"),
        ("Is polio vaccine given?", "Vaccination"), ("are you open on Sunday?", "Clinic timings"),
    ])
    func `a member of a kind must be named, or all of the kind`(text: String, topic: String) async {
        #expect(await given(text) == topic)
    }

    @Test(arguments: [
        "send my report", "मेरी रिपोर्ट भेजिए", "majha report pathva", "Has the doctor come?", "when is my appointment",
        "I have reached the address", "We are at the parking", "mera number kab aayega", "payment failed",
    ])
    func `how things stand is for a person`(text: String) async {
        #expect(await given(text) == "-human")
    }
}
