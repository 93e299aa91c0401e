// Prints the public key of the signing key in HF_PLUGIN_SIGNING_PRIVATE_KEY, as verify.ts takes it.
// Usage: HF_PLUGIN_SIGNING_PRIVATE_KEY=… node scripts/release/publicKey.mjs
import { createPrivateKey, createPublicKey } from "node:crypto";
import process from "node:process";
import { ReleaseError, runStep } from "./workflow.mjs";

/** The bytes before the 32 bytes of an ed25519 seed in PKCS #8. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

await runStep(() => {
	const bytes = Buffer.from(process.env.HF_PLUGIN_SIGNING_PRIVATE_KEY ?? "", "base64");
	if (bytes.length !== 32 && bytes.length !== 64)
		throw new ReleaseError("HF_PLUGIN_SIGNING_PRIVATE_KEY is not 32 or 64 bytes in base64.");
	const key = createPrivateKey({ key: Buffer.concat([PKCS8, bytes.subarray(0, 32)]), format: "der", type: "pkcs8" });
	const { x = "" } = createPublicKey(key).export({ format: "jwk" });
	console.log(Buffer.from(x, "base64url").toString("base64"));
});
