const LOST = "Connection lost. Checking every 3 seconds";

/** Says when the page is not live. It moves into the chat while that covers everything else. */
export class ConnectionNotice {
    #element = document.getElementById("connection");
    #home = document.getElementById("notice-home");

    show(isAway) {
        this.#element.textContent = isAway ? LOST : "";
        this.#element.hidden = !isAway;
    }

    moveInto(place) {
        (place ?? this.#home).append(this.#element);
    }
}
