/// The body of a request was not there in its time.
struct RequestTooSlow: Error {}
