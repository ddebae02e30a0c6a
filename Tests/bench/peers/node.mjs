// A plain Node server with node-pg: verify, find or create the patient, insert the message, commit, 200.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";

// NODE_PATH, where Debian's package is, counts for require alone.
const { Pool } = createRequire(import.meta.url)("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_CONNECTIONS) });
const doctors = new Map(
  (await pool.query("SELECT id, phone_number_id FROM doctors")).rows.map((row) => [row.phone_number_id, row.id]),
);

const FIND = "SELECT id FROM patients WHERE doctor_id = $1 AND phone_number = $2";
const CREATE = `INSERT INTO patients (id, doctor_id, name, phone_number, whatsapp_user_id, last_activity_at)
  VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT DO NOTHING`;
const INSERT = `INSERT INTO messages (id, doctor_id, patient_id, direction, message_type, message_body,
    whatsapp_message_id, status, sent_at, created_at)
  VALUES ($1, $2, $3, 'incoming', $4, $5, $6, 'received', to_timestamp($7), now()) ON CONFLICT DO NOTHING`;

function isGenuine(body, header = "") {
  const wanted = createHmac("sha256", process.env.META_APP_SECRET).update(body).digest();
  const given = Buffer.from(header.replace(/^sha256=/, ""), "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function patientID(client, doctor, contact) {
  const find = { name: "find", text: FIND, values: [doctor, contact.wa_id] };
  const found = await client.query(find);
  if (found.rows.length) return found.rows[0].id;
  const values = [randomUUID(), doctor, contact.profile.name, contact.wa_id, contact.user_id];
  await client.query({ name: "create", text: CREATE, values });
  return (await client.query(find)).rows[0].id;
}

async function store(value) {
  const doctor = doctors.get(value.metadata.phone_number_id);
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const patient = await patientID(client, doctor, value.contacts[0]);
    for (const message of value.messages) {
      const values = [randomUUID(), doctor, patient, message.type, message.text.body, message.id, message.timestamp];
      await client.query({ name: "insert", text: INSERT, values });
    }
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    client.release(error);
    throw error;
  }
}

async function answer(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  if (!isGenuine(body, request.headers["x-hub-signature-256"])) return 401;
  for (const entry of JSON.parse(body).entry) for (const change of entry.changes) await store(change.value);
  return 200;
}

const server = createServer(async (request, response) => {
  if (request.url !== "/webhook") return response.writeHead(200).end("ready");
  const status = await answer(request).catch((error) => (console.error(error), 500));
  response.writeHead(status, { "Content-Type": "text/plain" }).end(status === 200 ? "EVENT_RECEIVED" : "");
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), "127.0.0.1");
