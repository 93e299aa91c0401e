// Tests the licence notices of the package with the real node_modules and crates.
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { cargoComponents, notices, npmComponents } from "./thirdPartyNotices";

const root = resolve(import.meta.dirname, "..");
const inModules = (path: string) => resolve(root, "node_modules", path);

it("names the packages of bundled modules, scoped ones included, and repeats their licence", () => {
	const modules = [
		inModules("konva/lib/Node.js"),
		inModules("@dnd-kit/core/dist/core.esm.js?import"),
		resolve(root, "src/index.tsx"),
		"\0react-from-host:react",
	];
	const components = npmComponents(modules);
	expect(components.map(({ name }) => name).sort()).toEqual(["@dnd-kit/core", "konva"]);
	const text = notices(components);
	expect(text).toMatch(/konva \d+\.\d+\.\d+ \(MIT\)/);
	expect(text).toContain("Permission is hereby granted, free of charge");
	expect(text).not.toContain(root);
});

it("names the crates that are linked and none that only tests use", () => {
	const names = cargoComponents(root, "hf-image-studio").map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining(["reqwest", "rustls", "png", "tokio", "zeroize"]));
	for (const name of ["proptest", "hf-image-studio", "axum"]) expect(names).not.toContain(name);
});

it("prints equal texts once and does not depend on the order", () => {
	const components = cargoComponents(root, "hf-image-studio");
	const text = notices(components);
	expect(notices([...components].reverse())).toBe(text);
	for (const { name, version } of components) expect(text).toContain(`${name} ${version} (`);
	const sections = text.split(/^=+\n(?:.+\n)+=+\n/m).slice(1);
	expect(new Set(sections).size).toBe(sections.length);
});
