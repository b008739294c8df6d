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

# Installs the packages when they are missing or older than the lock file.
ensure_packages() {
  local stamp=node_modules/.throughline-installed
  if [ -f "$stamp" ] && [ ! package-lock.json -nt "$stamp" ] && [ ! package.json -nt "$stamp" ]; then return; fi
  say "Installing packages (npm ci) …"
  local log
  log=$(mktemp)
  if ! npm ci --no-audit --no-fund >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    refuse "npm ci failed (its words are above): check that the npm registry can be reached, then run this again."
  fi
  rm -f "$log"
  touch "$stamp"
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

# Installs Debian packages, looking for news of them only when they are not known yet.
apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 127
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
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
