// Magic wand and paint bucket on 48 megapixels, against OpenCV's floodFill on the same picture in the same run. OpenCV is
// installed for this row only, into the cache.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "vite";
import { median, round } from "../editor/trace";
import type { Row } from "../row";

const ROUNDS = 5;
const FOLDER = resolve(import.meta.dirname, "../../../.cache/bench/floodFill");
const HERE = resolve(import.meta.dirname, "../editor");
const run = promisify(execFile);

interface Side {
	readonly pixels: number;
	readonly times: readonly { readonly wand: number; readonly bucket: number }[];
	readonly resident?: number;
}

export const floodFill: Row = {
	id: "flood-fill",
	promise: "A click of the wand or the bucket on 48 megapixels takes at most twice OpenCV's time.",
	method:
		"CPU time of the wand's and the bucket's job (soft edge, coverage tiles) against cv2.floodFill of the same seed and area on one thread, interleaved; medians, the larger ratio.",
	unit: "×",
	target: 2,
	async measure() {
		mkdirSync(FOLDER, { recursive: true });
		const python = await findOpenCv();
		const program = await bundle();
		const picture = resolve(FOLDER, "picture.rgba");
		await run(process.execPath, [program, "picture", picture]);
		const sides = { ours: [] as Side[], theirs: [] as Side[] };
		for (let i = 0; i < ROUNDS; i++) {
			sides.ours.push(await output(process.execPath, [program, "rounds", picture, "3"]));
			sides.theirs.push(await output(python, [resolve(HERE, "floodFillRounds.py"), picture, "3"]));
		}
		const middle = (side: readonly Side[], tool: "wand" | "bucket") =>
			median(side.map(({ times }) => median(times.map((one) => one[tool]))));
		const [wand, bucket] = (["wand", "bucket"] as const).map((tool) => ({
			ours: middle(sides.ours, tool),
			theirs: middle(sides.theirs, tool),
		})) as [{ ours: number; theirs: number }, { ours: number; theirs: number }];
		const pixels = (sides.ours[0]?.pixels ?? 0) / (sides.theirs[0]?.pixels ?? 1);
		const resident = Math.max(...sides.ours.map((side) => side.resident ?? 0)) / 1e6;
		return {
			value: round(Math.max(wand.ours / wand.theirs, bucket.ours / bucket.theirs)),
			rounds: sides.ours.map(({ times }, i) => {
				const theirs = sides.theirs[i]?.times ?? [];
				return round(median(times.map((one) => one.wand)) / median(theirs.map((one) => one.wand)));
			}),
			note: `wand ${round(wand.ours)} ms against ${round(wand.theirs)}, bucket ${round(bucket.ours)} ms against ${round(bucket.theirs)}; ${round(resident)} MB resident with the picture's 192`,
			// Both select the same disc.
			isMet: Math.abs(pixels - 1) < 0.01,
		};
	},
};

async function output(program: string, args: readonly string[]): Promise<Side> {
	const { stdout } = await run(program, args, { maxBuffer: 1 << 20 });
	return JSON.parse(stdout) as Side;
}

async function bundle(): Promise<string> {
	await build({
		configFile: false,
		logLevel: "error",
		build: {
			ssr: resolve(HERE, "floodFillRounds.ts"),
			outDir: FOLDER,
			emptyOutDir: false,
			target: "esnext",
			rolldownOptions: { output: { entryFileNames: "rounds.mjs" } },
		},
	});
	return resolve(FOLDER, "rounds.mjs");
}

/** Python with OpenCV: that of BENCH_PYTHON, or an environment in the cache that is made once. */
async function findOpenCv(): Promise<string> {
	const { BENCH_PYTHON } = process.env;
	if (BENCH_PYTHON !== undefined) return BENCH_PYTHON;
	const python = resolve(FOLDER, "venv/bin/python");
	if (!existsSync(python)) {
		await run("python3", ["-m", "venv", resolve(FOLDER, "venv")]);
		await run(python, ["-m", "pip", "install", "--quiet", "numpy", "opencv-python-headless"]);
	}
	return python;
}
