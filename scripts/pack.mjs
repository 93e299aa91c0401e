// npm run plugin:pack: runs hf-pack so that no path of this machine is written into the native library.
import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

const root = dirname(import.meta.dirname);
const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
const remap = [`--remap-path-prefix=${resolve(cargoHome)}=cargo`, `--remap-path-prefix=${root}=image-studio`];
// The encoded form separates its arguments by U+001F, so that paths may have spaces; it overrules RUSTFLAGS.
const given = (process.env.RUSTFLAGS ?? "").split(" ").filter((argument) => argument !== "");
const flags = process.env.CARGO_ENCODED_RUSTFLAGS?.split("\x1f") ?? given;
const run = spawnSync(
	process.execPath,
	[join(root, "haloforge/plugin-pack/hf-pack.mjs"), "pack", root, "--release", "--out", join(root, "dist/package")],
	{ cwd: root, stdio: "inherit", env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: [...flags, ...remap].join("\x1f") } },
);
process.exitCode = run.status ?? 1;
