// Installs what the other steps need: the pinned Rust, with the platform's standard library, and the npm packages, without any
// install script but our own.
// Usage: node scripts/release/prepare.mjs [--platform windows-x64] [--component clippy]
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { TARGETS } from "./platforms.mjs";
import { ReleaseError, ROOT, readOptions, runStep, say, setVariable } from "./workflow.mjs";

const isWindows = process.platform === "win32";

await runStep(() => {
	const { platform, component } = readOptions([], ["platform", "component"]);
	const target = TARGETS[platform];
	if (platform && !target) throw new ReleaseError(`There is no platform ${JSON.stringify(platform)}.`);
	const pin = readFileSync(join(import.meta.dirname, "rust-toolchain.toml"), "utf8");
	const [, channel = ""] = /^channel = "(.+)"$/m.exec(pin) ?? [];
	// It overrules whatever is the machine's default, in every folder.
	const env = { ...process.env, RUSTUP_TOOLCHAIN: channel };
	const run = (/** @type {string} */ command, /** @type {string[]} */ ...args) => {
		// npm is a batch file on Windows, which only a shell runs; no argument here is anybody's input.
		const shell = isWindows && command === "npm";
		const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: "inherit", shell });
		if (status !== 0) throw new ReleaseError(`${command} ${args.join(" ")} failed.`);
	};
	const parts = [...(target ? ["--target", target] : []), ...(component ? ["--component", component] : [])];
	run("rustup", "toolchain", "install", channel, "--profile", "minimal", "--no-self-update", ...parts);
	setVariable("RUSTUP_TOOLCHAIN", channel);
	run("npm", "ci", "--ignore-scripts");
	run(process.execPath, "haloforge/setup.mjs");
	say(`Rust ${channel}${target ? ` for ${target}` : ""}.`);
});
