// Size of the plugin's JavaScript and CSS, gzipped. The target is a ceiling against accidents such as bundled model
// weights.
import { gzipSync } from "node:zlib";
import { buildPlugin } from "../buildPlugin";
import type { Row } from "../row";

export const bundle: Row = {
	id: "bundle",
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
