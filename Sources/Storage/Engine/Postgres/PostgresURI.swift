#if PostgreSQL
    import CLibPQ
#endif

/// Connection URIs as libpq reads them.
package enum PostgresURI {
    /// Whether libpq can read `text`. To be asked before anything connects, since libpq's error about an unreadable URI
    /// quotes the password in it.
    package static func isReadable(_ text: String) -> Bool {
        #if PostgreSQL
            guard let options = PQconninfoParse(text, nil) else { return false }
            defer { PQconninfoFree(options) }
            var option = options
            while let keyword = option.pointee.keyword {
                // An unescaped slash in the password makes the rest of it a port.
                if String(cString: keyword) == "port", let value = option.pointee.val {
                    return String(cString: value).allSatisfy { $0.isASCII && $0.isNumber || $0 == "," }
                }
                option += 1
            }
        #endif
        return true
    }
}
