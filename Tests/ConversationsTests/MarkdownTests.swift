import Conversations
import Testing

/// What the clinic's file and the model write, as WhatsApp shows it.
@Suite struct MarkdownTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let markdown: String
        let shown: String
        var testDescription: String { markdown }

        init(_ markdown: String, _ shown: String) {
            self.markdown = markdown
            self.shown = shown
        }
    }

    @Test(arguments: [
        Case("**Open** today", "*Open* today"), Case("__Open__ today", "*Open* today"),
        Case("*perhaps* today", "_perhaps_ today"), Case("_perhaps_ today", "_perhaps_ today"),
        Case("***very*** near", "_*very*_ near"), Case("~~500~~ 400", "~500~ 400"),
        Case("**Fee:** ₹500", "*Fee:* ₹500"), Case("**a *b* c**", "*a _b_ c*"), Case("*a **b** c*", "_a *b* c_"),
        Case("**समय:** सुबह ९ से ५", "*समय:* सुबह ९ से ५"), Case("**सोमवार**को बंद", "सोमवारको बंद"),
        Case("**Fee:**500", "Fee:500"), Case("**two\nlines**", "*two*\n*lines*"), Case("(**now**)", "(*now*)"),
        Case("**\"quoted\"** and **done**.", "*\"quoted\"* and *done*."), Case("__a__, _b_; ~~c~~!", "*a*, _b_; ~c~!"),
    ])
    func `emphasis becomes the marks of WhatsApp`(example: Case) {
        #expect(Markdown.forWhatsApp(example.markdown) == example.shown)
    }

    @Test(arguments: [
        Case("# Timings\nNine", "*Timings*\nNine"), Case("### **Our** fees ###", "*Our fees*"),
        Case("Timings\n=======\nNine", "*Timings*\nNine"), Case("Timings\n---\nNine", "*Timings*\nNine"),
        Case("One\nTwo\n---\nThree", "One\nTwo\n\nThree"), Case("One\n\n***\n\nTwo", "One\n\nTwo"),
        Case("- one\n* two\n+ three", "- one\n- two\n- three"),
        Case("- a\n  - b\n    * c", "- a\n  - b\n    - c"), Case("1. a\n2) b\n   - c", "1. a\n2) b\n   - c"),
        Case("* **Mon**: 9–1\n* **Tue**: closed", "- *Mon*: 9–1\n- *Tue*: closed"),
        Case("- [ ] report\n- [x] card", "- ☐ report\n- ☑ card"),
        Case("> **Note**\n> bring it", "> *Note*\n> bring it"),
        Case("one  \ntwo\\\nthree", "one\ntwo\nthree"), Case("one\n\n\n\ntwo\n", "one\n\ntwo"),
        Case("```\na_b_c **x**\n```", "```\na_b_c **x**\n```"), Case("Dial `*123*` now", "Dial `*123*` now"),
        Case("```text\nnever ends", "never ends"),
    ])
    func `headings, lists, quotes and code`(example: Case) {
        #expect(Markdown.forWhatsApp(example.markdown) == example.shown)
    }

    @Test(arguments: [
        Case(
            "| Service | Fee (₹) |\n|---|---:|\n| X-ray | 300 |\n| **ECG** | 250 |",
            "*Service: Fee (₹)*\nX-ray: 300\n*ECG*: 250"),
        Case(
            "Timings:\n\nDay | Morning | Evening\n:--|:--:|--\nMon | 9–1 | 5–8\nSun | closed |\n\nCome early.",
            "Timings:\n\n- Day: Mon, Morning: 9–1, Evening: 5–8\n- Day: Sun, Morning: closed\n\nCome early."),
        Case("| a \\| b | `c|d` |\n|-|-|\n| e | f |", "*a | b: `c|d`*\ne: f"),
        Case("Mon | Tue | Wed", "Mon | Tue | Wed"),
    ])
    func `a table becomes lines that say all of it`(example: Case) {
        #expect(Markdown.forWhatsApp(example.markdown) == example.shown)
    }

    @Test(arguments: [
        Case("[Map](https://maps.example/a_b_c)", "Map: https://maps.example/a_b_c"),
        Case("See [our site](https://clinic.example \"Site\").", "See our site: https://clinic.example."),
        Case("[clinic.example](https://clinic.example/)", "https://clinic.example/"),
        Case("[https://clinic.example](https://clinic.example)", "https://clinic.example"),
        Case("[Book here:](https://b.example/x(1))", "Book here: https://b.example/x(1)"),
        Case("[Call us](tel:+919876543210)", "Call us: +919876543210"),
        Case("[+91 98765 43210](tel:+919876543210)", "+91 98765 43210"),
        Case("[Write](mailto:a_b_c@clinic.example?subject=x)", "Write: a_b_c@clinic.example"),
        Case("<https://clinic.example/a*b*c>", "https://clinic.example/a*b*c"),
        Case("<a@clinic.example>", "a@clinic.example"),
        Case("![the gate](https://clinic.example/gate.jpg)", "the gate: https://clinic.example/gate.jpg"),
        Case("**[Map](https://m.example/1)**", "Map: https://m.example/1"), Case("[above](#fees)", "above"),
        Case("**https://m.example/1**", "https://m.example/1"),
        Case("[the *big* gate](https://m.example)", "the _big_ gate: https://m.example"),
        Case("[Map][m] and [m]\n\n[m]: https://m.example \"Map\"", "Map: https://m.example and m: https://m.example"),
        Case("Pay: [UPI](upi://pay?pa=a_b@bank)", "Pay: UPI: upi://pay?pa=a_b@bank"),
        Case("<a href=\"https://m.example\">Map</a>", "Map: https://m.example"),
    ])
    func `a link becomes its address`(example: Case) {
        #expect(Markdown.forWhatsApp(example.markdown) == example.shown)
    }

    @Test(arguments: [
        Case("Nine <!-- ask Anita --> to five", "Nine  to five"),
        Case("Nine\n<!-- a\n\n## b\n-->\nFive", "Nine\n\nFive"),
        Case("Nine\n<!-- never ends\n**b**", "Nine"), Case("[//]: # (old price 300)\nNew 400", "New 400"),
        Case("Nine\n\n[comment]: <> (two\nlines)\nFive", "Nine\n\nFive"), Case("<!-->Nine<!--->", "Nine"),
        Case("[note]: # \"x\"\nNine", "Nine"), Case("<!-- only this -->", ""), Case("a<!--b-->c<!--d--!>e", "ace"),
    ])
    func `comments are never shown`(example: Case) {
        #expect(Markdown.forWhatsApp(example.markdown) == example.shown)
    }

    @Test(arguments: [
        Case("one<br>two<br/>three", "one\ntwo\nthree"), Case("<b>Open</b> &amp; <i>near</i>", "*Open* & _near_"),
        Case("<p>One</p><p>Two</p>", "One\n\nTwo"), Case("9&nbsp;&ndash;&#32;5 &#x20B9;500", "9 – 5 ₹500"),
        Case("<ul><li>a</li><li>b</li></ul>", "- a\n- b"), Case("\\*not bold\\* 1\\. \\_x\\_", "*not bold* 1. _x_"),
        Case("<span style=\"x\">five</span>", "five"),
    ])
    func `tags, entities and escapes`(example: Case) {
        let shown = Markdown.forWhatsApp(example.markdown).trimmingPrefix("\n")
        #expect(shown == example.shown)
    }

    @Test(arguments: [
        "2*3*4", "snake_case_name", "5 * 3 = 15", "Fee ₹500*, follow-up ₹300*", "*Conditions apply",
        "Dr. A. K. Rao (MBBS, MD)", "https://clinic.example/a_b_c*d*e?x=_y_", "first_last@clinic.example", "#1 in Pune",
        "+91 98765 43210", "+ 91 98765 43210", "BP < 120 and > 80", "under <5 years", "~500 to ~600", "Name: ______",
        "9:00–13:00 & 17:00–20:00", "C:\\Temp", "a & b; c", "[Fee]: 500", "[x](see below)", "{Mon–Sat}", "-5 °C",
        "नमस्ते! क्लिनिक ९ बजे खुलता है।", "• one\n• two", ">5 tablets", "2**3**4", "tablet[1](2)", "file__name__x",
        "😀 👩‍⚕️ ok", "क्‍ष", "Q. 1 or 2?", "*", "**", "_", "a ** b ** c", "www.clinic.example/_x_", "12 x 5 = 60",
        "Mon-Sat: 9-1\nSun: closed", "Take exit 5_B", "(*)", "50% off*", "अ_ब_क", "`", "!", "[]", "[ ]()", "&copy",
        "\\",
    ])
    func `what is not Markdown stays as it was typed`(text: String) {
        #expect(Markdown.forWhatsApp(text) == text)
    }

    @Test func `hostile text takes no long time`() {
        let pieces = [
            "[", "*a ", "**", "`", "<", "![", "_a", "&", "a@", "a.", "\\", "<!--", "[a](", "*a_b~~c", "|", "> ", "www.",
            "[a](@.", "<a href=",
        ]
        for piece in pieces {
            let text = String(repeating: piece, count: 4000 / piece.count)
            let took = ContinuousClock().measure { _ = Markdown.forWhatsApp(text) }
            #expect(took < .seconds(5), "\(piece): \(took)")
        }
    }
}
