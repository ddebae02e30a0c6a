const QUIET_MS = 1_000;
const KEYS_MS = 3_000;
// Nobody can have seen a move and aimed anew in less.
const AIM_MS = 300;

/**
 * Whether somebody is about to press a row: a mouse is on the list or on its way, a finger is down, the list scrolls,
 * or the keys go through it. Rows must not move then. `released` is called once some may.
 */
export class ListHold {
    #root;
    #released;
    #until = 0;
    #timer = null;
    #isMouse = false;
    #isDown = false;
    #movedAt = -Infinity;

    constructor(root, released) {
        this.#root = root;
        this.#released = released;
        const pointed = (event) => this.#pointed(event);
        for (const name of ["pointermove", "pointerdown", "pointerup", "pointercancel"]) {
            document.addEventListener(name, pointed, { passive: true, capture: true });
        }
        addEventListener("scroll", () => this.#hold(QUIET_MS), { passive: true });
        root.addEventListener("pointerleave", () => this.#hold(QUIET_MS));
        root.addEventListener("keydown", () => this.#hold(KEYS_MS));
    }

    get isHeld() {
        const isOver = this.#isMouse && this.#root.matches(":hover");
        return isOver || this.isAiming;
    }

    /** The same, but that a mouse which merely rests on the list holds nothing. */
    get isAiming() {
        return this.#isDown || performance.now() < this.#until;
    }

    /** The rows have moved. */
    moved() {
        this.#movedAt = performance.now();
    }

    /** Whether a finger came down where another row had been a moment before. A mouse is seen coming. */
    isMistaken(press) {
        return press.pointerType === "touch" && press.timeStamp - this.#movedAt < AIM_MS;
    }

    end() {
        clearTimeout(this.#timer);
        this.#until = 0;
        this.#released();
    }

    #pointed({ type, pointerType }) {
        this.#isMouse = pointerType !== "touch";
        this.#isDown = type === "pointerdown" || (this.#isDown && type === "pointermove");
        this.#hold(QUIET_MS);
    }

    #hold(milliseconds) {
        this.#until = Math.max(this.#until, performance.now() + milliseconds);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => !this.isAiming && this.#released(), this.#until - performance.now() + 20);
    }
}
