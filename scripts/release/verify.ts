// Verifies a folder of packages with nothing but the public key: checksums, drafts of catalogue entries, signatures.
// Usage: node scripts/run.mjs scripts/release/verify.ts --folder FOLDER --tag v1.2.3 [--public-key BASE64]
// Without a public key signatures are not looked at, and the script says so.
import { basename } from "node:path";
import { packagesIn } from "./hfPack";
import { problemsOf, publicKeyFrom } from "./verifyPackage";
import { ReleaseError, readOptions, runStep, say, sayLeftOut } from "./workflow.mjs";

await runStep(() => {
	const options = readOptions(["folder", "tag"], ["public-key"]);
	const key = options["public-key"] ? publicKeyFrom(options["public-key"]) : undefined;
	const files = packagesIn(options.folder);
	const problems = files.flatMap((file) =>
		problemsOf(file, options.tag, key).map((problem) => `${basename(file)}: ${problem}.`),
	);
	if (problems.length > 0) throw new ReleaseError(problems.join("\n"));
	if (!key) sayLeftOut("the check of signatures (no public key was given)");
	say(`${files.length} packages verified: ${key ? "checksums, drafts and signatures" : "checksums and drafts"}.`);
});
