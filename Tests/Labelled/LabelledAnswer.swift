package import Conversations
package import Foundation

/// An answer that a model might give, and whether it may leave by itself: see Tests/eval/answers/README.md.
package struct LabelledAnswer: Decodable, Sendable {
    package let clinic: String
    package let question: String
    package let answer: String
    package let kind: String
    /// The words of the answer for which it may not leave, where the writer has marked them.
    package let bad: String?
    /// The file and the line, from 1.
    package private(set) var place = ""
    package private(set) var form = ""
    /// As the file's name says.
    package private(set) var mayLeave = false
    /// A set and its form: others wrote the others. The first three sets have one writer for all forms.
    package private(set) var writer = ""

    private enum CodingKeys: CodingKey { case clinic, question, answer, kind, bad }

    private static func writer(of file: String, _ form: String) -> String {
        switch file.prefix(while: { $0 != "-" }) {
        case "adversarial", "administrative": "first"
        case "second", "third": "second"
        case let set: "\(set)-\(form)"
        }
    }

    /// All of a folder's files, in the order of their names.
    package static func all(in folder: URL) throws -> [LabelledAnswer] {
        try LabelledFiles.named("jsonl", in: folder).flatMap { file in
            let name = file.deletingPathExtension().lastPathComponent
            return try LabelledFiles.lines(of: file).enumerated().map { index, line in
                var answer = try JSONDecoder().decode(LabelledAnswer.self, from: Data(line.utf8))
                answer.place = "\(name).jsonl:\(index + 1)"
                answer.form = name.split(separator: "-").last.map(String.init) ?? ""
                answer.mayLeave = name.contains("administrative")
                answer.writer = writer(of: name, answer.form)
                return answer
            }
        }
    }
}

/// One of the clinics of Tests/eval/answers/clinics.json.
package struct LabelledClinic: Decodable, Sendable {
    private struct Day: Decodable, Sendable {
        let date: String
        let name: String
    }

    private struct Note: Decodable, Sendable {
        let title: String
        let answer: String
    }

    package let id: String
    private let name: String
    private let address: String
    private let time_zone: String
    private let opening_hours: [String: [[String]]]
    private let holidays: [Day]
    private let topics: [Note]

    package static func all() throws -> [String: LabelledClinic] {
        let file = LabelledFiles.folder.appending(path: "answers/clinics.json")
        let clinics = try JSONDecoder().decode([LabelledClinic].self, from: try Data(contentsOf: file))
        return Dictionary(uniqueKeysWithValues: clinics.map { ($0.id, $0) })
    }

    /// What the patient asked: on the day that the question says is today, otherwise on a day before all holidays of the
    /// year.
    package func question(for answer: LabelledAnswer) -> Question {
        question(answer.question, now: SaidDay.now(in: answer.question))
    }

    /// - Parameter now: when it is answered.
    package func question(_ text: String, now: Timestamp) -> Question {
        let turn = Turn(author: .patient, text: text, at: now)
        return Question(
            clinicName: name, doctorName: "the doctor", clinicAddress: address,
            topics: topics.map { Topic(title: $0.title, answer: $0.answer) }, history: [turn],
            hours: calendar.map { HoursNow($0, at: now) })
    }

    private var calendar: ClinicCalendar? {
        var days: [Weekday: [ClockRange]] = [:]
        for (day, ranges) in opening_hours {
            guard let weekday = Weekday(rawValue: day) else { return nil }
            days[weekday] = ranges.compactMap { ClockRange(from: $0[0], to: $0[1]) }
        }
        let closed = holidays.compactMap { day in CivilDate(day.date).map { Holiday(date: $0, name: day.name) } }
        return OpeningHours(days).map { ClinicCalendar(hours: $0, holidays: closed, timeZone: time_zone) }
    }
}
