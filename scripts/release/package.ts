// Packs the plugin for one platform, under a name that a release can hold beside those of the others, with its checksum.
// Usage: node scripts/run.mjs scripts/release/package.ts --platform linux-x64 --out FOLDER
// With RELEASE_PACKED=FOLDER it takes the package there instead of building one.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { manifestIn, packagesIn, sha256 } from "./hfPack";
import { TARGETS } from "./platforms.mjs";
import { ReleaseError, ROOT, readOptions, runStep, say } from "./workflow.mjs";

await runStep(() => {
	const { platform, out } = readOptions(["platform", "out"]);
	const target = TARGETS[platform];
	if (!target) throw new ReleaseError(`There is no platform ${JSON.stringify(platform)}.`);
	const packed = process.env.RELEASE_PACKED;
	const folder = packed || mkdtempSync(join(tmpdir(), "image-studio-package-"));
	try {
		if (!packed) {
			const args = [join(ROOT, "scripts/pack.mjs"), "--target", target, "--out", folder];
			if (spawnSync(process.execPath, args, { stdio: "inherit" }).status !== 0)
				throw new ReleaseError(`Packing for ${platform} failed.`);
		}
		const [file = ""] = packagesIn(folder);
		const { id, version, entry } = manifestIn(file);
		const natives = Object.keys(entry.native);
		if (natives.join() !== platform.replace("-", "_"))
			throw new ReleaseError(`${basename(file)} holds the library of ${natives.join(", ")}, not of ${platform}.`);
		const name = `${id}-${version}-${platform}.hfpkg`;
		const bytes = readFileSync(file);
		mkdirSync(resolve(out), { recursive: true });
		copyFileSync(file, join(out, name));
		writeFileSync(join(out, `${name}.sha256`), `${sha256(bytes)}  ${name}\n`);
		say(`${name}: ${(bytes.length / 1e6).toFixed(1)} MB, SHA-256 \`${sha256(bytes)}\`.`);
	} finally {
		if (!packed) rmSync(folder, { recursive: true, force: true });
	}
});
