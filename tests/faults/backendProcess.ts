// The backend as a process that is started on a folder, killed and started again, and the jobs that are sent to it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { greyPng } from "../../dev/provider/testPictures";
import { sha256Hex } from "../../src/bytes/sha256";
import { type Backend, createBackend } from "../../src/host/backend";
import type { JobRequest } from "../../src/host/contract";
import { callDevhost } from "../backend/callDevhost";
import { type Devhost, startDevhost } from "../e2e/servers";
import { withoutHang } from "./faultKind";
import type { ReportedResults } from "./reportedResults";

const ORIGIN = "http://127.0.0.1:1";

export async function startBackend(dataDir: string): Promise<{ devhost: Devhost; backend: Backend }> {
	const devhost = await withoutHang("the start of the backend", startDevhost(ORIGIN, { dataDir }));
	return { devhost, backend: createBackend(callDevhost(devhost, ORIGIN)) };
}

/** Turns the request into a masked edit, whose inputs are uploaded. */
export async function addInputs(request: JobRequest, edge: number, backend: Backend, results: ReportedResults) {
	const [picture, mask] = [greyPng(edge, edge), greyPng(edge, edge, true)];
	const upload = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
		const sha256 = await sha256Hex(bytes);
		await backend.putBlob(sha256, new Blob([bytes], { type: "image/png" }));
		results.addUpload(sha256, "image/png");
		return sha256;
	};
	request.operation = "edit";
	request.images = [{ sha256: await upload(picture), content_type: "image/png", file_name: "grey.png" }];
	request.mask = { sha256: await upload(mask) };
}

/** SIGKILL, so that no handler of the backend runs. */
export async function kill({ process: child }: Devhost): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise((ended) => child.once("exit", ended));
	child.kill("SIGKILL");
	await exit;
}

/** Lines of the host's log that tell of a panic or of a failure that has no cause of its own. */
export function panicLines(folder: string): string[] {
	const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
	return texts.flatMap((text) =>
		text.split("\n").filter((line) => /panick|error_code=internal|code=internal/.test(line)),
	);
}
