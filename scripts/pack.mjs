// npm run plugin:pack: runs hf-pack with flags that keep paths of this machine out of the native library. With PACK_WORKSPACE
// the library shares its dependencies with the tests' build (workspaceBuild/cargo).
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { portableBuild } from "./rustFlags.mjs";

const root = dirname(import.meta.dirname);
const { PATH, PACK_WORKSPACE } = process.env;
const path = PACK_WORKSPACE ? { PATH: `${join(root, "scripts/workspaceBuild")}${delimiter}${PATH}` } : {};
const run = spawnSync(
	process.execPath,
	[join(root, "haloforge/plugin-pack/hf-pack.mjs"), "pack", root, "--release", "--out", join(root, "dist/package")],
	{ cwd: root, stdio: "inherit", env: { ...process.env, ...path, ...portableBuild() } },
);
process.exitCode = run.status ?? 1;
