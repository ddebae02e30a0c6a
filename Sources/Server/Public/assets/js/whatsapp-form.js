// The clinic's account with WhatsApp between the server and a form, as values.

const MEMBERS = ["phone_number_id", "account_id"];

/** What of the fields differs, as the server takes it. A token is only ever replaced. */
export function changesToAccount(fields, account) {
    const changed = MEMBERS.filter((member) => fields[member].trim() && fields[member].trim() !== (account[member] ?? ""));
    const token = fields.access_token.trim();
    return Object.fromEntries([...changed.map((member) => [member, fields[member].trim()]), ...(token ? [["access_token", token]] : [])]);
}

const CHECKS = {
    token: "Access token", number: "Number", permissions: "Permissions", account: "Account", subscription: "Subscription",
    webhook: "Webhook", sending: "Sending", limit: "Limit",
};

/** What is checked, in a word or two. */
export function checkLabel(name) {
    return CHECKS[name] ?? name.replaceAll("_", " ");
}
