#if canImport(Glibc)
    import CMalloc
#endif

/// How this process deals with its memory.
enum Memory {
    /// Gives every large block back to the system as soon as it is free. By itself glibc learns from the blocks that it
    /// sees to keep larger and larger ones, so that one burst of large bodies would stay for good.
    static func giveBackLargeBlocks() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, 128 * 1024)
        #endif
    }
}
