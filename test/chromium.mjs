import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium: the one that is there, else Playwright's own download, else the distribution's package. */
export function findOrInstallChromium() {
  const given = process.env.LIENTHONG_CHROMIUM;
  if (given) return given;
  return onPath() ?? playwrights() ?? downloaded() ?? packaged() ?? complain();
}

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

function playwrights() {
  const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function downloaded() {
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  return attempt(process.execPath, [cli, 'install', '--with-deps', 'chromium'], 180_000) ? playwrights() : undefined;
}

function packaged() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  attempt('apt-get', ['update', '-qq'], 180_000);
  return attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation', 'fonts-noto-core'], 600_000) ? onPath() : undefined;
}

function attempt(command, args, timeout) {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    return true;
  } catch {
    return false;
  }
}

function complain() {
  process.stderr.write('Expected to find or install Chromium for the browser tests, but neither worked.\nInstall it (Debian: apt-get install chromium fonts-noto-core) or set LIENTHONG_CHROMIUM to its path.\n');
  process.exit(1);
}
