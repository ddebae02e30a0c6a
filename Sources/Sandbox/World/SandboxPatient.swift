/// A person who is played in the sandbox.
package struct SandboxPatient: Sendable, Equatable {
    package let id: String
    package var name: String
    /// Digits without `+`: Meta's `wa_id`. Nil for a person known by user name only.
    package let digits: String?
    package let username: String?
    /// The business-scoped user id, `IN.` and digits.
    package let userID: String

    /// The number with `+`.
    package var phone: String? { digits.map { "+" + $0 } }

    var json: JSON {
        [
            "id": .string(id), "name": .string(name), "phone": .text(phone), "username": .text(username),
            "wa_id": .text(digits), "user_id": .string(userID),
        ]
    }

    /// How webhooks name the person, in the format of 2026.
    var contact: JSON {
        .members([
            "profile": .members(["name": .string(name), "username": username.map(JSON.string)]),
            "wa_id": digits.map(JSON.string),
            "user_id": .string(userID),
        ])
    }

    func isMeant(by reference: String) -> Bool {
        if reference == id || reference == userID { return true }
        if let username, reference == "@" + username { return true }
        guard let digits else { return false }
        return reference.filter { !" +-()".contains($0) } == digits
    }
}
