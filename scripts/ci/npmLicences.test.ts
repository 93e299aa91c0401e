// Licences of npm packages: expressions are read as SPDX means them, and what is shipped has a stricter list than tools.
import { describe, expect, it } from "vitest";
import { isAllowed, refusedPackages } from "./npmLicences";

describe("a licence expression", () => {
	const allowed = ["MIT", "Apache-2.0", "Zlib"];
	it.each([
		["MIT", true],
		["GPL-3.0-only", false],
		["MIT OR GPL-3.0-only", true],
		["GPL-3.0-only OR MIT", true],
		["MIT AND GPL-3.0-only", false],
		["(MIT AND Zlib)", true],
		["(GPL-3.0-only OR MIT) AND Zlib", true],
		["GPL-3.0-only AND Zlib OR MIT", true],
		["MIT OR Zlib AND GPL-3.0-only", true],
		["(MIT OR Zlib) AND GPL-3.0-only", false],
		["SEE LICENSE IN LICENSE.md", false],
		["MIT OR", false],
		["(MIT", false],
		["", false],
	])("%s: %s", (expression, expected) => expect(isAllowed(expression, allowed)).toBe(expected));
});

describe("the packages of a lock file", () => {
	const check = (packages: Parameters<typeof refusedPackages>[0], installed: Record<string, string> = {}) =>
		refusedPackages(packages, (path) => installed[path]);

	it("may be tools under MPL, but not shipped", () => {
		expect(check({ "node_modules/tool": { license: "MPL-2.0", dev: true } })).toEqual([]);
		expect(check({ "node_modules/a/node_modules/@b/c": { license: "MPL-2.0" } })).toEqual([
			"@b/c: MPL-2.0 is not on the list of what is shipped",
		]);
	});

	it("are judged by what the installed package states, and refused without a licence", () => {
		const lock = { "node_modules/a": { license: "MIT" }, "node_modules/b": {} };
		expect(check(lock, { "node_modules/b": "ISC" })).toEqual([]);
		expect(check(lock, { "node_modules/a": "AGPL-3.0-only" })).toEqual([
			"a: AGPL-3.0-only is not on the list of what is shipped",
			"b: no licence is not on the list of what is shipped",
		]);
	});

	it("do not count where they are our own workspaces", () =>
		expect(check({ "node_modules/own": { link: true }, "haloforge/plugin-sdk": {} })).toEqual([]));
});
