// A user-facing text in every supported language.
export interface Phrase {
	readonly en: string;
	readonly zh: string;
}
