// Size of the plugin's JavaScript and CSS, gzipped. The target is a ceiling against accidents such as bundled model
// weights.
import { gzipSync } from "node:zlib";
import { buildPlugin } from "../buildPlugin";
import type { Row } from "../row";

export const bundle: Row = {
	id: "bundle",
	promise: "The plugin stays small enough to be read by a person and loaded in a moment.",
	method:
		"JavaScript and CSS of the plugin, gzipped; the target is a ceiling against accidents such as bundled model weights, not a goal.",
	unit: "kB gzip",
	target: 800,
	async measure() {
		const files = await buildPlugin();
		const sizes = files.map(({ name, text }) => ({ name, raw: Buffer.byteLength(text), gzip: gzipSync(text).length }));
		const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
		return {
			value: Math.round(total / 100) / 10,
			note: sizes.map(({ name, raw, gzip }) => `${name} ${raw} B, ${gzip} B gzip`).join("; "),
		};
	},
};
