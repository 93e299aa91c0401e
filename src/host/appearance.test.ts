import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

/** The module as a page loads it that has this in its storage. */
async function opened(stored: string | null) {
	const kept = new Map<string, string>(stored === null ? [] : [["image-studio.appearance", stored]]);
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
	});
	vi.resetModules();
	return { ...(await import("./appearance")), kept };
}

it("what was chosen is there again after a reload; the rest stays as the host has it", async () => {
	const { changeAppearance, kept } = await opened(null);
	changeAppearance({ language: "zh" });
	const later = await opened(kept.get("image-studio.appearance") ?? null);
	expect(later.useAppearance.getState()).toEqual({ theme: "host", language: "zh" });
	expect(later.activeLocale()).toBe("zh");
});

it.each(["", "null", "[]", "{", '{"theme":"pink","language":"fr"}'])("%j is as the host has it", async (stored) => {
	const { useAppearance, HOST_APPEARANCE } = await opened(stored);
	expect(useAppearance.getState()).toEqual(HOST_APPEARANCE);
});
