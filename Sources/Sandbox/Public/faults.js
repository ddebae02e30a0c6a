// The panel "What can go wrong".
import { get, post, remove } from "/api.js";
import { element } from "/bubble.js";

const KINDS = [
  ["error:131047", "Refused: 24 hours are over"],
  ["error:130429", "Refused: too many messages"],
  ["error:131026", "Refused: cannot be delivered"],
  ["error:190", "Refused: the token has expired"],
  ["error:131000", "Refused: something went wrong"],
  ["html:0", "An HTML error page as answer"],
  ["cut_before:0", "Lost before it arrives"],
  ["cut_after:0", "Arrives, but the answer is lost"],
  ["delay:0", "Answered late"],
  ["withhold_status:0", "Arrives without any tick"],
  ["failed_status:131026", "Accepted, then fails"],
  ["status_first:0", "Ticks before the answer"],
  ["upload_error:131053", "A file is refused"],
  ["upload_error:131000", "A file is refused this time"],
  ["upload_failure:0", "An HTML error page for a file"],
  ["upload_cut:0", "A file arrives, but the answer is lost"],
  ["media_damaged:0", "A patient's file comes damaged"],
  ["media_gone:0", "A patient's file is gone"],
];
const TROUBLES = [
  ["", "Answers"],
  ["hang", "Does not answer"],
  ["error_503", "Is overloaded"],
  ["rate_limited", "Is over its limit"],
  ["blocked", "Blocks the question"],
  ["safety", "Stops for safety"],
  ["max_tokens", "Is cut off in the middle"],
  ["empty", "Answers nothing"],
  ["malformed_json", "Answers nonsense"],
];

const at = (id) => document.getElementById(id);

function fill(select, options) {
  for (const [value, text] of options) {
    const option = element("option", "", text);
    option.value = value;
    select.append(option);
  }
}

const label = (fault) => {
  const exact = KINDS.find(([value]) => value === `${fault.kind}:${fault.code ?? 0}`);
  const words = exact ? exact[1] : `${fault.kind} ${fault.code ?? ""}`;
  return fault.count === 1 ? words : `${words} (${fault.count} times)`;
};

export function draw(faults, model) {
  at("fault-list").replaceChildren(...faults.map((fault) => element("li", "", label(fault))));
  at("fault-clear").hidden = faults.length === 0;
  at("model-trouble").value = model.trouble ?? "";
}

/** `patient` returns the id of the patient being played, or null. */
export function start(patient, clinic) {
  fill(at("fault-kind"), KINDS);
  fill(at("model-trouble"), TROUBLES);
  const note = (text) => (at("fault-note").textContent = text);
  const guarded = (work) => (event) => {
    event.preventDefault();
    work().catch((error) => note(error.message));
  };
  at("fault-form").addEventListener("submit", guarded(async () => {
    const [kind, code] = at("fault-kind").value.split(":");
    const seconds = Number(at("fault-delay").value) || 0;
    await post("faults", {
      kind, code: Number(code) || undefined, count: Number(at("fault-count").value) || 1,
      delay_seconds: kind === "delay" && seconds === 0 ? 8 : seconds,
    });
    note("Ready. Now let the clinic write.");
  }));
  at("fault-clear").addEventListener("click", guarded(async () => {
    await remove("faults");
    note("");
  }));
  at("account-form").addEventListener("submit", (event) => event.preventDefault());
  at("account-health").addEventListener("change", guarded(async () => {
    await post("account", { phone_number_id: clinic(), health: at("account-health").value });
  }));
  at("account-subscribed").addEventListener("change", () => {
    // The box keeps its own tick: an event that is prevented would take it back.
    post("account", { phone_number_id: clinic(), subscribed: at("account-subscribed").checked })
      .catch((error) => note(error.message));
  });
  at("model-form").addEventListener("submit", (event) => event.preventDefault());
  at("model-trouble").addEventListener("change", guarded(async () => {
    await post("model", { trouble: at("model-trouble").value || null });
  }));
  at("window-shut").addEventListener("click", guarded(async () => {
    if (!patient()) return note("Write as a patient first.");
    await post("window", { patient: patient(), phone_number_id: clinic(), seconds_ago: 25 * 3600 });
    note("The 24-hour window of this patient is shut.");
  }));
}

export async function readAccount(clinic) {
  const account = await get("account", { phone_number_id: clinic });
  at("account-health").value = account.health_status.can_send_message;
  at("account-subscribed").checked = account.subscribed;
}

export const read = async () => {
  const [list, model] = await Promise.all([get("faults"), get("model")]);
  draw(list.faults, model);
};
