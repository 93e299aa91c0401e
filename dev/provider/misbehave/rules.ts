// Which requests are misbehaved at, how often and how. Told in process, over /__control, or by a mark in the prompt,
// [fake: drop:200; delay:50], for trying things by hand. Knows no HTTP.
import { EARLY, type How, type MisbehaviourName, parseHow } from "./names";

export interface Rule {
	/** All that is given must fit. Without a path: requests that make pictures. */
	readonly match?: {
		/** How the path ends: "/images/edits", "/models". */
		readonly path?: string;
		readonly model?: string;
		/** Words that the prompt holds. */
		readonly prompt?: string;
	};
	/** Absent: always, until removed. */
	readonly times?: number;
	readonly how: How | readonly How[];
}

/** What a request is to be judged by; model and prompt are known once the body is read. */
export interface Asked {
	readonly path: string;
	readonly model?: string | undefined;
	readonly prompt?: string | undefined;
}

/** How one request is treated. */
export class Conduct {
	private readonly effects = new Map<MisbehaviourName, string>();

	constructor(hows: readonly string[] = []) {
		for (const how of hows) {
			const parsed = parseHow(how);
			if (!parsed) throw new Error(`There is no misbehaviour "${how}".`);
			this.effects.set(...parsed);
		}
	}

	get names(): MisbehaviourName[] {
		return [...this.effects.keys()];
	}

	has(name: MisbehaviourName): boolean {
		return this.effects.has(name);
	}

	text(name: MisbehaviourName, fallback = ""): string {
		return this.effects.get(name) || fallback;
	}

	number(name: MisbehaviourName, fallback: number): number {
		const argument = this.effects.get(name);
		return argument && Number.isFinite(Number(argument)) ? Number(argument) : fallback;
	}

	with(other: Conduct): Conduct {
		const both = new Conduct();
		for (const [name, argument] of [...this.effects, ...other.effects]) both.effects.set(name, argument);
		return both;
	}
}

const MAKES_PICTURES = /\/(images\/[a-z]+|responses)$/;

export class Rules {
	private readonly rules = new Set<{ readonly rule: Rule; readonly conduct: Conduct; left: number }>();

	/** Returns how to take it back. Later rules join earlier ones. */
	add(rule: Rule): () => void {
		const entry = { rule, conduct: new Conduct([rule.how].flat()), left: rule.times ?? Number.POSITIVE_INFINITY };
		this.rules.add(entry);
		return () => void this.rules.delete(entry);
	}

	clear(): void {
		this.rules.clear();
	}

	list(): (Rule & { left: number | null })[] {
		return [...this.rules].map(({ rule, left }) => ({ ...rule, left: Number.isFinite(left) ? left : null }));
	}

	/** By the path alone, and only what acts before the body is read. */
	takeEarly(asked: Asked): Conduct {
		return this.take(asked, ({ conduct, rule }) => isEarly(conduct) && !rule.match?.model && !rule.match?.prompt);
	}

	takeLate(asked: Asked): Conduct {
		const told = this.take(asked, ({ conduct, rule }) =>
			Boolean(!isEarly(conduct) || rule.match?.model || rule.match?.prompt),
		);
		return told.with(readMark(asked.prompt ?? ""));
	}

	private take(asked: Asked, isMeant: (entry: { rule: Rule; conduct: Conduct }) => boolean): Conduct {
		let conduct = new Conduct();
		for (const entry of this.rules) {
			if (entry.left <= 0 || !isMeant(entry) || !fits(entry.rule, asked)) continue;
			entry.left--;
			conduct = conduct.with(entry.conduct);
		}
		return conduct;
	}
}

const isEarly = (conduct: Conduct): boolean => conduct.names.every((name) => EARLY.includes(name));

function fits({ match = {} }: Rule, { path, model, prompt }: Asked): boolean {
	return (
		(match.path ? path.endsWith(match.path) : MAKES_PICTURES.test(path)) &&
		(match.model === undefined || match.model === model) &&
		(match.prompt === undefined || (prompt ?? "").includes(match.prompt))
	);
}

/** Words that name nothing are no mark: the prompt is a person's. */
export function readMark(prompt: string): Conduct {
	const marks = [...prompt.matchAll(/\[fake:([^\]]*)\]/g)].flatMap(([, list = ""]) => list.split(";"));
	return new Conduct(marks.filter((how) => parseHow(how) !== undefined));
}
