# shellcheck shell=bash
# Sourced by the commands beside it: they all run at the root of the repository.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# What every debug build here is made with: C is optimised. Without it, swift-crypto's scrypt takes two seconds for a
# password, which the demo and most tests would wait for. Other flags than these build everything anew.
# shellcheck disable=SC2034
debug_options=(-Xcc -O2)
