-- A database of the replaced system, with every irregular row that such databases hold. All people are invented.
CREATE TABLE doctors (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(255) NOT NULL, phone_number varchar(20) NOT NULL UNIQUE,
    email varchar(255), specialization text, clinic_name text, clinic_address text, is_active boolean DEFAULT true,
    created_at timestamptz DEFAULT now(), updated_at timestamptz, welcome_message text,
    consultation_fee numeric(10,2) DEFAULT 500 CHECK (consultation_fee > 0), subscription_status text,
    plan_expiry_date timestamp, whatsapp_phone_number_id varchar(50), whatsapp_access_token text, social_links jsonb);
CREATE TABLE patients (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), phone_number varchar(20) NOT NULL UNIQUE, name varchar(255),
    doctor_id uuid REFERENCES doctors ON DELETE SET NULL, created_at timestamptz DEFAULT now(), last_seen_at timestamptz,
    email text, notes text, is_bot_paused boolean DEFAULT false, bot_paused_at timestamptz,
    bot_paused_by uuid REFERENCES doctors, ai_paused boolean, ai_paused_at timestamptz);
CREATE TABLE messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), doctor_id uuid NOT NULL REFERENCES doctors ON DELETE CASCADE,
    patient_id uuid REFERENCES patients ON DELETE CASCADE, phone_number varchar(20) NOT NULL,
    direction text CHECK (direction IN ('incoming', 'outgoing')), message_type text, message_body text, media_url text,
    whatsapp_message_id varchar(255), status text, created_at timestamptz DEFAULT now());
CREATE TABLE clinic_config (
    doctor_id uuid PRIMARY KEY REFERENCES doctors, opening_time time, closing_time time, welcome_message text,
    holidays text[]);
CREATE TABLE doctor_knowledge_base (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), doctor_id uuid REFERENCES doctors, category text, question text,
    answer text, symptom_name text, keywords text[], medical_advice text, specialty text, is_active boolean,
    priority integer);
CREATE TABLE appointments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), doctor_id uuid REFERENCES doctors,
    patient_id uuid REFERENCES patients, at timestamptz);
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON patients USING (true);

INSERT INTO doctors (id, name, phone_number, email, clinic_name, clinic_address, created_at, whatsapp_phone_number_id,
    whatsapp_access_token, consultation_fee) VALUES
    ('d0000000-0000-0000-0000-000000000001', 'Dr Anita Rao', '919000000001', 'Anita@Clinic.example', 'Aurora', 'MG Road',
        '2025-01-01', '701', 'EAAG-in-clear', 600),
    ('d0000000-0000-0000-0000-000000000002', 'Dr Ravi', '919000000002', 'anita@clinic.example', NULL, NULL, '2025-02-01',
        '701', NULL, NULL),
    ('d0000000-0000-0000-0000-000000000003', 'Dr Noor', '919000000003', NULL, NULL, NULL, '2025-03-01', '', '', NULL);
INSERT INTO patients (id, phone_number, name, doctor_id, created_at, last_seen_at, is_bot_paused, bot_paused_at,
    bot_paused_by, ai_paused) VALUES
    -- one person in three spellings; one of them is paused, by nobody and at no time
    ('a0000000-0000-0000-0000-000000000001', '+91 98765 43210', 'Zoë', 'd0000000-0000-0000-0000-000000000001',
        '2025-05-01', '2025-06-01', NULL, NULL, NULL, NULL),
    ('a0000000-0000-0000-0000-000000000002', '919876543210', NULL, 'd0000000-0000-0000-0000-000000000001',
        '2025-05-02', NULL, true, NULL, NULL, NULL),
    ('a0000000-0000-0000-0000-000000000003', '09876543210', NULL, 'd0000000-0000-0000-0000-000000000001',
        '2025-05-03', NULL, false, NULL, NULL, NULL),
    -- paused by the competing column
    ('a0000000-0000-0000-0000-000000000004', '919876543211', 'B', 'd0000000-0000-0000-0000-000000000001', '2025-05-01',
        NULL, false, NULL, NULL, true),
    -- no doctor, but messages of two
    ('a0000000-0000-0000-0000-000000000005', '919876543212', 'C', NULL, '2025-05-01', NULL, false, NULL, NULL, NULL),
    -- no doctor and no messages: nobody can tell
    ('a0000000-0000-0000-0000-000000000006', '919876543213', 'D', NULL, '2025-05-01', NULL, false, NULL, NULL, NULL),
    -- no digit in the number
    ('a0000000-0000-0000-0000-000000000007', 'unknown', 'E', 'd0000000-0000-0000-0000-000000000001', '2025-05-01', NULL,
        false, NULL, NULL, NULL);
INSERT INTO messages (id, doctor_id, patient_id, phone_number, direction, message_type, message_body,
    whatsapp_message_id, status, created_at) VALUES
    ('e0000000-0000-0000-0000-000000000001', 'd0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000001', '+919876543210', 'incoming', 'text', 'first', 'w1', 'read',
        '2025-06-01 10:00:00.123456+00'),
    -- the same moment, under the other spelling, with the same wamid
    ('e0000000-0000-0000-0000-000000000002', 'd0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000002', '919876543210', 'outgoing', 'template', NULL, 'w1', NULL,
        '2025-06-01 10:00:00.123456+00'),
    ('e0000000-0000-0000-0000-000000000003', 'd0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000003', '09876543210', 'outgoing', 'text', '', '', 'failed', '2025-06-02'),
    -- without a patient: known by number, known by nobody, and with no number at all
    ('e0000000-0000-0000-0000-000000000004', 'd0000000-0000-0000-0000-000000000001', NULL, '91 98765 43210', 'incoming',
        'image', 'photo', NULL, NULL, '2025-06-03'),
    ('e0000000-0000-0000-0000-000000000005', 'd0000000-0000-0000-0000-000000000001', NULL, '919876500000', 'incoming',
        'text', 'stranger', NULL, NULL, '2025-06-04'),
    ('e0000000-0000-0000-0000-000000000006', 'd0000000-0000-0000-0000-000000000001', NULL, '?', 'incoming', 'text',
        'nobody', NULL, NULL, '2025-06-04'),
    -- one patient, two doctors
    ('e0000000-0000-0000-0000-000000000007', 'd0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000005', '919876543212', 'incoming', 'text', 'to one', 'w7', NULL, '2025-06-05'),
    ('e0000000-0000-0000-0000-000000000008', 'd0000000-0000-0000-0000-000000000002',
        'a0000000-0000-0000-0000-000000000005', '919876543212', 'incoming', 'text', 'to the other', 'w7', NULL,
        '2025-06-06'),
    ('e0000000-0000-0000-0000-000000000009', 'd0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000007', 'unknown', 'incoming', 'text', 'no number', NULL, NULL, '2025-06-06');
INSERT INTO clinic_config VALUES
    ('d0000000-0000-0000-0000-000000000001', '09:00', '18:30', 'Hello', ARRAY['Sunday', '26 January']);
INSERT INTO doctor_knowledge_base (doctor_id, category, question, answer, symptom_name, keywords, medical_advice,
    is_active, priority) VALUES
    ('d0000000-0000-0000-0000-000000000001', 'administrative', 'Opening hours', 'Ask us', NULL, NULL, NULL, true, 1),
    ('d0000000-0000-0000-0000-000000000001', 'administrative', 'Parking', 'Behind the house', NULL, NULL, NULL, true, 2),
    ('d0000000-0000-0000-0000-000000000001', 'administrative', 'Old', 'No longer', NULL, NULL, NULL, false, 3),
    ('d0000000-0000-0000-0000-000000000001', 'medical', NULL, NULL, 'Fever', ARRAY['hot'], 'Drink water', true, 1),
    ('d0000000-0000-0000-0000-000000000001', 'medical', NULL, NULL, NULL, ARRAY['cough', 'cold'], 'Rest', true, 1);
INSERT INTO appointments (doctor_id, patient_id, at) VALUES
    ('d0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', '2026-01-01');

-- what nobody can tell: which way a message went, whose a topic is, what it says; and a category that is missing
INSERT INTO messages (id, doctor_id, patient_id, phone_number, direction, message_type, message_body,
    whatsapp_message_id, status, created_at) VALUES
    ('e0000000-0000-0000-0000-000000000010', 'd0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000001', '919876543210', NULL, NULL, 'which way', 'w1', NULL, NULL);
INSERT INTO clinic_config VALUES ('d0000000-0000-0000-0000-000000000003', NULL, '18:00', 'Welcome', NULL);
INSERT INTO doctor_knowledge_base (id, doctor_id, category, question, answer, medical_advice, is_active) VALUES
    ('b0000000-0000-0000-0000-000000000001', 'd0000000-0000-0000-0000-000000000003', NULL, 'Lift', 'Yes', NULL, NULL),
    ('b0000000-0000-0000-0000-000000000002', 'd0000000-0000-0000-0000-000000000003', NULL, NULL, NULL, 'Rest', true),
    ('b0000000-0000-0000-0000-000000000003', NULL, 'administrative', 'Whose', 'Nobody''s', NULL, true),
    ('b0000000-0000-0000-0000-000000000004', 'd0000000-0000-0000-0000-000000000001', 'medical', NULL, NULL, '', true);

-- a stranger's message without a time
INSERT INTO messages (id, doctor_id, phone_number, direction, message_type, message_body, created_at) VALUES
    ('e0000000-0000-0000-0000-000000000011', 'd0000000-0000-0000-0000-000000000003', '919876500001', 'incoming', 'text',
        'when', NULL);
