// Hands the signed drafts to HaloForge's catalogue, where a person reviews them, if the token is in the environment.
// Usage: node scripts/run.mjs scripts/release/submit.ts --folder FOLDER
// HF_ADMIN_API_BASE_URL names another server than HaloForge's.
import { basename } from "node:path";
import { draftOf, packagesIn, readDraft, runHfPack } from "./hfPack";
import { readOptions, runStep, say, sayLeftOut } from "./workflow.mjs";

await runStep(() => {
	const { folder } = readOptions(["folder"]);
	if (!process.env.HF_ADMIN_TOKEN?.trim()) return sayLeftOut("the submission (HF_ADMIN_TOKEN is not set)");
	const files = packagesIn(folder);
	if (!files.every((file) => readDraft(file).version.signature))
		return sayLeftOut("the submission (the packages are not signed)");
	const url = process.env.HF_ADMIN_API_BASE_URL;
	const server = url ? ["--api-base-url", url] : [];
	for (const file of files) {
		runHfPack(["submit", draftOf(file), ...server]);
		say(`${basename(file)}: submitted.`);
	}
});
