// Reads what the tests of the documentation check: links, headings, labels, quotations and code of a Markdown page.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export interface Page {
	readonly path: string;
	readonly text: string;
	/** Without code, in which nothing is a link or a label. */
	readonly prose: string;
}

export function readPage(path: string): Page {
	const text = readFileSync(path, "utf8");
	return { path, text, prose: text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "``") };
}

export const pagesIn = (folder: string): readonly Page[] =>
	readdirSync(folder)
		.filter((name) => name.endsWith(".md"))
		.sort()
		.map((name) => readPage(join(folder, name)));

/** The targets of links and pictures. */
export const linksOf = ({ prose }: Page): readonly string[] =>
	[...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);

export const picturesOf = (page: Page): readonly string[] =>
	linksOf(page)
		.filter((target) => /\.(png|svg|gif)$/.test(target))
		.map((target) => normalize(join(dirname(page.path), target)).replaceAll("\\", "/"));

/** The anchors that GitHub makes of headings. */
function anchorsOf({ text }: Page): readonly string[] {
	const headings = text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#{1,6} (.+)$/gm);
	return [...headings].map(([, heading = ""]) =>
		heading
			.replace(/[`*]|\[|\]\([^)]*\)/g, "")
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, "")
			.replaceAll(" ", "-"),
	);
}

/** Links of a page that lead nowhere. Addresses on the web are not visited. */
export function brokenLinks(page: Page): readonly string[] {
	return linksOf(page).filter((target) => {
		if (/^(https:|http:\/\/127\.0\.0\.1|mailto:)/.test(target)) return false;
		const [path = "", anchor] = target.split("#");
		const file = path === "" ? page.path : join(dirname(page.path), decodeURI(path));
		if (!existsSync(file)) return true;
		return anchor !== undefined && !anchorsOf(readPage(file)).includes(decodeURI(anchor));
	});
}

/** Texts in bold; "**A** › **B**" are two. */
export const labelsOf = ({ prose }: Page): readonly string[] =>
	[...prose.matchAll(/\*\*(.+?)\*\*/g)].map(([, label = ""]) => label);

/** Lines that begin with ">", each a quotation. */
export const quotationsOf = ({ text }: Page): readonly string[] =>
	[...text.matchAll(/^> (.+)$/gm)].map(([, quotation = ""]) => quotation);

/** Blocks of code in one language. */
export const codeOf = ({ text }: Page, language: string): readonly string[] =>
	[...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, code = ""]) => code);
