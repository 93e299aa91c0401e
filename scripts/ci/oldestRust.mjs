// Compiles everything with the oldest Rust that Cargo.toml promises (rust-version).
// Usage: node scripts/ci/oldestRust.mjs
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "../..");
const [, version = ""] = /^rust-version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8")) ?? [];
const commands = [
	["rustup", "toolchain", "install", version, "--profile", "minimal", "--no-self-update"],
	["cargo", `+${version}`, "check", "--workspace", "--all-targets", "--locked"],
];
for (const [command = "", ...args] of commands) {
	const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
	if (status !== 0) {
		console.error(`${command} ${args.join(" ")} failed: raise rust-version in Cargo.toml, or use an older dependency.`);
		process.exit(1);
	}
}
