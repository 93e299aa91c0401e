// In a build, the studio's class and keyframe names are short, in the script and in the stylesheet alike: 2 kB gzip of the
// bundle. Names that the script puts together ("hfis-toast-" and a tone) stay, and those that tests of the bundle look for.
import type { Plugin } from "vite";

const NAME = /(?<!data-)\bhfis-[a-z0-9-]*[a-z0-9]\b(?!-)/g;
/** The beginning of a name that goes on with something only known at run time. */
const BEGUN = /(?<!data-)\bhfis-[a-z0-9-]*-(?=\$\{|["'`])/g;
const KEPT = ["hfis-editor", "hfis-topbar", "hfis-drop"];

export function shortClassPlugin(): Plugin {
	return {
		name: "short-classes",
		apply: "build",
		// After the stylesheet is there.
		enforce: "post",
		generateBundle(_, files) {
			const all = Object.values(files);
			const scripts = all.flatMap((file) => (file.type === "chunk" ? [file] : []));
			const styles = all.flatMap((file) =>
				file.type === "asset" && file.fileName.endsWith(".css") ? [{ file, text: String(file.source) }] : [],
			);
			const shorten = shortener(
				scripts.map(({ code }) => code),
				styles.map(({ text }) => text),
			);
			for (const chunk of scripts) chunk.code = shorten(chunk.code);
			for (const { file, text } of styles) file.source = shorten(text);
		},
	};
}

export function shortener(scripts: readonly string[], styles: readonly string[]): (text: string) => string {
	const begun = scripts.flatMap((code) => code.match(BEGUN) ?? []);
	const isKept = (name: string) => KEPT.includes(name) || begun.some((beginning) => name.startsWith(beginning));
	const names = [...new Set(styles.flatMap((text) => text.match(NAME) ?? []))].filter((name) => !isKept(name));
	const short = new Map(names.map((name, at) => [name, `hfis-${at.toString(36)}`]));
	return (text) => text.replace(NAME, (name) => short.get(name) ?? name);
}
