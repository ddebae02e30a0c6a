const PIN = /(?:^|\()(-?\d{1,2}(?:\.\d+)?), (-?\d{1,3}(?:\.\d+)?)\)?$/;

/** Where a map shows the place that a message tells, or null. The coordinates stand at the end of its text. */
export function mapLink({ message_type: type, message_body: body }) {
    const [, latitude, longitude] = (type === "location" && PIN.exec((body ?? "").trim())) || [];
    if (latitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
    return `https://www.google.com/maps/search/?api=1&query=${latitude}%2C${longitude}`;
}
