// Nothing below the Konva stage may use an action, a transition or Suspense: react-konva 19.2 under React 19.3 would leave the
// canvas blank. Checks every module that the stage reaches within the editor's canvas.
import { existsSync, readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const STAGE = "editor/canvas/CanvasStage.tsx";

/** Exports of React that schedule an action or a transition, or that suspend. */
const FORBIDDEN = [
	"Activity",
	"Suspense",
	"SuspenseList",
	"ViewTransition",
	"lazy",
	"startTransition",
	"use",
	"useActionState",
	"useDeferredValue",
	"useFormStatus",
	"useOptimistic",
	"useTransition",
];

/** Returns what a module uses of the list: by a named import, or as a property of React. */
function findForbidden(file: string, text: string): string[] {
	const { program, module } = parseSync(file, text);
	const reactNames = new Set<string>();
	const found: string[] = [];
	for (const { moduleRequest, entries } of module.staticImports) {
		if (!/^react(-dom)?$/.test(moduleRequest.value)) continue;
		for (const { importName, localName } of entries) {
			if (importName.kind === "Name") found.push(...FORBIDDEN.filter((name) => name === importName.name));
			else reactNames.add(localName.value);
		}
	}
	visit(program, (node) => {
		const { type, object, property } = node as { type: string; object?: Named; property?: Named };
		const isOfReact = /^(JSX)?MemberExpression$/.test(type) && reactNames.has(object?.name ?? "");
		if (isOfReact) found.push(...FORBIDDEN.filter((name) => name === property?.name));
	});
	return found;
}

interface Named {
	readonly name?: string;
}

function visit(node: unknown, see: (node: object) => void): void {
	if (typeof node !== "object" || node === null) return;
	see(node);
	for (const child of Object.values(node)) {
		if (Array.isArray(child)) for (const element of child) visit(element, see);
		else visit(child, see);
	}
}

/** The modules that the stage imports within the canvas, itself included. */
function reachedModules(file = STAGE, reached = new Set<string>()): ReadonlySet<string> {
	if (reached.has(file) || !file.startsWith("editor/canvas/")) return reached;
	reached.add(file);
	for (const { moduleRequest } of parseSync(file, read(file)).module.staticImports) {
		if (!moduleRequest.value.startsWith(".")) continue;
		const path = posix.join(posix.dirname(file), moduleRequest.value);
		const target = [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((name) => existsSync(join(ROOT, name)));
		if (target !== undefined) reachedModules(target, reached);
	}
	return reached;
}

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe("the Konva stage", () => {
	it("uses no action, transition or Suspense", () => {
		const modules = [...reachedModules()];
		expect(modules).toContain("editor/canvas/nodes/ObjectShapes.tsx");
		expect(modules.length).toBeGreaterThan(20);
		expect(modules.flatMap((file) => findForbidden(file, read(file)).map((name) => `${file}: ${name}`))).toEqual([]);
	});

	it.each([
		['import { startTransition } from "react";', "startTransition"],
		['import { Suspense as Wait } from "react";', "Suspense"],
		['import * as React from "react"; React.useActionState(a, b);', "useActionState"],
		['import React from "react"; const x = <React.Suspense />;', "Suspense"],
	])("would be found out: %s", (text, name) => {
		expect(findForbidden("planted.tsx", text)).toEqual([name]);
	});

	it("may use the hooks that it needs", () => {
		const text = 'import { memo, useSyncExternalStore } from "react"; import { use } from "./own"; use(memo);';
		expect(findForbidden("planted.tsx", text)).toEqual([]);
	});
});
