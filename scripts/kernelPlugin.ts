// `import kernel from "./x?kernel"`: module x and all it imports as one function that needs nothing from outside. Called,
// it gives x's default export; turned into text, it is a worker's whole program. So the same code runs in a worker and,
// where none is to be had, on the page, and is in the bundle once. In a build the page also takes whole rooms from it,
// which both need: they would be in the bundle twice otherwise.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const QUERY = "?kernel";
const editor = resolve(import.meta.dirname, "../editor");
const KERNEL = resolve(editor, "work/worker.ts");
/** Pure, and without a class of their own: what comes from here is the same whoever made it. */
const ROOMS = ["raster", "plan"];

/** Only in the kernel's own code, however it is made smaller. */
const MARK = "isKernel";

const PAGE = "\0kernel:page";
const ROOM = "\0kernel:room:";

export function kernelPlugin(): Plugin {
	let isMinified = false;
	let isBuild = false;
	return {
		name: "kernel",
		enforce: "pre",
		configResolved({ command, build }) {
			isBuild = command === "build";
			isMinified = isBuild && build.minify !== false;
		},
		resolveId(source, importer) {
			if (source === PAGE) return PAGE;
			if (importer === undefined) return undefined;
			if (source.endsWith(QUERY)) {
				return `${resolve(dirname(importer), source.slice(0, -QUERY.length))}.ts${QUERY}`;
			}
			const room = isBuild && source.startsWith(".") ? roomAt(resolve(dirname(importer), source)) : undefined;
			return room && `${ROOM}${room}`;
		},
		async load(id) {
			if (id === PAGE) return `import kernel from "${KERNEL.slice(0, -3)}${QUERY}";\nexport default kernel().rooms;`;
			if (id.startsWith(ROOM)) {
				const room = id.slice(ROOM.length);
				const names = namesOnPage(room);
				// One by one: what the page does not use falls away.
				return [
					`import rooms from "${PAGE}";`,
					...names.map((name) => `export const ${name} = rooms.${room}.${name};`),
				].join("\n");
			}
			if (!id.endsWith(QUERY)) return undefined;
			const chunk = await buildKernel(id.slice(0, -QUERY.length), isMinified, isBuild ? ROOMS : []);
			for (const file of chunk.moduleIds) if (!file.startsWith("\0")) this.addWatchFile(file);
			const start = "kernelExports.default";
			return `export default function kernel() {\n${chunk.code}\nreturn Object.assign(${start}, { rooms: kernelExports });\n}`;
		},
	};
}

export const isKernelCode = (code: string): boolean => code.includes(MARK);

function roomAt(path: string): string | undefined {
	return dirname(path) === editor && ROOMS.includes(basename(path)) ? basename(path) : undefined;
}

/** What others import of the room by its door; all that the kernel has to hand out. A name too few fails the build. */
function namesOnPage(room: string): string[] {
	const folders = [editor, resolve(editor, "../src")];
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => resolve(folder, file)),
	);
	const isOfPage = (file: string) =>
		/\.tsx?$/.test(file) && !/\.test\.|ForTests|\/editor\/(raster|plan|codec)\//.test(file);
	const door = new RegExp(`(?:import|export) \\{([^}]*)\\} from "[./]+/${room}"`, "g");
	const named = files
		.filter(isOfPage)
		.flatMap((file) => [...readFileSync(file, "utf8").matchAll(door)].flatMap(([, names = ""]) => names.split(",")));
	const values = named.map((name) => name.trim().replace(/ as .*/, "")).filter((name) => !/^(type |$)/.test(name));
	return [...new Set(values)].sort();
}

function buildKernel(entry: string, isMinified: boolean, rooms: readonly string[]): Promise<Rolldown.OutputChunk> {
	const more = [
		...rooms.map((room) => `export * as ${room} from "${ROOM}${room}";`),
		// Two exports at least: they are named then, whichever they are.
		`export const ${MARK} = true;`,
	].join("\n");
	const plugin: Plugin = {
		name: "kernel-rooms",
		enforce: "pre",
		transform: (code, id) => (id === entry ? `${code}\n${more}` : undefined),
		resolveId: (id) => (id.startsWith(ROOM) ? id : undefined),
		load(id) {
			if (!id.startsWith(ROOM)) return undefined;
			const room = id.slice(ROOM.length);
			const door = JSON.stringify(resolve(editor, room, "index.ts"));
			return `export { ${namesOnPage(room).join(", ")} } from ${door};`;
		},
	};
	return bundle({ entry, formats: ["iife"], name: "kernelExports" }, isMinified, [plugin]);
}

async function bundle(
	lib: { entry: string; formats: "iife"[]; name: string },
	isMinified: boolean,
	plugins: Plugin[] = [],
): Promise<Rolldown.OutputChunk> {
	const built = await build({
		configFile: false,
		logLevel: "error",
		plugins,
		build: { write: false, minify: isMinified, target: "es2022", lib: { fileName: "kernel", ...lib } },
	});
	const [output] = [built].flat() as Rolldown.RolldownOutput[];
	const chunk = output?.output[0];
	if (chunk === undefined) throw new Error(`${lib.entry} gave no code.`);
	return chunk;
}
