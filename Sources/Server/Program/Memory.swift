#if canImport(Glibc)
    import CMalloc
#endif

/// How this process deals with its memory.
enum Memory {
    /// Gives every large block back to the system as soon as it is free. By itself glibc learns from the blocks that it
    /// sees to keep larger and larger ones, so that one burst of large bodies would stay for good.
    ///
    /// Small ones that are free at the end of its memory stay, up to a mebibyte for each of its parts: with glibc's 128 KiB
    /// every larger transaction gives its pages back, and takes them again.
    static func giveBackLargeBlocks() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, 128 * 1024)
            _ = mallopt(M_TRIM_THRESHOLD, 1024 * 1024)
        #endif
    }
}
