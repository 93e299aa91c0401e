// Notes are those of exactly one version, and a changelog that cannot give them stops the release.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cutNotes } from "./changelog.mjs";
import { ROOT } from "./workflow.mjs";

const CHANGELOG = `# Changelog

Preface.

## 1.10.0 (unreleased)

New.

## 1.1.0 (2026-11-30)

### Canvas
- First, with
  a second line.

#### Deeper

## 1.1.0-rc.1 (2026-11-20)

- Candidate.

## 11.1.0 (2026-11-10)
## 1.0.0 (2026-11-01)

- Last.
`;

describe("the notes of a version", () => {
	it.each([
		["1.1.0", "### Canvas\n- First, with\n  a second line.\n\n#### Deeper", "2026-11-30", true],
		["1.1.0-rc.1", "- Candidate.", "2026-11-20", true],
		["1.0.0", "- Last.", "2026-11-01", true],
		["1.10.0", "New.", "unreleased", false],
	])("are cut for %s and for no version of a similar name", (version, notes, date, isDated) => {
		expect(cutNotes(CHANGELOG, version)).toEqual({ notes, date, isDated });
		expect(cutNotes(CHANGELOG.replaceAll("\n", "\r\n"), version)).toEqual({ notes, date, isDated });
	});

	it.each([
		["1.1", /no heading "## 1.1 \(date\)"/],
		["0.0", /no heading/],
		["11.1.0", /says nothing/],
	])("are refused for %s", (version, message) => {
		expect(() => cutNotes(CHANGELOG, version)).toThrow(message);
	});

	it("are refused if the version has two headings, or more text than a release takes", () => {
		expect(() => cutNotes(`${CHANGELOG}\n## 1.0.0 (2026-01-01)\nAgain.`, "1.0.0")).toThrow(/more than one/);
		expect(() => cutNotes(`## 1.0.0\n${"x".repeat(125_001)}`, "1.0.0")).toThrow(/longer/);
	});

	it("are there for the version of this repository", () => {
		const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
		expect(cutNotes(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"), version).notes).toMatch(/^- /m);
	});
});
