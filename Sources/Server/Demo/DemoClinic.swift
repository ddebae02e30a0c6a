import Conversations

/// The clinic of the demo: invented people, and answers as a small practice in Pune would give them.
enum DemoClinic {
    static let doctorName = "Dr. Meera Deshpande"
    static let clinicName = "Deshpande Family Clinic"
    static let address = "14 Prabhat Road, Erandwane, Pune 411004, first floor, above the stationery shop"
    static let phone = PhoneNumber(known: "912055501420")
    static let phoneNumberID = SandboxSettings.standardNumber
    static let email = EmailAddress(known: "doctor@demo.clinic")
    /// Known to everybody: the demo listens on this machine only.
    static let password = "demo-clinic"

    static let topics = [
        Topic(title: "Clinic hours", answer: "We're open 9 AM – 6 PM, Monday to Saturday. Closed on Sunday."),
        Topic(
            title: "Address",
            answer: "\(clinicName), \(address). The nearest bus stop is Nal Stop, five minutes on foot."),
        Topic(
            title: "Consultation fee",
            answer: "A first visit costs ₹600. A follow-up within 14 days costs ₹300."),
        Topic(
            title: "Appointments",
            answer: "Write us the day and the time that suit you, and the front desk will confirm it here. "
                + "You can also call +91 20 5550 1420. Without an appointment the wait is about 40 minutes."),
        Topic(
            title: "Changing or cancelling an appointment",
            answer: "Tell us at least two hours before. The front desk will give you a new time. There is no charge."),
        Topic(
            title: "Parking",
            answer: "Two-wheelers park in front of the building. For cars there is paid parking next to the bank, "
                + "100 metres from us."),
        Topic(
            title: "Test reports",
            answer: "Blood reports are ready the next working day after 4 PM. You can collect them at the front desk "
                + "or ask us to send them here."),
        Topic(
            title: "Insurance",
            answer: "We do not settle bills with insurers directly. We give you a bill and a prescription with our "
                + "registration number, which insurers accept for a refund."),
        Topic(title: "Payment", answer: "You can pay by UPI, card or cash. We do not take cheques."),
        Topic(
            title: "Online consultation",
            answer: "Follow-up visits are possible by video, Monday to Friday, 5 PM – 6 PM. A video consultation "
                + "costs ₹400, paid by UPI before the call."),
        Topic(
            title: "Documents to bring",
            answer: "Please bring earlier prescriptions, recent test reports, the medicines that you take now, and "
                + "an identity card on the first visit."),
        Topic(
            title: "Holidays",
            answer: "We are closed on 26 January, 15 August, 2 October, on Ganesh Chaturthi and for three days at "
                + "Diwali. The days are announced at the front desk."),
        Topic(
            title: "Emergency",
            answer: "We are not an emergency clinic. In an emergency call 112, or 108 for an ambulance. During clinic "
                + "hours you reach us at +91 20 5550 1420."),
        Topic(
            title: "Phone number",
            answer: "The front desk answers at +91 20 5550 1420 during clinic hours."),
        Topic(title: "Languages", answer: "The doctor and the front desk speak English, Hindi and Marathi."),
        Topic(
            title: "Children",
            answer: "We see children from six months of age. Please bring the vaccination card."),
        Topic(
            title: "Vaccination",
            answer: "Vaccinations are given on Tuesday and Friday, 10 AM – 12 noon. Please book a time first."),
        Topic(
            title: "Medical certificate",
            answer: "Certificates for school or work are given after a visit. They cost ₹200."),
    ]
}
