import TestSupport
import Testing

@testable import Server

/// What a new password may be.
@Suite struct NewPasswordTests {
    private static let owner = PasswordOwner(
        emails: ["meera.deshpande@sunrise-clinic.in"], names: ["Dr. Meera Deshpande", "Sunrise Family Clinic", nil])
    private static let common = Result { try CommonPasswords.load() }

    private func problem(_ typed: String, of owner: PasswordOwner = owner) throws -> NewPassword.Problem? {
        do {
            _ = try NewPassword(typed, of: owner, common: try Self.common.get())
            return nil
        } catch let problem as NewPassword.Problem {
            return problem
        }
    }

    @Test(arguments: [
        "copper kettle by the door", "correct horse battery", "tr0ub4dor&3 wagon", "Qk7#vz!m2Lpx", "आजहवामानछानआहे",
        "धीरे धीरे सब ठीक", "demo-clinic", "mango52 ladder", "8391 0274 6650 1938", "😀🐢🚲🌧🎺🥝🧵🪁🧊🦉",
        "xylophonist of Nashik", "Doctor Foster went", "meera likes mangoes", "a sunrise in Goa",
    ])
    func `what others do not guess is taken`(_ typed: String) throws {
        #expect(try problem(typed) == nil)
    }

    @Test(arguments: [
        "password12", "Password@123", "PASSWORD!!!!", "p@ssw0rd2024", "P4$$w0rd!!", "qwerty12345", "qwertyuiop",
        "iloveyou99", "Welcome@2025", "ＰＡＳＳＷＯＲＤ12", "letmein!!!!", "1q2w3e4r5t!", "zaq12wsx!!", "trustno1!!",
        "sunshine 1", "drägon12345", "Hospital@12345", "Mumbai@2026", "administrator", "...football...",
    ])
    func `a common one is refused, whatever stands around it`(_ typed: String) throws {
        #expect(try problem(typed) == .common)
    }

    @Test(arguments: [
        "meera.deshpande@sunrise-clinic.in", "meera.deshpande", "MeeraDeshpande1", "deshpande2024!", "Deshpande#Meera",
        "drmeera12345", "Meera Deshpande", "sunrise family clinic", "SunriseFamilyClinic1", "sunriseclinic",
        "familyclinic99", "Shubhstra2026", "5hubh5tra!!", "ｍｅｅｒａ１２３４５",
    ])
    func `the address, a name, the clinic and the product are refused`(_ typed: String) throws {
        #expect(try problem(typed) == .owners)
    }

    @Test(
        arguments: [
            ("aaaaaaaaaa", .repeated), ("abcabcabcabc", .repeated), ("kqzkqzkqz1", .repeated),
            ("Kqz-Kqz-Kqz-", .repeated),
            ("ककककककककककक", .repeated), ("!!!!!!!!!!!!", .repeated), ("kqz7kqz7kqz7k", .repeated),
            ("z1827364550", .repeated),
            ("kqzmwkqzmw", .repeated), ("asdfghjklzxc", .run), ("lkjhgfdsa12", .run), ("qwertyuiopasdf", .run),
            ("fghijklmnop", .run), ("कखगघङचछजझञट", .run), ("9822012345", .digits), ("15/08/1947-1", .digits),
            ("nine char", .length), ("", .unfit(.empty)), (String(repeating: "mango ladder ", count: 16), .length),
            ("tab\tin the middle", .unfit(.character("\t"))),
        ] as [(String, NewPassword.Problem)])
    func `what is short, repeated, a row of keys or a number is refused`(
        _ typed: String, _ expected: NewPassword.Problem
    ) throws {
        #expect(try problem(typed) == expected)
    }

    @Test func `length is counted in characters as they are prepared`() throws {
        #expect(try problem("cafe\u{301} lait") == .length)
        #expect(try problem("cafe\u{301} laits") == nil)
    }

    @Test func `every refusal says what to do, and nothing of the password`() {
        for problem in [.length, .owners, .common, .repeated, .run, .digits] as [NewPassword.Problem] {
            #expect("\(problem)".contains("three or four words"))
        }
    }

    @Test func `an owner with short names can have a good password`() throws {
        let owner = PasswordOwner(emails: ["a@b.in"], names: ["Om", "", nil])
        #expect(try problem("omelette on monday", of: owner) == nil)
    }
}
