// Writes the draft of a catalogue entry beside each package: signed, if the key is in the environment.
// Usage: node scripts/run.mjs scripts/release/metadata.ts --folder FOLDER --tag v1.2.3 --source official --repository URL
import { basename } from "node:path";
import { draftOf, manifestIn, packagesIn, runHfPack } from "./hfPack";
import { ReleaseError, readOptions, runStep, say, sayLeftOut } from "./workflow.mjs";

const KEY = "HF_PLUGIN_SIGNING_PRIVATE_KEY";
const KEY_ID = "HF_PLUGIN_SIGNING_KEY_ID";

await runStep(() => {
	const { folder, tag, source, repository } = readOptions(["folder", "tag", "source", "repository"]);
	const key = process.env[KEY]?.trim();
	const keyId = process.env[KEY_ID]?.trim();
	if (key && !keyId) throw new ReleaseError(`${KEY} is set and ${KEY_ID} is not: add the secret that names the key.`);
	if (!key) sayLeftOut(`the signature (${KEY} is not set)`);
	for (const file of packagesIn(folder)) {
		const { version } = manifestIn(file);
		if (`v${version}` !== tag)
			throw new ReleaseError(`${basename(file)} has version ${version}, but the tag is ${tag}.`);
		runHfPack([
			...["metadata", file, "--source", source, "--repository-url", repository],
			...["--artifact-url", `${repository}/releases/download/${tag}/${basename(file)}`],
			// The packer would write the key's name into a draft without a signature.
			...(key && keyId ? ["--signing-key-id", keyId, "--signing-key-env", KEY] : []),
			...["--pretty", "--output", draftOf(file)],
		]);
		say(`${basename(draftOf(file))}: ${key ? `signed with ${keyId}` : "not signed"}.`);
	}
});
