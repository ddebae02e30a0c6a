/// WhatsApp's rule that free text may be sent only within 24 hours of the patient's last message.
package enum CustomerServiceWindow {
    package static let length = Duration.seconds(24 * 3600)
    /// What is sent in the last minutes may come too late, and clocks differ.
    package static let margin = Duration.seconds(300)

    /// Until when something may be sent. Counted from the message's own time, not from its delivery: a retry days later
    /// opens no window.
    package static func closes(afterMessageAt time: Timestamp) -> Timestamp { time.adding(length - margin) }
}
