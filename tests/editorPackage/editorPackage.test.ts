// The editor as others get it: the tarball's content, its types in two module systems, and examples/embed in Chromium with only
// the tarball.
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import process from "node:process";
import { chromium } from "@playwright/test";
import { decode, encode } from "fast-png";
import { build, parseSync, preview } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import { packageOf } from "../../scripts/editorPackage/packageJson";
import { type Consumer, installPackedEditor } from "./consumer";

const root = resolve(import.meta.dirname, "../..");
const SAMPLE = { width: 400, height: 300 };

let consumer: Consumer;
beforeAll(async () => {
	consumer = await installPackedEditor();
});
afterAll(() => consumer?.close());

/** The code blocks of the package's README, by language. */
function readmeBlocks(language: string): string[] {
	const readme = readFileSync(join(consumer.installed, "README.md"), "utf8");
	return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, code]) =>
		name === language && code !== undefined ? [code] : [],
	);
}

function importedPackages(): string[] {
	const specifiers = readdirSync(consumer.installed)
		.filter((name) => name.endsWith(".js"))
		.flatMap((name) => {
			const text = readFileSync(join(consumer.installed, name), "utf8");
			const { module } = parseSync(name, text);
			return [
				...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
				...module.staticExports.flatMap(({ entries }) => entries.flatMap((one) => one.moduleRequest?.value ?? [])),
				...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
			];
		});
	return [...new Set(specifiers.filter((one) => !one.startsWith(".")).map(packageOf))].sort();
}

describe("the tarball", () => {
	it("contains modules, types, one style sheet, README and licences, and no source, test or map", () => {
		const chunks = consumer.files.filter((name) => /^[A-Za-z]+\.js$/.test(name));
		expect(chunks).toContain("index.js");
		expect([...consumer.files].sort()).toEqual(
			[...chunks, "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "index.d.ts", "package.json", "styles.css"].sort(),
		);
		const studio = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8"));
		expect(consumer.json).toMatchObject({ name: "image-studio-editor", version: studio.version, license: "MIT" });
		expect(consumer.json).not.toHaveProperty("private");
	});

	it("declares exactly the packages that it imports, in the versions of the studio", () => {
		const studio = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")).dependencies;
		const { dependencies, peerDependencies } = consumer.json;
		const imported = importedPackages();
		expect(imported).toEqual(expect.arrayContaining(["react", "konva"]));
		expect(Object.keys(dependencies).sort()).toEqual(imported.filter((name) => !(name in peerDependencies)));
		for (const [name, range] of Object.entries(dependencies)) expect(range, name).toBe(studio[name]);
		expect(Object.keys(peerDependencies)).toEqual(["react", "react-dom"]);
	});

	it("contains no module of the studio, no path of this machine, and the licences of what the worker bundles", () => {
		for (const name of consumer.files) {
			const text = readFileSync(join(consumer.installed, name), "utf8");
			expect(text, name).not.toContain(root);
			expect(text, name).not.toMatch(
				/^\/\/#? ?(?:region )?(?:src|dev|tests)\/|haloforge\.|sourceMappingURL|\.test\.ts/m,
			);
		}
		expect(readFileSync(join(consumer.installed, "THIRD-PARTY-NOTICES.txt"), "utf8")).toMatch(/^immer \d/m);
	});

	it("can be imported where there is no page", () => {
		const script = `import { createEditor } from "image-studio-editor";
			console.log(createEditor().getState().picture); process.exit();`;
		const args = ["--input-type=module", "--eval", script];
		expect(execFileSync(process.execPath, args, { cwd: consumer.folder, encoding: "utf8" })).toBe("null\n");
	});
});

describe("the types", () => {
	/** The README's code, and a program that must not compile. */
	function writeProgram(folder: string, editPage: (code: string) => string): void {
		const [page = ""] = readmeBlocks("tsx");
		const [request = ""] = readmeBlocks("ts");
		expect(request).toContain("prepareEdit");
		consumer.write(`${folder}/readme.tsx`, editPage(page));
		consumer.write(`${folder}/request.ts`, request);
		consumer.write(
			`${folder}/wrong.ts`,
			`import type { Editor, EditorState, SavedDocument } from "image-studio-editor";
			export const widthOf = (state: EditorState): number => state.picture?.width ?? 0;
			// @ts-expect-error the types are not any
			export const wrong = (editor: Editor, saved: SavedDocument): number => editor.load(saved);`,
		);
	}

	it("compile in the example and in the README's code, whose modules a bundler resolves", () => {
		writeProgram("embed/src", (code) => code);
		expect(consumer.compile("embed/tsconfig.json")).toBe("");
	});

	it("compile in a program whose modules Node resolves", () => {
		writeProgram("node", (code) => code.replace(/^import ".*\.css";$/m, ""));
		const lib = ["ES2022", "DOM"];
		const options = { target: "ES2022", lib, types: [], jsx: "react-jsx", strict: true, noEmit: true };
		const compilerOptions = { ...options, module: "NodeNext", moduleResolution: "NodeNext" };
		consumer.write("node/tsconfig.json", JSON.stringify({ compilerOptions, include: ["*"] }));
		expect(consumer.compile("node/tsconfig.json")).toBe("");
	});

	it("are documented by TypeDoc without a warning: each export has a comment, and no type of one is missing", () => {
		const api = resolve(root, "docs/api");
		// TypeDoc takes no entry point in a node_modules folder.
		consumer.write("api/index.d.ts", readFileSync(join(consumer.installed, "index.d.ts")));
		consumer.write("api/tsconfig.json", JSON.stringify({ extends: join(api, "tsconfig.json"), files: ["index.d.ts"] }));
		const options = {
			extends: [join(api, "typedoc.json")],
			entryPoints: ["index.d.ts"],
			tsconfig: "tsconfig.json",
			out: "dist",
		};
		consumer.write("api/typedoc.json", JSON.stringify(options));
		const typedoc = resolve(createRequire(join(api, "package.json")).resolve("typedoc"), "../../bin/typedoc");
		const run = spawnSync(process.execPath, [typedoc, "--options", join(consumer.folder, "api/typedoc.json")], {
			cwd: join(consumer.folder, "api"),
			encoding: "utf8",
		});
		expect(run.stderr + run.stdout.replace(/^.*html generated at .*$/m, "").trim()).toBe("");
		expect(run.status).toBe(0);
		expect(readdirSync(join(consumer.folder, "api/dist/interfaces"))).toContain("Editor.html");
	});
});

const executablePath = findChromium();

describe.skipIf(executablePath === undefined && !process.env.CI)("the example in Chromium", () => {
	it("opens a picture, paints, saves the mask, and follows language and theme; the README's lines show a picture", async () => {
		const data = new Uint8Array(SAMPLE.width * SAMPLE.height * 4).fill(200);
		consumer.write("embed/public/sample.png", encode({ ...SAMPLE, data, channels: 4, depth: 8 }));
		consumer.write("embed/src/page.tsx", readmeBlocks("tsx")[0] ?? "");
		const script = '<!doctype html><body><script type="module" src="./src/page.tsx"></script></body>';
		consumer.write("embed/readme.html", script);
		const shared = { configFile: false, root: join(consumer.folder, "embed"), logLevel: "error" } as const;
		const input = ["index.html", "readme.html"].map((name) => join(shared.root, name));
		await build({ ...shared, build: { target: "es2022", minify: false, rolldownOptions: { input } } });
		const server = await preview({ ...shared, preview: { host: "127.0.0.1", port: 0 } });
		const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) });
		try {
			const url = server.resolvedUrls?.local[0] ?? "";
			const page = await browser.newPage();
			const errors: string[] = [];
			page.on("pageerror", (error) => errors.push(error.message));
			await page.goto(url);
			await page.getByRole("button", { name: "Open sample" }).click();
			await page.locator("canvas").first().waitFor();
			const box = await page.locator(".hfis-viewport").boundingBox();
			if (!box) throw new Error("no canvas");
			await page.mouse.move(box.x + box.width * 0.45, box.y + box.height / 2);
			await page.mouse.down();
			await page.mouse.move(box.x + box.width * 0.55, box.y + box.height / 2, { steps: 5 });
			await page.mouse.up();

			const [download] = await Promise.all([
				page.waitForEvent("download"),
				page.getByRole("button", { name: "Save mask" }).click(),
			]);
			const mask = decode(readFileSync(await download.path()), { checkCrc: true });
			expect(mask).toMatchObject({ ...SAMPLE, channels: 4 });
			const pixel = (x: number, y: number) => [
				...mask.data.slice((y * SAMPLE.width + x) * 4, (y * SAMPLE.width + x) * 4 + 4),
			];
			expect(pixel(200, 150), "painted: alpha 0, edit").toEqual([255, 255, 255, 0]);
			expect(pixel(2, 2), "not painted: alpha 255, keep").toEqual([0, 0, 0, 255]);

			await page.getByRole("button", { name: "Preview request" }).click();
			await expect.poll(() => page.locator("output").textContent()).toMatch(/^Would send \d+x\d+, \d+ bytes$/);

			const tools = page.locator(".hfis-toolbar-rail");
			expect(await tools.getAttribute("aria-label")).toBe("Tools");
			await page.getByRole("button", { name: "中文" }).click();
			await expect.poll(() => tools.getAttribute("aria-label")).toBe("工具");
			const scheme = () => page.locator(".hfis-editor").evaluate((element) => getComputedStyle(element).colorScheme);
			expect(await scheme()).toBe("dark");
			await page.getByRole("button", { name: "Theme" }).click();
			await expect.poll(scheme).toBe("light");

			await page.goto(`${url}readme.html`);
			await page.locator("canvas").first().waitFor();
			expect(errors).toEqual([]);
		} finally {
			await browser.close();
			await server.close();
		}
	});
});
