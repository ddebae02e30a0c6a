import Conversations

/// What is known of the days of a clinic: from its hours, and from what it wrote and said.
struct KnownDays {
    private var states: [DayClaim.Day: Set<DayClaim.State>] = [:]
    private var named: Set<DayClaim.Day> = []
    /// Doctors of whom the clinic writes that they are there daily, which leaves out the days on which it is closed.
    private var daily: Set<String> = []
    private let hasHours: Bool

    init(_ claims: [DayClaim], hours: HoursNow?) {
        hasHours = hours != nil
        for claim in claims {
            named.insert(claim.day)
            daily.formUnion(claim.doctor)
            if let state = claim.state { states[claim.day, default: []].insert(state) }
        }
        if let hours { add(hours) }
    }

    private mutating func add(_ hours: HoursNow) {
        for day in Weekday.allCases {
            states[.weekday(day), default: []].insert(hours.calendar.hours.on(day).isEmpty ? .closed : .open)
        }
        for holiday in hours.calendar.holidays where holiday.date >= hours.today {
            states[.weekday(holiday.date.weekday), default: []].insert(.closed)
        }
        for ahead in 0...2 {
            let ranges = hours.calendar.hours(on: hours.today.adding(days: ahead))
            states[.ahead(ahead), default: []].insert(ranges.isEmpty ? .closed : .open)
        }
    }

    /// The first day of an answer of which it says what does not follow, or that nobody has named.
    /// - Parameter patient: what the patient named. That they named a day does not make the clinic open on it.
    func objection(to claims: [DayClaim], patient: [DayClaim]) -> Objection? {
        let asked = Set(patient.map(\.day))
        return claims.first { !follows($0, asked) }.map { .day($0.text) }
    }

    private func follows(_ claim: DayClaim, _ asked: Set<DayClaim.Day>) -> Bool {
        if claim.state != .closed, !claim.doctor.isDisjoint(with: daily) { return true }
        let known = states[claim.day] ?? []
        if named.contains(claim.day), known.isEmpty { return true }
        switch claim.state {
        case let state? where !known.isEmpty: return known.contains(state)
        case .open?: return false
        // Who lists the days on which it is open is closed on the others. Which day is tomorrow only its hours tell.
        case .closed?: return claim.day.isWeekday && listsDays
        case nil: return hasHours || claim.day == .ahead(0) || !known.isEmpty || asked.contains(claim.day)
        }
    }

    private var listsDays: Bool { states.contains { $0.key.isWeekday && $0.value.contains(.open) } }
}

extension DayClaim.Day {
    fileprivate var isWeekday: Bool { if case .weekday = self { true } else { false } }
}
