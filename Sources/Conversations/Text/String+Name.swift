extension String {
    /// A name as it can stand among other text: on one line, without control characters, and without marks that turn the
    /// direction of what is written around it. Joiners stay, since Indian scripts and emoji need them.
    package var asName: String {
        var kept = UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.placeInName {
            case .itself: kept.append(scalar)
            case .blank: if kept.last != " " { kept.append(" ") }
            case .none: break
            }
        }
        let name = Substring(String(kept)).drop(while: \.isWhitespace)
        return name.lastIndex { !$0.isWhitespace }.map { String(name[...$0]) } ?? ""
    }
}

extension Unicode.Scalar {
    fileprivate enum PlaceInName { case itself, blank, none }

    fileprivate var placeInName: PlaceInName {
        switch value {
        // Most names are written in these: they need no look at Unicode's tables.
        case 0x20...0x7E: .itself
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: .blank
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .none
        default: properties.generalCategory == .control ? .none : .itself
        }
    }
}
