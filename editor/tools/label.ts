// The type of user-facing texts; a missing translation is a type error.

/** A user-facing text in both languages. */
export interface Label {
	readonly en: string;
	readonly zh: string;
}
