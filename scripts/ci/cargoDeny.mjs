// Holds the crates to deny.toml: licences, bans and sources. Fetches the crates and, if it is missing, cargo-deny; the check
// itself is offline.
// Usage: node scripts/ci/cargoDeny.mjs
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

const VERSION = "0.20.2";
const root = join(import.meta.dirname, "../..");

/** @param {string[]} args */
function cargo(...args) {
	return spawnSync("cargo", args, { cwd: root, stdio: "inherit" }).status === 0;
}

const found = spawnSync("cargo", ["deny", "--version"], { cwd: root, encoding: "utf8" });
const isThere = found.status === 0 && found.stdout.trim() === `cargo-deny ${VERSION}`;
const isDone =
	(isThere || cargo("install", "cargo-deny", "--locked", "--version", VERSION)) &&
	cargo("fetch", "--locked") &&
	cargo("deny", "--offline", "check", "licenses", "bans", "sources");
process.exitCode = isDone ? 0 : 1;
