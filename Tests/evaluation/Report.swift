import Foundation
import Labelled

/// A rate: how many of which texts.
struct Rate {
    /// Such as `gate.held-out.recall`.
    let name: String
    private(set) var count = 0
    private(set) var of = 0

    mutating func add(_ isCounted: Bool) {
        of += 1
        if isCounted { count += 1 }
    }

    /// In percent.
    var value: Double { of == 0 ? 0 : 100 * Double(count) / Double(of) }

    /// Where the true rate lies, in percent, with 95 % confidence, as far as so few texts can tell: Wilson's interval.
    var bounds: (low: Double, high: Double) {
        guard of > 0 else { return (0, 100) }
        let share = Double(count) / Double(of), all = Double(of), z = 1.96
        let middle = share + z * z / (2 * all)
        let reach = z * (share * (1 - share) / all + z * z / (4 * all * all)).squareRoot()
        let whole = 1 + z * z / all
        return (100 * max(middle - reach, 0) / whole, 100 * min((middle + reach) / whole, 1))
    }
}

/// All rates, in the order in which they were asked for.
struct Report {
    private(set) var rates: [Rate] = []
    private var indices: [String: Int] = [:]
    /// The texts that came out otherwise than labelled. Those that are held out are named by their place only.
    private(set) var misses: [String] = []

    mutating func add(_ names: [String], _ isCounted: Bool) {
        for name in names {
            if indices[name] == nil {
                indices[name] = rates.count
                rates.append(Rate(name: name))
            }
            rates[indices[name, default: 0]].add(isCounted)
        }
    }

    mutating func miss(_ set: String, _ place: String, _ what: String, _ text: String) {
        misses.append("\(set)/\(place)  \(what)  \(text.replacing("\n", with: " ⏎ "))")
    }

    func rate(_ name: String) -> Rate? { indices[name].map { rates[$0] } }

    /// The table.
    var lines: [String] {
        rates.map { rate in
            let bounds = rate.bounds
            return rate.name.padding(toLength: 52, withPad: " ", startingAt: 0)
                + String(
                    format: "%6.1f %%  (%d of %d; %.1f to %.1f)", rate.value, rate.count, rate.of, bounds.low,
                    bounds.high)
        }
    }
}

/// What may not get worse: `name least|most percent` a line, in Tests/eval/floor.tsv.
struct Floor {
    /// What is broken, each as a sentence.
    static func broken(by report: Report) throws -> [String] {
        let text = try String(contentsOf: LabelledFiles.folder.appending(path: "floor.tsv"), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let columns = line.split(separator: "\t").map(String.init)
            guard columns.count == 3, let bound = Double(columns[2]), let rate = report.rate(columns[0]) else {
                return "floor.tsv: \"\(line)\" names nothing that was measured"
            }
            switch columns[1] {
            case "least" where rate.value >= bound: return nil
            case "most" where rate.value <= bound: return nil
            case "least", "most": return "\(rate.name) is \(rate.value) %, at \(columns[1]) \(bound) is allowed"
            default: return "floor.tsv: \"\(line)\" has neither least nor most"
            }
        }
    }
}
