import FoundationEssentials
import Hummingbird

/// A form that a transcription server would accept.
struct TranscriptionRequest: Sendable {
    private static let formats = ["json", "text", "verbose_json", "srt", "vtt"]
    private static let endings: Set<String> = [
        "flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm",
    ]

    let model: String
    private let fileName: String
    private let type: String
    private let size: Int
    private let language: String?
    private let format: String

    /// Throws the error with which such a server would refuse the form.
    init(checking body: Data, contentType: String) throws(ChatProblem) {
        guard let form = MultipartForm(body, contentType: contentType) else {
            throw ChatProblem(status: 400, "Could not parse multipart form")
        }
        func text(_ name: String) -> String? { form.part(name).map { String(decoding: $0.bytes, as: UTF8.self) } }
        guard let file = form.part("file"), let name = file.filename, !file.bytes.isEmpty else {
            throw ChatProblem(status: 400, "file is required")
        }
        guard let model = text("model"), !model.isEmpty else { throw ChatProblem(status: 400, "model is required") }
        // The kind of sound is told by the ending of its name.
        guard Self.endings.contains(name.split(separator: ".").last.map { $0.lowercased() } ?? "") else {
            throw ChatProblem(status: 400, "Invalid file format.")
        }
        let format = text("response_format") ?? "json"
        guard Self.formats.contains(format) else { throw ChatProblem(status: 400, "Invalid response_format") }
        self.model = model
        self.format = format
        fileName = name
        type = file.contentType ?? ""
        size = file.bytes.count
        language = text("language")
    }

    /// What is kept of it, without the sound.
    var json: JSON {
        [
            "model": .string(model), "file_name": .string(fileName), "mime_type": .string(type),
            "bytes": .integer(size),
            "language": .text(language), "response_format": .string(format),
        ]
    }

    func answer(_ words: String) -> Response {
        switch format {
        case "json": .json(["text": .string(words)])
        case "verbose_json":
            .json([
                "task": "transcribe", "language": .string(language ?? "english"), "duration": 3.5,
                "text": .string(words), "segments": words.isEmpty ? [] : [segment(words)],
            ])
        case "srt": .bytes(Array("1\n00:00:00,000 --> 00:00:03,500\n\(words)\n".utf8), type: "text/plain")
        case "vtt": .bytes(Array("WEBVTT\n\n00:00.000 --> 00:03.500\n\(words)\n".utf8), type: "text/plain")
        default: .bytes(Array("\(words)\n".utf8), type: "text/plain")
        }
    }

    private func segment(_ words: String) -> JSON {
        [
            "id": 0, "seek": 0, "start": 0, "end": 3.5, "text": .string(words), "tokens": [], "temperature": 0,
            "avg_logprob": -0.2, "compression_ratio": 1.2, "no_speech_prob": 0.01,
        ]
    }
}
