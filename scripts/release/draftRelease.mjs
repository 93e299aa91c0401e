// Makes or renews the draft of a release on GitHub; a person reads and publishes it. Needs the program gh and its token.
// Usage: node scripts/release/draftRelease.mjs --tag v1.2.3 --commit SHA --folder FOLDER --notes FILE [--name NAME]
//   [--attested success]
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ReleaseError, readOptions, runStep, say, sayLeftOut } from "./workflow.mjs";

/** @param {string[]} args */
function gh(...args) {
	const { status, stdout, stderr, error } = spawnSync("gh", args, { encoding: "utf8" });
	return { isDone: status === 0, stdout: stdout ?? "", stderr: (stderr ?? String(error)).trim() };
}

/** @param {string[]} args */
function mustRun(...args) {
	const { isDone, stderr } = gh(...args);
	if (!isDone) throw new ReleaseError(`gh ${args.slice(0, 2).join(" ")} failed: ${stderr}`);
}

await runStep(() => {
	const { tag, commit, folder, notes, name, attested } = readOptions(
		["tag", "commit", "folder", "notes"],
		["name", "attested"],
	);
	if (attested !== "success") sayLeftOut("the attestation of provenance (GitHub makes it for public repositories)");
	const names = readdirSync(folder).filter((one) => /\.hfpkg(\.sha256|\.catalog\.json)?$/.test(one));
	const drafts = names.filter((one) => one.endsWith(".catalog.json"));
	const isSigned = (/** @type {string} */ one) =>
		Boolean(JSON.parse(readFileSync(join(folder, one), "utf8")).version.signature);
	if (drafts.length === 0 || !drafts.every(isSigned))
		return sayLeftOut("the draft release (the packages are not signed)");

	const files = names.sort().map((one) => join(folder, one));
	const version = tag.replace(/^v/, "");
	const text = ["--title", name || `Image Studio ${version}`, "--notes-file", notes];
	const kind = version.includes("-") ? ["--prerelease"] : [];
	const there = gh("release", "view", tag, "--json", "isDraft");
	if (!there.isDone) {
		mustRun("release", "create", tag, "--draft", "--target", commit, ...text, ...kind, ...files);
	} else if (JSON.parse(there.stdout).isDraft) {
		mustRun("release", "edit", tag, "--draft", "--target", commit, ...text, ...kind);
		mustRun("release", "upload", tag, "--clobber", ...files);
	} else {
		throw new ReleaseError(`${tag} is published and stays as it is: raise the version.`);
	}
	say(`Draft release ${tag}: ${files.length} files.`);
});
