import Conversations

extension ContactCard {
    /// As address books read it (RFC 2426, which all of them know).
    var vCard: String {
        let lines =
            ["BEGIN:VCARD", "VERSION:3.0", "FN:\(Self.escaped(name))", "N:;\(Self.escaped(givenName));;;"]
            + phones.map { "TEL;TYPE=CELL:\(Self.escaped($0))" } + ["END:VCARD"]
        return lines.map { $0 + "\r\n" }.joined()
    }

    private var name: String { formattedName.isEmpty ? phones.first ?? "" : formattedName }
    private var givenName: String { firstName.isEmpty ? name : firstName }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\", ",", ";": result += "\\" + String(character)
            case let end where end.isNewline: result += "\\n"
            default: result.append(character)
            }
        }
    }
}
