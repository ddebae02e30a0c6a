-- What a plain server keeps of the same messages, with the same keys.
CREATE TABLE doctors (id UUID PRIMARY KEY, phone_number_id TEXT NOT NULL UNIQUE);
CREATE TABLE patients (
    id UUID NOT NULL,
    doctor_id UUID NOT NULL REFERENCES doctors (id),
    name TEXT,
    phone_number TEXT NOT NULL,
    whatsapp_user_id TEXT,
    last_activity_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (doctor_id, id),
    UNIQUE (doctor_id, phone_number),
    UNIQUE (doctor_id, whatsapp_user_id)
);
CREATE TABLE messages (
    id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    patient_id UUID NOT NULL,
    direction TEXT NOT NULL,
    message_type TEXT NOT NULL,
    message_body TEXT NOT NULL,
    whatsapp_message_id TEXT NOT NULL,
    status TEXT NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (doctor_id, id),
    UNIQUE (doctor_id, whatsapp_message_id),
    FOREIGN KEY (doctor_id, patient_id) REFERENCES patients (doctor_id, id)
);
CREATE INDEX messages_by_patient ON messages (doctor_id, patient_id, created_at);
