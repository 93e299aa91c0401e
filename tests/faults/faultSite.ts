// The parts around a browser whose storage is attacked: the studio's page, a provider, and folders for browser and backend.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Provider, startProvider } from "../../dev/provider/server";
import buildPageForRun from "../../scripts/builtPage";
import { startStudioPage } from "../e2e/servers";

export interface FaultSite {
	readonly origin: string;
	readonly provider: Provider;
	/** The browser's profile. */
	readonly profile: string;
	readonly dataDir: string;
	/** Stops the servers and deletes the folders. */
	close(): Promise<void>;
}

export async function startFaultSite(): Promise<FaultSite> {
	const deletePage = await buildPageForRun();
	const site = await startStudioPage();
	const provider = await startProvider({ key: "sk-planted-faults" });
	const profile = mkdtempSync(join(tmpdir(), "profile-"));
	const dataDir = mkdtempSync(join(tmpdir(), "faults-backend-"));
	return {
		origin: site.origin,
		provider,
		profile,
		dataDir,
		async close() {
			await provider.close();
			await site.close();
			deletePage();
			for (const folder of [profile, dataDir]) rmSync(folder, { recursive: true, force: true });
		},
	};
}
