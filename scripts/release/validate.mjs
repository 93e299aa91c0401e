// First step of a release: holds the tag to the versions, the changelog and the tags that there are, before anything is built.
// Usage: node scripts/release/validate.mjs --tag v1.2.3 [--source official] [--name NAME] [--signed true]
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { cutNotes } from "./changelog.mjs";
import { versionOfTag } from "./versions.mjs";
import { ReleaseError, ROOT, readOptions, runStep, say, sayLeftOut, setOutput } from "./workflow.mjs";

/** @param {string} root @param {string[]} args */
function git(root, ...args) {
	const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
	const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", env });
	return status === 0 ? stdout.trim() : undefined;
}

/** A tag that is already there must be on the commit that is built. @param {string} root @param {string} tag */
function checkTag(root, tag) {
	const listed = git(root, "ls-remote", "--tags", "origin", tag, `${tag}^{}`);
	const head = git(root, "rev-parse", "HEAD");
	if (listed === undefined || head === undefined)
		return sayLeftOut(`the look for a tag ${tag} (origin does not answer)`);
	// An annotated tag has two lines: the tag's own object, and with ^{} the commit.
	const lines = listed.split("\n").filter((line) => line !== "");
	const commit = (lines.find((line) => line.endsWith("^{}")) ?? lines[0])?.split("\t")[0];
	if (commit && commit !== head)
		throw new ReleaseError(
			`The tag ${tag} is on ${commit}, but ${head} would be built: run the workflow from the tag.`,
		);
}

await runStep(() => {
	const options = readOptions(["tag"], ["source", "name", "signed", "root"]);
	const root = options.root ? resolve(options.root) : ROOT;
	const version = versionOfTag(root, options.tag);
	if (!/^[a-z][a-z0-9-]*$/.test(options.source || "official"))
		throw new ReleaseError(
			`The source ${JSON.stringify(options.source)} is not of lower-case letters, digits and hyphens.`,
		);
	const { isDated } = cutNotes(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version);
	checkTag(root, options.tag);
	if (options.signed !== "true") {
		sayLeftOut("signature, draft release and submission, because there is no HF_PLUGIN_SIGNING_PRIVATE_KEY: a dry run");
		if (!isDated) sayLeftOut(`the date of ${version} in CHANGELOG.md, which a signed release must have`);
	} else if (!isDated) {
		throw new ReleaseError(`Give the heading of ${version} in CHANGELOG.md its date: "## ${version} (YYYY-MM-DD)".`);
	}
	setOutput("version", version);
	say(
		`${options.name || `Image Studio ${version}`}: tag, manifest, packages, crates and changelog agree on ${version}.`,
	);
});
