// What stands in the prompt bar: the text with its mentions, the choices, the pictures that go along. Changed by the
// person and by what they reuse, by nothing else, and kept across reloads and crashes in the page's storage, each
// window's its own.
import { create } from "zustand";
import { distinct } from "./history";
import { type Mentioning, renumber, retype } from "./mentions";
import { type Choices, NO_CHOICES, readChoices, type UsualChoices, usualOf } from "./parameterChoices";

/** A picture that goes along without lying on the canvas. In the library by its SHA-256. */
export interface BarReference {
	readonly id: string;
	readonly image: string;
	readonly name: string;
}

interface PromptState {
	readonly mentioning: Mentioning;
	readonly choices: Choices;
	readonly references: readonly BarReference[];
	/** What was written and gave way to something else, the newest first: former prompts begin with it. */
	readonly aside: readonly string[];
	/** The defaults as they were when the choices last went along with them. */
	readonly usual: UsualChoices;
}

/** What providers take in one request. */
export const MOST_IMAGES = 16;

const TEXT = "image-studio.draft";
const REST = "image-studio.prompt";
const ASIDE = "image-studio.aside";
/** As this window had it before a reload; a new window has what was written last in any. */
const PLACES = ["sessionStorage", "localStorage"] as const;

const EMPTY: Mentioning = { text: "", bound: [] };
const MOST_ASIDE = 10;

export const usePrompt = create<PromptState>(() => read());

/** The pictures that can be mentioned, as they go out now. */
let order: readonly string[] = [];

export const setText = (text: string): void =>
	change({ mentioning: retype(usePrompt.getState().mentioning, text, order) });

/** As it was. `aside`: what is not in the bar instead. */
export const setMentioning = (mentioning: Mentioning, aside = usePrompt.getState().aside): void =>
	change({ mentioning, aside });

/** The pictures that can be mentioned have changed. */
export function followOrder(now: readonly string[]): void {
	order = now;
	const { mentioning } = usePrompt.getState();
	if (renumber(mentioning, order) !== mentioning) change({});
}

/** An input method is at work in the text: numbers follow when it has ended, for it would be broken off. */
let isComposing = false;

export function setComposing(is: boolean): void {
	isComposing = is;
	if (!is) followOrder(order);
}

export const choose = (choices: Partial<Choices>): void =>
	change({ choices: { ...usePrompt.getState().choices, ...choices } });

/** What is set is as the settings had it: it goes along with them. What was chosen otherwise stays. */
export function followDefaults(usual: UsualChoices): void {
	const { choices, usual: before } = usePrompt.getState();
	const keys = Object.keys(usual) as (keyof UsualChoices)[];
	if (keys.every((key) => usual[key] === before[key])) return;
	const followed = keys.filter((key) => choices[key] === before[key]).map((key) => [key, usual[key]]);
	change({ usual, choices: { ...choices, ...Object.fromEntries(followed) } });
}

export const setReferences = (references: readonly BarReference[]): void => change({ references });

/**
 * A prompt and choices from elsewhere: a task that is used again, a link. Nothing is sent. What is not given stays; of
 * the choices what is not given is as at first.
 */
export function fillPrompt(given: {
	readonly prompt?: string;
	readonly choices?: Partial<Choices>;
	readonly references?: readonly BarReference[];
	/** What the prompt's mentions mean; absent: the pictures that go along now. */
	readonly order?: readonly string[];
}): void {
	const { prompt, choices, references, order: meant = order } = given;
	const { mentioning, aside } = usePrompt.getState();
	change({
		...(prompt === undefined
			? {}
			: {
					mentioning: retype(EMPTY, prompt, meant),
					aside: distinct([mentioning.text, ...aside]).slice(0, MOST_ASIDE),
				}),
		...(choices === undefined ? {} : { choices: readChoices({ ...NO_CHOICES, ...choices }) }),
		...(references === undefined ? {} : { references: references.slice(0, MOST_IMAGES) }),
	});
}

/** As it is now; the answer puts it back. */
export function keepPrompt(): () => void {
	const { mentioning, choices, references } = usePrompt.getState();
	return () => change({ mentioning, choices, references });
}

/** Named by what is in the bar, here or as it is stored: not to be collected. */
export const keptReferences = (): string[] =>
	[...usePrompt.getState().references, ...read(["localStorage"]).references].map(({ image }) => image);

function change(next: Partial<PromptState>): void {
	const now = { ...usePrompt.getState(), ...next };
	const mentioning = isComposing ? now.mentioning : renumber(now.mentioning, order);
	usePrompt.setState({ ...now, mentioning });
	const { choices, references, usual } = now;
	for (const place of PLACES) {
		try {
			globalThis[place].setItem(TEXT, mentioning.text);
			globalThis[place].setItem(REST, JSON.stringify({ bound: mentioning.bound, choices, references, usual }));
			// Long, and seldom another: not written with every letter.
			if (next.aside) globalThis[place].setItem(ASIDE, JSON.stringify(next.aside));
		} catch {
			// Storage may be full or refused; everything stays on screen.
		}
	}
}

function read(places: readonly (typeof PLACES)[number][] = PLACES): PromptState {
	for (const place of places) {
		try {
			const text = globalThis[place].getItem(TEXT);
			if (text === null) continue;
			const rest = JSON.parse(globalThis[place].getItem(REST) ?? "{}") as Record<string, unknown>;
			const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
			const bound = list(rest.bound).map((id) => (typeof id === "string" ? id : null));
			return {
				mentioning: { text, bound },
				choices: readChoices(rest.choices),
				references: list(rest.references).filter(isReference).slice(0, MOST_IMAGES),
				aside: list(JSON.parse(globalThis[place].getItem(ASIDE) ?? "[]")).filter((text) => typeof text === "string"),
				usual: usualOf(readChoices(rest.usual)),
			};
		} catch {
			// Refused, or nothing that we wrote.
		}
	}
	return { mentioning: EMPTY, choices: NO_CHOICES, references: [], aside: [], usual: usualOf(NO_CHOICES) };
}

function isReference(value: unknown): value is BarReference {
	const given = value as Partial<BarReference> | null;
	return [given?.id, given?.image, given?.name].every((field) => typeof field === "string");
}
