extension Migration {
    /// The assistant says only what a clinic has approved. What is imported by hand is approved by that.
    static let knowledgeApproval = Migration(
        name: "0004-knowledge-approval", oldestProgram: 0,
        statements: ["ALTER TABLE knowledge ADD COLUMN approved BOOLEAN NOT NULL DEFAULT TRUE"])
}
