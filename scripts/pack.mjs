// npm run plugin:pack: runs hf-pack with flags that keep paths of this machine out of the native library. With PACK_WORKSPACE
// the library shares its dependencies with the tests' build (workspaceBuild/cargo).
// Options: --out FOLDER (dist/package), --target TRIPLE (this machine's).
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { portableBuild } from "./rustFlags.mjs";

const root = dirname(import.meta.dirname);
const { values } = parseArgs({ options: { out: { type: "string" }, target: { type: "string" } } });
const { PATH, PACK_WORKSPACE } = process.env;
const path = PACK_WORKSPACE ? { PATH: `${join(root, "scripts/workspaceBuild")}${delimiter}${PATH}` } : {};
// The licences in the package are those of the target's crates (thirdPartyNotices.ts).
const target = values.target ? { CARGO_BUILD_TARGET: values.target } : {};
const run = spawnSync(
	process.execPath,
	[
		...[join(root, "haloforge/plugin-pack/hf-pack.mjs"), "pack", root, "--release"],
		...["--out", values.out ?? join(root, "dist/package")],
		...(values.target ? ["--target", values.target] : []),
	],
	{ cwd: root, stdio: "inherit", env: { ...process.env, ...path, ...target, ...portableBuild() } },
);
process.exitCode = run.status ?? 1;
