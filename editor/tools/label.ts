// A user-facing text in both languages; a missing translation is a type error.
export interface Label {
	readonly en: string;
	readonly zh: string;
}
