// PostgreSQL's own client library. The include path comes from pkg-config (see Package.swift).
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#error "libpq is missing. Debian: apt-get install libpq-dev pkg-config. macOS: brew install libpq pkgconf. Without PostgreSQL: swift build --disable-default-traits"
#endif
