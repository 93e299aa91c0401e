// Runs one step's command and counts what it reports. The output is kept and handed over in one piece, because steps
// run side by side.
import { spawn } from "node:child_process";
import type { Count } from "./counts";
import type { Step } from "./steps";

export interface Outcome {
	name: string;
	count: Count;
	seconds: number;
	/** The command's output, with a line before and after. */
	text: string;
}

/** The longest, a cold release build, takes about six minutes on two cores. */
const MINUTES = 20;

export async function runStep(step: Step, { root, env }: { root: string; env: NodeJS.ProcessEnv }): Promise<Outcome> {
	const started = performance.now();
	const { code, output } = await execute(step, root, { ...process.env, ...env, ...step.env });
	const notes: string[] = [];
	const count = countOf(step, code, output, notes);
	const seconds = (performance.now() - started) / 1000;
	const summary = `── ${step.name}: ${count.passed} passed, ${count.failed} failed (${seconds.toFixed(1)} s)`;
	return { name: step.name, count, seconds, text: [`\n── ${step.name}`, output, ...notes, summary, ""].join("\n") };
}

function countOf(step: Step, code: number, output: string, notes: string[]): Count {
	if (step.mustNotPrint?.test(output)) {
		notes.push(`${step.name} printed a warning.`);
		return { passed: 0, failed: 1 };
	}
	if (!step.count) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
	try {
		const count = step.count(output);
		// A runner that exits with an error although every test passed, or that ran none, has failed.
		const hasFailed = (code !== 0 && count.failed === 0) || count.passed + count.failed === 0;
		return hasFailed ? { ...count, failed: 1 } : count;
	} catch (error) {
		notes.push(`The runner left no figures: ${error}`);
		return { passed: 0, failed: 1 };
	}
}

function execute(step: Step, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
	return new Promise((done) => {
		const [command = "", ...args] = step.command;
		const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
		let output = "";
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding("utf8").on("data", (text: string) => {
				output += text;
			});
		const limit = setTimeout(() => {
			output += `${step.name} did not end within ${MINUTES} minutes and was stopped.\n`;
			child.kill("SIGKILL");
		}, MINUTES * 60_000);
		child.on("error", (error) => done({ code: 1, output: String(error) }));
		child.on("close", (code) => {
			clearTimeout(limit);
			done({ code: code ?? 1, output });
		});
	});
}
