/// The version that `/health` tells.
package enum ServerVersion {
    package static let current = "0.1.0"
}
