package import Conversations

/// An emergency that a text tells of, and the rule that says so.
package struct RedFlag: Hashable, Sendable {
    package let category: RedFlagCategory
    /// The rule's id in `rules.txt`; `clinic` where the clinic's own words hit.
    package let rule: String

    package init(category: RedFlagCategory, rule: String) {
        self.category = category
        self.rule = rule
    }
}

/// A word or phrase by which a clinic adds to a category. It can't take anything away.
package struct RedFlagWord: Hashable, Sendable {
    package let text: String
    package let category: RedFlagCategory

    package init(text: String, category: RedFlagCategory) {
        self.text = text
        self.category = category
    }
}
