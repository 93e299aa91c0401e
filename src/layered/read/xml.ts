// The elements of a small XML file with their attributes, for a worker, which has no DOMParser. Pure.

export interface XmlElement {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly XmlElement[];
}

const TOKEN =
	/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE[^>]*>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const MAX_DEPTH = 64;

/** The root element; null: the text is not well-formed. Entities of a document type are not expanded. */
export function parseXml(text: string): XmlElement | null {
	const root: XmlElement[] = [];
	const open: { name: string; children: XmlElement[] }[] = [{ name: "", children: root }];
	for (const [, closing, name = "", attributes = "", empty] of text.matchAll(TOKEN)) {
		if (name === "") continue;
		const parent = open.at(-1);
		if (closing) {
			if (open.length < 2 || parent?.name !== name) return null;
			open.pop();
			continue;
		}
		const element = { name, attributes: readAttributes(attributes), children: [] };
		parent?.children.push(element);
		if (!empty) open.push(element);
		if (open.length > MAX_DEPTH) return null;
	}
	return open.length === 1 && root.length === 1 ? (root[0] ?? null) : null;
}

function readAttributes(text: string): Record<string, string> {
	const attributes: Record<string, string> = {};
	for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE))
		attributes[name] = decodeEntities(double ?? single ?? "");
	return attributes;
}

function decodeEntities(text: string): string {
	return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, entity: string) => {
		if (!entity.startsWith("#")) return NAMED[entity] ?? whole;
		const code = entity[1]?.toLowerCase() === "x" ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows no control characters.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

export const escapeXml = (text: string): string =>
	text.replace(FORBIDDEN, "").replace(/[&<>"'\n\r\t]/g, (one) => `&#${one.charCodeAt(0)};`);
