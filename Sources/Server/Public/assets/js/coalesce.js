/**
 * Returns a function that asks for `work` to run. Requests within `delayMs` become one; while one runs there is
 * never a second, and whatever was asked meanwhile becomes exactly one run after it.
 */
export function coalesce(work, delayMs) {
    let timer = null;
    let running = false;
    let again = false;

    async function run() {
        timer = null;
        running = true;
        try {
            await work();
        } finally {
            running = false;
            if (again) {
                again = false;
                ask();
            }
        }
    }

    function ask() {
        if (running) again = true;
        else timer ??= setTimeout(run, delayMs);
    }

    return ask;
}
