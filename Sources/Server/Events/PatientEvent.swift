package import Conversations

/// What happened to a patient, as the event stream tells it.
package struct PatientEvent: Sendable, Hashable {
    /// Grows by one with every event of the clinic, and from one start of the process to the next.
    package let id: Int64
    package let clinicID: ClinicID
    package let patientID: PatientID
    /// The patient's newest message.
    package let seq: Int64
}
