// In a build, all words lie together and language by language. Side by side, a thousand times over, English and Chinese
// leave gzip little that repeats and no common code for their characters: 9 kB of the bundle.
import { type Plugin, parseAst } from "vite";
import { isKernelCode } from "./kernelPlugin.ts";

interface Node {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	readonly [child: string]: unknown;
}

type Phrase = readonly [en: string, zh: string];

/** Characters to set texts apart with: the first that is in none. */
const BETWEEN = ["|", "~", "^", "¦"];

export function wordsPlugin(): Plugin {
	return {
		name: "words-apart",
		apply: "build",
		enforce: "post",
		generateBundle(_, files) {
			for (const file of Object.values(files)) if (file.type === "chunk") file.code = wordsApart(file.code);
		},
	};
}

/** The same program: its texts stand at its end, and instead of `{ en, zh }` there are numbers. */
export function wordsApart(code: string): string {
	const phrases: Phrase[] = [];
	const rows: {
		readonly names: readonly string[];
		readonly first: number;
		readonly from: number;
		readonly to: number;
	}[] = [];
	const changes: { readonly from: number; readonly to: number; readonly text: string }[] = [];

	function visit(node: unknown): void {
		if (Array.isArray(node)) for (const one of node) visit(one);
		if (!isNode(node)) return;
		const phrase = phraseOf(node);
		if (phrase) changes.push({ from: node.start, to: node.end, text: `hfisPhrase(${phrases.push(phrase) - 1})` });
		else if (node.type === "ObjectExpression") visitProperties(listOf(node.properties));
		else visit(Object.values(node));
	}

	function visitProperties(properties: readonly Node[]): void {
		let row: Node[] = [];
		const endRow = () => {
			const [first, last] = [row[0], row.at(-1)];
			if (first === last) visit(first?.value);
			else if (first && last) {
				rows.push({ names: row.map(nameOf), first: phrases.length, from: first.start, to: last.end });
				for (const { value } of row) phrases.push(phraseOf(value as Node) ?? ["", ""]);
			}
			row = [];
		};
		for (const property of properties) {
			if (property.computed !== true && isNode(property.value) && phraseOf(property.value)) row.push(property);
			else {
				endRow();
				visit(Object.values(property));
			}
		}
		endRow();
	}

	const body = bodyOf(parseAst(code));
	// The worker's program has only what is in it.
	visit(body.filter(({ start, end }) => !isKernelCode(code.slice(start, end))));

	for (const { names, first, from, to } of rows)
		changes.push({ from, to, text: `...hfisPhrases(${JSON.stringify(shortened(names).join("|"))},${first})` });
	const [start, end] = [body.find(({ directive }) => !directive)?.start ?? 0, body.at(-1)?.end ?? 0];
	if (phrases.length > 0) {
		changes.push({ from: start, to: start, text: LOOKING_UP }, { from: end, to: end, text: textsOf(phrases) });
	}
	return changed(code, changes);
}

function changed(code: string, changes: readonly { from: number; to: number; text: string }[]): string {
	let from = 0;
	const pieces = [...changes]
		.sort((a, b) => a.from - b.from)
		.map((change) => {
			const before = code.slice(from, change.from);
			from = change.to;
			return before + change.text;
		});
	return pieces.join("") + code.slice(from);
}

const LOOKING_UP = `const [hfisEn, hfisZh] = /*@__NOINLINE__*/ hfisTexts();
const hfisPhrase = (at) => ({ en: hfisEn[at], zh: hfisZh[at] });
const hfisPhrases = (names, from) => {
	let room = "";
	return Object.fromEntries(names.split("|").map((name, at) => {
		const whole = name[0] === "." ? room + name : name;
		room = whole.split(".")[0];
		return [whole, hfisPhrase(from + at)];
	}));
};
`;

/** Behind all code: there gzip needs 0.6 kB less than before it. */
function textsOf(phrases: readonly Phrase[]): string {
	const between = BETWEEN.find((one) => !phrases.flat().some((text) => text.includes(one)));
	if (between === undefined)
		throw new Error(`wordsPlugin needs a character that is in no text: none of ${BETWEEN.join(" ")}`);
	const texts = (language: 0 | 1) => JSON.stringify(phrases.map((phrase) => phrase[language]).join(between));
	return `\nfunction hfisTexts() { return [${texts(0)}, ${texts(1)}].map((texts) => texts.split("${between}")); }`;
}

/** What a name begins with up to its first dot is left out where the one before begins so too. */
function shortened(names: readonly string[]): string[] {
	const roomOf = (name = ""): string => name.split(".")[0] ?? "";
	return names.map((name, at) => {
		const room = roomOf(name);
		return name !== room && room === roomOf(names[at - 1]) ? name.slice(room.length) : name;
	});
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const listOf = (value: unknown) => (Array.isArray(value) ? value : []) as readonly Node[];
const nameOf = ({ key }: Node): string => String((key as Node).name ?? (key as Node).value);

/** What is in the function around the whole bundle. */
function bodyOf(node: unknown): readonly Node[] {
	const blockIn = (one: unknown): Node | undefined => {
		if (typeof one !== "object" || one === null) return undefined;
		if (isNode(one) && one.type === "BlockStatement") return one;
		return Object.values(one).map(blockIn).find(Boolean);
	};
	return listOf(blockIn(node)?.body);
}

function phraseOf({ type, properties }: Node): Phrase | undefined {
	const both = type === "ObjectExpression" ? listOf(properties) : [];
	if (both.map((property) => property.type === "Property" && nameOf(property)).join() !== "en,zh") return undefined;
	const [en, zh] = both.map(({ value }) => textOf(value as Node));
	return en === undefined || zh === undefined ? undefined : [en, zh];
}

function textOf({ type, value, quasis }: Node): string | undefined {
	if (type === "Literal" && typeof value === "string") return value;
	const [text, more] = type === "TemplateLiteral" ? listOf(quasis) : [];
	return text === undefined || more ? undefined : cooked(text);
}

const cooked = (quasi: Node | undefined): string => (quasi?.value as { cooked: string } | undefined)?.cooked ?? "";
