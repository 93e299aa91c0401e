// Runs the commands of the Plugin Release workflow in their order, with stand-ins for what only GitHub's machines have: rustup,
// npm ci and gh are recorded, and files take the place of outputs and summary.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
export const { version, tag } = (() => {
	const stated: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
	return { version: stated, tag: `v${stated}` };
})();
export const PLATFORM = `linux-${process.arch}`;

/** The `run:` lines of the workflow. */
export function commandsOfWorkflow(): string[] {
	const text = readFileSync(join(root, ".github/workflows/plugin-release.yml"), "utf8");
	return [...text.matchAll(/^ +run: (.+)$/gm)].map(([, command = ""]) => command);
}

export interface Ran {
	status: number;
	/** The output of all commands. */
	output: string;
	/** The workflow's summary. */
	summary: string;
	/** The commands that the stand-ins were given. */
	calls: string[];
}

export class WorkflowRun {
	readonly folder: string;
	readonly release: string;
	constructor(
		folder: string,
		private readonly extra: Record<string, string>,
	) {
		this.folder = folder;
		this.release = join(folder, "release");
		mkdirSync(join(folder, "bin"), { recursive: true });
		for (const name of ["rustup", "npm", "gh"]) {
			const file = join(folder, "bin", name);
			// `gh release view` fails where there is no such release yet.
			writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n[ "$2" != view ]\n`);
			chmodSync(file, 0o755);
		}
	}

	private read(name: string): string {
		const file = join(this.folder, name);
		return existsSync(file) ? readFileSync(file, "utf8") : "";
	}

	private environment(): NodeJS.ProcessEnv {
		const later = this.read("env").split("\n").filter(Boolean);
		// Nothing of this machine's own: a key or token that happens to be set must not be used.
		const { HOME, CARGO_HOME, RUSTUP_HOME, PATH } = process.env;
		return {
			...Object.fromEntries(Object.entries({ HOME, CARGO_HOME, RUSTUP_HOME }).filter(([, value]) => value)),
			PATH: [join(this.folder, "bin"), PATH].join(delimiter),
			RELEASE_TAG: tag,
			RELEASE_NAME: "",
			RELEASE_SOURCE: "official",
			RELEASE_FOLDER: this.release,
			RELEASE_COMMIT: "0123456789012345678901234567890123456789",
			RELEASE_REPOSITORY: "https://example.test/studio/image-studio",
			RELEASE_PACKED: join(root, "dist/package"),
			PLATFORM,
			GITHUB_ENV: join(this.folder, "env"),
			GITHUB_OUTPUT: join(this.folder, "output"),
			GITHUB_STEP_SUMMARY: join(this.folder, "summary"),
			...Object.fromEntries(later.map((line) => line.split("=", 2))),
			// Set by prepare.mjs for a compiler that a test's machine need not have.
			RUSTUP_TOOLCHAIN: process.env.RUSTUP_TOOLCHAIN,
			...this.extra,
		};
	}

	/** Runs commands one after another, up to the first that fails. */
	async run(commands: readonly string[]): Promise<Ran> {
		let status = 0;
		let output = "";
		for (const command of commands) {
			if (status !== 0) break;
			// Not spawnSync: the server that stands in for the catalogue answers meanwhile.
			status = await new Promise((done) => {
				const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", command], {
					cwd: root,
					env: this.environment(),
					// bash reads .bashrc, and with it another PATH, where its input is a socket.
					stdio: ["ignore", "pipe", "pipe"],
				});
				for (const stream of [child.stdout, child.stderr])
					stream.setEncoding("utf8").on("data", (text: string) => {
						output += text;
					});
				child.on("close", (code) => done(code ?? 1));
			});
		}
		const calls = this.read("calls").split("\n").filter(Boolean);
		return { status, output, summary: this.read("summary"), calls };
	}
}
