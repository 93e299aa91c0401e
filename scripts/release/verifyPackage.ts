// Finds faults of a package, its checksum, its draft of a catalogue entry or its signature. Everything is computed from the
// package's own bytes; of keys it knows the public one at most.
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { draftOf, type Manifest, manifestIn, readDraft, sha256 } from "./hfPack";
import { ReleaseError } from "./workflow.mjs";

/** The raw 32 bytes of ed25519, in base64. */
export function publicKeyFrom(base64: string): KeyObject {
	const bytes = Buffer.from(base64, "base64");
	if (bytes.length !== 32) throw new ReleaseError("The public key is not 32 bytes in base64.");
	return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url") }, format: "jwk" });
}

/** One sentence each. Without a key the signature is not looked at. */
export function problemsOf(file: string, tag: string, key: KeyObject | undefined): string[] {
	const problems: string[] = [];
	const name = basename(file);
	const bytes = readFileSync(file);
	const digest = sha256(bytes);
	const checksum = existsSync(`${file}.sha256`) ? readFileSync(`${file}.sha256`, "utf8") : "";
	if (checksum !== `${digest}  ${name}\n`) problems.push("its .sha256 is missing or of other bytes");
	if (!existsSync(draftOf(file))) return [...problems, "it has no draft of a catalogue entry"];
	const { item, version: draft } = readDraft(file);
	if (draft.sha256 !== digest) problems.push("its draft states another SHA-256");
	if (draft.artifact_size !== bytes.length) problems.push("its draft states another size");
	if (!draft.artifact_url?.endsWith(`/${tag}/${name}`)) problems.push(`its draft does not point to ${tag}/${name}`);
	let manifest: Manifest;
	try {
		manifest = manifestIn(file);
	} catch {
		return [...problems, "it cannot be unpacked"];
	}
	if (`v${manifest.version}` !== tag) problems.push(`it has version ${manifest.version}`);
	if (draft.version !== manifest.version || item.id !== manifest.id)
		problems.push("its draft states another id or version");
	if (!isDeepStrictEqual(draft.manifest, manifest)) problems.push("its draft holds another manifest");
	if (!key) return problems;
	// The text that hf-pack signs, to the byte.
	const signed = JSON.stringify({
		kind: "plugin",
		id: manifest.id,
		version: manifest.version,
		sha256: digest,
		artifact_size: bytes.length,
		min_app_version: manifest.compatibility.min_app_version,
	});
	if (!draft.signature) problems.push("it is not signed");
	else if (!verify(null, Buffer.from(signed), key, Buffer.from(draft.signature, "base64")))
		problems.push("its signature is not of this key, these bytes and this version");
	return problems;
}
