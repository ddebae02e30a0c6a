/// The names that settings have.
enum SettingsName {
    /// All that any command knows, found out by asking for all of them.
    static let all: Set<String> = {
        var reader = SettingsReader(SettingsSource(environment: [:]))
        _ = Settings(&reader)
        _ = SandboxSettings(&reader)
        return reader.asked.union(SettingsSource.secretNames.map { "\($0)_FILE" })
    }()

    /// The known name that somebody most likely meant.
    static func nearest(to name: String) -> String? {
        let distances = all.map { (name: $0, distance: distance(Array($0), Array(name.uppercased()))) }
        let nearest = distances.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return nearest.flatMap { $0.distance <= 2 + name.count / 8 ? $0.name : nil }
    }

    /// How many letters come or go; a wrong one does both.
    private static func distance(_ one: [Character], _ other: [Character]) -> Int { one.difference(from: other).count }
}
