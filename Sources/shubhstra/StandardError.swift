import Foundation

/// What an operator should know and no program reads.
enum StandardError {
    static func tell(_ sentence: String) { FileHandle.standardError.write(Data("\(sentence)\n".utf8)) }
}
