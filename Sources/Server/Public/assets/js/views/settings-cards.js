import { CostsView } from "./costs.js";
import { EmergencyView } from "./emergency.js";
import { HoursView } from "./hours.js";
import { ModelsView } from "./models.js";
import { NoticesView } from "./notices.js";
import { RedFlagWordsView } from "./red-flag-words.js";
import { WhatsAppView } from "./whatsapp.js";

/** What stands below the clinic's own form, in order. The account of WhatsApp is shown to a doctor alone. */
export function makeCards(api, { saved, undoable, mayChange }) {
    return [
        new NoticesView(),
        new HoursView(api, saved, mayChange),
        new EmergencyView(api, saved, mayChange),
        new RedFlagWordsView(api, undoable, mayChange),
        ...(mayChange ? [new WhatsAppView(api, saved)] : []),
        new ModelsView(api, saved, mayChange),
        new CostsView(api),
    ];
}
