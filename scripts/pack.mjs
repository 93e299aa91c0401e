// npm run plugin:pack: runs hf-pack with flags that keep paths of this machine out of the native library.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import process from "node:process";
import { portableBuild } from "./rustFlags.mjs";

const root = dirname(import.meta.dirname);
const run = spawnSync(
	process.execPath,
	[join(root, "haloforge/plugin-pack/hf-pack.mjs"), "pack", root, "--release", "--out", join(root, "dist/package")],
	{ cwd: root, stdio: "inherit", env: { ...process.env, ...portableBuild() } },
);
process.exitCode = run.status ?? 1;
