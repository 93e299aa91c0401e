// Makes a release in a folder by the very commands of the Plugin Release workflow, with a throw-away key, and verifies it with
// nothing but the public key. Takes the package that plugin:pack has written.
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemsOf, publicKeyFrom } from "../../scripts/release/verifyPackage";
import { commandsOfWorkflow, PLATFORM, type Ran, root, tag, version, WorkflowRun } from "./workflowRun";

const NAME = `dev.haloforge.image-studio-${version}-${PLATFORM}.hfpkg`;
const TOKEN = "hfsess_throw-away-token";

/** The raw key, as the secret and the repository's variable hold it. */
const raw = (key: KeyObject, part: "d" | "x"): string =>
	Buffer.from(key.export({ format: "jwk" })[part] ?? "", "base64url").toString("base64");

function throwAwayKey(): { seed: string; publicKey: string } {
	const { privateKey, publicKey } = generateKeyPairSync("ed25519");
	return { seed: raw(privateKey, "d"), publicKey: raw(publicKey, "x") };
}

let folder = "";
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "image-studio-release-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a release with keys", () => {
	const key = throwAwayKey();
	const received: { authorization: string | undefined; path: string | undefined; body: string }[] = [];
	let catalogue: Server;
	let run: WorkflowRun;
	let ran: Ran;

	beforeAll(async () => {
		catalogue = createServer((request, response) => {
			let body = "";
			request.setEncoding("utf8").on("data", (text: string) => {
				body += text;
			});
			request.on("end", () => {
				received.push({ authorization: request.headers.authorization, path: request.url, body });
				response.end(JSON.stringify({ ok: true }));
			});
		});
		await new Promise<void>((ready) => catalogue.listen(0, "127.0.0.1", ready));
		run = new WorkflowRun(join(folder, "signed"), {
			HF_PLUGIN_SIGNING_PRIVATE_KEY: key.seed,
			HF_PLUGIN_SIGNING_KEY_ID: "throw-away-2026",
			HF_ADMIN_TOKEN: TOKEN,
			HF_ADMIN_API_BASE_URL: `http://127.0.0.1:${(catalogue.address() as AddressInfo).port}`,
			PUBLIC_KEY: key.publicKey,
			ATTESTED: "success",
			// The changelog's heading gets its date in the commit that is released.
			IS_SIGNED: "false",
		});
		ran = await run.run(commandsOfWorkflow());
	});
	afterAll(() => catalogue.close());

	it("runs every step of the workflow to the end and leaves nothing out", () => {
		expect(ran.status, ran.output).toBe(0);
		expect(ran.summary).toContain("1 packages verified: checksums, drafts and signatures.");
		const leftOut = ran.summary.split("\n").filter((line) => line.includes("Left out"));
		// The message of the first step without the variable that this test does not set.
		expect(leftOut.filter((line) => !/a dry run|date of|look for a tag/.test(line))).toEqual([]);
	});

	it("leaves the package, its checksum, its draft and the notes in the folder", () => {
		expect(readdirSync(run.release).sort()).toEqual(
			[NAME, `${NAME}.catalog.json`, `${NAME}.sha256`, "notes.md"].sort(),
		);
		const digest = createHash("sha256")
			.update(readFileSync(join(run.release, NAME)))
			.digest("hex");
		expect(readFileSync(join(run.release, `${NAME}.sha256`), "utf8")).toBe(`${digest}  ${NAME}\n`);
		const notes = readFileSync(join(run.release, "notes.md"), "utf8");
		expect(readFileSync(join(root, "CHANGELOG.md"), "utf8")).toContain(notes.trim());
		expect(notes).not.toMatch(/^## /m);
	});

	it("is signed over the package's own bytes, as HaloForge checks it", () => {
		const bytes = readFileSync(join(run.release, NAME));
		const { item, version: draft } = JSON.parse(readFileSync(join(run.release, `${NAME}.catalog.json`), "utf8"));
		expect(item).toMatchObject({ id: "dev.haloforge.image-studio", kind: "plugin", source: "official" });
		expect(draft).toMatchObject({ version, signature_algorithm: "ed25519", signing_key_id: "throw-away-2026" });
		expect(draft.artifact_url).toBe(`https://example.test/studio/image-studio/releases/download/${tag}/${NAME}`);
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		const text = `{"kind":"plugin","id":"dev.haloforge.image-studio","version":"${version}","sha256":"${sha256}","artifact_size":${bytes.length},"min_app_version":"0.8.0"}`;
		const x = Buffer.from(key.publicKey, "base64").toString("base64url");
		const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
		expect(verify(null, Buffer.from(text), publicKey, Buffer.from(draft.signature, "base64"))).toBe(true);
	});

	it("installs the pinned compiler and no package's scripts", () => {
		const target = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-unknown-linux-gnu`;
		expect(ran.calls).toContain(
			`rustup toolchain install 1.97.0 --profile minimal --no-self-update --target ${target}`,
		);
		expect(ran.calls.filter((call) => call.startsWith("npm"))).toEqual(Array(3).fill("npm ci --ignore-scripts"));
	});

	it("drafts the release on GitHub with the notes and all files", () => {
		const [view, create, ...more] = ran.calls.filter((call) => call.startsWith("gh"));
		expect(view).toBe(`gh release view ${tag} --json isDraft`);
		expect(create).toMatch(new RegExp(`^gh release create ${tag} --draft --target 0123456789.+ --title Image Studio `));
		for (const name of [NAME, `${NAME}.sha256`, `${NAME}.catalog.json`]) expect(create).toContain(`/release/${name}`);
		expect(more).toEqual([]);
	});

	it("submits the signed draft, byte for byte, with the token", () => {
		expect(received).toEqual([
			{
				authorization: `Bearer ${TOKEN}`,
				path: "/v1/admin/catalog/drafts",
				body: readFileSync(join(run.release, `${NAME}.catalog.json`), "utf8"),
			},
		]);
	});

	it("shows neither key nor token in an output or a file", () => {
		const files = readdirSync(run.release).map((name) => readFileSync(join(run.release, name)));
		const shown = [ran.output, ran.summary, ran.calls.join("\n"), ...files].map((one) => Buffer.from(one));
		for (const secret of [key.seed, TOKEN]) for (const text of shown) expect(text.includes(secret)).toBe(false);
	});

	describe("verified by the script that knows the public key", () => {
		function changedCopy(change: (release: string) => void): string {
			const copy = mkdtempSync(join(folder, "copy-"));
			cpSync(run.release, join(copy, "release"), { recursive: true });
			change(join(copy, "release"));
			return copy;
		}
		/** Verifies a copy of the release after a change, by the workflow's command. */
		async function verifyChanged(change: (release: string) => void, { publicKey = key.publicKey, of = tag } = {}) {
			const copy = new WorkflowRun(changedCopy(change), { PUBLIC_KEY: publicKey, RELEASE_TAG: of });
			return copy.run(commandsOfWorkflow().filter((command) => command.includes("verify.ts")));
		}
		function flipByte(release: string): Buffer {
			const bytes = readFileSync(join(release, NAME));
			const middle = bytes.length >> 1;
			bytes[middle] = bytes[middle]! ^ 1;
			writeFileSync(join(release, NAME), bytes);
			return bytes;
		}
		function changeDraft(release: string, change: (version: Record<string, unknown>) => void): void {
			const file = join(release, `${NAME}.catalog.json`);
			const draft = JSON.parse(readFileSync(file, "utf8"));
			change(draft.version);
			writeFileSync(file, JSON.stringify(draft));
		}

		it("passes unchanged", async () => {
			expect(await verifyChanged(() => {})).toMatchObject({ status: 0 });
		});

		it("fails on a flipped byte", async () => {
			const { status, output } = await verifyChanged(flipByte);
			expect(status).toBe(1);
			expect(output).toMatch(/\.sha256 is missing or of other bytes/);
			expect(output).toMatch(/signature is not of this key, these bytes/);
		});

		it("fails on a flipped byte whose checksums were made again", () => {
			const copy = changedCopy((release) => {
				const sha256 = createHash("sha256").update(flipByte(release)).digest("hex");
				writeFileSync(join(release, `${NAME}.sha256`), `${sha256}  ${NAME}\n`);
				changeDraft(release, (draft) => Object.assign(draft, { sha256 }));
			});
			expect(problemsOf(join(copy, "release", NAME), tag, publicKeyFrom(key.publicKey))).toEqual([
				"its signature is not of this key, these bytes and this version",
			]);
		});

		it("fails with another key, and with what is no key", async () => {
			const other = await verifyChanged(() => {}, { publicKey: throwAwayKey().publicKey });
			expect(other.status).toBe(1);
			expect(other.output).toMatch(/signature is not of this key/);
			expect(() => publicKeyFrom("AAAA")).toThrow(/not 32 bytes/);
		});

		it("fails for another version", async () => {
			const { status, output } = await verifyChanged(() => {}, { of: "v9.9.9" });
			expect(status).toBe(1);
			expect(output).toContain(`it has version ${version}`);
		});

		it.each<[string, (draft: Record<string, unknown>) => void, RegExp]>([
			["without a signature", (draft) => delete draft.signature, /it is not signed/],
			[
				"with another version in its draft",
				(draft) => Object.assign(draft, { version: "9.9.9" }),
				/another id or version/,
			],
			["with another size", (draft) => Object.assign(draft, { artifact_size: 1 }), /another size/],
			[
				"with another manifest",
				(draft) => Object.assign(draft.manifest as object, { name: "Other" }),
				/another manifest/,
			],
			["that points elsewhere", (draft) => Object.assign(draft, { artifact_url: "https://other.test/a" }), /point to/],
		])("fails %s", (_name, change, message) => {
			const file = join(
				changedCopy((release) => changeDraft(release, change)),
				"release",
				NAME,
			);
			expect(problemsOf(file, tag, publicKeyFrom(key.publicKey)).join("\n")).toMatch(message);
		});
	});
});

describe("a dry run", () => {
	let ran: Ran;
	let run: WorkflowRun;
	beforeAll(async () => {
		run = new WorkflowRun(join(folder, "dry"), { IS_SIGNED: "false", PUBLIC_KEY: "", ATTESTED: "skipped" });
		ran = await run.run(commandsOfWorkflow());
	});

	it("ends green, with the package in the folder", () => {
		expect(ran.status, ran.output).toBe(0);
		expect(readdirSync(run.release)).toContain(NAME);
	});

	it("says what it left out, and asks nothing of GitHub or the catalogue", () => {
		for (const text of [
			/Left out: signature, draft release and submission, .* a dry run/,
			/Left out: the signature \(HF_PLUGIN_SIGNING_PRIVATE_KEY is not set\)/,
			/Left out: the check of signatures \(no public key was given\)/,
			/Left out: the attestation of provenance/,
			/Left out: the draft release \(the packages are not signed\)/,
			/Left out: the submission \(HF_ADMIN_TOKEN is not set\)/,
		])
			expect(ran.summary).toMatch(text);
		expect(ran.calls.filter((call) => call.startsWith("gh"))).toEqual([]);
	});

	it("names no key in a draft that has no signature", () => {
		const { version: draft } = JSON.parse(readFileSync(join(run.release, `${NAME}.catalog.json`), "utf8"));
		expect(Object.keys(draft).filter((name) => name.startsWith("sign"))).toEqual([]);
	});
});

it("does not sign with a key that has no name", async () => {
	const run = new WorkflowRun(join(folder, "nameless"), { HF_PLUGIN_SIGNING_PRIVATE_KEY: throwAwayKey().seed });
	const { status, output } = await run.run(commandsOfWorkflow().filter((one) => /package\.ts|metadata\.ts/.test(one)));
	expect(status).toBe(1);
	expect(output).toContain("HF_PLUGIN_SIGNING_KEY_ID is not");
});

it("is made in a folder and verified by the commands of docs/releasing.md", async () => {
	const docs = readFileSync(join(root, "docs/releasing.md"), "utf8").split("## Make a release in a folder")[1] ?? "";
	const [, block = ""] = /^```sh\n([\s\S]+?)^```$/m.exec(docs) ?? [];
	const run = new WorkflowRun(join(folder, "docs"), {});
	const commands = block
		.replaceAll("v0.2.0", tag)
		.replaceAll("linux-x64", PLATFORM)
		.replace(/(?<=--(out|folder) )release/g, run.release);
	const { status, output } = await run.run([commands]);
	expect(status, output).toBe(0);
	expect(output).toContain("1 packages verified: checksums, drafts and signatures.");
	expect(readdirSync(run.release)).toHaveLength(4);
});

it.each(["seed", "seed and public key"])("has the public key printed for a key of %s", async (kind) => {
	const { seed, publicKey } = throwAwayKey();
	const bytes = [seed, kind === "seed" ? "" : publicKey].map((part) => Buffer.from(part, "base64"));
	const run = new WorkflowRun(mkdtempSync(join(folder, "key-")), {
		HF_PLUGIN_SIGNING_PRIVATE_KEY: Buffer.concat(bytes).toString("base64"),
	});
	expect(await run.run(["node scripts/release/publicKey.mjs"])).toMatchObject({ status: 0, output: `${publicKey}\n` });
});
