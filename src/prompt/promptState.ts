// The state of the prompt bar: the text with its mentions, the chosen parameters, whether it generates or edits, and the
// references that are not on the canvas. It changes only by user input or by reusing a prompt. It is stored in the page's storage, so that it survives
// reloads and crashes; each window has its own.
import { create } from "zustand";
import {
	type Choices,
	type DefaultChoices,
	INITIAL_CHOICES,
	pickDefaultChoices,
	readChoices,
} from "./parameters/parameterChoices";
import { type MentionText, renumberMentions, retypeMentions } from "./text/mentions";
import { uniquePrompts } from "./text/promptHistory";

/** A reference that is not a layer of the canvas. */
export interface PromptReference {
	readonly id: string;
	/** The image's SHA-256 in the library. */
	readonly image: string;
	readonly name: string;
}

/** "generate": new pictures from the prompt and the bar's references; "edit": a change of the picture on the canvas. */
export type Intent = "generate" | "edit";

interface PromptState {
	readonly mentionText: MentionText;
	readonly choices: Choices;
	/** Set by what the user does, never by a result. Without a picture on the canvas every request generates. */
	readonly intent: Intent;
	readonly references: readonly PromptReference[];
	/** Unsent texts that another prompt replaced, newest first. The prompt history starts with them. */
	readonly replacedDrafts: readonly string[];
	/** The defaults that the choices followed last. */
	readonly followedDefaults: DefaultChoices;
}

/** Providers' limit of input images for one request. */
export const MAX_INPUT_IMAGES = 16;

const TEXT_KEY = "image-studio.draft";
const STATE_KEY = "image-studio.prompt";
const REPLACED_DRAFTS_KEY = "image-studio.aside";
/** A reloaded window reads its own state; a new window reads the state that any window stored last. */
const STORAGES = ["sessionStorage", "localStorage"] as const;

const EMPTY: MentionText = { text: "", imageKeys: [] };
const MAX_REPLACED_DRAFTS = 10;

export const usePrompt = create<PromptState>(() => read());

/** The keys of the images that can be mentioned, in the order in which they are sent. */
let order: readonly string[] = [];

/** Sets the text as the user typed it. */
export const setText = (text: string): void =>
	change({ mentionText: retypeMentions(usePrompt.getState().mentionText, text, order) });

/** Restores a text together with the images that its mentions are bound to. */
export const setMentionText = (mentionText: MentionText, replacedDrafts = usePrompt.getState().replacedDrafts): void =>
	change({ mentionText, replacedDrafts });

/** Sets the images that can be mentioned and renumbers the mentions. */
export function setMentionOrder(keys: readonly string[]): void {
	order = keys;
	const { mentionText } = usePrompt.getState();
	if (renumberMentions(mentionText, order) !== mentionText) change({});
}

/** While an input method composes, mentions are not renumbered: a change of the text would abort the composition. */
let isComposing = false;

export function setComposing(isActive: boolean): void {
	isComposing = isActive;
	if (!isActive) setMentionOrder(order);
}

export const setChoices = (choices: Partial<Choices>): void =>
	change({ choices: { ...usePrompt.getState().choices, ...choices } });

/** Applies changed defaults to the choices that still equal the former defaults. Other choices stay. */
export function followDefaults(defaults: DefaultChoices): void {
	const { choices, followedDefaults: before } = usePrompt.getState();
	const keys = Object.keys(defaults) as (keyof DefaultChoices)[];
	if (keys.every((key) => defaults[key] === before[key])) return;
	const followed = keys.filter((key) => choices[key] === before[key]).map((key) => [key, defaults[key]]);
	change({ followedDefaults: defaults, choices: { ...choices, ...Object.fromEntries(followed) } });
}

export function setIntent(intent: Intent): void {
	if (usePrompt.getState().intent !== intent) change({ intent });
}

/** The kind of the next request. */
export const effectiveIntent = (hasPicture: boolean, intent = usePrompt.getState().intent): Intent =>
	hasPicture ? intent : "generate";

export const setReferences = (references: readonly PromptReference[]): void => change({ references });

/**
 * Fills the bar from a reused task or a link, without sending. Absent fields stay as they are; choices that are absent
 * from `choices` are reset.
 */
export function fillPrompt(given: {
	readonly prompt?: string;
	readonly choices?: Partial<Choices>;
	readonly intent?: Intent;
	readonly references?: readonly PromptReference[];
	/** The images that the prompt's numbers refer to. Default: the images of the current request. */
	readonly order?: readonly string[];
}): void {
	const { prompt, choices, intent, references, order: givenOrder = order } = given;
	const { mentionText, replacedDrafts } = usePrompt.getState();
	change({
		...(prompt === undefined
			? {}
			: {
					mentionText: retypeMentions(EMPTY, prompt, givenOrder),
					replacedDrafts: uniquePrompts([mentionText.text, ...replacedDrafts]).slice(0, MAX_REPLACED_DRAFTS),
				}),
		...(choices === undefined ? {} : { choices: readChoices({ ...INITIAL_CHOICES, ...choices }) }),
		...(intent === undefined ? {} : { intent }),
		...(references === undefined ? {} : { references: references.slice(0, MAX_INPUT_IMAGES) }),
	});
}

/** Returns a function that restores the current text, choices, intent and references. */
export function capturePrompt(): () => void {
	const { mentionText, choices, intent, references } = usePrompt.getState();
	return () => change({ mentionText, choices, intent, references });
}

/** The images that this window or a stored prompt refers to. They must not be garbage-collected. */
export const referencedImages = (): string[] =>
	[...usePrompt.getState().references, ...read(["localStorage"]).references].map(({ image }) => image);

function change(next: Partial<PromptState>): void {
	const state = { ...usePrompt.getState(), ...next };
	const mentionText = isComposing ? state.mentionText : renumberMentions(state.mentionText, order);
	usePrompt.setState({ ...state, mentionText });
	const { choices, intent, references, followedDefaults } = state;
	for (const storage of STORAGES) {
		try {
			globalThis[storage].setItem(TEXT_KEY, mentionText.text);
			globalThis[storage].setItem(
				STATE_KEY,
				JSON.stringify({ bound: mentionText.imageKeys, choices, intent, references, usual: followedDefaults }),
			);
			// They are long and seldom change, so they are not written with every letter.
			if (next.replacedDrafts) globalThis[storage].setItem(REPLACED_DRAFTS_KEY, JSON.stringify(next.replacedDrafts));
		} catch {
			// The storage may be full or refused. The state then lasts as long as the page.
		}
	}
}

function read(storages: readonly (typeof STORAGES)[number][] = STORAGES): PromptState {
	for (const storage of storages) {
		try {
			const text = globalThis[storage].getItem(TEXT_KEY);
			if (text === null) continue;
			const stored = JSON.parse(globalThis[storage].getItem(STATE_KEY) ?? "{}") as Record<string, unknown>;
			const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
			const imageKeys = list(stored.bound).map((key) => (typeof key === "string" ? key : null));
			const drafts = list(JSON.parse(globalThis[storage].getItem(REPLACED_DRAFTS_KEY) ?? "[]"));
			return {
				mentionText: { text, imageKeys },
				choices: readChoices(stored.choices),
				intent: stored.intent === "generate" ? "generate" : "edit",
				references: list(stored.references).filter(isReference).slice(0, MAX_INPUT_IMAGES),
				replacedDrafts: drafts.filter((draft) => typeof draft === "string"),
				followedDefaults: pickDefaultChoices(readChoices(stored.usual)),
			};
		} catch {
			// The storage is refused or its content is invalid.
		}
	}
	return {
		mentionText: EMPTY,
		choices: INITIAL_CHOICES,
		intent: "edit",
		references: [],
		replacedDrafts: [],
		followedDefaults: pickDefaultChoices(INITIAL_CHOICES),
	};
}

function isReference(value: unknown): value is PromptReference {
	const given = value as Partial<PromptReference> | null;
	return [given?.id, given?.image, given?.name].every((field) => typeof field === "string");
}
