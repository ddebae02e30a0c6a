import Conversations
import Foundation
import Labelled
import RedFlags

/// The red-flag gate on labelled messages: recall, false alarms of near misses and of plain traffic.
struct GateEvaluation {
    private let rules: RedFlagRules

    init(resources: URL) throws {
        let folder = resources.appending(path: "red-flags")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let files = try names.map { ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0)))) }
        rules = try RedFlagRules(Dictionary(uniqueKeysWithValues: files))
    }

    func run(_ set: String, into report: inout Report) throws {
        for message in try LabelledMessage.all(in: LabelledFiles.folder.appending(path: "flags/\(set)")) {
            let flag = rules.flag(in: message.text)
            let kind =
                message.category != nil ? "recall" : message.isOrdinary ? "false-alarms.ordinary" : "false-alarms.hard"
            let name = "gate.\(set).\(kind)"
            report.add([name, "\(name).\(message.form)"], flag != nil)
            if let category = message.category {
                report.add(["\(name).\(category.rawValue)"], flag != nil)
                if let flag { report.add(["gate.\(set).same-category"], flag.category == category) }
                let isSelfHarm = flag?.category == .selfHarm
                if flag != nil, category == .selfHarm { report.add(["gate.\(set).self-harm-text"], isSelfHarm) }
                if category != .selfHarm { report.add(["gate.\(set).self-harm-text-wrongly"], isSelfHarm) }
            }
            guard (flag != nil) != (message.category != nil) else { continue }
            let what = message.category.map { "missed \($0.rawValue)" } ?? "false alarm (\(flag?.rule ?? ""))"
            report.miss("gate.\(set)", message.place, "\(what) \(message.style)", set == "held-out" ? "" : message.text)
        }
    }
}
