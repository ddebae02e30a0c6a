import assert from "node:assert/strict";
import { test } from "node:test";
import { mapLink } from "../../Sources/Server/Public/assets/js/places.js";

function link(body, type = "location") {
    return mapLink({ message_type: type, message_body: body });
}

test("a place leads to a map, by its coordinates alone", () => {
    const expected = "https://www.google.com/maps/search/?api=1&query=18.5195694%2C73.8553467";
    assert.equal(link("18.5195694, 73.8553467"), expected);
    assert.equal(link("Aurora Clinic, 1 Station Road (18.5195694, 73.8553467)"), expected);
    assert.match(link("-33, 151.2"), /query=-33%2C151.2$/);
});

test("what tells no coordinates leads nowhere", () => {
    for (const body of ["", "Home", "Room 12, 34th floor", "95, 73", "18.5, 181", "(18.5, 73.8) and more"]) {
        assert.equal(link(body), null, body);
    }
    assert.equal(link("18.5, 73.8", "text"), null);
});
