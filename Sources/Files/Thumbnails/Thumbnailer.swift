import FoundationEssentials
import _NIOFileSystem

/// Makes small pictures of pictures and of a PDF's first page, with `vipsthumbnail` and `pdftoppm` where they are installed: at
/// most 640 pixels, upright, as JPEG, without what the camera has written about place and time.
package struct Thumbnailer: Sendable {
    /// Of what is smaller the original is shown.
    private static let smallest: Int64 = 60_000
    private static let edge = 640
    /// A small file can be a picture of a billion pixels.
    private static let pixelLimit = 50_000_000
    private static let sizeLimit: Int64 = 1 << 20

    /// Whether programs can be kept from the network is found out beside everything else.
    private let cage: Task<Cage?, Never>
    private let ofPictures: String?
    private let ofPDFs: String?
    private let aboutPDFs: String?
    private let drafts: DraftFolder
    private let slots = Slots(2)

    /// Nil where nothing that would be needed is installed.
    package init?(drafts: DraftFolder) { self.init(Programs(), drafts) }

    init?(_ programs: Programs, _ drafts: DraftFolder) {
        ofPictures = programs.path(of: "vipsthumbnail")
        ofPDFs = programs.path(of: "pdftoppm")
        aboutPDFs = programs.path(of: "pdfinfo")
        guard ofPictures != nil || ofPDFs != nil, programs.path(of: "prlimit") != nil else { return nil }
        self.drafts = drafts
        cage = Task { await Cage(programs) }
    }

    /// Lends the small picture of a file to `use`. Nil where there is none to be had; that is no error.
    package func lend<Outcome>(
        of draft: FileDraft, _ facts: FileFacts, _ use: (FileDraft) async throws -> Outcome
    ) async throws -> Outcome? {
        guard let program = program(for: facts) else { return nil }
        await slots.take()
        let made: Result<Outcome?, any Error>
        do {
            made = .success(try await run(program, on: draft, use))
        } catch {
            made = .failure(error)
        }
        await slots.giveBack()
        return try made.get()
    }

    /// How many pages a document has; nil where that cannot be told.
    func pages(of draft: FileDraft, _ facts: FileFacts) async throws -> Int64? {
        guard facts.kind == .pdf, let aboutPDFs, let cage = await cage.value else { return nil }
        await slots.take()
        let said = try? await drafts.lendFolder { await cage.run(aboutPDFs, [draft.path.string], in: $0) }
        await slots.giveBack()
        let line = (said ?? nil)?.split(separator: "\n").first { $0.hasPrefix("Pages:") }
        return line.flatMap { Int64($0.dropFirst("Pages:".count).filter { $0 != " " }) }.flatMap { $0 > 0 ? $0 : nil }
    }

    private struct Program {
        let path: String
        let arguments: [String]
    }

    /// From where the file is and where the small picture is to be.
    private func program(for facts: FileFacts) -> ((FilePath, FilePath) -> Program)? {
        let edge = Self.edge
        switch facts.kind {
        case .jpeg, .png, .webp:
            guard let path = ofPictures, facts.size >= Self.smallest, let size = facts.picture,
                size.width * size.height <= Self.pixelLimit
            else { return nil }
            // What is see-through stands on white; only larger pictures are changed in size.
            let options = "[strip,Q=78,background=255]"
            return { file, small in
                Program(
                    path: path,
                    arguments: [file.string, "--size", "\(edge)x\(edge)>", "-o", small.string + ".jpg" + options])
            }
        case .pdf:
            guard let path = ofPDFs else { return nil }
            let words = [
                "-singlefile", "-f", "1", "-l", "1", "-scale-to", "\(edge)", "-jpeg", "-jpegopt", "quality=78",
            ]
            return { file, small in Program(path: path, arguments: words + [file.string, small.string]) }
        default: return nil
        }
    }

    private func run<Outcome>(
        _ program: (FilePath, FilePath) -> Program, on draft: FileDraft, _ use: (FileDraft) async throws -> Outcome
    ) async throws -> Outcome? {
        try await drafts.lendFolder { folder in
            let output = folder.appending("small")
            let program = program(draft.path, output)
            guard let cage = await cage.value, await cage.run(program.path, program.arguments, in: folder) != nil else {
                return nil
            }
            return try await drafts.lend(limit: Self.sizeLimit) { small in
                do {
                    try await small.write(contentsOf: FilePath(output.string + ".jpg"))
                    let facts = try await FileFacts(small, declared: nil)
                    // A page without end became a picture of a few bytes.
                    guard facts.kind == .jpeg, let size = facts.picture, max(size.width, size.height) <= Self.edge,
                        min(size.width, size.height) > 1
                    else { return nil }
                } catch {
                    return nil
                }
                return try await use(small)
            }
        }
    }
}
