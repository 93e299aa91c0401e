import { expect, it } from "vitest";
import { shortener } from "./shortClassPlugin";

it("shortens what stands whole in script and stylesheet, and nothing that is put together or no class", () => {
	const script = `a("hfis-card hfis-card-open");b(\`hfis-toast hfis-toast-\${tone}\`);c(\`hfis-\${id}\`);d("data-hfis-theme")`;
	const style = ".hfis .hfis-card.hfis-card-open{animation:hfis-rise}.hfis-toast-error{}.hfis[data-hfis-theme]{}";
	const shorten = shortener([script], [style]);
	expect(shorten(script)).toBe(
		`a("hfis-0 hfis-1");b(\`hfis-toast hfis-toast-\${tone}\`);c(\`hfis-\${id}\`);d("data-hfis-theme")`,
	);
	expect(shorten(style)).toBe(".hfis .hfis-0.hfis-1{animation:hfis-2}.hfis-toast-error{}.hfis[data-hfis-theme]{}");
});
