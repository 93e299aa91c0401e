// Cuts the notes of one version out of CHANGELOG.md.
import { ReleaseError } from "./workflow.mjs";

/** More than GitHub takes as the text of a release. */
const MAX_CHARACTERS = 125_000;

/**
 * The text between the heading of exactly this version and the next heading of the same level. `date` is what stands in
 * brackets behind the version.
 * @param {string} changelog
 * @param {string} version
 */
export function cutNotes(changelog, version) {
	const sections = changelog.replaceAll("\r\n", "\n").split(/^## (?=\S)/m);
	const found = sections.slice(1).flatMap((section) => {
		const [heading = "", ...lines] = section.split("\n");
		const [, name, date = ""] = /^(\S+)(?: \((.+)\))?\s*$/.exec(heading) ?? [];
		return name === version ? [{ date, notes: lines.join("\n").trim() }] : [];
	});
	const [only, second] = found;
	if (!only) throw new ReleaseError(`CHANGELOG.md has no heading "## ${version} (date)".`);
	if (second) throw new ReleaseError(`CHANGELOG.md has more than one heading for ${version}.`);
	if (only.notes === "") throw new ReleaseError(`CHANGELOG.md says nothing under its heading for ${version}.`);
	if (only.notes.length > MAX_CHARACTERS)
		throw new ReleaseError(`The notes of ${version} are longer than a release on GitHub may have.`);
	return { ...only, isDated: /^\d{4}-\d{2}-\d{2}$/.test(only.date) };
}
