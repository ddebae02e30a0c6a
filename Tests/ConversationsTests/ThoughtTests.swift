import Conversations
import Testing

@Suite("Pieces of one thought")
struct ThoughtTests {
    @Test("short pieces belong together, whatever stands before them")
    func pieces() {
        let texts = ["Good morning doctor, this is about the bill of last week", "my father", "is not", "breathing"]
        #expect(Thought.pieces(around: 3, of: texts) == ["my father", "is not", "breathing"])
    }

    @Test("a late piece is read with what came before and after it")
    func late() {
        #expect(Thought.pieces(around: 1, of: ["mera beta", "saans nahi", "le raha"]).count == 3)
        #expect(Thought.pieces(around: 0, of: ["mera beta", "saans nahi", "le raha"]).count == 3)
    }

    @Test("who says whole sentences is read sentence by sentence")
    func sentences() {
        let lines = (1...40).map { "Good morning, page \($0) of the bill" }
        for index in lines.indices { #expect(Thought.pieces(around: index, of: lines).count == 1) }
        let long = String(repeating: "word ", count: 500)
        #expect(Thought.pieces(around: 1, of: ["Hello", long, "Hello"]) == [long])
    }

    @Test("twelve words are one thought, thirteen are not")
    func limit() {
        let eleven = String(repeating: "word ", count: 11)
        #expect(Thought.pieces(around: 1, of: [eleven, "word"]).count == 2)
        #expect(Thought.pieces(around: 1, of: [eleven, "word word"]).count == 1)
    }
}
