// Compiles the workspaces @haloforge/plugin-sdk and @haloforge/plugin-pack from the sources in the Rust crate that the
// backend depends on (design decision 1). Runs after every npm install and does nothing if the stamps match.
// It must run on plain Node before anything is built, and must not print a stack for an error that the user can fix.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CRATE = "haloforge-plugin-api";
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

/** The crate's folder for each workspace, and the compiler options of the crate's own tsconfig. */
const PARTS = [
	{
		workspace: "plugin-sdk",
		from: "sdk/src",
		compilerOptions: {
			target: "ES2020",
			module: "ESNext",
			moduleResolution: "bundler",
			lib: ["ES2020", "DOM"],
			jsx: "react-jsx",
			types: [],
		},
	},
	{
		workspace: "plugin-pack",
		from: "pack/src",
		compilerOptions: {
			target: "ES2022",
			module: "NodeNext",
			moduleResolution: "NodeNext",
			types: ["node"],
		},
	},
];

/** An error that the user can fix: it is printed as one sentence, without a stack. */
class SetupError extends Error {}

function computeStamp() {
	const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
	const entry = lock.split("[[package]]").find((part) => part.includes(`name = "${CRATE}"`));
	if (!entry) throw new SetupError(`Cargo.lock does not name ${CRATE}; restore Cargo.lock from the repository.`);
	const typescript = createRequire(import.meta.url)("typescript/package.json").version;
	return createHash("sha256")
		.update(entry)
		.update(typescript)
		.update(readFileSync(fileURLToPath(import.meta.url)))
		.digest("hex");
}

function findCrate() {
	let metadata;
	try {
		metadata = execFileSync("cargo", ["metadata", "--locked", "--format-version", "1"], {
			cwd: root,
			encoding: "utf8",
			maxBuffer: 256 * 1024 * 1024,
			stdio: ["ignore", "pipe", "pipe"],
		});
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") {
			throw new SetupError(
				"Rust is needed and cargo was not found on PATH: install Rust with rustup, open a new shell and run npm install again.",
			);
		}
		const message = String(/** @type {{stderr?: unknown}} */ (error).stderr ?? error)
			.split("\n")
			.find((line) => line.startsWith("error"));
		throw new SetupError(
			`The crate ${CRATE} could not be had from the Rust package registry (${message ?? "cargo metadata failed"}): check the network and run npm install again.`,
		);
	}
	const found = JSON.parse(metadata).packages.find((/** @type {{name: string}} */ pkg) => pkg.name === CRATE);
	if (!found) throw new SetupError(`cargo does not know ${CRATE}: restore Cargo.lock from the repository.`);
	return dirname(found.manifest_path);
}

function compileWorkspace(
	/** @type {typeof PARTS[number]} */ part,
	/** @type {string} */ crate,
	/** @type {string} */ stamp,
) {
	const workspace = join(here, part.workspace);
	const build = join(workspace, "build");
	const dist = join(workspace, "dist");
	rmSync(build, { recursive: true, force: true });
	rmSync(dist, { recursive: true, force: true });
	mkdirSync(build, { recursive: true });
	cpSync(join(crate, part.from), join(build, "src"), { recursive: true });
	writeFileSync(
		join(build, "tsconfig.json"),
		JSON.stringify({
			compilerOptions: {
				...part.compilerOptions,
				strict: true,
				declaration: true,
				esModuleInterop: true,
				skipLibCheck: true,
				outDir: "../dist",
				rootDir: "./src",
			},
			include: ["src"],
		}),
	);
	const tsc = createRequire(import.meta.url).resolve("typescript/package.json");
	try {
		execFileSync(process.execPath, [join(dirname(tsc), "bin/tsc"), "-p", build], { stdio: ["ignore", "pipe", "pipe"] });
	} catch (error) {
		const output = String(/** @type {{stdout?: unknown}} */ (error).stdout ?? error);
		throw new SetupError(`@haloforge/${part.workspace} did not compile:\n${output}`);
	}
	writeFileSync(join(dist, ".stamp"), stamp);
}

try {
	const stamp = computeStamp();
	const stale = PARTS.filter((part) => {
		const file = join(here, part.workspace, "dist/.stamp");
		return !existsSync(file) || readFileSync(file, "utf8") !== stamp;
	});
	if (stale.length > 0) {
		const crate = findCrate();
		for (const part of stale) compileWorkspace(part, crate, stamp);
	}
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`Image Studio set-up: ${error.message}`);
	process.exitCode = 1;
}
