extension String {
    /// In Unicode scalars: one character can be endless.
    private static let fileNameScalars = 600
    private static let fileNameLength = 150

    /// The last part of a path, without anything that could mislead a file system or a reader; nil where nothing is left.
    package var asFileName: String? {
        guard let last = split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return nil }
        let visible = last.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: false
            default: scalar != "\""
            }
        }
        // The end of a name says what kind of file it is.
        let name = String(UnicodeScalarView(visible.suffix(Self.fileNameScalars)))
            .drop { $0 == "." || $0.isWhitespace }
        return name.isEmpty ? nil : String(name.suffix(Self.fileNameLength))
    }
}
