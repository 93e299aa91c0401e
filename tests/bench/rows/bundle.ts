// What a user downloads and the host parses: the plugin's JavaScript and CSS, gzipped.
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import type { Row } from "../row";

const root = resolve(import.meta.dirname, "../../..");

export const bundle: Row = {
	id: "bundle",
	unit: "kB gzip",
	target: 260,
	async measure() {
		const result = await build({
			root,
			configFile: resolve(root, "vite.config.ts"),
			mode: "production",
			logLevel: "error",
			build: { write: false },
		});
		const [output] = Array.isArray(result) ? result : [result];
		if (!output || !("output" in output)) throw new Error("Vite built nothing");
		const sizes = output.output.map((part) => {
			const text = part.type === "chunk" ? part.code : part.source;
			return { name: part.fileName, raw: Buffer.byteLength(text), gzip: gzipSync(text).length };
		});
		const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
		return {
			value: Math.round(total / 100) / 10,
			note: sizes.map(({ name, raw, gzip }) => `${name} ${raw} B, ${gzip} B gzip`).join("; "),
		};
	},
};
