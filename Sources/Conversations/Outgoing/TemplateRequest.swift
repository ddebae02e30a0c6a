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

extension TemplateContent.Header {
    /// A file that WhatsApp does not have yet. Nil for one that no template begins with.
    package init?(_ file: OutgoingFile) {
        switch file.type {
        case .image: self = .image(id: nil)
        case .video: self = .video(id: nil)
        case .document: self = .document(id: nil, filename: file.file.name)
        default: return nil
        }
    }
}
