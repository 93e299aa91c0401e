// Faults that are caused inside the backend's process: backend/tests/faults.rs makes them, with this seed and number.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { type FaultKind, type FaultReport, FULL_ROUNDS } from "../faultKind";

const root = resolve(import.meta.dirname, "../../..");

/** `full`: number of cases at the full number of rounds. */
function rustFault(id: string, test: string, title: string, full: number): FaultKind {
	return {
		id,
		title,
		async run({ random, rounds }) {
			const count = Math.max(1, Math.round((full * rounds) / FULL_ROUNDS));
			const env = { FAULTS_SEED: String(random.between(0, 2 ** 31)), FAULTS_COUNT: String(count) };
			const output = await cargoTest(test, env);
			const line = /^.*FAULTS (\{.*\})$/m.exec(output)?.[1];
			if (line) return JSON.parse(line) as FaultReport;
			// A process that died: out of memory, an abort, or it was not built.
			return { faults: 0, checked: 0, problems: [{ kind: "panic", text: output.slice(-2000) }] };
		},
	};
}

function cargoTest(test: string, variables: Readonly<Record<string, string>>): Promise<string> {
	const args = ["test", "-p", "hf-image-studio", "--locked", "--quiet", "--test", "faults", test, "--", "--nocapture"];
	const child = spawn("cargo", args, { cwd: root, env: { ...process.env, ...variables } });
	let output = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => {
			output += text;
		});
	}
	return new Promise((ended, failed) => {
		child.once("error", failed);
		child.once("close", () => ended(output));
	});
}

export const rustFaults: readonly FaultKind[] = [
	rustFault("power-cuts", "power_cuts", "what was not flushed is lost, at a random operation of the disk", 200),
	rustFault("full-disks", "full_disks", "a full disk for each writer of the backend", 210),
	rustFault("answers", "mutated_answers", "mutated answers and streams", 20_000),
	rustFault("masks", "mutated_masks", "mutated masks", 5000),
	rustFault("pictures", "mutated_pictures", "mutated pictures", 3000),
];
