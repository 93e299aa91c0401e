// Remembers in localStorage whether a custom endpoint was active when the backend last answered: the host's own form can
// erase that from the settings while the backend is not running. No address, no key.

const KEY = "image-studio.has-endpoint";

export function rememberEndpoint(hasEndpoint: boolean): void {
	try {
		localStorage.setItem(KEY, String(hasEndpoint));
	} catch {
		// The settings say it too, unless the host's form has erased it.
	}
}

export function hadEndpoint(): boolean {
	try {
		return localStorage.getItem(KEY) === "true";
	} catch {
		return false;
	}
}
