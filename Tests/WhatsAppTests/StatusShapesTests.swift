import Conversations
import JSON
import TestSupport
import Testing

@testable import WhatsApp

/// What is made of statuses without an example file.
struct StatusShapesTests {
    @Test func `statuses seen in the field are read`() throws {
        let read = Reading(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
            "metadata":{"phone_number_id":"11"},"contacts":[{"wa_id":"919000000001"}],"statuses":[
            {"id":"o1","status":"failed","errors":[{"code":131026,"title":"t"}]}]}},
            {"field":"messages","value":{"metadata":{"phone_number_id":"11"},"statuses":[
            {"id":"o2","status":"failed","recipient_user_id":"IN.1","errors":[{}]},
            {"id":"o3","status":"played","recipient_id":"R3JvdXA=","recipient_type":"group",
             "recipient_participant_id":"919000000003"}]}}]}]}
            """)
        // What is said of a message to a group concerns no conversation here.
        #expect(read.statuses.map(\.wamid) == ["o1", "o2"] && read.problems == [])
        #expect(read.statuses.map(\.recipient.phone) == ["919000000001", nil])
        #expect(read.statuses.map(\.recipient.userID) == [nil, "IN.1"])
        #expect(read.statuses.map(\.status) == [.failed, .failed])
        #expect(read.statuses.map { $0.failure?.origin } == [.meta(code: 131026), .meta(code: nil)])
        #expect(read.statuses[1].failure == GraphErrorMeaning.unexplained)
    }

    @Test func `in a group the person is the participant`() throws {
        let status = try JSONElement(
            #"{"id":"o3","status":"played","recipient_id":"R3JvdXA=","recipient_type":"group","#
                + #""recipient_participant_id":"919000000003"}"#)
        let report = try StatusReader.read(status, contacts: ContactBook(nil))
        #expect(StatusReader.isGroup(status) && report.status == .played)
        #expect(report.recipient == WhatsAppPerson(phone: "919000000003"))
    }

    @Test func `our id for a message comes back in its status, and anything else there is not ours`() {
        let ours = MessageID.make()
        let read = Reading(
            value: #""statuses":[{"id":"o1","status":"sent","biz_opaque_callback_data":"\#(ours)"},"#
                + #"{"id":"o2","status":"sent","biz_opaque_callback_data":"outbox:7f3c1d"}]"#)
        #expect(read.statuses.map(\.callbackID) == [ours, nil])
    }

    @Test func `a failure without a code is Meta's all the same`() {
        let read = Reading(value: #""statuses":[{"id":"o1","status":"failed"}]"#)
        #expect(read.statuses.map { $0.failure?.origin } == [.meta(code: nil)])
        #expect(read.contents.notices == [])
    }

    @Test(arguments: [1, 2, 4, 613, 80007, 130429, 131000, 131016, 131056, 131057, 133004])
    func `a passing fault in a status is tried again as in an answer, and others are not`(code: Int64) {
        func retry(_ code: Int64) -> [RetryPlan] {
            Reading(value: #""statuses":[{"id":"o1","status":"failed","errors":[{"code":\#(code)}]}]"#).statuses.map(
                \.retry)
        }
        #expect(retry(code) == [GraphError(code: code, httpStatus: 400).retryPlan] && retry(code) != [.never])
        #expect(retry(131026) == [.never] && retry(131047) == [.never])
    }

    @Test func `a failure that lies in the account is also a notice, even about a group or an unknown number`() {
        let failed = #""status":"failed","errors":[{"code":131026},{"code":190}]"#
        let notice = AccountNotice(
            businessAccountID: "1", phoneNumberID: "11", matter: .failedMessage("o1", code: 190))
        let read = Reading(value: #""statuses":[{"id":"o1",\#(failed)}]"#)
        #expect(read.contents.notices == [notice])
        #expect(read.statuses.map { $0.failure?.metaCode } == [131026])
        let group = Reading(value: #""statuses":[{"id":"o1","recipient_type":"group",\#(failed)}]"#)
        #expect(group.contents == WebhookContents(notices: [notice]))
        let unknown = Reading(
            #"{"entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":[{"id":"o1",\#(failed)}]}}]}]}"#)
        let unnamed = AccountNotice(businessAccountID: "1", matter: notice.matter)
        #expect(unknown.contents == WebhookContents(notices: [unnamed], problems: [.numberMissing]))
    }
}
