// Runs steps side by side: a step starts when the steps it comes after have ended and a slot is free, earlier ones
// first.

export interface Scheduled {
	readonly name: string;
	/** Names of steps that must have ended; those that are not in the list are ignored. */
	readonly after?: readonly string[];
}

/** Outcomes come in the order of the list. */
export async function runInOrder<Outcome, Step extends Scheduled = Scheduled>(
	steps: readonly Step[],
	slots: number,
	run: (step: Step) => Promise<Outcome>,
): Promise<Outcome[]> {
	const outcomes = new Map<string, Outcome>();
	const names = new Set(steps.map(({ name }) => name));
	const waiting = [...steps];
	const running = new Map<string, Promise<void>>();
	const isReady = ({ after = [] }: Step) => after.every((name) => !names.has(name) || outcomes.has(name));
	while (waiting.length > 0 || running.size > 0) {
		const ready = running.size < slots ? waiting.findIndex(isReady) : -1;
		const [step] = ready < 0 ? [] : waiting.splice(ready, 1);
		if (step === undefined) {
			if (running.size === 0)
				throw new Error(`steps wait for each other: ${waiting.map(({ name }) => name).join(", ")}`);
			await Promise.race(running.values());
			continue;
		}
		const ended = run(step).then((outcome) => {
			outcomes.set(step.name, outcome);
			running.delete(step.name);
		});
		running.set(step.name, ended);
	}
	return steps.map(({ name }) => outcomes.get(name) as Outcome);
}
