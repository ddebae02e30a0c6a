import Conversations
import Testing

@testable import Assistant

/// What a text says in figures and in words, against what a clinic wrote: in English, and in Hindi and Marathi in both scripts.
@Suite struct ClaimTests {
    private static let given = """
        Monday to Friday 9 AM to 1 PM and 5 PM to 8:30 PM. Come 20 minutes before. Consultation ₹500, ECG ₹350.
        Flu vaccine ₹1,650, giving it ₹100. Health check ₹1,800, the ECG is included. Parking ₹30 for 2 hours.
        Cards 2 % more. EMI for 3 or 6 months. Closed on 8 November, 10 November and 11 November.
        """

    private static func objection(_ reply: String, to patient: String = "", given: String = given) -> Objection? {
        let claims = ClaimReader.claims
        return KnownClaims(claims(given))
            .objection(to: claims(reply), patient: KnownClaims(claims(patient)), addsUp: false)
    }

    // MARK: Times

    @Test(arguments: [
        ("Come at five forty.", "Come at five fifty."),
        ("पाँच बजकर चालीस मिनट तक आ जाइए", "पाँच बजकर पचास मिनट तक आ जाइए"),
        ("paanch bajkar chalis minute tak aaiye", "paanch bajkar pachas minute tak aaiye"),
        ("पाच चाळीसपर्यंत या", "पाच पन्नासपर्यंत या"), ("पाच चाळीसला या", "पाच पन्नासला या"),
        ("पाच वाजून चाळीस मिनिटांनी या", "पाच वाजून पन्नास मिनिटांनी या"),
        ("pach vajun chalis minitani ya", "pach vajun pannas minitani ya"), ("pach chalis la ya", "pach pannas la ya"),
    ])
    func timeInWordsIsCountedBackFromTheAppointment(right: String, wrong: String) {
        #expect(Self.objection(right, to: "Mine is at 6 PM") == nil, "\(right)")
        #expect(Self.objection(wrong, to: "Mine is at 6 PM")?.word == "unknown_time", "\(wrong)")
    }

    @Test func wordsOfTheMorningBelongToTheNearerTime() {
        #expect(Self.objection("From 9 in the morning to 8:30 PM", given: Self.given) == nil)
        #expect(Self.objection("Subah 9 se 8:30 baje tak") == nil)
        #expect(Self.objection("Subah 8:30 baje khulta hai")?.word == "unknown_time")
        #expect(Self.objection("Sakali saade bara", given: "Until 12:30 PM.") == nil)
    }

    @Test(arguments: [
        ("half an hour", "two and a half hours"), ("आधे घंटे का", "डेढ़ घंटे का"), ("aadhe ghante ka", "dedh ghante ka"),
        ("अर्ध्या तासाचा", "दीड तासाचा"), ("ardhya tasacha", "did tasacha"),
    ])
    func halfAnHourIsASpan(right: String, wrong: String) {
        #expect(Self.objection(right, given: "One slot is 30 minutes.") == nil, "\(right)")
        #expect(Self.objection(wrong, given: "One slot is 30 minutes.")?.word == "unknown_number", "\(wrong)")
    }

    // MARK: Amounts

    @Test(arguments: [
        (
            "1,650 rupees each and 100 rupees each for giving it, 3,500 for the twins",
            "₹1,650 and ₹100, ₹3,400 for the twins"
        ),
        ("For both it is ₹1,000", "For both it is ₹1,100"), ("दोनों के एक हज़ार रुपये होंगे", "दोनों के ग्यारह सौ रुपये होंगे"),
        ("dono ke 1,000 rupaye honge", "dono ke 1,100 rupaye honge"), ("do ke 1,000 rupaye", "do ke 1,100 rupaye"),
        ("दोघांचे पाचशे-पाचशे, असे हजार रुपये", "दोघांचे अकराशे रुपये"),
        ("doghinche ekun ek hajar rupaye", "doghinche ekun akrashe rupaye"),
    ])
    func priceIsTakenForEachOfAGroup(right: String, wrong: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == "unknown_price", "\(wrong)")
    }

    @Test(arguments: [
        "My wife and me", "parents", "मम्मी पापा", "जुड़वाँ", "mummy aur papa", "आई आणि बाबा", "नवरा बायको", "mi ani bayko", "doghe",
    ])
    func patientsMayNameTheGroup(patient: String) {
        #expect(Self.objection("It comes to ₹1,000.", to: patient) == nil)
        #expect(Self.objection("It comes to ₹1,500.", to: patient)?.word == "unknown_price")
        #expect(Self.objection("It comes to ₹1,000.", to: "just me")?.word == "unknown_price")
    }

    @Test(arguments: [
        (
            "ECG three hundred and fifty and the fee five hundred, eight hundred and fifty",
            "ECG ₹350 and fee ₹500, nine hundred"
        ),
        ("ईसीजी साढ़े तीन सौ और फ़ीस पाँच सौ, दोनों मिलाकर साढ़े आठ सौ", "ईसीजी साढ़े तीन सौ और फ़ीस पाँच सौ, दोनों मिलाकर साढ़े नौ सौ"),
        ("ECG 350 aur fees 500, yani 850", "ECG 350 aur fees 500, yani 950"),
        ("ईसीजी साडेतीनशे आणि फी पाचशे, दोन्ही मिळून साडेआठशे", "ईसीजी साडेतीनशे आणि फी पाचशे, दोन्ही मिळून साडेनऊशे"),
        (
            "ECG saade teenshe ani fee paachshe, mhanje saade aathshe",
            "ECG saade teenshe ani fee paachshe, mhanje saade naushe"
        ),
    ])
    func sumsNeedNoWordForMoney(right: String, wrong: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == "unknown_number", "\(wrong)")
    }

    @Test func nothingComesOnTopOfWhatIsIncluded() {
        #expect(Self.objection("₹1,800 and ₹500, so ₹2,300")?.word == "unknown_price")
    }

    @Test(arguments: [
        ("four hours would be ₹60", "four hours would be ₹80"), ("चार घंटे के साठ रुपये", "चार घंटे के अस्सी रुपये"),
        ("chaar ghante ke 60", "chaar ghante ke 80"), ("चार तासांचे साठ होतील", "चार तासांचे ऐंशी होतील"),
        ("chaar tasanche 60 rupaye", "chaar tasanche ainshi rupaye"),
    ])
    func priceOfHoursIsTakenForEachTurn(right: String, wrong: String) {
        for patient in ["4 hours?", "चार घंटे", "chaar ghante", "चार तास", "char taas"] {
            #expect(Self.objection(right, to: patient) == nil, "\(right)")
            #expect(Self.objection(wrong, to: patient) != nil, "\(wrong)")
        }
    }

    @Test(arguments: [
        ("five hundred and ten", "five hundred and twenty"), ("पाँच सौ पर पाँच सौ दस", "पाँच सौ पर पाँच सौ बीस"),
        ("paanch sau das kategi", "paanch sau bees kategi"), ("पाचशेचे पाचशे दहा रुपये होतील", "पाचशेचे पाचशे वीस रुपये होतील"),
        ("paachshe daha", "paachshe vees"),
    ])
    func surchargeIsReckonedInWords(right: String, wrong: String) {
        #expect(Self.objection(right, to: "500 by card?") == nil, "\(right)")
        #expect(Self.objection(wrong, to: "500 by card?") != nil, "\(wrong)")
    }

    @Test(arguments: [
        "Not one rupee.", "Without a single rupee.", "एक रुपया भी नहीं!", "ek rupaya bhi nahi", "एक रुपया नाही",
        "ek rupaya pan nahi",
    ])
    func nothingIsNoPrice(reply: String) { #expect(Self.objection(reply) == nil) }

    @Test(arguments: ["Only one rupee.", "सिर्फ़ एक रुपया", "sirf ek rupaya", "फक्त एक रुपया", "fakt ek rupaya"])
    func oneRupeeIs(reply: String) { #expect(Self.objection(reply)?.word == "unknown_price") }

    @Test func instalmentsAreParts() {
        #expect(Self.objection("₹2,000 a month", to: "12,000 in 6 months?") == nil)
        #expect(Self.objection("₹2,500 a month", to: "12,000 in 6 months?")?.word == "unknown_price")
        #expect(Self.objection("₹3,000 a month", to: "12,000 in 4 months?")?.word == "unknown_price")
    }

    // MARK: Counts and dates

    @Test(arguments: [
        "She speaks all three languages", "दोनों दिन", "तीनों भाषाएँ", "teeno bolti hain", "dono din", "तिन्ही भाषा", "दोघांना",
        "tinhi boltat",
        "doghanna",
    ])
    func whoSpeaksOfAllOfThemClaimsNoNumber(reply: String) { #expect(Self.objection(reply, given: "Welcome.") == nil) }

    @Test(arguments: [
        (
            "Closed for three days: 8, 10 and 11 November", "Closed for five days: 8, 10 and 11 November",
            "unknown_number"
        ),
        ("आठ, दस और ग्यारह नवंबर को बंद", "छह, दस और ग्यारह नवंबर को बंद", "unknown_date"),
        ("Teen din: 8, 10 aur 11 November", "Chaar din: 8, 10 aur 11 November", "unknown_number"),
        ("आठ, दहा आणि अकरा नोव्हेंबर, असे तीन दिवस", "पाच, दहा आणि अकरा नोव्हेंबर", "unknown_date"),
        ("10 ani 11 November, he don divas", "10 ani 13 November, he saat divas", "unknown_number"),
    ])
    func daysOfAMonthAreListedAndCounted(right: String, wrong: String, word: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == word, "\(wrong)")
    }

    @Test(arguments: [
        ("open again on the 12th", "open again on the 25th"), ("बारह तारीख़ से खुला", "पच्चीस तारीख़ से खुला"),
        ("12 tareekh se khula", "25 tareekh se khula"), ("बारा तारखेला सुरू", "पंचवीस तारखेला सुरू"),
        ("bara tarkhela suru", "panchvis tarkhela suru"),
    ])
    func dayOfTheMonthFollowsADate(right: String, wrong: String) {
        #expect(Self.objection("11 November. " + right) == nil, "\(right)")
        #expect(Self.objection("11 November. " + wrong) != nil, "\(wrong)")
    }

    @Test(arguments: [
        "Up to four people", "चार लोग आ सकते हैं", "chaar log aa sakte hain", "चार जण येऊ शकतात", "chaar jan yeu shaktat",
    ])
    func dateLendsNoNumber(reply: String) {
        #expect(Self.objection(reply, given: "Closed on 4 March and 26 January.")?.word == "unknown_number")
    }

    @Test func monthIsReadWithItsEndingAndGoesWithOneDay() {
        #expect(Self.objection("सव्वीस जानेवारीला", given: "26 January") == nil)
        #expect(Self.objection("सत्तावीस मार्चला", given: "26 January")?.word == "unknown_date")
        #expect(Self.objection("26 January 9 AM", given: "26 January, 9 AM") == nil)
        #expect(Self.objection("the 26th of January", given: "26 January") == nil)
        #expect(Self.objection("the 24th and 26th January", given: "26 January")?.word == "unknown_date")
    }

    // MARK: Words that are something else, too

    @Test func pronounIsNoHundred() {
        #expect(Self.objection("Since 2004. She is here.", given: "Since 2004.") == nil)
        #expect(Self.objection("Since 2006. She is here.", given: "Since 2004. She is here.")?.word == "unknown_number")
        #expect(Self.objection("Fee paach she rupaye") == nil)
        #expect(Self.objection("Fee saat she rupaye")?.word == "unknown_price")
    }

    @Test func wordIsReadWithinItsSentence() {
        #expect(Self.objection("Ten to twelve. May I help?", given: "10 to 12") == nil)
        #expect(Self.objection("As he is eighteen, a parent comes.", given: "Below 18 years") == nil)
        #expect(Self.objection("Nav, divas ani vel liha", given: "Welcome.") == nil)
        #expect(Self.objection("Nav vajta", given: "Open at 10 AM.")?.word == "unknown_time")
        #expect(Self.objection("Khup bara!", given: "Welcome.") == nil)
        #expect(Self.objection("For twenty-two years", given: "22 साल का अनुभव") == nil)
        #expect(Self.objection("For thirty-two years", given: "22 साल का अनुभव")?.word == "unknown_number")
    }

    @Test func figuresBeyondAllMeasureAreHeld() {
        let figures = String(repeating: "9", count: 40)
        for reply in ["\(figures)kg", "half past \(figures)kg", "\(figures)days", "\(figures)th"] {
            #expect(Self.objection(reply, to: "4 March, 5 March") != nil, "\(reply)")
        }
    }

    @Test func stopOfDevanagariEndsAnAddress() {
        #expect(WebAddresses.all(in: "लिंक: https://smile.example/pay।") == ["smile.example/pay"])
    }
}

/// What a text says of days of the week.
@Suite struct DayClaimTests {
    private static let given =
        "Monday to Friday 9 AM to 1 PM. Closed on Sunday. Dr. Imran Shaikh, roz. डॉ. स्वाती कुलकर्णी, रोज."

    private static func objection(_ reply: String) -> Objection? {
        KnownDays(DayReader.claims(in: given), hours: nil).objection(to: DayReader.claims(in: reply), patient: [])
    }

    @Test(arguments: [
        ("Monday to Friday we are closed between 2 and 4", "Monday to Friday we are closed"),
        ("सोमवार से शुक्रवार दो से चार के बीच बंद", "सोमवार से शुक्रवार बंद"),
        ("Somvar se shukravar do se chaar band", "Somvar se shukravar band"),
        ("सोमवार ते शुक्रवार २ ते ४ बंद असतं", "सोमवार ते शुक्रवार बंद असतं"),
        ("Somvar te shukravar don te chaar band asta", "Somvar te shukravar band asta"),
    ])
    func breakIsNoClosedDay(right: String, wrong: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == "unknown_day", "\(wrong)")
    }

    @Test(arguments: [
        ("Dr. Imran Shaikh is available every day the clinic is open", "Dr. Pooja Nair is available every day"),
        ("डॉ. इमरान शेख रोज़ मिलते हैं", "डॉ. पूजा नायर रोज़ मिलते हैं"),
        ("Dr. Imran Shaikh roz milte hain", "Dr. Pooja Nair roz milte hain"),
        ("डॉ. स्वाती कुलकर्णी क्लिनिक सुरू असेल त्या दिवशी रोज असतात", "क्लिनिक रोज सुरू असते"),
        ("Kulkarni madam roj bastat, suru asel tevha", "Clinic roj suru asta"),
    ])
    func dailyOfADoctorIsOnDaysOfTheClinic(right: String, wrong: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == "unknown_day", "\(wrong)")
    }

    @Test(arguments: [
        ("Open daily. Only on Sunday we are closed", "Open daily. Only on Monday we are closed"),
        ("रोज़ खुला है, रविवार छोड़कर", "रोज़ खुला है, सोमवार छोड़कर"),
        ("Roz khula hai, Sunday chhodkar", "Roz khula hai, Monday chhodkar"),
        ("दररोज सुरू असते, रविवारची सुट्टी सोडून", "दररोज सुरू असते, सोमवारची सुट्टी सोडून"),
        ("Darroj suru asta, ravivar sodun", "Darroj suru asta, somvar sodun"),
    ])
    func dayMayBeExcepted(right: String, wrong: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == "unknown_day", "\(wrong)")
    }

    @Test(arguments: [
        (
            "Sunday is a holiday so that the telephone is not taken",
            "Monday is a holiday so that the telephone is not taken"
        ),
        ("रविवार को छुट्टी रहती है इसलिए फ़ोन कोई नहीं उठाता", "सोमवार को छुट्टी रहती है इसलिए फ़ोन कोई नहीं उठाता"),
        (
            "Ravivar ko chhutti rehti hai isliye phone koi nahi uthata",
            "Somvar ko chhutti rehti hai isliye phone koi nahi uthata"
        ),
        ("रविवारी सुट्टी असल्याने फोन उचलला जात नाही", "सोमवारी सुट्टी असल्याने फोन उचलला जात नाही"),
        ("Ravivari sutti aslyane phone uchalla jat nahi", "Somvari sutti aslyane phone uchalla jat nahi"),
    ])
    func whatIsDeniedIsNearTheHoliday(right: String, wrong: String) {
        #expect(Self.objection(right) == nil, "\(right)")
        #expect(Self.objection(wrong)?.word == "unknown_day", "\(wrong)")
    }

    @Test func asOnAnyDayNamesNoDay() {
        #expect(DayReader.claims(in: "सोमवार को हम रोज़ की तरह खुले हैं").map(\.day) == [DayClaim.Day.weekday(.mon)])
    }
}
