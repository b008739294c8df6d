# What ./scripts/start and ./scripts/test both need; sourced by them, with the repository as working folder.
# Every step is safe to run again and does nothing when there is nothing to do.

say() { printf '%s\n' "$*"; }

# Ends with what went wrong and what to do about it, on one line.
refuse() {
  printf '%s\n' "$*" >&2
  exit 1
}

ensure_node() {
  command -v node >/dev/null 2>&1 || refuse "Node.js is not installed: install Node 20.19 or later (nodejs.org or your package manager), then run this again."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    refuse "Node.js $(node --version) is too old: install Node 20.19 or later (nodejs.org or your package manager), then run this again."
  command -v npm >/dev/null 2>&1 || refuse "npm is not installed: it comes with Node.js from nodejs.org; install that, then run this again."
}

# Which packages are installed: those of this lock file, for this Node (some hold parts built for one).
packages_stamp() { printf '%s %s\n' "$(cksum <package-lock.json)" "$(node --version)"; }

packages_are_current() {
  local stamp=node_modules/.throughline-installed
  if [ -f "$stamp" ]; then
    [ "$(cat "$stamp")" = "$(packages_stamp)" ]
  else
    # Installed by hand: npm's own note of what it installed must be no older than the lock file.
    [ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ]
  fi
}

# Installs the packages of the lock file. The stamp is written last, so that an installation that was
# interrupted is done again.
ensure_packages() {
  if packages_are_current; then return; fi
  say "Installing packages (npm ci) …"
  local log
  log=$(mktemp)
  rm -f node_modules/.throughline-installed
  if ! npm ci --include=dev --no-audit --no-fund </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    refuse "npm ci failed (its words are above): check that the npm registry can be reached, then run this again."
  fi
  rm -f "$log"
  packages_stamp >node_modules/.throughline-installed
}

# Runs a command as root: as we are, or through sudo where that asks for nothing or there is somebody to ask.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    return 126
  fi
}

# Installs a Debian package, looking for news of packages only when it cannot be had without; shows apt's own
# words when it cannot be had at all.
apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 127
  local log
  log=$(mktemp)
  if apt_get install --no-install-recommends "$1" >"$log" 2>&1 ||
    { apt_get update && apt_get install --no-install-recommends "$1"; } >"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  grep '^E:' "$log" >&2 || true
  rm -f "$log"
  return 1
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

# A Redis to run: one given in REDIS_URL, one installed, or Debian's. Its service is not started: ours runs on a
# private port with its data in our own folder.
ensure_redis() {
  if [ -n "${REDIS_URL:-}" ] || command -v redis-server >/dev/null 2>&1; then return; fi
  say "Installing redis-server …"
  apt_install redis-server ||
    refuse "redis-server could not be installed: as root, run 'apt-get install redis-server' (or your system's equivalent), or point REDIS_URL at a Redis, then run this again."
  if command -v systemctl >/dev/null 2>&1; then as_root systemctl disable --now redis-server >/dev/null 2>&1 || true; fi
  command -v redis-server >/dev/null 2>&1 || refuse "redis-server was installed but is not on the PATH: add its folder to PATH, then run this again."
}

# A browser for the tests that look at pages, in CHROMIUM; they are skipped without one. It is large, so it is
# installed only where a test asks for it and nobody is asked for a password.
ensure_chromium() {
  if [ -n "${CHROMIUM:-}" ] || ! grep -rqs --include='*.test.ts' "CHROMIUM" test; then return; fi
  if ! command -v chromium >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    say "Installing chromium …"
    apt_install chromium || true
  fi
  CHROMIUM=$(command -v chromium) || { say "No chromium here: the tests that look at pages are skipped."; return 0; }
  export CHROMIUM
}
