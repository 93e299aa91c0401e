// The messages of a release step: to the person, to the workflow's summary, and to later steps. Away from GitHub it only prints.
// Needs no package, because some steps run before npm ci.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";

/** The repository's folder. */
export const ROOT = join(import.meta.dirname, "../..");

/** An error that its reader can mend: it is printed as one sentence, without a stack. */
export class ReleaseError extends Error {}

/** @param {string} variable @param {string} text */
function append(variable, text) {
	const file = process.env[variable];
	if (file) appendFileSync(file, `${text}\n`);
}

/** @param {string} text */
export function say(text) {
	console.log(text);
	append("GITHUB_STEP_SUMMARY", `- ${text}`);
}

/** Says what this run does without, and why. @param {string} text */
export function sayLeftOut(text) {
	say(`Left out: ${text}`);
}

/** @param {string} name @param {string} value */
export function setOutput(name, value) {
	append("GITHUB_OUTPUT", `${name}=${value}`);
}

/** Sets an environment variable of the job's later steps. @param {string} name @param {string} value */
export function setVariable(name, value) {
	append("GITHUB_ENV", `${name}=${value}`);
}

/**
 * The step's options, each with a value. Those that are missing stop the step, but for the optional ones, which are empty then.
 * @template {string} Required
 * @template {string} [Optional=never]
 * @param {readonly Required[]} required
 * @param {readonly Optional[]} [optional]
 * @returns {Record<Required | Optional, string>}
 */
export function readOptions(required, optional = []) {
	const names = [...required, ...optional];
	/** @type {Record<string, string | undefined>} */
	let values;
	try {
		const options = Object.fromEntries(names.map((name) => [name, { type: /** @type {const} */ ("string") }]));
		({ values } = parseArgs({ args: process.argv.slice(2), options }));
	} catch (error) {
		throw new ReleaseError(/** @type {Error} */ (error).message);
	}
	const missing = required.filter((name) => !values[name]);
	if (missing.length > 0) throw new ReleaseError(`give ${missing.map((name) => `--${name} VALUE`).join(" and ")}`);
	return /** @type {Record<Required | Optional, string>} */ (
		Object.fromEntries(names.map((name) => [name, values[name] ?? ""]))
	);
}

/** Runs the step; a ReleaseError becomes an annotation and the exit code 1. @param {() => unknown} step */
export async function runStep(step) {
	try {
		await step();
	} catch (error) {
		if (!(error instanceof ReleaseError)) throw error;
		for (const line of error.message.split("\n")) console.error(process.env.GITHUB_ACTIONS ? `::error::${line}` : line);
		process.exitCode = 1;
	}
}
