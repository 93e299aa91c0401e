// Reads the mutants: committed patches that each break one promise of the product, and name the test that must then fail.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

export const MUTANTS_FOLDER = resolve(import.meta.dirname, "../../tests/mutants");

/** Separates the names of suites and test in a header. */
export const NAME_SEPARATOR = " › ";

export interface Mutant {
	/** The patch's file name without its extension. */
	readonly id: string;
	readonly patch: string;
	/** One sentence of text that is true of the product, and not of the mutant. */
	readonly promise: string;
	readonly breaks: string;
	readonly runner: "vitest" | "cargo";
	/** The file of the named test, from the repository's root. */
	readonly file: string;
	/** Names of suites and test joined by `NAME_SEPARATOR`, or the path of a Rust test. */
	readonly test: string;
	/** The files that the patch changes, from the repository's root. */
	readonly changes: readonly string[];
}

/** In the order of their ids. Throws if a header is incomplete. */
export function readMutants(folder = MUTANTS_FOLDER): Mutant[] {
	const names = readdirSync(folder).filter((name) => name.endsWith(".patch"));
	return names.sort().map((name) => readMutant(join(folder, name)));
}

export function readMutant(patch: string): Mutant {
	const id = basename(patch, ".patch");
	const text = readFileSync(patch, "utf8");
	const header = text.slice(0, text.indexOf("\ndiff --git "));
	const field = (name: string): string => {
		const value = new RegExp(`^${name}: (.+)$`, "m").exec(header)?.[1];
		if (value === undefined) throw new Error(`${id}.patch: its header has no line "${name}: …"`);
		return value;
	};
	const runner = field("Runner");
	if (runner !== "vitest" && runner !== "cargo") throw new Error(`${id}.patch: there is no runner ${runner}`);
	return {
		id,
		patch,
		promise: field("Promise"),
		breaks: field("Breaks"),
		runner,
		file: field("File"),
		test: field("Test"),
		changes: [...text.matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, path]) => path as string),
	};
}

/** True if the text of the test's file holds a test of this name. */
export function holdsTest({ runner, test }: Pick<Mutant, "runner" | "test">, text: string): boolean {
	if (runner === "cargo") return text.includes(`fn ${test.split("::").at(-1)}()`);
	const titles = [...text.matchAll(/(["'`])((?:\\.|(?!\1).)*)\1/g)].map(([, , title]) => titlePattern(title as string));
	return test.split(NAME_SEPARATOR).every((part) => titles.some((title) => title.test(part)));
}

/** The placeholders of a table's title (%s, $name) stand for any text; a title of nothing else names no test. */
function titlePattern(title: string): RegExp {
	const parts = title.replace(/\\(.)/g, "$1").split(/%[sdifjo]|\$\{?[\w.]+\}?/);
	if (parts.length > 1 && parts.join("").trim() === "") return /(?!)/;
	return new RegExp(`^${parts.map(escapeRegExp).join(".*")}$`, "s");
}

export const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
