// What something is called, in both languages.
export interface Label {
	readonly en: string;
	readonly zh: string;
}
