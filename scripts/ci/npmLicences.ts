// Holds every npm package to the licences that the project may use. What goes into the bundle has a shorter list than tools.
// Needs no network: package-lock.json names the packages, their own package.json their licence, as installed.
// Usage: node scripts/run.mjs scripts/ci/npmLicences.ts
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Permissive licences, which ask for no more than their text in THIRD-PARTY-NOTICES.txt. */
const SHIPPED = ["MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "Unlicense", "CC0-1.0"];
/** Of tools, which are not distributed: files under MPL stay files under MPL. */
const TOOLS = [...SHIPPED, "BlueOak-1.0.0", "MPL-2.0", "Python-2.0", "CC-BY-4.0"];

export interface LockedPackage {
	license?: string;
	dev?: boolean;
	devOptional?: boolean;
	link?: boolean;
}

/** Returns true if an SPDX expression of AND, OR and brackets can be satisfied with these licences. */
export function isAllowed(expression: string, allowed: readonly string[]): boolean {
	const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
	let at = 0;
	const one = (): boolean => {
		const token = tokens[at++];
		if (token !== "(") return token !== undefined && allowed.includes(token);
		const inner = any();
		return tokens[at++] === ")" && inner;
	};
	const every = (): boolean => {
		let result = one();
		while (tokens[at] === "AND") {
			at++;
			result = one() && result;
		}
		return result;
	};
	const any = (): boolean => {
		let result = every();
		while (tokens[at] === "OR") {
			at++;
			result = every() || result;
		}
		return result;
	};
	return any() && at === tokens.length;
}

/** Packages whose licence is on no list, one line each. */
export function refusedPackages(
	packages: Readonly<Record<string, LockedPackage>>,
	licenceOf: (path: string) => string | undefined,
): string[] {
	return Object.entries(packages).flatMap(([path, { license, dev, devOptional, link }]) => {
		if (link || !path.includes("node_modules/")) return [];
		const stated = licenceOf(path) ?? license;
		const isTool = dev || devOptional;
		if (stated && isAllowed(stated, isTool ? TOOLS : SHIPPED)) return [];
		const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
		return `${name}: ${stated ?? "no licence"} is not on the list of ${isTool ? "tools" : "what is shipped"}`;
	});
}

/** The licence that the installed package states; undefined for those of other systems, which are not installed. */
function installedLicence(root: string, path: string): string | undefined {
	const file = join(root, path, "package.json");
	if (!existsSync(file)) return undefined;
	const { license, licenses } = JSON.parse(readFileSync(file, "utf8"));
	return typeof license === "string" ? license : (license?.type ?? licenses?.[0]?.type);
}

if (process.argv[1]?.endsWith("npmLicences.ts")) {
	const root = resolve(import.meta.dirname, "../..");
	const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
	const refused = refusedPackages(packages, (path) => installedLicence(root, path));
	for (const line of refused) console.error(line);
	console.log(`${Object.keys(packages).length} npm packages, ${refused.length} with a licence that may not be used.`);
	process.exitCode = refused.length > 0 ? 1 : 0;
}
