extension String {
    /// Whether a reader would see nothing: white space, and what is drawn as nothing, such as U+200B or a variation
    /// selector alone. Joiners and selectors inside of words and emoji don't matter, since there is something else.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }

    /// The same, where marks of WhatsApp around nothing (`*…*`, `- `, `> `) count as nothing, too: nobody has said anything
    /// with them. Not for what a person typed.
    package var isBlankBesideMarks: Bool {
        unicodeScalars.allSatisfy { $0.isBlank || "*_~`>-".unicodeScalars.contains($0) }
    }
}

extension Unicode.Scalar {
    /// What Unicode tells fonts to draw as nothing, and the few that are drawn as nothing although it doesn't say so:
    /// the empty braille cell, an empty note head, a filler, anchors of annotations.
    fileprivate var isBlank: Bool {
        switch value {
        case 0x2800, 0x1D159, 0x16FE4, 0xFFF9...0xFFFB: true
        default:
            properties.isWhitespace || properties.isDefaultIgnorableCodePoint
                || properties.generalCategory == .control
        }
    }
}
