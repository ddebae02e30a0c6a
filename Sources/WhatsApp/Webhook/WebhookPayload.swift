/// Reads a webhook body. Nothing in it is taken for granted: what is missing or odd costs only itself.
package enum WebhookPayload {
    /// Every entry × change × message or status of `body`, in order. Never fails: a body that isn't JSON has a problem
    /// and nothing else.
    package static func read(_ body: some Collection<UInt8>) -> WebhookContents {
        guard let root = JSONValue(bytes: body) else { return WebhookContents(problems: [.notJSON]) }
        guard root.members != nil else { return WebhookContents(problems: [.emptyBody]) }
        if let object = root["object"], object.text != "whatsapp_business_account" {
            return WebhookContents(problems: [.otherObject])
        }
        var holdsAnything = false
        var contents = WebhookContents()
        for entry in root["entry"]?.elements ?? [] {
            for change in entry["changes"]?.elements ?? [] {
                var reader = ChangeReader(change, of: entry)
                reader.read()
                holdsAnything = holdsAnything || reader.holdsAnything
                contents.updates += reader.contents.updates
                contents.notices += reader.contents.notices
                contents.problems += reader.contents.problems
            }
        }
        if !holdsAnything { contents.problems.append(.emptyBody) }
        return contents
    }
}
