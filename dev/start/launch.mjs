// The sequence of `npm start`: prepare, start the provider, devhost and page, watch them, stop them.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startCompanion } from "./companion.mjs";
import { StartFailure } from "./failure.mjs";
import { buildBackend, fillWorkspaces, installPackages, isPortFree, makeRun, requireCargo } from "./prepare.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROVIDER_PORT = 5177;
const USAGE = "usage: npm start -- [--port 5176] [--data-dir .cache/devhost] [--no-open]";

/** @param {string[]} argv */
export async function launch(argv) {
	/** Stop functions in the order of starting; they are called in reverse. @type {(() => Promise<unknown>)[]} */
	const stops = [];
	let isStopping = false;
	/** @param {number} code @param {string} [sentence] */
	const finish = async (code, sentence) => {
		if (isStopping) return;
		isStopping = true;
		if (sentence) console.error(sentence);
		for (const stop of stops.reverse()) await stop().catch(() => {});
		process.exit(code);
	};
	process.on("SIGINT", () => void finish(0));
	process.on("SIGTERM", () => void finish(0));
	try {
		const { port, dataDir } = readArguments(argv);
		await prepareAndServe(port, dataDir, stops, (sentence) => void finish(1, sentence));
	} catch (error) {
		if (error instanceof StartFailure) await finish(1, error.message);
		else await finish(1, error instanceof Error ? error.stack : String(error));
	}
}

/** @param {string[]} argv */
function readArguments(argv) {
	let values;
	try {
		({ values } = parseArgs({
			args: argv,
			options: {
				port: { type: "string", default: "5176" },
				"data-dir": { type: "string", default: ".cache/devhost" },
				// No effect: the URL is printed and no browser is opened. Accepted for scripts that pass it.
				"no-open": { type: "boolean", default: false },
			},
		}));
	} catch (error) {
		throw new StartFailure(`${error instanceof Error ? error.message : error} (${USAGE})`);
	}
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65535) {
		throw new StartFailure(`--port takes a number from 1 to 65535, not "${values.port}" (${USAGE})`);
	}
	return { port, dataDir: resolve(root, values["data-dir"]) };
}

/**
 * @param {number} port
 * @param {string} dataDir
 * @param {(() => Promise<unknown>)[]} stops
 * @param {(sentence: string) => void} giveUp
 */
async function prepareAndServe(port, dataDir, stops, giveUp) {
	if (!(await isPortFree(port))) {
		throw new StartFailure(
			`Port ${port} is in use by another program: stop that one, or choose another port with npm start -- --port ${port + 10}.`,
		);
	}
	const run = makeRun(root, stops);
	await requireCargo(run);
	await installPackages(root, run);
	await fillWorkspaces(root, run);
	const built = await buildBackend(root, run);
	mkdirSync(dataDir, { recursive: true });

	const provider = await startProvider(dataDir);
	stops.push(provider.stop);
	void provider.exited.then((how) => giveUp(`The test provider has stopped (${how}): run npm start again.`));

	const devhost = await startDevhost(built, dataDir, port);
	stops.push(devhost.stop);
	void devhost.exited.then((how) =>
		giveUp(`The devhost has died (${how}), so the studio has no backend: run npm start again.`),
	);

	process.env.DEVHOST_URL = devhost.ready.url;
	process.env.DEVHOST_TOKEN = devhost.ready.token;
	const url = await serve(port, stops);
	console.log(`\nImage Studio            ${url}`);
	console.log(`Test provider base URL  ${provider.ready.url}`);
	console.log(`Test provider key       ${provider.ready.key}`);
	console.log("\nCtrl+C stops everything.");
}

/** @param {string} dataDir */
async function startProvider(dataDir) {
	const port = (await isPortFree(PROVIDER_PORT)) ? PROVIDER_PORT : 0;
	const args = ["scripts/run.mjs", "dev/provider/cli.ts", "--follow-stdin"];
	args.push("--port", String(port), "--key", providerKey(dataDir));
	return startCompanion("The test provider", process.execPath, args, root);
}

/**
 * The key is kept between starts, because it is stored in the studio's settings. It is valid only for the local test
 * server.
 */
function providerKey(/** @type {string} */ dataDir) {
	const file = join(dataDir, "test-provider-key");
	try {
		return readFileSync(file, "utf8").trim();
	} catch {
		const key = `sk-local-${randomBytes(9).toString("hex")}`;
		writeFileSync(file, key, { mode: 0o600 });
		return key;
	}
}

/**
 * @param {{ devhost: string, library: string }} built
 * @param {string} dataDir
 * @param {number} port
 */
function startDevhost(built, dataDir, port) {
	const args = ["--manifest", join(root, "manifest.json"), "--library", built.library, "--data-dir", dataDir];
	args.push("--origin", `http://127.0.0.1:${port}`, "--origin", `http://localhost:${port}`);
	return startCompanion("The devhost", built.devhost, args, root);
}

/**
 * @param {number} port
 * @param {(() => Promise<unknown>)[]} stops
 * @returns {Promise<string>} the page's address, as soon as it responds
 */
async function serve(port, stops) {
	const { createServer } = await import("vite");
	const server = await createServer({
		configFile: join(root, "vite.config.ts"),
		logLevel: "warn",
		clearScreen: false,
		server: { host: "127.0.0.1", port, strictPort: true },
	});
	stops.push(() => server.close());
	try {
		await server.listen();
	} catch (error) {
		throw new StartFailure(`The page cannot be served: ${error instanceof Error ? error.message : error}`);
	}
	const url = `http://127.0.0.1:${port}/`;
	const response = await fetch(url);
	if (!response.ok) throw new StartFailure(`The page answers with status ${response.status}: see the message above.`);
	return url;
}
