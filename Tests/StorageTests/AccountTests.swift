import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// What WhatsApp says of a clinic's account, and what follows from it.
@Suite struct AccountTests {
    private static let account: WhatsAppAccountID = "501"

    private static func template(
        _ name: String, _ language: String = "en_US", category: String = "UTILITY", status: String = "APPROVED",
        body: String = "Hello {{1}}"
    ) -> Template {
        Template(
            id: "id-\(name)-\(language)", name: name, language: language, category: category, status: status,
            quality: "GREEN", parts: TemplateParts(body: .init(body)))
    }

    /// A clinic that has the account, with these templates.
    private static func with(
        _ engine: TestEngine, _ templates: [Template] = [], _ body: (TestClinic) async throws -> Void
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            try await clinic.database.connections.note([
                HeardNumber(phoneNumberID: TestClinic.number, accountID: account)
            ])
            try await clinic.sync(templates)
            try await body(clinic)
        }
    }

    private static func shown(_ clinic: TestClinic) async throws -> [String] {
        try await clinic.chats.templates().templates.map {
            "\($0.name) \($0.language) \($0.status) \($0.category) \($0.quality ?? "-")"
        }
    }

    // MARK: Templates

    @Test(arguments: TestEngine.available)
    func `a sync replaces all of this clinic's templates, and of no other`(on engine: TestEngine) async throws {
        try await Self.with(engine, [Self.template("a"), Self.template("a", "hi"), Self.template("b")]) { clinic in
            try await clinic.sync([Self.template("a", status: "PAUSED"), Self.template("c")])
            #expect(
                try await Self.shown(clinic) == [
                    "a en_US PAUSED UTILITY GREEN", "c en_US APPROVED UTILITY GREEN",
                ])
            #expect(try await clinic.chats.templates().syncedAt == clinic.clock.now)
            #expect(try await clinic.database.chats(of: clinic.otherAccount).templates().templates == [])
            // The clinic has another account meanwhile.
            try await clinic.database.connections.replaceTemplates(
                of: clinic.clinicID, at: "other", with: [], askedAt: clinic.clock.now)
            #expect(try await Self.shown(clinic).count == 2)
            try await clinic.database.connections.note([
                HeardNumber(phoneNumberID: TestClinic.number, accountID: "other")
            ])
            #expect(try await clinic.chats.templates().syncedAt == nil)
            #expect(try await Self.shown(clinic) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func `webhooks change them, the older word never the newer, and no other account's`(on engine: TestEngine)
        async throws
    {
        try await Self.with(engine, [Self.template("a")]) { clinic in
            let asked = clinic.clock.now
            func say(_ event: AccountEvent, of account: WhatsAppAccountID = Self.account, at time: Timestamp)
                async throws
            {
                try await clinic.deliver(AccountUpdate(event, of: account, at: time))
            }
            let name = TemplateName("a", "en-US")
            clinic.clock.advance(by: .seconds(600))
            try await say(.templateStatus(name, "PAUSED"), of: "other", at: clinic.clock.now)
            #expect(try await Self.shown(clinic) == ["a en_US APPROVED UTILITY GREEN"])
            try await say(.templateStatus(name, "PAUSED"), at: clinic.clock.now)
            try await say(.templateCategory(name, "MARKETING"), at: clinic.clock.now)
            try await say(.templateQuality(name, "RED"), at: clinic.clock.now)
            let paused = ["a en_US PAUSED MARKETING RED"]
            #expect(try await Self.shown(clinic) == paused)
            try await say(.templateStatus(name, "APPROVED"), at: asked.adding(.seconds(5)))
            #expect(try await Self.shown(clinic) == paused)
            // What was asked for before the webhook came does not undo it, what is asked for later does.
            try await clinic.sync([Self.template("a")], askedAt: asked)
            #expect(try await Self.shown(clinic) == paused)
            clinic.clock.advance(by: .seconds(1))
            try await clinic.sync([Self.template("a")])
            #expect(try await Self.shown(clinic) == ["a en_US APPROVED UTILITY GREEN"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `they are asked for again once a day, and where one is told of that nobody knows`(on engine: TestEngine)
        async throws
    {
        try await Self.with(engine, [Self.template("a")]) { clinic in
            let refreshes = clinic.database.templateRefreshes
            #expect(try await refreshes.claim(limit: 9) == [])
            try await clinic.deliver(
                AccountUpdate(.templateStatus(TemplateName("new", "en"), "APPROVED"), of: Self.account, at: nil))
            #expect(try await refreshes.claim(limit: 9) == [clinic.clinicID])
            #expect(try await refreshes.claim(limit: 9) == [])
            clinic.clock.advance(by: .seconds(24 * 3600))
            #expect(try await refreshes.claim(limit: 9) == [clinic.clinicID])
            #expect(try await !clinic.database.connections.beginsFirstSync(of: clinic.clinicID))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a template is sent as a takeover, and again under the same name it is one message`(on engine: TestEngine)
        async throws
    {
        try await Self.with(engine, [Self.template("a")]) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let sent = try await clinic.sends("id-a-en_US", ["1": " Asha\n"], to: patient, as: "m1")
            #expect(sent.type == .template && sent.body == "Hello Asha" && sent.status == .pending)
            #expect(try await clinic.patient(patient).isPaused)
            let claim = try #require(await clinic.takeSend(patient))
            let content = TemplateContent(name: "a", language: "en_US", bodyParameters: ["Asha"])
            #expect(claim.content == .template(content))
            // The first answer again, also where it could not be sent any more.
            try await clinic.sync([])
            #expect(try await clinic.sends("id-a-en_US", ["1": "B"], to: patient, as: "m1").id == sent.id)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what cannot be sent is refused, and nothing is changed`(on engine: TestEngine) async throws {
        let templates = [
            Self.template("a"), Self.template("p", status: "PAUSED"), Self.template("m", category: "MARKETING"),
        ]
        try await Self.with(engine, templates) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.apply(.marketing(isStopped: true, at: clinic.clock.now))
            for (id, variables, refusal) in [
                ("nobody", [:], .noSuchTemplate), ("id-a-en_US", [:], .variablesDoNotFit(["1"])),
                ("id-a-en_US", ["1": "x", "z": "y"], .variablesDoNotFit(["z"])),
            ] as [(String, [String: String], Refusal)] {
                await #expect(throws: refusal) { try await clinic.sends(id, variables, to: patient) }
            }
            for id in ["id-p-en_US", "id-m-en_US"] {
                let error = await #expect(throws: Refusal.self) { try await clinic.sends(id, ["1": "x"], to: patient) }
                guard case .templateNotSendable(let why)? = error else { Issue.record("\(id)"); continue }
                #expect(why.hasSuffix("."))
            }
            #expect(try await clinic.history(patient).count == 1)
            #expect(try await !clinic.patient(patient).isPaused)
            await #expect(throws: Refusal.noSuchPatient) {
                _ = try await clinic.database.chats(of: clinic.otherAccount).send(
                    OutgoingMessage(
                        patientID: patient,
                        content: .template(TemplateRequest(templateID: "id-a-en_US", variables: [:])),
                        clientMessageID: nil))
            }
            // They want them again.
            clinic.clock.advance(by: .seconds(1))
            try await clinic.apply(.marketing(isStopped: false, at: clinic.clock.now))
            #expect(try await clinic.sends("id-m-en_US", ["1": "x"], to: patient).type == .template)
        }
    }

    @Test(arguments: TestEngine.available)
    func `another try looks again at the template and at what the patient wants`(on engine: TestEngine) async throws {
        try await Self.with(engine, [Self.template("a"), Self.template("m", category: "MARKETING")]) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            func again(_ name: String) async throws -> Message {
                try await clinic.sends("id-\(name)-en_US", ["1": "x"], to: patient, as: name)
            }
            for name in ["a", "m"] {
                _ = try await again(name)
                try await clinic.outbox.recordRefused(
                    try #require(await clinic.takeSend(patient)),
                    SendFailure(.meta(code: 131_049), sentence: "No.", canRetry: true), retryAfter: nil)
            }
            try await clinic.chats.setPaused(false, patient: patient)
            let before = try await clinic.history(patient)
            let offers = [Self.template("m", category: "MARKETING")]
            try await clinic.apply(.marketing(isStopped: true, at: clinic.clock.now))
            for (templates, name) in [
                ([Self.template("a", status: "PAUSED")] + offers, "a"), (offers, "a"),
                ([Self.template("a", category: "MARKETING")] + offers, "a"), (offers, "m"),
            ] {
                try await clinic.sync(templates)
                let refusal = await #expect(throws: Refusal.self) { _ = try await again(name) }
                guard case .templateNotSendable = refusal else { throw try #require(refusal) }
            }
            #expect(try await clinic.history(patient) == before)
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(try await clinic.takeSend(patient) == nil)
            clinic.clock.advance(by: .seconds(1))
            try await clinic.apply(.marketing(isStopped: false, at: clinic.clock.now))
            try await clinic.sync([Self.template("a")] + offers)
            for name in ["a", "m"] { #expect(try await again(name).status == .pending) }
        }
    }

    // MARK: Opting out

    @Test(arguments: TestEngine.available)
    func `the newest word about offers counts, also of two rows that become one`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let start = clinic.clock.now
            clinic.clock.advance(by: .seconds(100))
            let patient = try await clinic.patientWrites("Hello")
            func refuses() async throws -> Bool { try await clinic.patient(patient).refusesMarketing }
            try await clinic.apply(.marketing(isStopped: true, at: start.adding(.seconds(50))))
            #expect(try await refuses())
            try await clinic.apply(.marketing(isStopped: false, at: start.adding(.seconds(40))))
            #expect(try await refuses())
            try await clinic.apply(.marketing(isStopped: false, at: start.adding(.seconds(60))))
            #expect(try await !refuses())
            try await clinic.apply(.marketing(isStopped: true, at: start.adding(.seconds(50)), category: "other"))
            #expect(try await !refuses())
            #expect(try await clinic.apply(.marketing(isStopped: true, at: nil, from: "919999999999")) == nil)
            let hidden = try await clinic.patientWrites("Hi", from: nil, userID: "IN.1", name: nil)
            try await clinic.apply(
                .marketing(isStopped: true, at: start.adding(.seconds(70)), from: nil, userID: "IN.1"))
            _ = try await clinic.patientWrites("It is me", userID: "IN.1")
            #expect(try await clinic.patient(hidden).refusesMarketing)
            #expect(try await refuses())
        }
    }

    @Test(arguments: TestEngine.available)
    func `a failure that says so counts as an opt-out`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("An offer", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(
                claim, SendFailure(.meta(code: 131050), sentence: "No.", canRetry: false), retryAfter: nil)
            #expect(try await clinic.patient(patient).refusesMarketing)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an opt-out that a report tells counts from when that was written`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("An offer", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            let refused = clinic.clock.now
            clinic.clock.advance(by: .seconds(7200))
            // An hour later they wanted them again, and only then the report comes.
            try await clinic.apply(.marketing(isStopped: false, at: refused.adding(.seconds(3600))))
            try await clinic.apply(
                .status(
                    StatusReport(
                        wamid: "out.1", status: .failed, at: refused, callbackID: nil,
                        failure: SendFailure(.meta(code: 131050), sentence: "No.", canRetry: false))))
            #expect(try await clinic.chats.message(claim.messageID)?.status == .failed)
            #expect(try await !clinic.patient(patient).refusesMarketing)
        }
    }

    // MARK: Blocking

    @Test(arguments: TestEngine.available)
    func `whoever writes after they were blocked is blocked no more`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.takeReply()
            clinic.clock.advance(by: .seconds(10))
            try await clinic.chats.setBlocked(true, patient: patient)
            clinic.clock.advance(by: .seconds(10))
            // Written before, and late.
            try await clinic.patientWrites("Are you there?", sentAt: clinic.clock.now.adding(.seconds(-15)))
            #expect(try await clinic.patient(patient).isBlocked)
            #expect(try await clinic.takeReply() == nil)
            try await clinic.patientWrites("Thank you for unblocking me. When are you open?")
            #expect(try await !clinic.patient(patient).isBlocked)
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
            // Blocked again while the first block still seems to hold.
            try await clinic.chats.setBlocked(true, patient: patient)
            let unblockedElsewhere = clinic.clock.now.adding(.seconds(5))
            clinic.clock.advance(by: .seconds(10))
            try await clinic.chats.setBlocked(true, patient: patient)
            try await clinic.patientWrites("Hello again", sentAt: unblockedElsewhere)
            #expect(try await clinic.patient(patient).isBlocked)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the assistant is silent for whom WhatsApp blocks`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let claim = try #require(await clinic.takeReply())
            #expect(try await clinic.chats.recipient(of: patient) == .phone("919876543210"))
            try await clinic.chats.setBlocked(true, patient: patient)
            #expect(try await clinic.patient(patient).isBlocked)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .stopped)
            try await clinic.patientWrites("Are you there?")
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.replies.nextDue() == nil)
            try await clinic.chats.setBlocked(false, patient: patient)
            try await clinic.patientWrites("And now?")
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
            // What waits does not leave.
            try await clinic.chats.setBlocked(true, patient: patient)
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await clinic.history(patient).last?.status == .cancelled)
            await #expect(throws: Refusal.noSuchPatient) {
                try await clinic.database.chats(of: clinic.otherAccount).setBlocked(true, patient: patient)
            }
        }
    }

    // MARK: Costs

    @Test(arguments: TestEngine.available)
    func `each message counts once on its day, whatever is said how often and when`(on engine: TestEngine)
        async throws
    {
        let regular = Pricing(category: "service", type: "regular", isBillable: true)
        let free = Pricing(category: "service", type: "free_customer_service", isBillable: false)
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            // Before the call has returned.
            try await clinic.prices("out.1", .sent, regular)
            for (number, pricing) in [(1, regular), (2, free), (3, regular), (4, regular)] {
                try await clinic.doctorWrites("\(number)", to: patient)
                let claim = try #require(await clinic.takeSend(patient))
                try await clinic.outbox.recordAccepted(claim, wamid: Wamid("out.\(number)")!)
                if number == 4 { break }
                for _ in 0..<2 { try await clinic.prices("out.\(number)", .sent, pricing) }
                try await clinic.prices("out.\(number)", .delivered, pricing)
            }
            // The price may come with what is late, and what is not delivered costs nothing.
            try await clinic.prices("out.4", .read, nil)
            try await clinic.prices("out.4", .sent, regular)
            try await clinic.doctorWrites("5", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.5")
            try await clinic.prices("out.5", .sent, regular)
            try await clinic.metaReports(
                .failed, wamid: "out.5", failure: SendFailure(.meta(code: 131026), sentence: "No.", canRetry: false))
            #expect(
                try await clinic.chats.costs(from: nil, to: nil) == [
                    DailyCount(date: "2026-11-22", pricing: free, count: 1),
                    DailyCount(date: "2026-11-22", pricing: regular, count: 3),
                ])
            #expect(try await clinic.database.chats(of: clinic.otherAccount).costs(from: nil, to: nil) == [])
            // In Auckland it is evening, and tomorrow in an hour.
            _ = try await clinic.chats.changeClinic { $0.timeZone = "Pacific/Kiritimati" }
            clinic.clock.advance(by: .seconds(3600))
            let day = try await clinic.chats.costs(from: "2026-11-22", to: "2026-11-22")
            #expect(day.map(\.count) == [1, 3])
            #expect(try await clinic.chats.costs(from: "2026-11-23", to: "2026-12-31") == [])
            for (from, to) in [
                ("2026-11-23", "2026-11-22"), ("2026-02-30", nil), ("2025-01-01", "2026-01-02"), ("x", nil),
                ("2026-11-2", nil), ("-026-11-22", nil), (nil, "9999-01-01"),
            ] as [(String?, String?)] {
                await #expect(throws: Refusal.badRange) { try await clinic.chats.costs(from: from, to: to) }
            }
        }
    }

    // MARK: What WhatsApp lets nobody send

    @Test(arguments: TestEngine.available)
    func `while the account is blocked everything waits, goes on afterwards, and what is too old fails`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { clinic in
            let blocks = clinic.database.sendingBlocks
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.deliver(AccountUpdate(.sendingBlocked("Locked."), of: Self.account, at: nil))
            let message = try await clinic.doctorWrites("One", to: patient)
            #expect(try await clinic.outbox.claim(limit: 9) == [])
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await blocks.claim(limit: 9) == [])
            for pause in [60, 60, 120, 240] as [Int64] {
                clinic.clock.advance(by: .seconds(pause - 1))
                #expect(try await blocks.claim(limit: 9) == [])
                clinic.clock.advance(by: .seconds(1))
                #expect(try await blocks.claim(limit: 9) == [clinic.clinicID])
                #expect(try await blocks.giveUpOld(of: clinic.clinicID) == 0)
            }
            try await blocks.release(clinic.clinicID)
            #expect(try await clinic.takeSend(patient)?.messageID == message.id)
            try await clinic.outbox.pause(clinic.clinicID, reason: "No payment.")
            let late = try await clinic.doctorWrites(
                "Two", to: try await clinic.patientWrites("Hi", from: "919876543299"))
            clinic.clock.advance(by: clinic.rules.sendAgeLimit + .seconds(1))
            #expect(try await blocks.giveUpOld(of: clinic.clinicID) == 2)
            #expect(try await clinic.chats.message(late.id)?.failure?.sentence == "No payment.")
            #expect(try await clinic.chats.message(message.id)?.failure == .unconfirmed, "it may have left")
            let connection = try await clinic.database.connections.connection(of: clinic.clinicID)
            #expect(connection.sendingBlockedReason == "No payment." && connection.sendingBlockedAt != nil)
            // Another clinic writes as ever.
            let other = try await clinic.patientWrites("Hello", to: TestClinic.otherNumber)
            _ = try await clinic.database.chats(of: clinic.otherAccount).send(
                OutgoingMessage(patientID: other, text: MessageText("Hi")!, clientMessageID: nil))
            #expect(try await clinic.outbox.claim(limit: 9).map(\.patientID) == [other])
        }
    }

    // MARK: The connection

    @Test(arguments: TestEngine.available)
    func `a webhook is noted with the account that it names, for whose number it is`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let connections = clinic.database.connections
            let unknown = HeardNumber(phoneNumberID: "1", accountID: "9")
            try await connections.note([
                unknown, HeardNumber(phoneNumberID: TestClinic.number, accountID: Self.account),
            ])
            let own = try await connections.connection(of: clinic.clinicID)
            #expect(own.accountID == Self.account && own.lastWebhookAt == clinic.clock.now && own.hasAccessToken)
            let other = try await connections.connection(of: clinic.otherAccount.clinicID)
            #expect(other.accountID == nil && other.lastWebhookAt == nil)
            await #expect(throws: Refusal.phoneNumberIDTaken) {
                try await connections.change(
                    clinic.clinicID, to: ConfirmedConnection(phoneNumberID: TestClinic.otherNumber),
                    by: clinic.account.id)
            }
            try await connections.change(
                clinic.clinicID, to: ConfirmedConnection(account: .some(nil), accessToken: Secret("new")),
                by: clinic.account.id)
            #expect(try await connections.connection(of: clinic.clinicID).accountID == nil)
            #expect(try await clinic.outbox.credentials(of: clinic.clinicID)?.accessToken == Secret("new"))
        }
    }

    /// What is changed, and what of the former connection is still true: account, templates, block, last webhook.
    private static let changes: [(ConfirmedConnection, [Bool])] = [
        (ConfirmedConnection(accessToken: Secret("new")), [true, true, true, true]),
        (ConfirmedConnection(phoneNumberID: TestClinic.number, account: account), [true, true, true, true]),
        (ConfirmedConnection(phoneNumberID: "71", account: account), [true, true, true, false]),
        (ConfirmedConnection(phoneNumberID: "71", account: .some(nil)), [false, false, false, false]),
        (ConfirmedConnection(phoneNumberID: "71", account: "other"), [false, false, false, false]),
        (ConfirmedConnection(account: "other"), [false, false, false, true]),
    ]

    @Test(arguments: TestEngine.available)
    func `another number or account knows nothing of the former one's`(on engine: TestEngine) async throws {
        func stays(_ clinic: TestClinic) async throws -> [Bool] {
            let now = try await clinic.database.connections.connection(of: clinic.clinicID)
            return [
                now.accountID == Self.account, try await !Self.shown(clinic).isEmpty && now.templatesSyncedAt != nil,
                now.sendingBlockedAt != nil && now.sendingBlockedReason != nil, now.lastWebhookAt != nil,
            ]
        }
        for (change, expected) in Self.changes {
            try await Self.with(engine, [Self.template("a")]) { clinic in
                try await clinic.outbox.pause(clinic.clinicID, reason: "Locked.")
                try await clinic.database.connections.change(
                    clinic.clinicID, to: change, by: clinic.account.id)
                #expect(try await stays(clinic) == expected, "\(change)")
            }
        }
        for (number, expected) in [
            (TestClinic.number, [true, true, true, true]), ("71", [false, false, false, false]),
            (nil, [false, false, false, false]),
        ] as [(PhoneNumberID?, [Bool])] {
            try await Self.with(engine, [Self.template("a")]) { clinic in
                try await clinic.outbox.pause(clinic.clinicID, reason: "Locked.")
                var changes = ClinicChanges()
                changes.phoneNumberID = .some(number)
                try await clinic.database.operator.change(clinic.clinicID, changes)
                #expect(try await stays(clinic) == expected, "\(String(describing: number))")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `of two clinics that claim a number at the same moment one gets it`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let connections = clinic.database.connections
            let people = [clinic.account, clinic.otherAccount]
            let clinics = people.map(\.clinicID)
            let patient = try await clinic.patientWrites("Hello")
            // Whoever looks while the other has not committed yet.
            let claimed = Recorder()
            async let first: Void = clinic.engine.write(as: .system) { transaction in
                try transaction.execute(
                    "UPDATE doctors SET whatsapp_phone_number_id = '77' WHERE id = \(clinics[1])")
                claimed.note("77")
                Thread.sleep(forTimeInterval: 0.4)
            }
            try await eventually("the number is claimed") { claimed.notes.isEmpty ? nil : true }
            await #expect(throws: Refusal.phoneNumberIDTaken) {
                try await connections.change(
                    clinics[0], to: ConfirmedConnection(phoneNumberID: "77", accessToken: Secret("new")),
                    by: clinic.account.id)
            }
            try await first
            #expect(
                try await clinic.outbox.credentials(of: clinics[0])?.accessToken != Secret("new"), "all or nothing")
            for round in 0..<20 {
                let number = PhoneNumberID(known: "90\(round)")
                async let text = clinic.doctorWrites("\(round)", to: patient)
                async let noted: Void = connections.note([HeardNumber(phoneNumberID: number, accountID: Self.account)])
                let refused = await withTaskGroup(of: (any Error)?.self) { group in
                    for person in people {
                        group.addTask {
                            do {
                                try await connections.change(
                                    person.clinicID, to: ConfirmedConnection(phoneNumberID: number), by: person.id)
                                return nil
                            } catch {
                                return error
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                _ = try await (text, noted)
                #expect(refused.compactMap { $0 as? Refusal } == [.phoneNumberIDTaken], "\(refused)")
                #expect(refused.count { $0 == nil } == 1)
                var owners = 0
                for id in clinics where try await connections.connection(of: id).phoneNumberID == number { owners += 1 }
                #expect(owners == 1)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the number of the settings is the one clinic's that has none of its own`(on engine: TestEngine) async throws {
        var rules = Rules.forTests
        rules.fallbackPhoneNumberID = "700"
        try await engine.clinic(rules: rules) { clinic in
            let connections = clinic.database.connections
            let new = try await clinic.database.operator.add(
                NewClinic(
                    doctorName: "New", email: "new@clinic.example", phoneNumber: "919000000001", passwordHash: "hash"))
            let doctor = try #require(try await clinic.database.operator.accounts(of: new).first)
            await #expect(throws: Refusal.phoneNumberIDTaken) {
                try await connections.change(
                    clinic.clinicID, to: ConfirmedConnection(phoneNumberID: "700"), by: clinic.account.id)
            }
            #expect(try await connections.connection(of: clinic.clinicID).phoneNumberID == TestClinic.number)
            try await connections.change(new, to: ConfirmedConnection(phoneNumberID: "700"), by: doctor.id)
            #expect(try await connections.connection(of: new).phoneNumberID == "700")
            await #expect(throws: Refusal.phoneNumberIDTaken) {
                try await connections.change(
                    clinic.clinicID, to: ConfirmedConnection(phoneNumberID: "700"), by: clinic.account.id)
            }
        }
    }
}

extension TestClinic {
    fileprivate func sync(_ templates: [Template], askedAt: Timestamp? = nil) async throws {
        try await database.connections.replaceTemplates(
            of: clinicID, at: "501", with: templates, askedAt: askedAt ?? clock.now)
    }

    @discardableResult
    fileprivate func sends(
        _ template: String, _ variables: [String: String], to patient: PatientID, as name: String? = nil
    ) async throws -> Message {
        try await chats.send(
            OutgoingMessage(
                patientID: patient, content: .template(TemplateRequest(templateID: template, variables: variables)),
                clientMessageID: name))
    }

    /// A delivery that is about an account and names no number.
    fileprivate func deliver(_ update: AccountUpdate) async throws {
        try await inbox.receive(Array("{}".utf8))
        for lane in try await inbox.claim(limit: 99) {
            let applied = try await inbox.applyNext(in: lane) {
                ReadDelivery(id: $0.id, updates: [], accountUpdates: [update], problem: nil, numbers: [])
            }
            #expect(applied.problems.isEmpty)
        }
    }

    fileprivate func prices(_ wamid: String, _ status: DeliveryStatus, _ pricing: Pricing?) async throws {
        try await apply(
            .status(
                StatusReport(
                    wamid: Wamid(wamid)!, status: status, at: clock.now, callbackID: nil, failure: nil, pricing: pricing
                )))
    }
}

extension InboundEvent {
    fileprivate static func marketing(
        isStopped: Bool, at time: Timestamp?, from phone: String? = "919876543210", userID: String? = nil,
        category: String = "marketing_messages"
    ) -> InboundEvent {
        .marketingPreference(
            MarketingPreference(
                person: WhatsAppPerson(
                    phone: phone.flatMap { PhoneNumber($0) }, userID: userID.flatMap { WhatsAppUserID($0) }),
                category: category, isStopped: isStopped, at: time))
    }
}
