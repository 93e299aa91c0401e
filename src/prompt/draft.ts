// What is being typed, kept across reloads, crashes and completions. In this page's storage: it is the person's own text.

const KEY = "image-studio.draft";

export function readDraft(): string {
	try {
		return localStorage.getItem(KEY) ?? "";
	} catch {
		return "";
	}
}

export function writeDraft(text: string): void {
	try {
		localStorage.setItem(KEY, text);
	} catch {
		// Storage may be full or refused; the text stays on screen.
	}
}
