package import FoundationEssentials

/// Takes files in: the store, the folder of drafts, and the programs that make small pictures.
package struct FileKeeper: Sendable {
    package let store: any FileStore
    package let drafts: DraftFolder
    /// Nil where the programs that it needs are not installed.
    private let thumbnailer: Thumbnailer?

    package init(store: any FileStore, drafts: DraftFolder, thumbnailer: Thumbnailer?) {
        self.store = store
        self.drafts = drafts
        self.thumbnailer = thumbnailer
    }

    /// Keeps what a draft holds, and the small picture of it, under a name. Returns how many bytes the small picture has;
    /// nil where there is none. Throws `FilesError`.
    package func keep(_ draft: FileDraft, _ facts: FileFacts, as name: UUID) async throws -> Int64? {
        // First: a store may take the draft itself away.
        let thumbnail = try await thumbnailer?.lend(of: draft, facts) { small in
            try await store.keep(small, as: .thumbnail(of: name))
            return small.size
        }
        try await store.keep(draft, as: .file(name))
        return thumbnail
    }
}
