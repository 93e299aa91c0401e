// What stands in the prompt bar: the text with its mentions, the choices, the pictures that go along. Changed by the
// person and by what they reuse, by nothing else, and kept across reloads and crashes in the page's storage, each
// window's its own.
import { create } from "zustand";
import { type Choices, NO_CHOICES, readChoices } from "./choices";
import { type Mentioning, renumber, retype } from "./mentions";

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
}

/** What providers take in one request. */
export const MOST_IMAGES = 16;

const TEXT = "image-studio.draft";
const REST = "image-studio.prompt";
/** As this window had it before a reload; a new window has what was written last in any. */
const PLACES = ["sessionStorage", "localStorage"] as const;

export const usePrompt = create<PromptState>(() => read());

export function setText(text: string, order: readonly string[]): void {
	change({ mentioning: retype(usePrompt.getState().mentioning, text, order) });
}

/** As it was: from the history. */
export const setMentioning = (mentioning: Mentioning): void => change({ mentioning });

/** The pictures that can be mentioned have changed. */
export function followOrder(order: readonly string[]): void {
	const { mentioning } = usePrompt.getState();
	const next = renumber(mentioning, order);
	if (next !== mentioning) change({ mentioning: next });
}

export const choose = (choices: Partial<Choices>): void =>
	change({ choices: { ...usePrompt.getState().choices, ...choices } });

/** What is set is as the settings had it: it goes along with them. What was chosen otherwise stays. */
export function followDefaults(before: Partial<Choices>, after: Partial<Choices>): void {
	const { choices } = usePrompt.getState();
	const keys = Object.keys(after) as (keyof Choices)[];
	const followed = keys.filter((key) => choices[key] === before[key] && after[key] !== before[key]);
	if (followed.length > 0) choose(Object.fromEntries(followed.map((key) => [key, after[key]])));
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
}): void {
	const { prompt, choices, references } = given;
	change({
		...(prompt === undefined ? {} : { mentioning: { text: prompt, bound: [] } }),
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
	usePrompt.setState(next);
	const { mentioning, choices, references } = usePrompt.getState();
	for (const place of PLACES) {
		try {
			globalThis[place].setItem(TEXT, mentioning.text);
			globalThis[place].setItem(REST, JSON.stringify({ bound: mentioning.bound, choices, references }));
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
			};
		} catch {
			// Refused, or nothing that we wrote.
		}
	}
	return { mentioning: { text: "", bound: [] }, choices: NO_CHOICES, references: [] };
}

function isReference(value: unknown): value is BarReference {
	const given = value as Partial<BarReference> | null;
	return [given?.id, given?.image, given?.name].every((field) => typeof field === "string");
}
