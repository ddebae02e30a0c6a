/// What a file says about itself.
package struct FileFacts: Sendable, Hashable {
    /// In front of a picture's size may stand what the camera has written.
    private static let headLength = 256 * 1024

    package let kind: FileKind
    /// In bytes.
    package let size: Int64
    /// Nil where it is no picture, or does not tell.
    package let picture: PictureSize?
    /// How long it plays, where that can be told.
    package let seconds: Double?
    /// Of a sound, where that can be told.
    package let channels: Int?

    /// `declared` is the type that came with it (`FileKind.init`).
    package init(_ draft: FileDraft, declared: String?) async throws {
        let (head, tail) = try await draft.ends(Self.headLength)
        size = draft.size
        kind = FileKind(head: head, tail: tail, declared: declared)
        picture = PictureSize(kind, head: head)
        seconds = SoundLength.seconds(kind, head: head, tail: tail)
        channels = kind == .oggOpus && head.count > 37 ? Int(head[37]) : nil
    }

    /// Those of a copy of the same file, with less written beside the picture.
    package init(_ copy: FileDraft, _ original: FileFacts) {
        size = copy.size
        (kind, picture, seconds) = (original.kind, original.picture, original.seconds)
        channels = original.channels
    }
}
