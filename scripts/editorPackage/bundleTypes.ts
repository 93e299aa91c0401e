// Bundles emitted declaration files into one: the declarations that the entry exports, and those that they refer to. TypeScript 7
// has no compiler interface, and the bundlers made for declarations that do without one need Node 22.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ESTree, parseSync } from "vite";

/** A name in a module, or in a package: then `file` is the package's specifier. */
interface Reference {
	readonly file: string;
	readonly name: string;
}

interface DeclarationFile {
	readonly text: string;
	/** The statement of each declared name. */
	readonly declared: ReadonlyMap<string, ESTree.Statement | ESTree.Declaration>;
	/** By local name. */
	readonly imported: ReadonlyMap<string, Reference>;
	/** By exported name. */
	readonly exported: ReadonlyMap<string, Reference>;
	/** The modules of `export *`. */
	readonly stars: readonly string[];
}

const isPackage = (file: string): boolean => !file.endsWith(".d.ts");

/** Paths of emitted files and the specifiers in them have no extension but .d.ts. */
function resolveFrom(file: string, specifier: string): string {
	if (!specifier.startsWith(".")) return specifier;
	const path = join(dirname(file), specifier);
	const found = [`${path}.d.ts`, join(path, "index.d.ts")].find(existsSync);
	if (found === undefined) throw new Error(`${file} imports ${specifier}, which was not emitted`);
	return found;
}

function readDeclarations(file: string): DeclarationFile {
	const text = readFileSync(file, "utf8");
	const { program, errors } = parseSync(file, text, { lang: "dts" });
	if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
	const declared = new Map<string, ESTree.Statement | ESTree.Declaration>();
	const imported = new Map<string, Reference>();
	const exported = new Map<string, Reference>();
	const stars: string[] = [];
	const declare = (statement: ESTree.Statement | ESTree.Declaration): string[] => {
		const names = namesOf(statement);
		for (const name of names) declared.set(name, statement);
		return names;
	};
	for (const statement of program.body) {
		if (statement.type === "ImportDeclaration") {
			for (const specifier of statement.specifiers) {
				if (specifier.type !== "ImportSpecifier") throw new Error(`${file}: import by name, not ${specifier.type}`);
				const name = nameOf(specifier.imported);
				imported.set(specifier.local.name, { file: resolveFrom(file, statement.source.value), name });
			}
		} else if (statement.type === "ExportAllDeclaration") {
			stars.push(resolveFrom(file, statement.source.value));
		} else if (statement.type === "ExportNamedDeclaration") {
			const from = statement.source ? resolveFrom(file, statement.source.value) : file;
			for (const { local, exported: name } of statement.specifiers)
				exported.set(nameOf(name), { file: from, name: nameOf(local) });
			if (statement.declaration) for (const name of declare(statement.declaration)) exported.set(name, { file, name });
		} else declare(statement);
	}
	return { text, declared, imported, exported, stars };
}

function nameOf(name: ESTree.ModuleExportName): string {
	return name.type === "Literal" ? name.value : name.name;
}

function namesOf(statement: ESTree.Statement | ESTree.Declaration): string[] {
	if (statement.type === "VariableDeclaration")
		return statement.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
	const { id } = statement as { id?: { type: string; name: string } | null };
	return id?.type === "Identifier" ? [id.name] : [];
}

interface AnyNode {
	readonly type: string;
	readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is AnyNode =>
	typeof value === "object" && value !== null && typeof (value as AnyNode).type === "string";

interface Identifier {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** The names that a declaration refers to: in types, in `typeof`, and in `extends`. */
function* referencesIn(node: AnyNode): Generator<Identifier> {
	if (node.type === "TSImportType" && String((node.source as { value: string }).value).startsWith("."))
		throw new Error("An emitted type imports a module in place: give its declaration an explicit type");
	const leftmost = node.type === "TSQualifiedName" ? node.left : undefined;
	const heritage = node.type.endsWith("Heritage") ? node.expression : undefined;
	for (const one of [node.typeName, node.exprName, leftmost, heritage, node.superClass])
		if (isNode(one) && one.type === "Identifier") yield one as unknown as Identifier;
	for (const value of Object.values(node))
		for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* referencesIn(child);
}

export function bundleTypes(entry: string): string {
	const files = new Map<string, DeclarationFile>();
	const read = (file: string): DeclarationFile => {
		const known = files.get(file) ?? readDeclarations(file);
		files.set(file, known);
		return known;
	};

	/** The declaration behind an exported name, through any number of re-exports. */
	function find(file: string, name: string): Reference | undefined {
		if (isPackage(file)) return { file, name };
		const { exported, stars } = read(file);
		const direct = exported.get(name);
		if (direct !== undefined)
			return direct.file === file ? findLocal(file, direct.name) : find(direct.file, direct.name);
		return stars.map((star) => find(star, name)).find((one) => one !== undefined);
	}

	function findLocal(file: string, name: string): Reference | undefined {
		const { declared, imported } = read(file);
		if (declared.has(name)) return { file, name };
		const from = imported.get(name);
		return from && find(from.file, from.name);
	}

	function exportedNames(file: string): string[] {
		const { exported, stars } = read(file);
		return [...new Set([...exported.keys(), ...stars.flatMap(exportedNames)])];
	}

	const exported = new Map<string, string>();
	const entries = exportedNames(entry).map((name) => {
		const found = find(entry, name);
		if (found === undefined) throw new Error(`${entry} exports ${name}, which is declared nowhere`);
		exported.set(`${found.file} ${found.name}`, name);
		return found;
	});
	/** A declaration has the name that it is exported under. */
	const bundledName = ({ file, name }: Reference): string => exported.get(`${file} ${name}`) ?? name;

	const owners = new Map<string, string>();
	const imports = new Map<string, Set<string>>();
	const declarations: string[] = [];

	function add(reference: Reference): void {
		const { file, name } = reference;
		const bundled = bundledName(reference);
		const owner = owners.get(bundled);
		if (owner === file) return;
		if (owner !== undefined) throw new Error(`${bundled} is declared by ${owner} and by ${file}: rename one of them`);
		owners.set(bundled, file);
		if (isPackage(file)) imports.set(file, (imports.get(file) ?? new Set()).add(name));
		else declarations.push(bundleDeclaration(file, name, bundled));
	}

	function bundleDeclaration(file: string, name: string, bundled: string): string {
		const { declared, text } = read(file);
		const statement = declared.get(name) as unknown as AnyNode & { start: number; end: number };
		const edits: (Identifier & { to: string })[] = [];
		for (const used of referencesIn(statement)) {
			const target = findLocal(file, used.name);
			// Otherwise it is a global name or a type parameter.
			if (target === undefined) continue;
			add(target);
			edits.push({ ...used, to: bundledName(target) });
		}
		if (isNode(statement.id)) edits.push({ ...(statement.id as unknown as Identifier), to: bundled });
		let code = text.slice(statement.start, statement.end);
		for (const { start, end, to } of edits.sort((a, b) => b.start - a.start))
			code = code.slice(0, start - statement.start) + to + code.slice(end - statement.start);
		const isValue = /^(?:abstract|class|function|const|let)\b/.test(code);
		return `${commentBefore(text, statement.start)}${isValue ? "declare " : ""}${code}`;
	}

	for (const one of entries) add(one);
	const lines = [...imports].map(([from, names]) => `import type { ${[...names].sort().join(", ")} } from "${from}";`);
	const names = [...exported.values()].sort();
	return `${[...lines, ...declarations, `export {\n${names.map((name) => `    ${name},\n`).join("")}};`].join("\n\n")}\n`;
}

/** The documentation comment of a declaration at `start`, which may begin after the word `export`. */
function commentBefore(text: string, start: number): string {
	const [comment] = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*(?:export )?$/.exec(text.slice(0, start)) ?? [];
	return comment === undefined ? "" : `${comment.replace(/\s*(?:export )?$/, "")}\n`;
}
