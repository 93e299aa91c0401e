// The documentation says what is true: labels and messages are the interface's own, links and pictures exist, commands run,
// providers and prices are those of the tables.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DOC_LOCALES, keyboardSheet } from "../../scripts/keyboardSheets";
import { MODEL_FAMILIES, SUGGESTED_MODELS } from "../../src/gateway/models";
import { estimatePrice, formatUsd, PRICES_AS_OF } from "../../src/gateway/prices";
import { PRESETS } from "../../src/settings/endpointPresets";
import { docPictures } from "../e2e/docScenes";
import { brokenLinks, codeOf, labelsOf, type Page, pagesIn, picturesOf, quotationsOf, readPage } from "./markdown";
import { createPhraseTest, readPhrases } from "./phrases";

const GENERAL = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "ARCHITECTURE.md"];
const TEMPLATES = [".github/PULL_REQUEST_TEMPLATE.md"];
const READMES = ["editor/README.md", "tests/faults/README.md", "tests/bench/README.md", "tests/mutants/README.md"];
const guide = Object.fromEntries(DOC_LOCALES.map((locale) => [locale, pagesIn(`docs/${locale}`)]));
const others = [...[...GENERAL, ...TEMPLATES, ...READMES].map(readPage), ...pagesIn("docs")];
const all = [...Object.values(guide).flat(), ...others];
const named = (pages: readonly Page[]) => pages.map((page) => [page.path, page] as const);
const phrases = readPhrases();
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

test("the guide has the same pages in both languages, and the index links to all of them", () => {
	const [names, others] = DOC_LOCALES.map((locale) => readdirSync(`docs/${locale}`).sort());
	expect(others).toEqual(names);
	const index = readFileSync("docs/README.md", "utf8");
	for (const locale of DOC_LOCALES)
		for (const name of names ?? []) expect(index, name).toContain(`](${locale}/${name})`);
});

test.each(named(all))("%s: every link, anchor and picture leads somewhere", (_, page) => {
	expect(brokenLinks(page)).toEqual([]);
});

test.each(named(all))("%s: every npm command exists", (_, page) => {
	const commands = [...page.text.matchAll(/\bnpm (?:run (?:-s |--silent )?)([\w:-]+)/g)].map(([, name = ""]) => name);
	// `npm run hf` is a command of HaloForge's own sources.
	expect(commands.filter((name) => name !== "hf" && !(name in scripts))).toEqual([]);
});

/** Made by a build, or by the reader in the worked example. */
const MADE_LATER = ["docs/api/dist", "editor/tools/diamond.ts"];

test.each(named(others.filter(({ path }) => !/decisions|^tests/.test(path))))("%s: every path exists", (_, page) => {
	const rooms = /^(?:src|editor|ui|backend|dev|scripts|tests|docs|haloforge|\.github|\.ci)\/[\w./-]+$/;
	const paths = [...page.text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code).filter((code) => rooms.test(code));
	expect(paths.filter((path) => !existsSync(path) && !MADE_LATER.includes(path))).toEqual([]);
});

describe.each(DOC_LOCALES)("the guide, %s", (locale) => {
	const pages = guide[locale] ?? [];
	const isPhrase = createPhraseTest(phrases[locale]);
	const find = (name: string) => readPage(`docs/${locale}/${name}.md`);

	test.each(named(pages))("%s: labels in bold are the interface's", (_, page) => {
		expect(labelsOf(page).filter((label) => !isPhrase(label))).toEqual([]);
	});

	test("quoted messages are the interface's own", () => {
		const quoted = quotationsOf(find("troubleshooting"));
		expect(quoted.length).toBeGreaterThan(40);
		expect(quoted.filter((message) => !isPhrase(message))).toEqual([]);
	});

	test("the keyboard page is the registry's", () => {
		expect(find("keyboard").text, "run npm run docs:keys").toBe(keyboardSheet(locale));
	});

	test("it shows the pictures that npm run screenshots takes, and each of them", () => {
		const used = [...new Set(pages.flatMap(picturesOf))].sort();
		expect(used).toEqual([...docPictures(locale)].sort());
		expect(readdirSync(`docs/images/${locale}`).sort()).toEqual(used.map((path) => path.split("/").at(-1)));
	});

	test("every preset and every suggested model is on the page of endpoints", () => {
		const { text } = find("endpoints");
		for (const { name, profile } of PRESETS) {
			const row = text.split("\n").find((line) => line.includes(`\`${profile.base_url}\``)) ?? "";
			expect(row, name).toContain(name);
			for (const value of [profile.edits_path, profile.mask_field, profile.query, profile.image_field])
				if (value) expect(row, name).toContain(`\`${value}\``);
		}
		for (const model of SUGGESTED_MODELS) expect(text).toContain(`\`${model}\``);
		const dates = MODEL_FAMILIES.map(({ shutdown }) => shutdown?.openai).filter((date) => date === "2026-12-01");
		expect(text.includes("2026-12-01")).toBe(dates.length > 0);
	});

	test("prices are those of the table", () => {
		const { text } = find("costs");
		expect(text).toContain(PRICES_AS_OF);
		const rows = [...text.matchAll(/^\| `([\w.-]+)` \| (\d+x\d+) \| (\S+) \| (\S+) \| (\S+) \|$/gm)];
		expect(rows.length).toBeGreaterThan(3);
		for (const [, model = "", size, ...prices] of rows) {
			const expected = ["low", "medium", "high"].map((quality) => {
				const { from = 0, to = 0 } = estimatePrice({ model, size, quality, n: 1 }) ?? {};
				return formatUsd(from, to);
			});
			expect(prices.slice(0, 3), `${model} ${size}`).toEqual(expected);
		}
	});
});

test("the README's commands are two", () => {
	const commands = codeOf(readPage("README.md"), "sh").flatMap((code) => code.trim().split("\n"));
	expect(commands.slice(0, 2)).toEqual(["npm start", "npm test"]);
});

describe("what the checks find", () => {
	const page: Page = {
		path: "docs/en/x.md",
		text: "",
		prose: "[a](nothing.md) [b](masks.md#nothing) **Discard** **Throw away**",
	};

	test("a broken link and a broken anchor", () => {
		expect(brokenLinks(page)).toEqual(["nothing.md", "masks.md#nothing"]);
	});

	test("a label that the interface does not have", () => {
		expect(labelsOf(page).filter((label) => !createPhraseTest(phrases.en)(label))).toEqual(["Throw away"]);
	});
});
