import Testing

@testable import Assistant

@Suite struct MedicalCheckTests {
    @Test(arguments: [
        "Take one tablet of paracetamol after meals", "Half tablet twice a day", "There is nothing to worry about",
        "Please stop the antibiotic", "Drink warm water with honey", "Fasting 8 hours before the sugar test",
        "Your sugar report is normal", "दो गोली दिन में तीन बार लीजिए", "घबराने की कोई बात नहीं", "एक चम्मच सिरप पिलाइए",
        "गरम पानी पीजिए", "दवा बंद कर दीजिए", "रोज एक गोळी घ्या", "काळजी करू नका, हे सामान्य आहे", "कोमट पाणी प्या",
        "do goli kha lijiye", "ek chammach pila dijiye", "chinta mat kijiye", "garam paani pijiye", "dawa band kar do",
        "don golya ghya", "kalji karu naka", "komat pani pya", "aushadh band kara",
    ])
    func counselIsMedical(text: String) throws {
        let hit = try #require(try CheckFixtures.medical().hit(in: text))
        #expect(!hit.rule.isEmpty && !hit.found.isEmpty && !hit.reason.isEmpty)
    }

    @Test(arguments: [
        "We do ECG on weekdays", "Bring your old prescriptions", "The pharmacy sells medicines until 9 PM",
        "12 MG Road, Pune", "सोमवार से शनिवार सुबह 10 बजे से दोपहर 2 बजे तक", "पार्किंग सामने है",
        "विम्यासाठी शिक्क्याचे बिल त्याच दिवशी मिळते", "सकाळी ९ ते दुपारी १", "Somvar se shukravar subah 9 se 1 baje tak",
        "Fee paachshe rupaye", "Reports are ready after 6 PM",
    ])
    func clinicAffairsAreNot(text: String) throws {
        #expect(try CheckFixtures.medical().hit(in: text) == nil)
    }
}

@Suite struct MedicalTextTests {
    private static let whole = """
        [everyday words]
        any: the
        [refers words]
        any: doctor
        [total words]
        any: sum
        [object words]
        any: card
        [symptom words]
        any: pain
        [medicine words]
        any: syrup
        [body words]
        any: arm
        [asks words]
        any: may i
        [value words]
        any: normal
        [report words]
        any: report
        [dose rule]
        reason: r
        any: pill
        [counsel rule]
        reason: r
        when: object + number
        [confirmation answer]
        reason: r
        any: booked
        [end]
        """

    @Test func wholeOneIsRead() throws {
        let check = try MedicalCheck(Array(Self.whole.utf8))
        #expect(check.hit(in: "a pill")?.rule == "dose")
        #expect(check.hit(in: "card 5")?.rule == "counsel")
        #expect(check.hit(in: "card") == nil)
    }

    @Test(arguments: [
        ("[end]", "", MedicalTextError.noEnd), ("any: pill", "any: ,", .badLine(23)),
        ("any: pill", "french: pilule", .unknownLabel("french", line: 23)),
        ("[dose rule]", "[dose law]", .badSection("dose law", line: 21)),
        ("[dose rule]", "[object rule]", .repeatedSection("object rule", line: 21)),
        ("[dose rule]", "[doze rule]", .missingSection("dose")),
        ("any: pill", "unless: object", .noForms(section: "dose")),
        ("reason: r\nany: pill", "any: pill", .noReason(section: "dose")),
        ("object + number", "objekt + number", .unknownClass("objekt", section: "counsel")),
    ])
    func brokenOneIsRefused(part: String, instead: String, error: MedicalTextError) {
        let text = Self.whole.replacing(part, with: instead)
        #expect(throws: error) { try MedicalCheck(Array(text.utf8)) }
        #expect(error.description.hasPrefix("the medical words (medical.txt) can't be used: "))
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: MedicalTextError.notText) { try MedicalCheck([0xFF, 0xFE]) }
    }
}
