/// What a machine has made of a patient's file: the words of a voice note, or what a picture shows. A guess, whatever it
/// says.
package struct FileReading: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// What is said in a sound.
        case transcript
        /// What a picture shows. For people alone: words in a picture are not the patient's.
        case description
    }

    package enum State: String, Hashable, Sendable, Encodable {
        /// Its file is not here yet.
        case expected
        case waiting
        case ready
        case failed
    }

    package let kind: Kind
    package let state: State
    /// Empty where nothing was heard or seen, and unless it is `ready`.
    package let words: String
    /// Who read it; nil unless it is `ready`.
    package let model: String?

    package init(kind: Kind, state: State, words: String?, model: String?) {
        self.kind = kind
        self.state = state
        self.words = state == .ready ? words ?? "" : ""
        self.model = state == .ready ? model : nil
    }
}

extension FileReading {
    /// In UTF-16 units; ten minutes of speech have about half of it.
    package static let wordsLimit = 20_000
    /// A longer sound is not read, in seconds.
    package static let secondsLimit = 600.0

    /// What a machine wrote, as it is kept: without what turns the direction of a text or cannot be seen.
    package static func kept(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars where scalar.isKept {
            units += UTF16.width(scalar)
            guard units <= wordsLimit else { break }
            scalars.append(scalar)
        }
        let kept = String(scalars)
        guard !kept.isBlank else { return "" }
        let first = kept.firstIndex { !$0.isWhitespace } ?? kept.startIndex
        let last = kept.lastIndex { !$0.isWhitespace } ?? kept.startIndex
        return String(kept[first...last])
    }
}

extension FileReading.Kind {
    /// In bytes. A larger file is not read.
    package var sizeLimit: Int64 {
        switch self {
        case .transcript: 10 << 20
        case .description: 5 << 20
        }
    }

    /// What is made of the file of a message of this kind.
    package init?(of type: MessageType) {
        switch type {
        case .audio: self = .transcript
        case .image: self = .description
        case .text, .document, .video, .sticker, .location, .contacts, .interactive, .button, .reaction, .order,
            .system, .template, .unsupported:
            return nil
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isKept: Bool {
        if self == "\n" || self == "\t" { return true }
        return properties.generalCategory != .control && !(0x202A...0x202E).contains(value)
            && !(0x2066...0x2069).contains(value)
    }
}

/// Which files of its patients a clinic lets machines read, and which machines.
package struct ReadingPolicy: Hashable, Sendable {
    package var transcribes = false
    package var describesPictures = false
    package var models = ModelPolicy.any

    package init(transcribes: Bool = false, describesPictures: Bool = false, models: ModelPolicy = .any) {
        self.transcribes = transcribes
        self.describesPictures = describesPictures
        self.models = models
    }

    package func lets(_ kind: FileReading.Kind) -> Bool {
        switch kind {
        case .transcript: transcribes
        case .description: describesPictures
        }
    }
}

/// What can be read with what is set up, in the house and outside of it.
package struct ReaderPlaces: Hashable, Sendable {
    package var inHouse: Set<FileReading.Kind>
    package var outside: Set<FileReading.Kind>

    package init(inHouse: Set<FileReading.Kind> = [], outside: Set<FileReading.Kind> = []) {
        self.inHouse = inHouse
        self.outside = outside
    }

    /// Whether anything of this kind is read for a clinic that has decided so.
    package func read(_ kind: FileReading.Kind, for policy: ReadingPolicy) -> Bool {
        policy.lets(kind) && (inHouse.contains(kind) || policy.models == .any && outside.contains(kind))
    }
}
