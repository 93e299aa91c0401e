// Checks every import of the shipped code, types and dynamic imports included, against the table in rooms.ts; a room with an
// index.ts is imported through it only. Part of `npm run lint`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { parseSync } from "vite";
import { PACKAGES, ROOMS, SECOND_DOORS } from "./rooms";

export interface Violation {
	readonly file: string;
	readonly specifier: string;
	readonly reason: string;
}

const ROOT = resolve(import.meta.dirname, "..");
const FOLDERS = ["ui", "editor", "src"];
/** Tests and what only they use may import anything. */
const TEST_FILE = /\.test\.tsx?$|ForTests\.tsx?$|[Ff]ixture\.ts$|\/(fakeBackend|test[A-Z]\w+)\.ts$/;

/** Paths are relative to the project's root, with slashes. */
export function checkFile(file: string, text: string): Violation[] {
	const room = roomOf(file);
	if (room === undefined) return [{ file, specifier: "", reason: "is in no room of scripts/rooms.ts" }];
	return specifiersIn(file, text).flatMap((specifier) => {
		const reason = specifier.startsWith(".") ? refuseFile(room, file, specifier) : refusePackage(room, specifier);
		return reason === undefined ? [] : [{ file, specifier, reason }];
	});
}

/** The longest entry of the table that the path lies in: a folder, or one file. */
export function roomOf(path: string): string | undefined {
	const names = Object.keys(ROOMS).filter((name) => path === name || path.startsWith(`${name}/`));
	return names.sort((a, b) => b.length - a.length)[0];
}

function refuseFile(room: string, file: string, specifier: string): string | undefined {
	const path = join(dirname(file), specifier.replace(/\?.*$/, "")).split(sep).join("/");
	if (/\.(css|json)$/.test(path)) return undefined;
	const target = roomAt(path);
	if (target === undefined) return `${path} lies in no room`;
	if (target === room) return undefined;
	if (!mayImport(room, target)) return `${room} may not import ${target}`;
	const door = doorOf(target);
	const isDoor =
		SECOND_DOORS.includes(path) || path === target || path === `${target}/index` || path === `${target}/index.ts`;
	return door === undefined || isDoor ? undefined : `${target} is imported through ${door} only`;
}

/** A specifier has no extension, and may name a folder for its index.ts. */
function roomAt(path: string): string | undefined {
	const names = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
	return names.map(roomOf).find((room) => room !== undefined);
}

function mayImport(room: string, target: string): boolean {
	const allowed = ROOMS[room] ?? [];
	const names = Object.keys(ROOMS);
	if (names.indexOf(target) > names.indexOf(room)) return false;
	const isStudio =
		target.startsWith("src/") || ["ui", "editor/index.ts", "editor/types.ts", "editor/basics.ts"].includes(target);
	return allowed.includes(target) || (allowed.includes("*") && isStudio);
}

function doorOf(room: string): string | undefined {
	const door = `${room}/index.ts`;
	return existsSync(resolve(ROOT, door)) ? door : undefined;
}

function refusePackage(room: string, specifier: string): string | undefined {
	const [scope = "", name = ""] = specifier.split("/");
	const rooms = PACKAGES[specifier] ?? PACKAGES[`${scope}/${name}`] ?? PACKAGES[scope];
	if (rooms === undefined) return `${specifier} is in no line of PACKAGES`;
	const isAllowed = rooms.some((one) => room === one || room.startsWith(`${one}/`));
	return isAllowed ? undefined : `${room} may not import ${specifier}`;
}

function specifiersIn(file: string, text: string): string[] {
	const { module, program } = parseSync(file, text);
	const requests = [
		...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
		...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
		...module.dynamicImports.map(({ moduleRequest }) =>
			text.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
		),
		...importTypesIn(program),
	];
	return [...new Set(requests.filter((one) => one !== undefined))];
}

/** `import("./x").Type` is an import, too, and no module record lists it. */
function importTypesIn(node: unknown): string[] {
	if (typeof node !== "object" || node === null) return [];
	if (Array.isArray(node)) return node.flatMap(importTypesIn);
	const own = "type" in node && node.type === "TSImportType" && "source" in node ? node.source : undefined;
	const value = typeof own === "object" && own !== null && "value" in own ? [String(own.value)] : [];
	return [...value, ...Object.values(node).flatMap(importTypesIn)];
}

export function sourceFiles(root: string): string[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" })
			.map((name) => join(folder, name).split(sep).join("/"))
			.filter((name) => /\.tsx?$/.test(name) && !TEST_FILE.test(name)),
	);
}

/** The table's own faults: a room that names one below it or none at all. */
export function checkTable(): string[] {
	const names = Object.keys(ROOMS);
	return names.flatMap((room, index) =>
		(ROOMS[room] ?? [])
			.filter((target) => target !== "*" && !names.slice(0, index).includes(target))
			.map((target) => `${room} names ${target}, which is not above it`),
	);
}

if (process.argv[1]?.endsWith("checkRooms.ts")) {
	const violations = sourceFiles(ROOT).flatMap((file) => checkFile(file, readFileSync(resolve(ROOT, file), "utf8")));
	const lines = violations.map(({ file, specifier, reason }) => `${file}: "${specifier}": ${reason}`);
	for (const line of [...checkTable(), ...lines]) console.error(line);
	if (lines.length > 0 || checkTable().length > 0) process.exitCode = 1;
}
