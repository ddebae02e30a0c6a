/// A template that a person wants to send.
package struct TemplateRequest: Sendable {
    /// Meta's id.
    package let templateID: String
    /// By the names of the template's variables.
    package let variables: [String: String]
    /// The file of a header that is one.
    package let file: OutgoingFile?

    package init(templateID: String, variables: [String: String], file: OutgoingFile? = nil) {
        self.templateID = templateID
        self.variables = variables
        self.file = file
    }
}
