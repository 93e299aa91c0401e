import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

/** Loads the module as a page does that has this value in its storage. */
async function opened(stored: string | null) {
	const kept = new Map<string, string>(stored === null ? [] : [["image-studio.appearance", stored]]);
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
	});
	vi.resetModules();
	return { ...(await import("./appearance")), kept };
}

it("a choice is restored after a reload; the rest follows the host", async () => {
	const { changeAppearance, kept } = await opened(null);
	changeAppearance({ language: "zh" });
	const later = await opened(kept.get("image-studio.appearance") ?? null);
	expect(later.useAppearance.getState()).toEqual({ theme: "host", language: "zh" });
	expect(later.activeLocale()).toBe("zh");
});

it.each(["", "null", "[]", "{", '{"theme":"pink","language":"fr"}'])(
	"%j falls back to the host's appearance",
	async (stored) => {
		const { useAppearance, HOST_APPEARANCE } = await opened(stored);
		expect(useAppearance.getState()).toEqual(HOST_APPEARANCE);
	},
);
