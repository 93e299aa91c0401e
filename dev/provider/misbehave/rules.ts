// Rules that select requests and the misbehaviours applied to them. Rules are added in process or over /__control; a
// mark in the prompt, [fake: drop:200; delay:50], applies to one request and serves manual tests. Contains no HTTP
// code.
import { BEFORE_BODY, type MisbehaviourName, type MisbehaviourSpec, parseMisbehaviour } from "./names";

export interface Rule {
	/** All given conditions must match. Without a path, the rule applies to requests that make pictures. */
	readonly match?: {
		/** The end of the path: "/images/edits", "/models". */
		readonly path?: string;
		readonly model?: string;
		/** Text that the prompt contains. */
		readonly prompt?: string;
	};
	/** Number of requests. Default: all, until the rule is removed. */
	readonly times?: number;
	readonly how: MisbehaviourSpec | readonly MisbehaviourSpec[];
}

/** The properties that rules match; model and prompt are known once the body is read. */
export interface RequestFacts {
	readonly path: string;
	readonly model?: string | undefined;
	readonly prompt?: string | undefined;
}

/** The misbehaviours that apply to one request, with their arguments. */
export class MisbehaviourSet {
	private readonly effects = new Map<MisbehaviourName, string>();

	constructor(specs: readonly string[] = []) {
		for (const spec of specs) {
			const parsed = parseMisbehaviour(spec);
			if (!parsed) throw new Error(`There is no misbehaviour "${spec}".`);
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

	with(other: MisbehaviourSet): MisbehaviourSet {
		const both = new MisbehaviourSet();
		for (const [name, argument] of [...this.effects, ...other.effects]) both.effects.set(name, argument);
		return both;
	}
}

const PICTURE_PATHS = /\/(images\/[a-z]+|responses)$/;

export class Rules {
	private readonly rules = new Set<{ readonly rule: Rule; readonly misbehaviours: MisbehaviourSet; left: number }>();

	/** Adds a rule and returns a function that removes it. If several rules match, their misbehaviours are combined. */
	add(rule: Rule): () => void {
		const entry = {
			rule,
			misbehaviours: new MisbehaviourSet([rule.how].flat()),
			left: rule.times ?? Number.POSITIVE_INFINITY,
		};
		this.rules.add(entry);
		return () => void this.rules.delete(entry);
	}

	clear(): void {
		this.rules.clear();
	}

	list(): (Rule & { left: number | null })[] {
		return [...this.rules].map(({ rule, left }) => ({ ...rule, left: Number.isFinite(left) ? left : null }));
	}

	/** Matches by path only, and applies only misbehaviours that act before the body is read. */
	takeBeforeBody(facts: RequestFacts): MisbehaviourSet {
		return this.take(
			facts,
			({ misbehaviours, rule }) => actsBeforeBody(misbehaviours) && !rule.match?.model && !rule.match?.prompt,
		);
	}

	takeAfterBody(facts: RequestFacts): MisbehaviourSet {
		const matched = this.take(facts, ({ misbehaviours, rule }) =>
			Boolean(!actsBeforeBody(misbehaviours) || rule.match?.model || rule.match?.prompt),
		);
		return matched.with(parsePromptMarks(facts.prompt ?? ""));
	}

	private take(
		facts: RequestFacts,
		isEligible: (entry: { rule: Rule; misbehaviours: MisbehaviourSet }) => boolean,
	): MisbehaviourSet {
		let misbehaviours = new MisbehaviourSet();
		for (const entry of this.rules) {
			if (entry.left <= 0 || !isEligible(entry) || !matchesRule(entry.rule, facts)) continue;
			entry.left--;
			misbehaviours = misbehaviours.with(entry.misbehaviours);
		}
		return misbehaviours;
	}
}

const actsBeforeBody = (misbehaviours: MisbehaviourSet): boolean =>
	misbehaviours.names.every((name) => BEFORE_BODY.includes(name));

function matchesRule({ match = {} }: Rule, { path, model, prompt }: RequestFacts): boolean {
	return (
		(match.path ? path.endsWith(match.path) : PICTURE_PATHS.test(path)) &&
		(match.model === undefined || match.model === model) &&
		(match.prompt === undefined || (prompt ?? "").includes(match.prompt))
	);
}

/** Ignores marks that name no misbehaviour, because the prompt is free text. */
export function parsePromptMarks(prompt: string): MisbehaviourSet {
	const marks = [...prompt.matchAll(/\[fake:([^\]]*)\]/g)].flatMap(([, list = ""]) => list.split(";"));
	return new MisbehaviourSet(marks.filter((spec) => parseMisbehaviour(spec) !== undefined));
}
