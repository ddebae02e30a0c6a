/// A clinic's hours, and the moment at which somebody asks about them.
package struct HoursNow: Hashable, Sendable {
    package let calendar: ClinicCalendar
    package let now: Timestamp

    package init(_ calendar: ClinicCalendar, at now: Timestamp) {
        self.calendar = calendar
        self.now = now
    }

    package var today: CivilDate { calendar.date(at: now) }
    package var isOpen: Bool { calendar.isOpen(at: now) }
}
