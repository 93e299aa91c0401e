// Checks every style sheet of the project: the prefix of its classes, and that its rules reach no other part. A class
// that two parts define is styled by both; .hfis-menu, .hfis-more and .hfis-look were such classes.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";

/** Classes of root elements: any sheet may name them as context. */
const ROOTS = ["hfis", "hfis-ui", "hfis-editor"];

/** Sheets that only import others. */
const INDEXES = ["ui/ui.css", "src/styles.css", "editor/editor.css"];

interface Sheet {
	readonly path: string;
	readonly text: string;
	/** Every class of the sheet is this, or begins with it and a hyphen. */
	readonly prefix: string;
	readonly rules: readonly { readonly selector: string; readonly classes: readonly string[] }[];
}

const files = (ending: string) =>
	["ui", "editor", "src"].flatMap((room) =>
		(readdirSync(room, { recursive: true }) as string[])
			.filter((path) => path.endsWith(ending))
			.map((path) => `${room}/${path.replaceAll("\\", "/")}`),
	);

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Dots in the values of attributes begin no class. */
const classesOf = (selector: string) =>
	[...selector.replace(/\[[^\]]*\]/g, "").matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? "");

const sheets = files(".css")
	.filter((path) => !INDEXES.includes(path))
	.map(readSheet);

function readSheet(path: string): Sheet {
	const text = readFileSync(path, "utf8");
	// The UI kit is one part in several sheets.
	const prefix = path.startsWith("ui/") ? "hfis-ui" : `hfis-${kebab(basename(path, ".css"))}`;
	const rules = selectorsOf(text).map((selector) => ({ selector, classes: classesOf(selector) }));
	return { path, text, prefix, rules };
}

/** The selectors of a sheet, including those inside @media and @container, without the steps of keyframes. */
function selectorsOf(text: string): string[] {
	const plain = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
	const preludes = [...plain.matchAll(/([^{};]+)\{/g)].map(([, prelude = ""]) => prelude.replace(/\s+/g, " ").trim());
	return preludes.filter((prelude) => !prelude.startsWith("@")).flatMap(splitSelectors);
}

/** Splits a selector list at commas outside parentheses. */
function splitSelectors(list: string): string[] {
	let depth = 0;
	const parts = [""];
	for (const letter of list) {
		depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
		if (letter === "," && depth === 0) parts.push("");
		else parts[parts.length - 1] += letter;
	}
	return parts.map((part) => part.trim());
}

/** The prefix of the part that a class belongs to: the longest matching one. */
function ownerOf(name: string): string | undefined {
	const prefixes = sheets.map(({ prefix }) => prefix).filter((prefix) => `${name}-`.startsWith(`${prefix}-`));
	return prefixes.sort((a, b) => b.length - a.length)[0];
}

/** Returns selectors that name classes of another part. Classes of the UI kit may follow a class of the own part. */
function findForeignClasses({ prefix, rules }: Pick<Sheet, "prefix" | "rules">): string[] {
	return rules.flatMap(({ selector, classes }) => {
		const named = classes.filter((name) => !ROOTS.includes(name));
		const isForeign = named.some((name, at) => {
			const owner = ownerOf(name);
			if (owner === prefix) return false;
			const isAfterOwn = named.slice(0, at).some((earlier) => ownerOf(earlier) === prefix);
			return !(owner === "hfis-ui" && isAfterOwn);
		});
		return isForeign ? [selector] : [];
	});
}

describe("style sheets", () => {
	it("are all imported by the index of their room", () => {
		const imported = INDEXES.flatMap((index) =>
			[...readFileSync(index, "utf8").matchAll(/@import "\.\/([^"]+)"/g)].map(
				([, path]) => `${dirname(index)}/${path}`,
			),
		);
		expect(imported.sort()).toEqual(sheets.map(({ path }) => path).sort());
	});

	it("have a prefix of their own", () => {
		const prefixes = sheets.map(({ prefix }) => prefix).filter((prefix) => prefix !== "hfis-ui");
		expect(prefixes).toEqual([...new Set(prefixes)]);
	});

	it.each(sheets)("$path starts every rule at a root", ({ rules }) => {
		const roots = new RegExp(`^\\.(${ROOTS.join("|")})(?![\\w-])`);
		expect(rules.filter(({ selector }) => !roots.test(selector))).toEqual([]);
	});

	it.each(sheets)("$path names only classes of its own part", (sheet) => {
		expect(findForeignClasses(sheet)).toEqual([]);
	});

	it.each(sheets)("$path keeps the focus ring", ({ path, text }) => {
		// The editor's viewport and divider draw their own focus ring, or show none after a press.
		const exempt = ["editor/canvas/viewport.css", "editor/panels/overlays/overlays.css"];
		if (!exempt.includes(path)) expect(text).not.toMatch(/outline(-width|-style)?:\s*(none|0)\b/);
	});

	it("are reported if they reach another part", () => {
		const rule = (selector: string) => ({ selector, classes: classesOf(selector) });
		const reach = (prefix: string, selector: string) => findForeignClasses({ prefix, rules: [rule(selector)] });
		// The rules that caused the three collisions, with current class names.
		expect(reach("hfis-tasks", ".hfis .hfis-mask-menu-form button")).toHaveLength(1);
		expect(reach("hfis-prompt", ".hfis .hfis-toolbar-more")).toHaveLength(1);
		expect(reach("hfis-lightbox", ".hfis:has(.hfis-layers-look) .hfis-ui-dialog")).toHaveLength(1);
		expect(reach("hfis-lightbox", ".hfis:has(.hfis-lightbox) .hfis-ui-dialog")).toEqual([]);
	});
});

describe("the classes that collided", () => {
	const definers = (name: string) =>
		new Set(
			sheets.filter(({ rules }) => rules.some(({ classes }) => classes.includes(name))).map(({ prefix }) => prefix),
		);

	it("no class is defined by two parts", () => {
		const all = new Set(sheets.flatMap(({ rules }) => rules.flatMap(({ classes }) => classes)));
		const shared = [...all].filter((name) => !ROOTS.includes(name) && ownerOf(name) !== "hfis-ui");
		expect(shared.filter((name) => definers(name).size > 1)).toEqual([]);
	});

	it("the rules of menu items reach no other button in a menu, such as Apply and Unlock", () => {
		const reaching = sheets.flatMap(({ rules }) =>
			rules.filter(({ selector }) => /menu\b[^,]*\sbutton/.test(selector)).map(({ selector }) => selector),
		);
		expect(reaching).toEqual([]);
	});

	it("the popovers of the editor's tool options and of the prompt's settings have different classes", () => {
		expect(definers("hfis-more").size).toBe(0);
		expect([...definers("hfis-toolbar-more")]).toEqual(["hfis-toolbar"]);
		expect([...definers("hfis-prompt-more")]).toEqual(["hfis-prompt"]);
	});

	it("dialogs are hidden only under an element that is marked as covering the root", () => {
		const hiding = sheets.flatMap(({ rules }) => rules.filter(({ selector }) => /:has\(.*dialog/.test(selector)));
		expect(hiding.map(({ selector }) => selector)).toEqual([".hfis-ui:has([data-hfis-covers]) .hfis-ui-dialog"]);
	});
});

describe("components", () => {
	const sources = files(".tsx");

	it.each(sources)("%s uses only classes of its own part and of the kit", (path) => {
		const text = readFileSync(path, "utf8");
		// Class names in strings; those of selectors follow a dot.
		const used = [...text.matchAll(/(?<![\w.-])hfis-[a-z][a-z0-9-]*/g)].map(([name]) => name.replace(/-$/, ""));
		const foreign = used.filter((name) => {
			if (ROOTS.includes(name)) return false;
			const owner = ownerOf(name);
			if (owner === "hfis-ui") return false;
			const sheet = sheets.find(({ prefix }) => prefix === owner);
			const [here, there] = [`${dirname(path)}/`, `${dirname(sheet?.path ?? "")}/`];
			return !(here.startsWith(there) || there.startsWith(here));
		});
		expect(foreign).toEqual([]);
	});
});
