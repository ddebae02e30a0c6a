/**
 * Returns a function that asks for `work` to run. Requests within `delayMs` become one; while one runs there is
 * never a second, and whatever was asked meanwhile, or within `gapMs` after it, becomes exactly one run.
 */
export function coalesce(work, delayMs, gapMs = delayMs) {
    let timer = null;
    let running = false;
    let again = false;
    let endedAt = -Infinity;

    async function run() {
        timer = null;
        running = true;
        try {
            await work();
        } finally {
            running = false;
            endedAt = performance.now();
            if (again) {
                again = false;
                ask();
            }
        }
    }

    function ask() {
        if (running) again = true;
        else timer ??= setTimeout(run, Math.max(delayMs, endedAt + gapMs - performance.now()));
    }

    return ask;
}
