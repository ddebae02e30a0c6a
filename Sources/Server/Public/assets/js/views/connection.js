/** Says when the page is not live. It moves into the chat while that covers everything else. */
export class ConnectionNotice {
    #element = document.getElementById("connection");
    #home = document.getElementById("notice-home");

    show(words) {
        this.#element.textContent = words;
        this.#element.hidden = !words;
    }

    moveInto(place) {
        (place ?? this.#home).append(this.#element);
    }
}
