/// A template that a person wants to send.
package struct TemplateRequest: Sendable {
    /// Meta's id.
    package let templateID: String
    /// By the names of the template's variables.
    package let variables: [String: String]
    /// The file of a header that is one.
    package let header: TemplateContent.Header?

    package init(templateID: String, variables: [String: String], header: TemplateContent.Header? = nil) {
        self.templateID = templateID
        self.variables = variables
        self.header = header
    }
}
