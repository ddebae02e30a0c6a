import { setText } from "../dom.js";
import { changedHours, dayProblem, DAYS, holidaysProblem, hoursOf, LANGUAGES, RANGES } from "../hours-form.js";
import { element } from "./elements.js";

/** When the clinic is open, its holidays and its languages. A receptionist reads them. */
export class HoursView {
    #api;
    #saved;
    #mayChange;
    #clinic = null;
    #form = null;
    #days = element("div", { className: "hours-days" });
    #holidays = element("ul", { className: "hours-holidays", role: "list" });
    #languages = element("div", { className: "hours-languages" });
    #holidaysError = element("p", { className: "field-error", role: "alert", id: "holidays-error" });
    #error = element("p", { className: "field-error", role: "alert", data: { testid: "hours-error" } });
    #save = element("button", {
        className: "button button-primary", type: "submit", textContent: "Save hours", data: { testid: "hours-save" },
    });
    root;

    constructor(api, saved, mayChange) {
        [this.#api, this.#saved, this.#mayChange] = [api, saved, mayChange];
        const add = button("Add a holiday", () => this.#addHoliday());
        this.root = element("form", { className: "settings-form hours", noValidate: true, "aria-labelledby": "hours-title", data: { testid: "hours" } },
            element("h2", { id: "hours-title", textContent: "Opening hours and holidays" }),
            element("p", { className: "field-hint", textContent: "In the clinic’s time zone. The assistant answers from them, whatever a topic says, and only open minutes count for the alarm. With every day closed, they count as not known." }),
            this.#days,
            element("fieldset", { className: "hours-set" }, element("legend", { textContent: "Holidays" }), this.#holidays, this.#holidaysError, mayChange ? add : null),
            element("fieldset", { className: "hours-set" }, element("legend", { textContent: "Languages spoken" }), this.#languages),
            mayChange ? element("div", { className: "settings-actions" }, this.#save, this.#error) : null);
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#submit();
        });
    }

    /** What is typed and not saved stays. */
    read(clinic) {
        const isTyped = this.#clinic && Object.keys(changedHours(this.#form, this.#clinic)).length > 0;
        this.#clinic = clinic;
        if (isTyped) return;
        this.#form = hoursOf(clinic);
        this.#show();
    }

    #show() {
        this.#days.replaceChildren(...Object.keys(DAYS).map((day) => this.#day(day)));
        this.#holidays.replaceChildren(...this.#form.holidays.map((holiday) => this.#holiday(holiday)));
        this.#languages.replaceChildren(...Object.entries(LANGUAGES).map((language) => this.#language(...language)));
    }

    // MARK: Days

    #day(day) {
        const error = element("p", { className: "field-error", role: "alert", id: `hours-error-${day}` });
        const set = element("fieldset", { className: "hours-set", data: { day, testid: `hours-${day}` }, "aria-describedby": error.id },
            element("legend", { textContent: DAYS[day] }));
        const ranges = this.#form.days[day];
        if (ranges.length === 0) set.append(element("p", { className: "hours-closed", textContent: "Closed" }));
        ranges.forEach((range, index) => set.append(this.#range(day, range, index)));
        set.append(error);
        if (this.#mayChange) set.append(this.#dayActions(day, ranges));
        return set;
    }

    #range(day, range, index) {
        const place = `${DAYS[day]}, ${["first", "second", "third"][index]} time`;
        const [start, end] = ["opens", "closes"].map((what, side) => this.#time(day, range, side, `${place} ${what}`));
        const remove = button("Remove", () => this.#change(day, this.#form.days[day].toSpliced(index, 1)), `Remove ${place}`);
        return element("div", { className: "hours-range" }, start, element("span", { "aria-hidden": "true", textContent: "–" }), end, this.#mayChange ? remove : null);
    }

    #time(day, range, side, label) {
        const field = element("input", { type: "time", value: range[side], "aria-label": label, readOnly: !this.#mayChange });
        field.addEventListener("input", () => {
            range[side] = field.value;
            this.#say(day, "");
        });
        return field;
    }

    #dayActions(day, ranges) {
        const add = ranges.length < RANGES ? button("Add hours", () => this.#add(day), `Add hours on ${DAYS[day]}`) : null;
        const copy = button("Copy to all days", () => this.#copy(day), `Copy ${DAYS[day]} to all days`);
        return element("div", { className: "hours-actions" }, add, copy);
    }

    #add(day) {
        this.#change(day, [...this.#form.days[day], ["", ""]]);
        [...this.#set(day).querySelectorAll("input")].at(-2).focus();
    }

    #change(day, ranges) {
        this.#form.days[day] = ranges;
        this.#set(day).replaceWith(this.#day(day));
        this.#set(day).querySelector("button")?.focus();
    }

    #copy(day) {
        for (const other of Object.keys(DAYS)) this.#form.days[other] = this.#form.days[day].map((range) => [...range]);
        this.#show();
        [...this.#set(day).querySelectorAll("button")].at(-1).focus();
    }

    #set(day) {
        return this.#days.querySelector(`[data-day="${day}"]`);
    }

    #say(day, text) {
        setText(this.#set(day).querySelector(".field-error"), text);
    }

    // MARK: Holidays and languages

    #holiday(holiday) {
        const date = this.#holidayField(holiday, "date", { type: "date", "aria-label": "Date of the holiday" });
        const name = this.#holidayField(holiday, "name", { maxLength: 100, "aria-label": "Name of the holiday" });
        const row = element("li", { className: "hours-holiday", data: { testid: "holiday" } }, date, name);
        if (this.#mayChange) {
            row.append(button("Remove", () => {
                this.#form.holidays.splice(this.#form.holidays.indexOf(holiday), 1);
                const next = row.nextElementSibling ?? row.previousElementSibling;
                row.remove();
                (next?.querySelector("button") ?? this.#save).focus();
            }, `Remove the holiday ${holiday.name}`));
        }
        return row;
    }

    #holidayField(holiday, member, properties) {
        const field = element("input", { ...properties, value: holiday[member], readOnly: !this.#mayChange });
        field.addEventListener("input", () => {
            holiday[member] = field.value;
            setText(this.#holidaysError, "");
        });
        return field;
    }

    #addHoliday() {
        const holiday = { date: "", name: "" };
        this.#form.holidays.push(holiday);
        this.#holidays.append(this.#holiday(holiday));
        this.#holidays.lastElementChild.querySelector("input").focus();
    }

    #language(code, name) {
        const box = element("input", { type: "checkbox", checked: this.#form.languages.includes(code), disabled: !this.#mayChange });
        box.addEventListener("change", () => {
            const others = this.#form.languages.filter((language) => language !== code);
            this.#form.languages = box.checked ? [...others, code] : others;
        });
        return element("label", { className: "check" }, box, name);
    }

    // MARK: Saving

    async #submit() {
        if (!this.#clinic || !this.#mayChange || this.#save.disabled) return;
        setText(this.#error, "");
        if (this.#isWrong()) return;
        this.#save.disabled = true;
        const outcome = await this.#api.changeClinic(changedHours(this.#form, this.#clinic));
        this.#save.disabled = false;
        if (outcome.kind !== "ok") return setText(this.#error, outcome.message);
        this.#clinic = outcome.data.clinic;
        this.#form = hoursOf(this.#clinic);
        this.#show();
        this.#saved();
        this.#save.focus();
    }

    #isWrong() {
        const wrong = Object.keys(DAYS).filter((day) => {
            this.#say(day, dayProblem(this.#form.days[day]));
            return dayProblem(this.#form.days[day]);
        });
        setText(this.#holidaysError, holidaysProblem(this.#form.holidays));
        if (wrong.length) this.#set(wrong[0]).querySelector("input").focus();
        else if (this.#holidaysError.textContent) this.#holidays.querySelector("input").focus();
        return wrong.length > 0 || Boolean(this.#holidaysError.textContent);
    }
}

function button(text, act, label = text) {
    const made = element("button", { className: "button button-small", type: "button", textContent: text, "aria-label": label });
    made.addEventListener("click", act);
    return made;
}
