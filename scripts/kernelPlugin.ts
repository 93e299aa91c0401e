// `import kernel from "./x?kernel"`: module x and all it imports as one function that needs nothing from outside. Called,
// it gives x's default export; turned into text, it is a worker's whole program. So the same code runs in a worker and,
// where none is to be had, on the page, and is in the bundle once.
import { dirname, resolve } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const QUERY = "?kernel";

export function kernelPlugin(): Plugin {
	let isMinified = false;
	return {
		name: "kernel",
		enforce: "pre",
		configResolved({ command, build }) {
			isMinified = command === "build" && build.minify !== false;
		},
		resolveId(source, importer) {
			if (!source.endsWith(QUERY) || importer === undefined) return undefined;
			return `${resolve(dirname(importer), source.slice(0, -QUERY.length))}.ts${QUERY}`;
		},
		async load(id) {
			if (!id.endsWith(QUERY)) return undefined;
			const chunk = await buildKernel(id.slice(0, -QUERY.length), isMinified);
			for (const file of chunk.moduleIds) if (!file.startsWith("\0")) this.addWatchFile(file);
			return `export default function kernel() {\n${chunk.code}\nreturn kernelExports;\n}`;
		},
	};
}

async function buildKernel(entry: string, isMinified: boolean): Promise<Rolldown.OutputChunk> {
	const built = await build({
		configFile: false,
		logLevel: "error",
		build: {
			write: false,
			minify: isMinified,
			target: "es2022",
			lib: { entry, formats: ["iife"], name: "kernelExports" },
		},
	});
	const [output] = [built].flat() as Rolldown.RolldownOutput[];
	const chunk = output?.output[0];
	if (chunk === undefined) throw new Error(`${entry} gave no code.`);
	return chunk;
}
