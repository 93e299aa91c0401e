// Memory and time of the backend for an edit of 16 pictures of 10 MB, in both API modes. The example edit_bench runs
// once for both rows, as a debug build, which needs no extra build; the figures are upper bounds. It uploads the
// pictures in chunks, as the page does, and then sends the request to a local server.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Row } from "../row";

interface Round {
	mode: "images" | "responses";
	/** Peak of the resident size above idle. */
	peak_bytes: number;
	/** Time of decoding the base64 of all chunks alone. */
	decode_ms: number;
	/** Time of `put` for the same chunks: decoding, hashing, writing. */
	put_ms: number;
	/** Time from submit to the provider's response: checking, building, sending over loopback. */
	send_ms: number;
}

interface Report {
	raw_bytes: number;
	rounds: Round[];
}

const root = resolve(import.meta.dirname, "../../..");
let report: Promise<Report> | undefined;

function measureOnce(): Promise<Report> {
	const args = ["run", "--quiet", "--locked", "-p", "hf-image-studio", "--example", "edit_bench"];
	report ??= promisify(execFile)("cargo", args, { cwd: root, maxBuffer: 1 << 24 }).then(({ stdout }) =>
		JSON.parse(stdout),
	);
	return report;
}

const perMode = ({ rounds }: Report, figure: (round: Round) => number, pick: (...values: number[]) => number) =>
	(["images", "responses"] as const).map((mode) => ({
		mode,
		value: pick(...rounds.filter((round) => round.mode === mode).map(figure)),
	}));

const rounded = (value: number): number => Math.round(value * 100) / 100;

export const editMemory: Row = {
	id: "edit-memory",
	promise: "An edit of 160 MB of pictures takes a small part of that in memory.",
	method:
		"The backend's peak resident size above idle while it receives and sends 16 pictures of 10 MB, against their raw bytes; the largest of three rounds in two API modes.",
	unit: "× raw bytes",
	target: 2.5,
	async measure() {
		const measured = await measureOnce();
		const peaks = perMode(measured, ({ peak_bytes }) => peak_bytes / measured.raw_bytes, Math.max);
		const note = peaks.map(({ mode, value }) => `${mode} ${rounded(value)}`).join(", ");
		return {
			value: rounded(Math.max(...peaks.map(({ value }) => value))),
			rounds: measured.rounds.map(({ peak_bytes }) => peak_bytes / measured.raw_bytes),
			note: `peak of three rounds: ${note}`,
		};
	},
};

export const editSpeed: Row = {
	id: "edit-speed",
	promise: "Sending takes at most twice the time of decoding what the page hands over.",
	method:
		"Submit to response of that edit over loopback, against decoding the same base64 alone; the best of three rounds, the worse of two API modes.",
	unit: "×",
	target: 2,
	async measure() {
		const measured = await measureOnce();
		// The best of three rounds, because other programs on the machine slow a round down.
		const ratios = perMode(measured, (round) => round.send_ms / round.decode_ms, Math.min);
		const slower = ratios.reduce((worse, one) => (one.value > worse.value ? one : worse));
		const puts = Math.min(...measured.rounds.map((round) => round.put_ms / round.decode_ms));
		const note = ratios.map(({ mode, value }) => `${mode} ${rounded(value)}`).join(", ");
		return {
			value: rounded(Math.max(...ratios.map(({ value }) => value))),
			rounds: measured.rounds.filter(({ mode }) => mode === slower.mode).map((one) => one.send_ms / one.decode_ms),
			note: `submit to answer against decoding the base64: ${note}; put (decode, hash, write) ${rounded(puts)}`,
		};
	},
};
