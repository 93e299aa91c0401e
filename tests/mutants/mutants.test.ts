// The mutants themselves are run on request (npm run mutants). Here: every patch still applies, and the test that it names is
// there.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { holdsTest, readMutants } from "../../scripts/mutants/mutant";
import { applyPatch } from "../../scripts/mutants/mutantTree";

const root = resolve(import.meta.dirname, "../..");
const mutants = readMutants();

it("there are at least twenty", () => expect(mutants.length).toBeGreaterThanOrEqual(20));

describe.each(mutants.map((mutant) => [mutant.id, mutant] as const))("the mutant %s", (_, mutant) => {
	it("applies to the sources, and changes no test", () => {
		expect(applyPatch(root, mutant.patch, "--check")).toBeUndefined();
		for (const path of mutant.changes) expect(path).not.toMatch(/test|fixture/i);
	});

	it("names a test that exists", () => {
		expect(holdsTest(mutant, readFileSync(resolve(root, mutant.file), "utf8"))).toBe(true);
	});
});

describe("the search for a named test", () => {
	const text = 'describe("a mask", () => { test.each([1])("has %i parts", () => {}); });';

	it("finds plain names and those of tables, and no other ones", () => {
		const found = (test: string) => holdsTest({ runner: "vitest", test }, text);
		expect([found("a mask › has 3 parts"), found("a mask"), found("a mask › has no parts left")]).toEqual([
			true,
			true,
			false,
		]);
		expect(found("a mask › anything")).toBe(false);
	});

	it("finds a Rust test by its last name", () => {
		const rust = "fn a_mask_is_read() {}";
		expect(holdsTest({ runner: "cargo", test: "mask::tests::a_mask_is_read" }, rust)).toBe(true);
		expect(holdsTest({ runner: "cargo", test: "mask::tests::a_mask" }, rust)).toBe(false);
	});
});
