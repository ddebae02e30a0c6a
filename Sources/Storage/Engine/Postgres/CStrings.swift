#if PostgreSQL
    import Foundation

    /// C strings for the length of one call.
    struct CStrings {
        private let strings: [String?]

        init(_ strings: [String?]) { self.strings = strings }

        /// The array ends with a null pointer, as libpq wants it where no count is given.
        func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
            let copies = strings.map { $0.flatMap { strdup($0) } }
            defer { for copy in copies { free(copy) } }
            let pointers = copies.map { UnsafePointer($0) } + [nil]
            return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
        }
    }
#endif
