import FoundationEssentials
import NIOCore

/// A form for a transcription server. Nothing in it but the sound comes from a patient.
struct TranscriptionForm: Sendable {
    private static let endings = [
        "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/aac": "aac", "audio/amr": "amr", "audio/mp4": "m4a",
    ]

    let type: String
    let body: ByteBuffer

    /// - Parameter members: beside the file, in this order.
    init(_ file: LoadedFile, _ members: [(name: String, value: String)]) {
        let boundary = "shubhstra-\(UUID().uuidString.lowercased())"
        var body = ByteBuffer()
        body.reserveCapacity(file.bytes.readableBytes + 1024)
        for (name, value) in members {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        // Some servers tell the kind of sound by the ending of its name alone.
        let ending = Self.endings[file.mimeType] ?? "bin"
        body.writeString(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"voice.\(ending)\"\r\n")
        body.writeString("Content-Type: \(file.mimeType)\r\n\r\n")
        body.writeImmutableBuffer(file.bytes)
        body.writeString("\r\n--\(boundary)--\r\n")
        type = "multipart/form-data; boundary=\(boundary)"
        self.body = body
    }
}
