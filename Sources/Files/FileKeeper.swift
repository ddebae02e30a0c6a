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

    /// What was found out about a file while it was kept.
    package struct Kept: Sendable {
        /// How many bytes the small picture of it has; nil where there is none.
        package let thumbnailSize: Int64?
        /// Of a document; nil where that cannot be told.
        package let pages: Int64?
    }

    /// Keeps what a draft holds, and the small picture of it, under a name. Throws `FilesError`.
    package func keep(_ draft: FileDraft, _ facts: FileFacts, as name: UUID) async throws -> Kept {
        // First: a store may take the draft itself away.
        let thumbnail = try await thumbnailer?.lend(of: draft, facts) { small in
            try await store.keep(small, as: .thumbnail(of: name))
            return small.size
        }
        let pages = try await thumbnailer?.pages(of: draft, facts)
        try await store.keep(draft, as: .file(name))
        return Kept(thumbnailSize: thumbnail, pages: pages)
    }
}
